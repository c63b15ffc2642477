// What the lanes show: a wave and who answered it, or what some chosen actors did to each other.

import { isSized } from "../answers/beads.js";
import { rowsOf } from "../answers/rows.js";
import { sideName } from "../answers/words.js";
import { dyadsOf, isTalk } from "../data/dyads.js";
import { isDated } from "../data/intervals.js";
import { bestResponses } from "../data/ledger.js";
import { stateFolding } from "../data/sides.js";

const MOST = 12; // actors shown where none are chosen
const LANES = 40;

/**
 * @typedef {object} Lane
 * @property {string} actor
 * @property {Model.Incident[]} acts in the order of time
 * @property {number} first day of its first act
 */
/**
 * @typedef {object} Plan
 * @property {string} title
 * @property {string} band the side that answers, "" where there is none
 * @property {Model.Incident[]} bandActs
 * @property {Lane[]} lanes
 * @property {Answers.Link[]} links
 * @property {number} left how many lanes are left out
 */

/**
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @returns {Plan | null}
 */
export function planOf(data, state, result) {
  const rows = rowsOf(data, dyadsOf(data, state, result));
  if (state.lanes.length) return chosen(data, state, result, state.lanes);
  const waves = rows.filter(({ key }) => key.startsWith("wave\n")).map((row) => ofWave(data, row));
  const [wave] = waves.filter(({ links }) => links.length).sort((a, b) => b.lanes.length - a.lanes.length);
  if (wave) return wave;
  const actors = [...new Set(rows.slice(0, MOST).flatMap(({ sides }) => sides.flat()))].slice(0, MOST);
  return actors.length ? chosen(data, state, result, actors) : null;
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} wave
 * @returns {Plan}
 */
function ofWave(data, { key, sides, acts, links }) {
  const band = key.split("\n")[1] ?? ""; // whichever side stands below
  const actors = sides.find((side) => !side.includes(band)) ?? [];
  const all = [...acts.values()].map(({ incident }) => incident);
  const plan = lanesAgainst(data, actors, band, all, links);
  const theirs = new Set(plan.lanes.flatMap((lane) => lane.acts.map(({ id }) => id)));
  return { ...plan, links: links.some(({ cause }) => theirs.has(cause.id)) ? links : [] };
}

/**
 * The lanes of a wave that is given by its acts.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {string[]} actors
 * @param {string} band
 * @param {string[]} ids
 */
export function waveOf(data, state, actors, band, ids) {
  const acts = data.incidentsOf(ids);
  return lanesAgainst(data, actors, band, acts, linksAmong(data, state, acts));
}

/**
 * @param {Page.GraphData} data
 * @param {string[]} actors
 * @param {string} band
 * @param {Model.Incident[]} acts
 * @param {Answers.Link[]} links
 * @returns {Plan}
 */
function lanesAgainst(data, actors, band, acts, links) {
  const fold = stateFolding(data);
  const by = (/** @type {string} */ actor) => acts.filter(({ agents }) => fold(agents).includes(actor));
  const title = `${sideName(data, actors)} against ${data.name(band)}`;
  return { title, band, bandActs: by(band), ...lanesOf(data, actors, by), links };
}

/**
 * Which of some acts answers which.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Model.Incident[]} acts
 * @returns {Answers.Link[]}
 */
function linksAmong(data, state, acts) {
  const known = new Map(acts.map((incident) => [incident.id, incident]));
  return bestResponses(data, state).flatMap((claim) => {
    const [answer, cause] = [known.get(claim.source), known.get(claim.target)];
    return answer && cause ? [{ claim, answer, cause }] : [];
  });
}

/**
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @param {string[]} actors
 * @returns {Plan}
 */
function chosen(data, state, result, actors) {
  const fold = stateFolding(data);
  const among = new Set(actors);
  const passes = (/** @type {Model.Incident} */ incident) =>
    result.shown.has(incident.id) && (state.talk || !isTalk(data, incident));
  const acts = data.incidents.filter(
    (one) =>
      passes(one) &&
      fold(one.agents).some((id) => among.has(id)) &&
      (actors.length < 2 || fold(one.targets).some((id) => among.has(id))),
  );
  const links = linksAmong(data, state, acts);
  const by = (/** @type {string} */ actor) => acts.filter(({ agents }) => fold(agents).includes(actor));
  return { title: data.names(actors.slice(0, 4)), band: "", bandActs: [], ...lanesOf(data, actors, by), links };
}

/**
 * A lane an actor, by the day of its first act, then by size.
 * @param {Page.GraphData} data
 * @param {string[]} actors
 * @param {(actor: string) => Model.Incident[]} by
 */
function lanesOf(data, actors, by) {
  const lanes = actors.map((actor) => {
    const acts = by(actor).toSorted((a, b) => (a.from ?? 1e9) - (b.from ?? 1e9));
    return { actor, acts, first: acts.find(isDated)?.from ?? 1e9 };
  });
  const size = (/** @type {Lane} */ { acts }) =>
    acts.reduce((sum, incident) => sum + (isSized(data, incident) ? (incident.count ?? 0) : 0), 0);
  const sorted = lanes.filter(({ acts }) => acts.length).sort((a, b) => a.first - b.first || size(b) - size(a));
  return { lanes: sorted.slice(0, LANES), left: Math.max(0, sorted.length - LANES) };
}
