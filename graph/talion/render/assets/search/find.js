// What some words find among what is here.

import { publisher, spaced, wordsIn, wordsOf } from "../data/filter.js";

/** How many of a kind are listed. */
export const EACH = 7;

/**
 * Actors whose name, other names or code begin with or hold the words; the busiest first.
 * @param {Page.GraphData} data
 * @param {string} words
 */
export function findActors(data, words, limit = EACH) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  for (const actor of data.actors.values()) {
    const names = [actor.name, ...(actor.names ?? []), actor.code ?? ""].map((name) => name.toLowerCase());
    if (!names.some((name) => name.includes(wanted))) continue;
    const starts = names.some((name) => name.startsWith(wanted));
    found.push({ actor, score: (starts ? 1e7 : 0) + data.of(actor.id).length });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ actor }) => actor);
}

/**
 * Incidents and quotes that hold all the words.
 * @param {Page.GraphData} data
 * @param {string} text
 */
export function findIncidents(data, text) {
  const words = wordsIn(text);
  /** @type {Model.Incident[]} */
  const incidents = [];
  /** @type {{incident: Model.Incident, quote: string, publisher: string}[]} */
  const quotes = [];
  let total = 0;
  for (const incident of words.length ? data.incidents : []) {
    if (!words.every((word) => wordsOf(data, incident).includes(word))) continue;
    total += 1;
    const report = data.reportsOf(incident).find(({ quote }) => holds(quote, words));
    if (!report) {
      if (incidents.length < EACH) incidents.push(incident);
    } else if (quotes.length < EACH) {
      quotes.push({ incident, quote: report.quote, publisher: publisher(data, report.article) });
    }
  }
  return { incidents, quotes, total };
}

/**
 * @param {string} text
 * @param {string[]} words
 */
function holds(text, words) {
  const said = spaced(text);
  return words.every((word) => said.includes(word));
}
