// The evidence of an incident: its slots, what it answers and what answers it, and its reports.

import { bdi, h } from "../base/dom.js";
import { clean, grouped, percent, plural } from "../base/text.js";
import { GROUP_LABELS } from "../base/theme.js";
import { isShownClaim } from "../data/certainty.js";
import { publisher } from "../data/filter.js";
import { weight } from "../data/ledger.js";
import { responseNote } from "../notes/box.js";
import { contradictions } from "./contradictions.js";
import { actionButtons, actorLinks, basisOf, dateElement, loneLine, mark, sentence, thingLink } from "./parts.js";
import { articleLine, foldedQuote, quoted } from "./quote.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

/** @type {Record<string, string>} */
const STATUSES = {
  reported: "reported as done or decided",
  alleged: "alleged: a claim, not established",
  prospective: "prospective: expected or threatened",
};
/** By type of claim: the words from its source on, and from its target on. */
const CLAIMS = /** @type {Record<string, [string, string]>} */ ({
  precedent_of: ["is cited as a precedent of", "has as a precedent"],
  part_of: ["is part of", "has as a part"],
});

/**
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
export function incidentEvidence(panel, incident) {
  const reports = panel.data.reportsOf(incident);
  const { agents, targets } = incident;
  const compare = () => panel.store.step({ view: "exchange", sides: [agents.join("\t"), targets.join("\t")] });
  const count = incident.count ? ` ${grouped(incident.count)}` : "";
  return [
    h("h3", {}, mark(panel, incident), sentence(panel, incident), count),
    slotList(panel, incident),
    actionButtons([{ label: "Exchange", click: compare, possible: agents.length > 0 && targets.length > 0 }]),
    incident.disputed?.length ? disputes(panel, incident.disputed, reports) : null,
    responses(panel, "Answers", panel.data.answersOf.get(incident.id), "target"),
    responses(panel, "Answered by", panel.data.answersTo.get(incident.id), "source"),
    contradictions(panel, incident),
    otherClaims(panel, incident),
    h("h4", {}, plural(reports.length, "report")),
    reports.map((report) => reportElement(panel, report, incident)),
    thingLink(panel, "incident", incident.id),
  ];
}

/**
 * @param {string} name
 * @param {...Dom.Child} value
 */
function slot(name, ...value) {
  return [h("dt", {}, name), h("dd", {}, value)];
}

/**
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
function slotList(panel, incident) {
  const type = panel.data.type(incident);
  const [family] = (GROUP_LABELS[type.group] ?? type.group).split(":");
  const label = h("span", { title: clean(type.definition ?? "") }, bdi(type.label));
  return h(
    "dl",
    { class: "slots" },
    slot("source", actorLinks(panel, incident.agents)),
    slot("target", actorLinks(panel, incident.targets)),
    slot("type", label, h("span", { class: "muted" }, ` · ${family}`)),
    slot("date", dateElement(incident)),
    incident.count ? slot("count", grouped(incident.count)) : null,
    slot("status", STATUSES[incident.status] ?? clean(incident.status)),
    incident.confidence === undefined
      ? null
      : slot("read", `by a program, ${percent(incident.confidence)} sure that type and sides are right`),
  );
}

/**
 * The slots on which the reports disagree, report beside report.
 * @param {Evidence} panel
 * @param {Json.Slot[]} slots
 * @param {Json.Report[]} reports
 */
function disputes({ data }, slots, reports) {
  const heads = reports.map((report) => h("th", { scope: "col" }, bdi(publisher(data, report.article))));
  const rows = slots.map((slot) => {
    const values = reports.map((report) => h("td", {}, bdi(report[slot] ?? "–")));
    return h("tr", {}, h("th", { scope: "row" }, slot), values);
  });
  return h(
    "div",
    { class: "disputes" },
    h("h4", {}, "The reports disagree"),
    h("table", {}, h("thead", {}, h("tr", {}, h("td"), heads)), h("tbody", {}, rows)),
  );
}

/**
 * @param {Evidence} panel
 * @param {Json.Report} report
 * @param {Model.Incident} incident
 */
function reportElement(panel, report, incident) {
  const { status, count, date } = report;
  const differs = [];
  if (status !== incident.status) differs.push(`says ${status}`);
  if (count !== incident.count) differs.push(count ? `gives ${count}` : "gives no number");
  if (date !== incident.date) differs.push(date ? `dates it ${date}` : "gives no date");
  const note = `This report ${clean(differs.join(", "))}.`;
  return h(
    "article",
    { class: "report" },
    quoted(report),
    report.gloss ? h("p", { class: "gloss", lang: "en" }, "machine translation: ", bdi(report.gloss)) : null,
    slotWords(report),
    articleLine(panel, report.article, report.quote),
    differs.length ? h("p", { class: "differs" }, note) : null,
  );
}

/** @type {[Json.QuotedSlot, string][]} */
const QUOTED = [
  ["agents", "who"],
  ["targets", "to whom"],
  ["count", "count"],
  ["date", "date"],
  ["status", "status"],
];

/**
 * The words by which a reader filled the slots of a report.
 * @param {Json.Report} report
 */
function slotWords({ by }) {
  if (!by) return null;
  const rows = QUOTED.flatMap(([slot, label]) => {
    const words = by[slot];
    return words ? [h("dt", {}, label), h("dd", {}, bdi(words.map((word) => `“${word}”`).join(", ")))] : [];
  });
  return h("details", { class: "words" }, h("summary", {}, "Words for each part"), h("dl", {}, rows));
}

/**
 * The incidents at one end of some responses.
 * @param {Evidence} panel
 * @param {string} title
 * @param {Json.Claim[] | undefined} claims
 * @param {"source" | "target"} end
 */
function responses(panel, title, claims = [], end) {
  const shown = claims.filter((claim) => isShownClaim(panel.state, claim));
  if (!shown.length) return null;
  const others = Map.groupBy(shown, (claim) => claim[end]);
  const items = [...others].map(([id, own]) => response(panel, own, panel.data.incident(id)));
  return [h("h4", {}, title, others.size > 1 ? ` (${others.size})` : ""), h("ul", { class: "claims" }, items)];
}

/**
 * What one answers, or is answered by, with all the words that say so.
 * @param {Evidence} panel
 * @param {Json.Claim[]} claims
 * @param {Model.Incident | undefined} other
 */
function response(panel, claims, other) {
  const [best] = claims.toSorted((a, b) => weight(b) - weight(a));
  if (!other || !best) return null;
  return h(
    "li",
    {},
    loneLine(panel, other),
    basisOf(panel, best),
    claims.map((claim) => foldedQuote(claim, articleLine(panel, claim.article, claim.quote))),
    responseNote(panel, best),
  );
}

/**
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
function otherClaims(panel, incident) {
  const claims = panel.data.otherClaims.get(incident.id) ?? [];
  if (!claims.length) return null;
  const items = claims.map((claim) => otherClaim(panel, claim, claim.source === incident.id));
  const summary = h("summary", {}, `Precedents and parts (${claims.length})`);
  return h("details", { class: "others" }, summary, h("ul", { class: "claims" }, items));
}

/**
 * @param {Evidence} panel
 * @param {Json.Claim} claim
 * @param {boolean} isSource
 */
function otherClaim(panel, claim, isSource) {
  const other = panel.data.incident(isSource ? claim.target : claim.source);
  if (!other) return null;
  const words = CLAIMS[claim.type]?.[isSource ? 0 : 1] ?? clean(claim.type).replaceAll("_", " ");
  return h("li", {}, h("p", { class: "why" }, words), loneLine(panel, other), foldedQuote(claim));
}
