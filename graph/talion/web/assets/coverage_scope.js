// What one looks at, as a part of the store that the app can count.

import { splitSelection } from "./data/pairs.js";

/** @typedef {Page.Scope & {from: number | null, to: number | null}} DatedScope */
/** @typedef {DatedScope & {key: string}} KeyedScope */

/**
 * What one looks at in a view or, where that is null, the incidents of what is selected or of the
 * actors filtered for; in the time that is brushed.
 * @param {Page.State} state
 * @param {Page.Scope | null} inView
 * @returns {KeyedScope}
 */
export function scopeOf(state, inView) {
  const scope = { ...(inView ?? selectedScope(state)), from: state.from, to: state.to };
  return { ...scope, key: JSON.stringify([scope, state.type, state.status]) };
}

/**
 * @param {Page.State} state
 * @returns {Page.Scope}
 */
function selectedScope({ select, actor }) {
  const [kind, id] = splitSelection(select);
  if (kind === "actor") return { actors: [id], partners: [] };
  const [a, b] = kind === "pair" ? id.split("\t") : [];
  return a && b ? { actors: [a], partners: [b] } : { actors: actor, partners: [] };
}

/**
 * Whether an incident is of a scope, as the app counts: by the first day that it may be of.
 * @param {Model.Incident} incident
 * @param {DatedScope} scope
 * @param {Page.State} state
 */
export function inside(incident, { actors, partners, from, to }, state) {
  if (state.type.includes(incident.type) || state.status.includes(incident.status)) return false;
  if (from !== null && to !== null) {
    if (incident.from === null || incident.from < from || incident.from > to) return false;
  }
  if (!actors.length) return true;
  const { agents, targets } = incident;
  if (!partners.length) return some(agents, actors) || some(targets, actors);
  return (some(agents, actors) && some(targets, partners)) || (some(targets, actors) && some(agents, partners));
}

/**
 * @param {string[]} side
 * @param {string[]} ids
 */
function some(side, ids) {
  return side.some((actor) => ids.includes(actor));
}
