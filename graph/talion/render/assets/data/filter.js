// Which incidents and responses are shown, and which filter hides how many.

import { confidenceOf, isShownClaim } from "./certainty.js";
import { partiesOf } from "./graph_data.js";
import { replyTest } from "./replies.js";
import { sideTest } from "./sides.js";

const WORDS = 12; // of a search that are looked for
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

/** @type {Page.Facet[]} */
const FACETS = ["confidence", "type", "status", "actor", "publisher", "linked", "words", "time", "sides", "reply"];

/**
 * The bit that stands for a filter; 0 for what is none.
 * @param {string} facet
 */
export function bit(facet) {
  const place = /** @type {string[]} */ (FACETS).indexOf(facet);
  return place < 0 ? 0 : 1 << place;
}

/**
 * Words for comparing: without accents and signs, in lower case, each after a space.
 * @param {string} text
 */
export function spaced(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, " ")}`;
}

/**
 * Everything one can look for in an incident, as words.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
export function wordsOf(data, incident) {
  if (incident.words === undefined) {
    const quotes = incident.reports.map((id) => data.reports.get(id)?.quote ?? "");
    const verb = (data.type(incident).verb ?? "").replace(/[<+-].*/, "");
    incident.words = spaced([data.sentence(incident), verb, incident.date ?? "", ...quotes].join("\n"));
  }
  return incident.words;
}

/**
 * The words of a search, as they are looked for: at the beginning of a word, in scripts that write no
 * spaces anywhere.
 * @param {string} text
 */
export function wordsIn(text) {
  const words = spaced(text).split(" ").filter(Boolean).slice(0, WORDS);
  return words.map((word) => (UNSPACED.test(word) ? word : ` ${word}`));
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
export function publishersOf(data, incident) {
  return incident.reports.map((id) => publisher(data, data.reports.get(id)?.article));
}

/**
 * @param {Page.GraphData} data
 * @param {string | undefined} article
 */
export function publisher(data, article) {
  const row = data.articles.get(article ?? "");
  return row?.publisher ?? row?.id ?? article ?? "unknown";
}

/**
 * Whether an incident is inside the brush: "in", "maybe" (its date is too vague to tell) or "out".
 * @param {Model.Incident} incident
 * @param {number | null} from
 * @param {number | null} to
 */
export function within(incident, from, to) {
  if (from === null || to === null) return "in";
  if (incident.from === null || incident.to === null) return "out";
  if (incident.from >= from && incident.to <= to) return "in";
  return incident.to < from || incident.from > to ? "out" : "maybe";
}

/**
 * Whether an incident answers another or is answered, by claims that are shown.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Model.Incident} incident
 */
function isLinked(data, state, incident) {
  return [data.answersOf, data.answersTo].some((claims) =>
    claims.get(incident.id)?.some((claim) => isShownClaim(state, claim)),
  );
}

/**
 * The tests of the filters that are set: each says whether it hides an incident.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @returns {[Page.Facet, (incident: Model.Incident) => boolean][]}
 */
function testsOf(data, state) {
  const [types, statuses, publishers] = [new Set(state.type), new Set(state.status), new Set(state.publisher)];
  const only = new Set(state.actor);
  const words = wordsIn(state.words);
  /** @type {[Page.Facet, boolean, (incident: Model.Incident) => boolean][]} */
  const tests = [
    ["confidence", state.confidence > 0, (i) => confidenceOf(i) < state.confidence],
    ["type", types.size > 0, (i) => types.has(i.type)],
    ["status", statuses.size > 0, (i) => statuses.has(i.status)],
    ["actor", only.size > 0, (i) => !i.agents.some((a) => only.has(a)) && !i.targets.some((a) => only.has(a))],
    ["publisher", publishers.size > 0, (i) => publishersOf(data, i).every((p) => publishers.has(p))],
    ["linked", state.linked, (i) => !isLinked(data, state, i)],
    ["words", words.length > 0, (i) => !words.every((word) => wordsOf(data, i).includes(word))],
    ["time", state.from !== null, (i) => isOutside(state, i)],
  ];
  if (state.by.length) tests.push(["sides", true, negated(sideTest(data, state.by, "agents"))]);
  if (state.against.length) tests.push(["sides", true, negated(sideTest(data, state.against, "targets"))]);
  if (state.reply) {
    const replyOf = replyTest(data, state);
    tests.push(["reply", true, (i) => replyOf(i) !== state.reply]);
  }
  return tests.filter(([, set]) => set).map(([facet, , hides]) => [facet, hides]);
}

/** @param {(incident: Model.Incident) => boolean} test */
function negated(test) {
  return (/** @type {Model.Incident} */ incident) => !test(incident);
}

/**
 * @param {Page.State} state
 * @param {Model.Incident} incident
 */
function isOutside(state, incident) {
  const place = within(incident, state.from, state.to);
  return place === "out" || (state.sure && place === "maybe");
}

/**
 * What the filters leave, and for every filter how many it hides.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @returns {Page.Result}
 */
export function applied(data, state) {
  const tests = testsOf(data, state);
  const failing = new Uint16Array(data.incidents.length);
  const hides = /** @type {Record<Page.Facet, number>} */ (Object.fromEntries(FACETS.map((facet) => [facet, 0])));
  /** @type {Set<string>} */
  const shown = new Set();
  data.incidents.forEach((incident, place) => {
    let bits = 0;
    for (const [facet, isHidden] of tests) {
      if (!isHidden(incident)) continue;
      if (!(bits & bit(facet))) hides[facet] += 1;
      bits |= bit(facet);
    }
    failing[place] = bits;
    if (bits === 0) shown.add(incident.id);
  });
  const claims = data.claims.filter((claim) => isShownClaim(state, claim));
  return { shown, failing, hides, claims, total: data.incidents.length, totals: null };
}

/**
 * For the values of one filter: how many incidents have each, and how many of them the others leave.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @param {Page.Facet} facet
 * @param {(incident: Model.Incident) => string[]} valuesOf
 */
export function counted(data, result, facet, valuesOf) {
  const others = ~bit(facet);
  /** @type {Map<string, Page.Tally>} */
  const counts = new Map();
  data.incidents.forEach((incident, place) => {
    const passes = ((result.failing[place] ?? 0) & others) === 0;
    for (const value of new Set(valuesOf(incident))) {
      const count = counts.get(value) ?? { left: 0, total: 0 };
      counts.set(value, { left: count.left + (passes ? 1 : 0), total: count.total + 1 });
    }
  });
  return counts;
}

/**
 * The actors of the incidents that pass.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 */
export function actingIn(data, result) {
  /** @type {Set<string>} */
  const acting = new Set();
  data.incidents.forEach((incident, place) => {
    if (result.failing[place] === 0) for (const id of partiesOf(incident)) acting.add(id);
  });
  return acting;
}
