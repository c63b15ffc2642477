// The evidence of a pair of actors: what each did to the other, by type.

import { bdi, h } from "../base/dom.js";
import { incidentsOfPair, isDirected, pairKey, pairOf } from "../data/pairs.js";
import { toggled } from "../state.js";
import { actionButtons, actorLink, incidentList, numberLink } from "./parts.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

/**
 * @param {Evidence} panel
 * @param {string} pair
 */
export function pairEvidence(panel, pair) {
  const [a, b] = pairOf(pair);
  const incidents = incidentsOfPair(panel.data, pair);
  return [
    h("h3", {}, actorLink(panel, a), " and ", actorLink(panel, b)),
    actions(panel, pairKey(a, b), incidents.length > 0),
    tally(panel, a, b, incidents),
    incidentList(panel, incidents),
  ];
}

/**
 * @param {Evidence} panel
 * @param {string} pair
 * @param {boolean} possible
 */
function actions({ state, store }, pair, possible) {
  return actionButtons([
    { label: "Exchange", click: () => store.step({ view: "exchange", sides: pairOf(pair) }), possible },
    {
      label: state.fan.includes(pair) ? "Fold types" : "Fan out types",
      click: () => store.step({ fan: toggled(state.fan, pair) }),
      possible,
    },
    {
      label: `${state.open.includes(pair) ? "Collapse" : "Expand"} incidents`,
      click: () => store.step({ open: toggled(state.open, pair) }),
      possible,
    },
  ]);
}

/**
 * @param {Evidence} panel
 * @param {string} a
 * @param {string} b
 * @param {Model.Incident[]} incidents
 */
function tally(panel, a, b, incidents) {
  const shown = incidents.filter((incident) => panel.result.shown.has(incident.id));
  const types = Map.groupBy(shown, (incident) => incident.type);
  if (!types.size) return null;
  /** @param {string} type @param {Model.Incident[]} own @param {string} by @param {string} to */
  const cell = (type, own, by, to) => {
    const count = own.filter((incident) => isDirected(incident, by, to)).length;
    return h("td", { class: "number" }, count ? numberLink(panel, count, { by, to, type }) : "–");
  };
  const rows = [...types].map(([type, own]) => {
    const label = h("th", { scope: "row" }, bdi(panel.data.type(type).label));
    return h("tr", {}, label, cell(type, own, a, b), cell(type, own, b, a));
  });
  const heads = [a, b].map((id) => h("th", { scope: "col" }, bdi(panel.data.name(id)), " did"));
  const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "type"), heads));
  return h("table", { class: "tally" }, head, h("tbody", {}, rows));
}
