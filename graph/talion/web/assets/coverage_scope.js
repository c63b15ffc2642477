// What one looks at, as a part of the store that the app can count.

import { splitSelection } from "./data/pairs.js";
import { filterTerms } from "./server_totals.js";

/** @typedef {Page.Scope & {from: number | null, to: number | null, key: string}} KeyedScope */

/**
 * What one looks at in a view or, where that is null, the incidents of what is selected or of the
 * actors filtered for; in the time that is brushed.
 * @param {Page.State} state
 * @param {Page.Scope | null} inView
 * @returns {KeyedScope}
 */
export function scopeOf(state, inView) {
  const scope = { ...(inView ?? selectedScope(state)), from: state.from, to: state.to };
  return { ...scope, key: JSON.stringify([scope, filterTerms(state)]) };
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
 * Whether an incident is of the actors of a scope.
 * @param {Model.Incident} incident
 * @param {Page.Scope} scope
 */
export function inside({ agents, targets }, { actors, partners }) {
  if (!actors.length) return true;
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
