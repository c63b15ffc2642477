// The ledger of two sides, computed as `talion ledger` does: who did what to whom, and who answered.

import { isShownClaim } from "./certainty.js";
import { isResponse } from "./graph_data.js";
import { membership, stateFolding } from "./sides.js";

/**
 * What may be counted of a side's incidents, in the order in which the balance lists it.
 * @type {Record<string, string>}
 */
export const COUNTED = {
  done: "incidents reported as done or decided",
  answered: "of those, incidents that the other side answered",
  alleged: "incidents only alleged",
  planned: "incidents expected or threatened, not done",
  unanswered: "incidents that opened an exchange and got no response",
};

/** @type {Record<string, (event: Exchange.Event, ledger: Exchange.Ledger) => boolean>} */
const TESTS = {
  done: ({ incident }) => incident.status === "reported",
  answered: (event, ledger) => event.incident.status === "reported" && isAnswered(event, ledger),
  alleged: ({ incident }) => incident.status === "alleged",
  planned: ({ incident }) => incident.status === "prospective",
  unanswered: isUnanswered,
};

/**
 * The incidents of two sides against each other, and the responses between them, one for each pair of
 * incidents. A side is the ids of its actors joined by tabs.
 * @param {Page.GraphData} data
 * @param {string[]} sides
 * @param {(incident: Model.Incident) => boolean} passes
 * @param {Page.State} state
 * @returns {Exchange.Ledger}
 */
export function ledgerOf(data, sides, passes, state) {
  const toStates = stateFolding(data);
  const belongs = sides.map((text) => membership(data, text));
  /** @param {Model.Incident | undefined} incident @param {number} lane */
  const isDoneBy = (incident, lane) =>
    incident !== undefined && incident.status !== "prospective" && laneOf(incident, belongs, toStates) === lane;
  /** @type {Exchange.Ledger["events"]} */
  const events = new Map();
  for (const incident of data.incidents) {
    if (!passes(incident)) continue;
    const lane = laneOf(incident, belongs, toStates);
    if (lane !== null)
      events.set(incident.id, { incident, lane, gives: [], gets: [], responds: false, answered: false, about: 0 });
  }
  const responses = [];
  for (const claim of bestResponses(data, state)) {
    const [response, cause] = [events.get(claim.source), events.get(claim.target)];
    if (response) response.responds = true;
    if (cause && isDoneBy(data.incident(claim.source), 1 - cause.lane)) {
      cause.about = Math.min(1, cause.about + chanceOf(claim));
    }
    if (cause && !response) cause.answered ||= isDoneBy(data.incident(claim.source), 1 - cause.lane);
    if (!response || !cause || response.lane === cause.lane) continue;
    response.gives.push(claim);
    cause.gets.push(claim);
    responses.push(claim);
  }
  return { events, responses };
}

/**
 * The incidents of a side that a word of COUNTED stands for.
 * @param {Exchange.Ledger} ledger
 * @param {number} lane
 * @param {string} what
 */
export function eventsCounted(ledger, lane, what) {
  const test = TESTS[what];
  return [...ledger.events.values()].filter((event) => event.lane === lane && test?.(event, ledger));
}

/**
 * Whether an incident was done, or is alleged, opened an exchange, and got no response, hidden ones counted too.
 * @param {Exchange.Event} event
 */
export function isUnanswered({ incident, gets, responds, answered }) {
  return incident.status !== "prospective" && !responds && !answered && !gets.length;
}

/**
 * Whether the other side has answered, not only announced a response.
 * @param {Exchange.Event} event
 * @param {Exchange.Ledger} ledger
 */
function isAnswered(event, ledger) {
  return (
    event.answered || event.gets.some((claim) => ledger.events.get(claim.source)?.incident.status !== "prospective")
  );
}

/**
 * 0 when the first side acted on the second, 1 the other way round, null for neither.
 * @param {Model.Incident} incident
 * @param {import("./sides.js").Belongs[]} belongs
 * @param {(ids: string[]) => string[]} toStates
 */
function laneOf(incident, belongs, toStates) {
  const sources = [...incident.agents, ...toStates(incident.agents)];
  const targets = [...incident.targets, ...toStates(incident.targets)];
  /** @param {string[]} ids @param {number} side */
  const has = (ids, side) => ids.some((id) => belongs[side]?.(id, incident));
  if (has(sources, 0) && has(targets, 1)) return 0;
  return has(sources, 1) && has(targets, 0) ? 1 : null;
}

/** The best responses of some data, as long as neither claims nor filters change. */
const found = /** @type {WeakMap<Page.GraphData, {key: string, claims: Json.Claim[]}>} */ (new WeakMap());

/**
 * One response for each pair of incidents; of an incident whose cause is stated, only stated ones.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 */
export function bestResponses(data, state) {
  const key = JSON.stringify([data.claims.length, state.basis, state.chance, state.confidence]);
  const known = found.get(data);
  if (known?.key === key) return known.claims;
  const claims = chosenResponses(data).filter((claim) => isShownClaim(state, claim));
  found.set(data, { key, claims });
  return claims;
}

/**
 * Which of some acts were answered by others of them, not only by what is expected: how probably, and how many of them
 * as a source states or only as a model infers.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Set<string>} ids
 */
export function answeredAmong(data, state, ids) {
  /** @type {Map<string, number>} */
  const answered = new Map();
  const stated = new Set();
  for (const claim of bestResponses(data, state)) {
    if (!ids.has(claim.target) || !ids.has(claim.source)) continue;
    if ([claim.source, claim.target].some((id) => data.incident(id)?.status === "prospective")) continue;
    answered.set(claim.target, Math.min(1, (answered.get(claim.target) ?? 0) + chanceOf(claim)));
    if (claim.basis === "stated") stated.add(claim.target);
  }
  return { answered, stated: stated.size, inferred: answered.size - stated.size };
}

/** @param {Page.GraphData} data */
function chosenResponses(data) {
  /** @type {Map<string, Json.Claim>} */
  const pairs = new Map();
  const explained = new Set();
  for (const claim of data.claims) {
    if (!isResponse(claim) || claim.source === claim.target) continue;
    if (claim.basis === "stated") explained.add(claim.source);
    const key = `${claim.source}\n${claim.target}`;
    const known = pairs.get(key);
    if (!known || weight(claim) > weight(known)) pairs.set(key, claim);
  }
  return [...pairs.values()].filter((claim) => claim.basis === "stated" || !explained.has(claim.source));
}

/**
 * How probable a response is: what is stated counts as one.
 * @param {Json.Claim} claim
 */
export function chanceOf({ basis, probability = 0 }) {
  return basis === "stated" ? 1 : probability;
}

/**
 * What is stated outweighs whatever is inferred.
 * @param {Json.Claim} claim
 */
export function weight(claim) {
  return claim.basis === "stated" ? 2 : (claim.probability ?? 0);
}
