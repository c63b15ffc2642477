// Responses, as a source says, that the dates rule out, alone or together with other responses.

import { h } from "../base/dom.js";
import { clean } from "../base/text.js";
import { publisher } from "../data/filter.js";
import { basisOf, loneLine } from "./parts.js";
import { articleLine, foldedQuote } from "./quote.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

/**
 * What an incident is said to answer, or to be answered by, and cannot; null where there is nothing.
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
export function contradictions(panel, incident) {
  const claims = panel.data.contradictions.filter(({ source, target }) => [source, target].includes(incident.id));
  if (!claims.length) return null;
  return [
    h("h4", {}, "Contradictions"),
    h("p", { class: "muted" }, "The dates rule these responses out; no chain or total uses them."),
    h(
      "ul",
      { class: "claims" },
      claims.map((claim) => contradiction(panel, claim, incident)),
    ),
  ];
}

/**
 * @param {Evidence} panel
 * @param {Json.Claim} claim
 * @param {Model.Incident} incident
 */
function contradiction(panel, claim, incident) {
  const isSource = claim.source === incident.id;
  const other = panel.data.incident(isSource ? claim.target : claim.source);
  if (!other) return null;
  return h(
    "li",
    {},
    h("p", { class: "why" }, reason(incident, other, isSource)),
    loneLine(panel, other),
    basisOf(panel, claim),
    foldedQuote(claim, articleLine(panel, claim.article, claim.quote)),
    [incident, other].map((one) => datings(panel, one)),
  );
}

/**
 * Why one cannot be a response to the other: the two dates, or those of others that responses join to them.
 * @param {Model.Incident} incident
 * @param {Model.Incident} other
 * @param {boolean} isSource
 */
function reason(incident, other, isSource) {
  const [response, antecedent] = isSource ? [incident, other] : [other, incident];
  const alone = response.to !== null && antecedent.from !== null && response.to < antecedent.from;
  if (!alone) return `is said to ${isSource ? "answer" : "be answered by"}, but not if the other answers hold`;
  return isSource ? "is said to answer, but came before" : "is said to be answered by, but came after";
}

/**
 * How each report dates an incident.
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
function datings({ data }, incident) {
  const dated = data.reportsOf(incident).filter((report) => report.date);
  const words = dated.map(({ article, date }) => `${date} by ${publisher(data, article)}`);
  return h("p", { class: "muted" }, `${clean(data.sentence(incident))}: dated ${clean(words.join(", "))}`);
}
