// Who is of a side: the actor itself, what acts for it, and the members of an organization at the time.

import { actorsOfSide } from "./pairs.js";

/** Kinds of actors that an act is charged to, where its parties belong to some. */
const STATES = new Set(["country", "organization"]);

/** @typedef {(id: string, incident: Model.Incident) => boolean} Belongs */

/**
 * Fold actors to their states: an agency to the state it belongs to, a person to the one served.
 * @param {Page.GraphData} data
 * @returns {(ids: string[]) => string[]}
 */
export function stateFolding(data) {
  const served = new Map(data.offices.filter((o) => o.state).map((o) => [o.person, o.state]));
  return (ids) => {
    const states = ids.map((id) => data.actors.get(id)?.state ?? served.get(id) ?? id);
    const firm = states.filter((id) => STATES.has(data.actors.get(id)?.kind ?? "country"));
    return firm.length ? firm : states;
  };
}

/**
 * Whether an actor is of a side at the date of an incident: the side itself, or a member then.
 * @param {Page.GraphData} data
 * @param {string} text
 * @returns {Belongs}
 */
export function membership(data, text) {
  const ids = new Set(actorsOfSide(text));
  const blocs = new Set([...ids].filter((id) => data.actors.get(id)?.kind === "organization"));
  /** @type {Map<string, Json.Membership[]>} */
  const spans = new Map();
  for (const actor of blocs.size ? data.actors.values() : []) {
    const own = membershipsOf(actor).filter(([bloc]) => blocs.has(bloc));
    if (own.length) spans.set(actor.id, own);
  }
  return (id, incident) => ids.has(id) || (spans.get(id) ?? []).some((span) => isMemberAt(span, incident));
}

/**
 * Whether a membership holds on all days that an incident may be of; where it has no date, it may.
 * @param {Json.Membership} membership
 * @param {Model.Incident} incident
 */
function isMemberAt([, since, until], { earliest, latest }) {
  if (!earliest || !latest) return true;
  return (!since || since <= earliest) && (!until || latest <= until);
}

/**
 * @param {Model.Actor} actor
 * @returns {Json.Membership[]}
 */
function membershipsOf(actor) {
  return actor.memberships ?? (actor.memberOf ?? []).map((bloc) => [bloc, null, null]);
}

/**
 * A test whether one side of an incident has one of some actors, or a member of one at the time.
 * @param {Page.GraphData} data
 * @param {string[]} ids
 * @param {"agents" | "targets"} end
 * @returns {(incident: Model.Incident) => boolean}
 */
export function sideTest(data, ids, end) {
  const toStates = stateFolding(data);
  const belongs = membership(data, ids.join("\t"));
  return (incident) => [...incident[end], ...toStates(incident[end])].some((id) => belongs(id, incident));
}
