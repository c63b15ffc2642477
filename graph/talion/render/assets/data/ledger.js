// The ledger of two sides, reckoned as `talion ledger` does: who did what to whom, and who answered.

import { shownClaim } from "./filter.js";

const FIRM = new Set(["country", "organization"]);

// What may be counted of a side's acts, in the order in which the balance lists it.
export const COUNTED = {
  done: "acts reported as done or decided",
  answered: "of those, acts that the other side answered",
  alleged: "acts only alleged",
  planned: "acts expected or threatened, not done",
  open: "acts that opened an exchange and got no answer",
};

// The acts of two sides against each other ({incident, lane, gives, gets} by id) and the answers
// between them, one a pair of acts. A side is the ids of its actors joined by tabs.
export function ledgerOf(world, sides, passes, state) {
  const folded = folding(world);
  const belongs = sides.map((text) => membership(world, text));
  const acts = new Map();
  for (const incident of world.incidents) {
    if (!passes(incident)) continue;
    const lane = laneOf(incident, belongs, folded);
    if (lane !== null) acts.set(incident.id, { incident, lane, gives: [], gets: [] });
  }
  const answers = answersAmong(world, state).filter(
    ({ source, target }) => acts.has(source) && acts.has(target) && acts.get(source).lane !== acts.get(target).lane,
  );
  for (const answer of answers) {
    acts.get(answer.source).gives.push(answer);
    acts.get(answer.target).gets.push(answer);
  }
  return { acts, answers, reply: (answer) => acts.get(answer.source).incident };
}

// The acts of a side that a word of COUNTED stands for.
export function actsCounted(ledger, lane, what) {
  const given = (act) => act.gets.some((answer) => ledger.reply(answer).status !== "prospective");
  const test = {
    done: ({ incident }) => incident.status === "reported",
    answered: (act) => act.incident.status === "reported" && given(act),
    alleged: ({ incident }) => incident.status === "alleged",
    planned: ({ incident }) => incident.status === "prospective",
    open: isOpen,
  }[what];
  return [...ledger.acts.values()].filter((act) => act.lane === lane && test(act));
}

// Whether an act was done, or is alleged, opened an exchange, and got no answer.
export function isOpen({ incident, gives, gets }) {
  return incident.status !== "prospective" && !gives.length && !gets.length;
}

// 0 when the first side acted on the second, 1 the other way round, null for neither.
function laneOf(incident, [one, other], folded) {
  const by = [...incident.agents, ...folded(incident.agents)];
  const against = [...incident.targets, ...folded(incident.targets)];
  if (by.some((id) => one(id, incident)) && against.some((id) => other(id, incident))) return 0;
  return by.some((id) => other(id, incident)) && against.some((id) => one(id, incident)) ? 1 : null;
}

// Actors folded to their states: an agency to the state it belongs to, a person to the one served.
function folding(world) {
  const served = new Map(world.offices.filter((o) => o.state).map((o) => [o.person, o.state]));
  return (ids) => {
    const powers = ids.map((id) => world.actors.get(id)?.state ?? served.get(id) ?? id);
    const firm = powers.filter((id) => !world.actors.has(id) || FIRM.has(world.actors.get(id).kind));
    return firm.length ? firm : powers;
  };
}

// Whether an actor is of a side at the date of an incident: the side itself, or a member then.
function membership(world, text) {
  const ids = new Set(text.split("\t").filter(Boolean));
  const blocs = new Set([...ids].filter((id) => world.actors.get(id)?.kind === "organization"));
  const spans = new Map();
  for (const actor of blocs.size ? world.actors.values() : []) {
    const own = membershipsOf(actor).filter(([bloc]) => blocs.has(bloc));
    if (own.length) spans.set(actor.id, own);
  }
  return (id, { earliest, latest }) =>
    ids.has(id) ||
    (spans
      .get(id)
      ?.some(([, since, until]) => !earliest || ((!since || since <= earliest) && (!until || latest <= until))) ??
      false);
}

function membershipsOf(actor) {
  return actor.memberships ?? (actor.memberOf ?? []).map((bloc) => [bloc, null, null]);
}

// One answer a pair of acts; of an act whose cause is stated, only stated ones.
function answersAmong(world, state) {
  const pairs = new Map();
  const explained = new Set();
  for (const claim of world.claims) {
    if (claim.type !== "in_response_to" || claim.source === claim.target) continue;
    const key = `${claim.source}\n${claim.target}`;
    if (claim.basis === "stated") explained.add(claim.source);
    if (!pairs.has(key) || weight(claim) > weight(pairs.get(key))) pairs.set(key, claim);
  }
  return [...pairs.values()].filter(
    (claim) => (claim.basis === "stated" || !explained.has(claim.source)) && shownClaim(state, claim),
  );
}

function weight(claim) {
  return claim.basis === "stated" ? 2 : (claim.probability ?? 0);
}
