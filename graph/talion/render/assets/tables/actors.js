// The table of actors.

import { partiesOf } from "../data/graph_data.js";
import { listOf } from "../data/selections.js";

/**
 * The actors of the incidents that are shown.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @returns {Page.ShownTable}
 */
export function actorTable(data, result) {
  const shown = data.incidents.filter((i) => result.shown.has(i.id));
  const tallies = tallied(shown);
  return {
    lead: "actor",
    columns: ["actor", "kind", "code", "of", "as source", "as target", "partners"],
    numeric: ["as source", "as target", "partners"],
    rows: [...tallies].map(([id, tally]) => rowOf(data, id, tally)),
  };
}

/** @param {Model.Incident[]} incidents */
function tallied(incidents) {
  /** @type {Map<string, { source: number, target: number, partners: Set<string> }>} */
  const tallies = new Map();
  /** @param {string} id */
  const of = (id) => {
    const tally = tallies.get(id) ?? { source: 0, target: 0, partners: new Set() };
    tallies.set(id, tally);
    return tally;
  };
  for (const incident of incidents) {
    for (const id of incident.agents) of(id).source += 1;
    for (const id of incident.targets) of(id).target += 1;
    const parties = partiesOf(incident);
    for (const id of parties) for (const other of parties) if (other !== id) of(id).partners.add(other);
  }
  return tallies;
}

/**
 * @param {Page.GraphData} data
 * @param {string} id
 * @param {{ source: number, target: number, partners: Set<string> }} tally
 * @returns {Page.Row}
 */
function rowOf(data, id, { source, target, partners }) {
  const actor = data.actors.get(id);
  const state = actor?.state ? data.name(actor.state) : "";
  return {
    select: `actor:${id}`,
    cells: [data.name(id), actor?.kind ?? "", actor?.code ?? "", state, source, target, partners.size],
    counts: { "as source": listOf({ by: id }), "as target": listOf({ to: id }), partners: `actor:${id}` },
  };
}
