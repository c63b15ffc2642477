// What the pieces of evidence are made of: links, lines, dates, actions.

import { bdi, button, h } from "../base/dom.js";
import { clean, grouped, percent, plural } from "../base/text.js";
import { delayWords } from "../data/intervals.js";
import { listOf } from "../data/selections.js";
import { disputedSign } from "../tables/table.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

/**
 * A link that selects something in this page.
 * @param {Evidence} panel
 * @param {string} select
 * @param {...Dom.Child} content
 */
export function link({ store }, select, ...content) {
  /** @param {MouseEvent} event */
  const click = (event) => {
    event.preventDefault();
    store.step({ select });
  };
  return h("a", { href: "#", class: "inner", on: { click } }, content);
}

/**
 * A number that lists what it counts.
 * @param {Evidence} panel
 * @param {number} count
 * @param {Page.Terms} terms
 */
export function numberLink(panel, count, terms) {
  const made = link(panel, listOf(terms), grouped(count));
  made.classList.add("count-link");
  return made;
}

/**
 * @param {Evidence} panel
 * @param {string} id
 */
export function actorLink(panel, id) {
  return link(panel, `actor:${id}`, bdi(panel.data.name(id)));
}

/**
 * @param {Evidence} panel
 * @param {string[]} ids
 */
export function actorLinks(panel, ids) {
  if (!ids.length) return h("span", { class: "muted" }, "unknown");
  return ids.map((id, place) => [place ? ", " : null, actorLink(panel, id)]);
}

/**
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
export function mark({ data }, incident) {
  return h("span", { class: `mark ${data.group(incident)} ${incident.status}`, "aria-hidden": "true" });
}

/** @param {Json.Slots} row */
export function dateElement({ date, earliest, latest }) {
  if (!date) return h("span", { class: "muted" }, "no date");
  const title = earliest === latest ? earliest : `between ${earliest} and ${latest}`;
  return h("time", { datetime: earliest, title }, clean(date));
}

/**
 * Who did what to whom.
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
export function sentence({ data }, incident) {
  const { agents, targets } = incident;
  return [bdi(data.names(agents)), " → ", bdi(data.names(targets)), ": ", bdi(data.type(incident).label)];
}

/**
 * One incident in a line of a list.
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 */
function line(panel, incident) {
  const status = incident.status === "reported" ? null : h("span", { class: "status" }, ` ${incident.status}`);
  const count = incident.count ? h("b", {}, ` ${grouped(incident.count)}`) : null;
  const what = h("span", { class: "what" }, sentence(panel, incident), count, status, disputedSign(incident));
  const when = h("span", { class: "when" }, dateElement(incident));
  return h(
    "li",
    { class: panel.result.shown.has(incident.id) ? "" : "filtered" },
    link(panel, `incident:${incident.id}`, mark(panel, incident), when, " ", what),
  );
}

/**
 * One incident by itself, in a list of its own.
 * @param {Evidence} panel
 * @param {Model.Incident | undefined} incident
 */
export function loneLine(panel, incident) {
  return incident ? h("ul", { class: "lines" }, line(panel, incident)) : null;
}

/**
 * Incidents that pass the filters, the latest first, and how many do not.
 * @param {Evidence} panel
 * @param {Model.Incident[]} incidents
 */
export function incidentList(panel, incidents) {
  const shown = incidents.filter((i) => panel.result.shown.has(i.id));
  const latest = shown.toSorted((a, b) => (b.from ?? -1e9) - (a.from ?? -1e9));
  const hidden = incidents.length - shown.length;
  const all = plural(incidents.length, "incident") + (panel.data.partial ? " here" : "");
  const words = hidden ? `${grouped(shown.length)} of ${all}; filters hide ${grouped(hidden)}.` : `${all}.`;
  return [
    h("p", { class: "muted" }, words),
    h(
      "ol",
      { class: "lines" },
      latest.slice(0, panel.limit).map((i) => line(panel, i)),
    ),
    moreButton(panel, latest.length, "incident"),
  ];
}

/**
 * @param {Evidence} panel
 * @param {number} length
 * @param {string} what
 */
export function moreButton(panel, length, what) {
  if (length <= panel.limit) return null;
  return button(plural(length - panel.limit, `more ${what}`), () => panel.showMore(), { class: "link" });
}

/**
 * Buttons of what can be done; those that are not possible are left out.
 * @param {{label: string, click(): void, possible: boolean}[]} actions
 */
export function actionButtons(actions) {
  const possible = actions.filter((action) => action.possible);
  return h(
    "p",
    { class: "actions" },
    possible.map(({ label, click }) => button(label, click)),
  );
}

/**
 * On what basis one answers the other, and after how long.
 * @param {Evidence} panel
 * @param {Json.Claim} claim
 * @param {string | null} before
 */
export function basisOf({ data }, claim, before = null) {
  const delay = delayWords(data.incident(claim.target), data.incident(claim.source));
  const run = claim.run ? ` (run ${clean(claim.run)})` : "";
  const inferred = claim.basis === "inferred" ? ` · by a model of who answers whom${run}; no source says so` : null;
  const sure = claim.confidence === undefined ? null : ` · ${percent(claim.confidence)} sure that it is read right`;
  return h("p", { class: "why" }, before, basisWords(claim), sure, delay ? ` · ${delay}` : null, inferred);
}

/** @param {Json.Claim} claim */
function basisWords({ basis, probability }) {
  const sure = probability === undefined ? "no probability" : percent(probability);
  return h("span", { class: `basis ${basis}` }, basis === "stated" ? "stated" : `inferred, ${sure}`);
}

/**
 * A link to the page of a thing, where its facts and statements stand; none where there are no such pages.
 * @param {Evidence} panel
 * @param {string} kind
 * @param {string} id
 */
export function thingLink({ page }, kind, id) {
  const { things } = page.source;
  if (!things) return null;
  const escaped = encodeURIComponent(id).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return h("p", {}, h("a", { href: `${things}${kind}/${escaped}` }, "Facts and statements"));
}
