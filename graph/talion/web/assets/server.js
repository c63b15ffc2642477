// A source of data that asks the app for what it does not have yet (see source.js).

import { CoverageBar } from "./coverage_bar.js";
import { ServerTotals } from "./server_totals.js";
import { inlineSource } from "./source.js";

const WAIT = 120; // milliseconds without a key pressed before words are looked for

/** @typedef {[string, string][]} Terms names and values of a query */
/** @typedef {(what: string, terms: Terms) => Promise<any>} Ask asks the app; what it answers is in docs/web.md */
/** @typedef {{partners?: {shown: number, total: number}}} Capped how much of a neighbourhood is here */

/**
 * @param {string} path
 * @param {Terms} terms
 */
async function fetched(path, terms) {
  const response = await fetch(`${path}?${new URLSearchParams(terms)}`, { headers: { Accept: "application/json" } });
  const found = await response.json();
  if (!response.ok) throw new Error(found.error);
  return found;
}

/**
 * A function that writes notes into the store.
 * @param {string} path
 * @returns {NonNullable<Page.Source["writeNote"]>}
 */
export function noteWriter(path) {
  return async (note) => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(note) });
    const found = await response.json();
    if (!response.ok) throw new Error(found.error);
    return found;
  };
}

/**
 * @param {string} api
 * @returns {Page.Source}
 */
export function serverSource(api) {
  /** @type {Ask} */
  const ask = (what, terms) => fetched(`${api}/${what}`, terms);
  /** @type {Map<string, Capped>} */
  const near = new Map();
  let typed = 0;
  /** @param {string} actor @returns {Promise<Page.Part | null>} */
  const neighbourhood = async (actor) => {
    if (near.has(actor)) return null;
    const found = await ask("neighbourhood", [["actor", actor]]);
    near.set(actor, found.capped ?? {});
    return found;
  };
  /** @param {string} words @returns {Promise<Page.FoundPart | null>} */
  const find = async (words) => {
    typed += 1;
    const mine = typed;
    await new Promise((done) => setTimeout(done, WAIT));
    return mine === typed ? ask("search", [["q", words.slice(0, 200)]]) : null;
  };
  /** @param {Page.Growing} page @returns {Page.Rest} */
  const rest = (page) => {
    const totals = new ServerTotals(page, ask);
    const bar = new CoverageBar(page, totals, { ask, neighbourhood, near });
    return { of: (state) => totals.of(state), follow: (state) => bar.follow(state), element: bar.element };
  };
  return { ...inlineSource(), neighbourhood, find, rest };
}
