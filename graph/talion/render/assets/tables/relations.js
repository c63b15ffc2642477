// The table of relations: what each actor did to each other, by type.

import { pairKey } from "../data/pairs.js";
import { listOf } from "../data/selections.js";

/**
 * What an actor did to another by incidents of a type: how many, their numbers added up, from when to when.
 * @typedef {{source: string, target: string, type: string, count: number, sum: number} & Dates} Relation
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
    columns: ["source", "target", "type", "incidents", "counted", "first", "last"],
    numeric: ["incidents", "counted"],
    rows: [...relations.values()].map((relation) => rowOf(data, relation)),
  };
}

/**
 * @param {Map<string, Relation>} relations
 * @param {string} source
 * @param {string} target
 * @param {Model.Incident} incident
 */
function addTo(relations, source, target, { type, count = 0, date = "" }) {
  const key = `${source}\t${target}\t${type}`;
  const row = relations.get(key) ?? { source, target, type, count: 0, sum: 0, first: "", last: "" };
  row.count += 1;
  row.sum += count;
  if (date && (!row.first || date < row.first)) row.first = date;
  if (date > row.last) row.last = date;
  relations.set(key, row);
}

/**
 * @param {Page.GraphData} data
 * @param {Relation} relation
 * @returns {Page.Row}
 */
function rowOf(data, { source, target, type, count, sum, first, last }) {
  const list = listOf({ by: source, to: target, type });
  return {
    select: `pair:${pairKey(source, target)}`,
    cells: [data.name(source), data.name(target), data.type(type).label, count, sum || "", first, last],
    counts: { incidents: list, counted: list },
  };
}
