// An exchange of two sides as a row of the opening view has it: acts by side, and which answers which.

import { isTalk } from "../data/dyads.js";
import { ledgerOf } from "../data/ledger.js";

/**
 * The ledger of two sides over the incidents that pass, without talk and cooperation while these are folded.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {(incident: Model.Incident, place: number) => boolean} passes
 */
export function exchangeLedger(data, state, passes) {
  const isIn = (/** @type {Model.Incident} */ incident) => passes(incident, data.placeOf.get(incident.id) ?? -1);
  const ledger = ledgerOf(data, state.sides, isIn, state);
  const folded = state.talk ? [] : [...ledger.events].filter(([, { incident }]) => isTalk(data, incident));
  for (const [id] of folded) ledger.events.delete(id);
  const has = (/** @type {string} */ id) => ledger.events.has(id);
  const responses = ledger.responses.filter(({ source, target }) => has(source) && has(target));
  return { ledger: { ...ledger, responses }, talk: folded.length };
}

/**
 * @param {Page.GraphData} data
 * @param {Exchange.Ledger} ledger
 * @param {string[]} sides
 * @returns {Answers.Dyad}
 */
export function dyadOf(data, { events, responses }, sides) {
  const acts = new Map([...events].map(([id, { incident, lane }]) => [id, { incident, lane }]));
  const links = responses.flatMap((claim) => {
    const [answer, cause] = [data.incident(claim.source), data.incident(claim.target)];
    return answer && cause ? [{ claim, answer, cause }] : [];
  });
  const done = links.filter(({ answer, cause }) => ![answer, cause].some(({ status }) => status === "prospective"));
  const answered = new Set(done.map(({ cause }) => cause.id));
  const total = [...acts.values()].filter(({ incident }) => incident.status !== "prospective").length;
  const about = done.reduce((sum, { claim }) => sum + (claim.probability ?? 1), 0);
  return {
    key: sides.join("\n"),
    sides: sides.map((side) => side.split("\t")),
    acts,
    links,
    answered,
    about,
    total,
    talk: 0,
    own: answered.size,
  };
}
