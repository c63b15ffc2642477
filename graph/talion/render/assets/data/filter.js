// Which incidents and answers are shown, and which filter hides how many.

export const FACETS = ["type", "status", "actor", "publisher", "linked", "words", "time"];

export function bit(facet) {
  return 1 << FACETS.indexOf(facet);
}

// Everything one can look for in an incident, in lower case.
export function wordsOf(world, incident) {
  if (incident.words === undefined) {
    const quotes = incident.reports.map((id) => world.reports.get(id)?.quote ?? "");
    incident.words = [world.sentence(incident), incident.date ?? "", ...quotes].join("\n").toLowerCase();
  }
  return incident.words;
}

export function publishersOf(world, incident) {
  return incident.reports.map((id) => publisher(world, world.reports.get(id)?.article));
}

export function publisher(world, article) {
  const row = world.articles.get(article);
  return row?.publisher ?? row?.id ?? article ?? "unknown";
}

// Whether an answer is shown: its basis is, and it is probable enough.
export function shownClaim(state, claim) {
  return !state.basis.includes(claim.basis) && (claim.basis !== "inferred" || (claim.probability ?? 0) >= state.chance);
}

// Where an incident lies to the brush: "in", "maybe" (its date is too vague to tell) or "out".
export function within(incident, from, to) {
  if (from === null) return "in";
  if (incident.from === null) return "out";
  if (incident.from >= from && incident.to <= to) return "in";
  return incident.to < from || incident.from > to ? "out" : "maybe";
}

// The incidents that pass (`shown`, as places and ids), and for every filter how many it hides.
export function applied(world, state) {
  const hidden = { type: new Set(state.type), status: new Set(state.status), publisher: new Set(state.publisher) };
  const only = new Set(state.actor);
  const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const failing = new Uint8Array(world.incidents.length);
  const hides = Object.fromEntries(FACETS.map((facet) => [facet, 0]));
  const shown = new Set();
  world.incidents.forEach((incident, place) => {
    let bits = 0;
    if (hidden.type.has(incident.type)) bits |= bit("type");
    if (hidden.status.has(incident.status)) bits |= bit("status");
    if (only.size && ![...incident.agents, ...incident.targets].some((a) => only.has(a))) bits |= bit("actor");
    if (hidden.publisher.size && publishersOf(world, incident).every((p) => hidden.publisher.has(p)))
      bits |= bit("publisher");
    if (state.linked && !isLinked(world, state, incident)) bits |= bit("linked");
    if (words.length && !words.every((word) => wordsOf(world, incident).includes(word))) bits |= bit("words");
    const place_in_time = within(incident, state.from, state.to);
    if (place_in_time === "out" || (state.sure && place_in_time === "maybe")) bits |= bit("time");
    failing[place] = bits;
    if (bits === 0) shown.add(incident.id);
    else for (const facet of FACETS) if (bits & bit(facet)) hides[facet] += 1;
  });
  const claims = world.claims.filter((claim) => shownClaim(state, claim));
  return { shown, failing, hides, claims, total: world.incidents.length };
}

function isLinked(world, state, incident) {
  const some = (claims) => claims?.some((claim) => shownClaim(state, claim));
  return some(world.answersOf.get(incident.id)) || some(world.answersTo.get(incident.id));
}

// For the values of one filter: how many incidents have it, and how many of them the others leave.
export function counted(world, result, facet, valuesOf) {
  const others = ~bit(facet);
  const counts = new Map();
  world.incidents.forEach((incident, place) => {
    for (const value of new Set(valuesOf(incident))) {
      const count = counts.get(value) ?? { left: 0, total: 0 };
      count.total += 1;
      if ((result.failing[place] & others) === 0) count.left += 1;
      counts.set(value, count);
    }
  });
  return counts;
}
