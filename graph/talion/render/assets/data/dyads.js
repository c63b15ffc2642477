// Pairs of sides with what they did to each other and which act answered which, over all that is shown.

import { bestResponses, weight } from "./ledger.js";
import { pairKey, pairOf } from "./pairs.js";
import { membership, stateFolding } from "./sides.js";

/**
 * Whether an incident is talk or cooperation, which is folded away unless one asks for it.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
export function isTalk(data, incident) {
  return data.group(incident) === "talk";
}

/**
 * All pairs of states (or blocs, or persons that no state is known of) between which something happened.
 * What a side answers counts as an act of the other side, also where it was done to someone else.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @returns {Answers.Dyad[]}
 */
export function dyadsOf(data, state, result) {
  const fold = foldingOf(data);
  /** @type {Map<string, number>} */
  const talks = new Map();
  /** @param {Model.Incident | undefined} incident @returns {incident is Model.Incident} */
  const isIn = (incident) =>
    incident !== undefined && result.shown.has(incident.id) && (state.talk || !isTalk(data, incident));
  /** @type {Map<string, Answers.Dyad>} */
  const found = new Map();
  for (const incident of data.incidents) {
    if (!result.shown.has(incident.id)) continue;
    const { sources, targets } = fold(incident);
    const folded = !isIn(incident);
    for (const a of sources) {
      for (const b of targets) {
        if (a === b) continue;
        if (folded) talks.set(pairKey(a, b), (talks.get(pairKey(a, b)) ?? 0) + 1);
        else act(dyad(found, a, b), incident, a, false);
      }
    }
  }
  for (const claim of bestResponses(data, state)) {
    const [answer, cause] = [data.incident(claim.source), data.incident(claim.target)];
    if (isIn(answer) && isIn(cause)) link(found, fold, { claim, answer, cause });
  }
  return [...found.values()].map((pair) => ({ ...counted(pair), talk: talks.get(pair.key) ?? 0 }));
}

/**
 * The states of both sides of an incident, worked out once for each incident.
 * @param {Page.GraphData} data
 */
function foldingOf(data) {
  const toStates = stateFolding(data);
  /** @type {Map<string, {sources: string[], targets: string[]}>} */
  const known = new Map();
  return (/** @type {Model.Incident} */ { id, agents, targets }) => {
    const made = known.get(id) ?? { sources: once(toStates(agents)), targets: once(toStates(targets)) };
    known.set(id, made);
    return made;
  };
}

/**
 * The exchange of two sides with what one of them did to someone else and the other answered, or answered to someone
 * else, as the rows of pairs have it.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Answers.Dyad} dyad
 * @param {(incident: Model.Incident) => boolean} passes
 * @returns {Answers.Dyad}
 */
export function withOutside(data, state, dyad, passes) {
  const fold = foldingOf(data);
  const belongs = dyad.sides.map((side) => membership(data, side.join("\t")));
  const made = { ...dyad, acts: new Map(dyad.acts), links: [...dyad.links] };
  const known = new Set(dyad.links.map(({ claim }) => claim.id));
  for (const claim of bestResponses(data, state)) {
    const [answer, cause] = [data.incident(claim.source), data.incident(claim.target)];
    if (!answer || !cause || known.has(claim.id)) continue;
    if (dyad.acts.has(answer.id) && dyad.acts.has(cause.id)) continue;
    if (![answer, cause].every((one) => passes(one) && (state.talk || !isTalk(data, one)))) continue;
    const lane = laneOfAnswer(fold, belongs, answer, cause);
    if (lane < 0) continue;
    for (const [incident, by] of /** @type {[Model.Incident, number][]} */ ([
      [cause, 1 - lane],
      [answer, lane],
    ])) {
      if (!made.acts.has(incident.id)) made.acts.set(incident.id, { incident, lane: by, outside: true });
    }
    made.links.push({ claim, answer, cause });
  }
  return counted(made);
}

/**
 * Which side answers the other with an act, -1 where none does: as `link` below has it.
 * @param {ReturnType<typeof foldingOf>} fold
 * @param {import("./sides.js").Belongs[]} belongs
 * @param {Model.Incident} answer
 * @param {Model.Incident} cause
 */
function laneOfAnswer(fold, belongs, answer, cause) {
  const [{ sources, targets }, causes] = [fold(answer), fold(cause).sources];
  const met = targets.some((id) => causes.includes(id));
  return [0, 1].findIndex((lane) => {
    const theirs = causes.filter((id) => belongs[1 - lane]?.(id, cause));
    const ours = sources.some((id) => belongs[lane]?.(id, answer));
    return ours && theirs.some((id) => !sources.includes(id) && (!met || targets.includes(id)));
  });
}

/** @param {string[]} ids */
function once(ids) {
  return ids.length > 1 ? [...new Set(ids)] : ids;
}

/**
 * @param {Map<string, Answers.Dyad>} found
 * @param {string} a
 * @param {string} b
 */
function dyad(found, a, b) {
  const key = pairKey(a, b);
  const known = found.get(key);
  if (known) return known;
  const [one, other] = pairOf(key);
  /** @type {Answers.Dyad} */
  const made = {
    key,
    sides: [[one], [other]],
    acts: new Map(),
    links: [],
    answered: new Set(),
    about: 0,
    total: 0,
    talk: 0,
    own: 0,
  };
  found.set(key, made);
  return made;
}

/**
 * @param {Answers.Dyad} dyad
 * @param {Model.Incident} incident
 * @param {string} by
 * @param {boolean} outside
 */
function act({ acts, sides }, incident, by, outside) {
  if (!acts.has(incident.id)) acts.set(incident.id, { incident, lane: sides[0]?.[0] === by ? 0 : 1, outside });
}

/**
 * Put a response into the pairs of who answers and whom: of the answered, or of whom the answer was done to.
 * @param {Map<string, Answers.Dyad>} found
 * @param {ReturnType<typeof foldingOf>} fold
 * @param {Answers.Link} response
 */
function link(found, fold, response) {
  const { answer, cause } = response;
  const [{ sources, targets }, causes] = [fold(answer), fold(cause).sources];
  const met = targets.some((id) => causes.includes(id));
  for (const a of sources) {
    for (const b of causes) {
      if (a === b || (met && !targets.includes(b))) continue;
      const pair = dyad(found, a, b);
      act(pair, cause, b, true);
      act(pair, answer, a, true);
      pair.links.push(response);
    }
  }
}

/**
 * Count what was answered: by what is stated, each once; by what is inferred, as the sum of probabilities.
 * @param {Answers.Dyad} dyad
 */
function counted(dyad) {
  dyad.answered = new Set();
  /** @type {Map<string, number>} */
  const chances = new Map();
  for (const { claim, cause, answer } of dyad.links) {
    if (answer.status === "prospective" || cause.status === "prospective") continue;
    dyad.answered.add(cause.id);
    chances.set(cause.id, Math.min(1, (chances.get(cause.id) ?? 0) + Math.min(1, weight(claim))));
  }
  dyad.about = [...chances.values()].reduce((sum, chance) => sum + chance, 0);
  dyad.own = dyad.answered.size;
  dyad.total = [...dyad.acts.values()].filter(({ incident }) => incident.status !== "prospective").length;
  return dyad;
}
