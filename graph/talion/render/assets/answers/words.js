// Acts, rows and findings in words.

import { clean, grouped, percent, plural } from "../base/text.js";
import { confidenceOf } from "../data/certainty.js";
import { dateWords } from "../data/dates.js";
import { publisher } from "../data/filter.js";
import { delayWords, isDated } from "../data/intervals.js";
import { totalOf } from "../data/totals.js";
import { isSized } from "./beads.js";

/** @type {Record<string, string>} */
const STATUSES = { reported: "reported", alleged: "alleged", prospective: "expected" };
const NAMED = 3; // sides named in a line

/**
 * “Netherlands”, “Belgium and 3 more”.
 * @param {Page.GraphData} data
 * @param {string[]} side
 */
export function sideName(data, side) {
  const names = side.map((id) => data.name(id));
  if (names.length <= 1) return names[0] ?? "unknown";
  return names.length === 2 ? names.join(" and ") : `${names[0]} and ${names.length - 1} more`;
}

/**
 * Whom “and 3 more” stands for; "" where all are named.
 * @param {Page.GraphData} data
 * @param {string[]} side
 */
export function sideRest(data, side) {
  if (side.length <= 2) return "";
  const names = side.slice(1).map((id) => data.name(id));
  return names.length > NAMED + 1 ? `${names.slice(0, NAMED).join(", ")}, …` : names.join(", ");
}

/**
 * One act as a sentence, with what it answers and what answers it.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {Answers.Link[]} links
 * @param {boolean} isOpen whether it opened an exchange and got no response
 */
export function actWords(data, incident, links, isOpen = false) {
  const answers = links.filter(({ answer }) => answer.id === incident.id);
  const answered = links.filter(({ cause }) => cause.id === incident.id);
  const date = isDated(incident) ? dateWords(incident.date) : "date not told";
  const parts = [`${shortWords(data, incident)}, ${date}, ${STATUSES[incident.status] ?? incident.status}`];
  if (answers.length) parts.push(`answers ${answers.map((link) => otherWords(data, link.cause, link)).join(" and ")}`);
  if (answered.length)
    parts.push(`answered by ${answered.map((link) => otherWords(data, link.answer, link)).join(" and ")}`);
  if (confidenceOf(incident) < 1) parts.push(`${percent(confidenceOf(incident))} sure that it is read right`);
  if (isOpen) parts.push("unanswered");
  if (incident.disputed?.length) parts.push(`the reports disagree on ${incident.disputed.join(" and ")}`);
  const [report] = data.reportsOf(incident);
  return clean(`${parts.join("; ")}.${report ? ` ${publisher(data, report.article)}.` : ""}`);
}

/**
 * “Netherlands: expulsion of 2”.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
function shortWords(data, incident) {
  const number = incident.count ? ` of ${grouped(incident.count)}` : "";
  return (
    `${data.names(incident.agents)} → ${data.names(incident.targets)}: ` +
    `${clean(data.type(incident).label)}${isSized(data, incident) ? number : ""}`
  );
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {Answers.Link} link
 */
function otherWords(data, incident, { claim, cause, answer }) {
  const delay = delayWords(cause, answer);
  const sure = claim.basis === "inferred" ? `, inferred, ${Math.round((claim.probability ?? 0) * 100)} %` : "";
  const time = delay ? `, ${delay}` : incident === cause ? ", some time before" : "";
  return `${clean(data.type(incident).label)} by ${data.names(incident.agents)}${time}${sure}`;
}

/**
 * What stands under a row's finding: how many people on each side, how soon, what is expected.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 */
export function findingLines(data, row) {
  const lines = [peopleWords(data, row), soonest(row), expectedWords(row)].filter(Boolean).slice(0, 2);
  return [...lines, outsideWords(row)].filter(Boolean);
}

/**
 * How many acts of a row were done to someone else than the other side.
 * @param {Answers.Dyad} row
 */
export function outsideWords({ acts }) {
  const outside = [...acts.values()].filter((act) => act.outside && act.incident.status !== "prospective");
  const named = outside.filter(({ incident }) => incident.targets.length).length;
  return [
    named ? `${grouped(named)} against others` : "",
    named < outside.length ? `${grouped(outside.length - named)} against nobody named` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * The people that each side expelled or barred, told several times counted once.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 */
function peopleWords(data, { acts }) {
  const totals = [0, 1].map((lane) => {
    const own = [...acts.values()].filter(
      (act) => act.lane === lane && !act.outside && act.incident.status === "reported",
    );
    return totalOf(
      data,
      own.map(({ incident }) => incident).filter((incident) => isSized(data, incident) && incident.count),
    );
  });
  const words = totals.map(sumWords);
  const [one, other] = words;
  if (one && other) return `${one} expelled, ${other} in return`;
  return one || other ? `${one || other} expelled` : "";
}

/**
 * “17”, or “at least 17, up to 21”, where reports may tell of the same.
 * @param {import("../data/totals.js").Total} total
 */
export function sumWords({ least, most }) {
  if (!most) return "";
  return least === most ? grouped(most) : least ? `${grouped(least)} to ${grouped(most)}` : `up to ${grouped(most)}`;
}

/**
 * The shortest time to an answer, as far as dates tell.
 * @param {Answers.Dyad} row
 */
function soonest({ links }) {
  const known = links.filter(
    ({ cause, answer }) => isDated(cause) && isDated(answer) && answer.status !== "prospective",
  );
  const [first] = known.toSorted((a, b) => longest(a) - longest(b));
  if (!first) return "delay not told";
  return `answered ${delayWords(first.cause, first.answer)}`;
}

/** @param {Answers.Link} link */
function longest({ cause, answer }) {
  return (answer.to ?? 0) - (cause.from ?? 0);
}

/** @param {Answers.Dyad} row */
function expectedWords({ acts }) {
  const expected = [...acts.values()].filter(({ incident }) => incident.status === "prospective").length;
  return expected ? `${plural(expected, "act")} expected` : "";
}
