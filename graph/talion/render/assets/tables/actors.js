// The table of actors.

import { partiesOf } from "../data/graph_data.js";
import { listOf } from "../data/selections.js";

/**
 * Actors of incidents that are shown; where no filter hides any, also those of no incident.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @returns {Page.ShownTable}
 */
export function actorTable(data, result) {
  const shown = data.incidents.filter((i) => result.shown.has(i.id));
  const tallies = tallied(shown);
  if (result.shown.size === result.total) {
    for (const id of data.actors.keys()) if (!tallies.has(id)) tallies.set(id, emptyTally());
  }
  return {
    lead: "actor",
    columns: ["actor", "kind", "code", "of", "as source", "as target", "partners"],
    numeric: ["as source", "as target", "partners"],
    rows: [...tallies].map(([id, tally]) => rowOf(data, id, tally)),
  };
}

function emptyTally() {
  return { source: 0, target: 0, partners: /** @type {Set<string>} */ (new Set()) };
}

/** @param {Model.Incident[]} incidents */
function tallied(incidents) {
  /** @type {Map<string, ReturnType<typeof emptyTally>>} */
  const tallies = new Map();
  /** @param {string} id */
  const of = (id) => {
    const tally = tallies.get(id) ?? emptyTally();
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
 * @param {ReturnType<typeof emptyTally>} tally
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
