// Responses, as a source says, that surely came before what they are said to respond to.

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
    h(
      "p",
      { class: "why" },
      isSource ? "is said to answer, but came before" : "is said to be answered by, but came after",
    ),
    loneLine(panel, other),
    basisOf(panel, claim),
    foldedQuote(claim, articleLine(panel, claim.article, claim.quote)),
    [incident, other].map((one) => datings(panel, one)),
  );
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
