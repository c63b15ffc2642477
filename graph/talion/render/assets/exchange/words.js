// The marks and arrows of an exchange in words.

import { percent } from "../base/text.js";
import { delayWords } from "../data/intervals.js";
import { isUnanswered } from "../data/ledger.js";

/**
 * @param {Page.GraphData} data
 * @param {Exchange.Arrow} arrow
 */
export function arrowWords(data, { claim, from, to }) {
  const basis = claim.basis === "stated" ? "stated" : `inferred, ${percent(claim.probability ?? 0)}`;
  const delay = delayWords(from.incident, to.incident);
  const sentence = `${data.sentence(to.incident)} answers ${data.sentence(from.incident)}`;
  return `${basis}: ${sentence}${delay ? `, ${delay}` : ""}`;
}

/**
 * @param {Page.GraphData} data
 * @param {Exchange.Mark} mark
 */
export function markWords(data, { incident, event }) {
  const open = isUnanswered(event) ? ", unanswered" : "";
  const disputed = incident.disputed?.length ? `, the reports disagree on ${incident.disputed.join(" and ")}` : "";
  return `${data.sentence(incident)}, ${incident.date ?? "no date"}, ${incident.status}${open}${disputed}`;
}
