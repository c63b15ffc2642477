// The table of relations: what each actor did to each other, by type: how many incidents, of which at least so many
// surely differ, and what the numbers of those reported as done add up to.

import { pairKey } from "../data/pairs.js";
import { listOf } from "../data/selections.js";
import { totalOf } from "../data/totals.js";

/**
 * What an actor did to another by incidents of a type, from when to when.
 * @typedef {{source: string, target: string, type: string, incidents: Model.Incident[]} & Dates} Relation
 * @typedef {{first: string, last: string}} Dates
 */

/**
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @returns {Page.ShownTable}
 */
export function relationTable(data, result) {
  /** @type {Map<string, Relation>} */
  const relations = new Map();
  for (const incident of data.incidents) {
    if (!result.shown.has(incident.id)) continue;
    for (const source of incident.agents) {
      for (const target of incident.targets) addTo(relations, source, target, incident);
    }
  }
  return {
    lead: "type",
    columns: ["source", "target", "type", "incidents", "different", "at least", "up to", "first", "last"],
    numeric: ["incidents", "different", "at least", "up to"],
    rows: [...relations.values()].map((relation) => rowOf(data, relation)),
  };
}

/**
 * @param {Map<string, Relation>} relations
 * @param {string} source
 * @param {string} target
 * @param {Model.Incident} incident
 */
function addTo(relations, source, target, incident) {
  const { type, date = "" } = incident;
  const key = `${source}\t${target}\t${type}`;
  const row = relations.get(key) ?? { source, target, type, incidents: [], first: "", last: "" };
  row.incidents.push(incident);
  if (date && (!row.first || date < row.first)) row.first = date;
  if (date > row.last) row.last = date;
  relations.set(key, row);
}

/**
 * @param {Page.GraphData} data
 * @param {Relation} relation
 * @returns {Page.Row}
 */
function rowOf(data, { source, target, type, incidents, first, last }) {
  const list = listOf({ by: source, to: target, type });
  const { different } = totalOf(data, incidents);
  const done = incidents.filter(({ status }) => status === "reported");
  const { counted, least, most } = totalOf(data, done);
  const sums = counted ? [least, most] : ["", ""];
  const names = [data.name(source), data.name(target), data.type(type).label];
  return {
    select: `pair:${pairKey(source, target)}`,
    cells: [...names, incidents.length, different, ...sums, first, last],
    counts: { incidents: list, "at least": list, "up to": list },
  };
}
