// What the whole store holds, where the page has a part of it: counted by the app, kept here.

import { reasonOf } from "./base/text.js";
import { dayOf, firstDayOf, isoOf, monthOf } from "./data/dates.js";

const KEPT = 300; // answers, before they are thrown away

/** @typedef {import("./server.js").Terms} Terms */
/** @typedef {{type: string, status: string, incidents: number}} Row how many incidents of a type and status */
/** @typedef {{month: string, types: Record<string, number>}} MonthRow */
/** @typedef {{from: number | null, to: number | null}} Days */

/**
 * A part of the store, as the app takes it: of some actors, with some partners, on some days.
 * @param {Partial<Page.Scope & Days>} part
 * @returns {Terms}
 */
export function slice({ actors = [], partners = [], from = null, to = null }) {
  /** @type {Terms} */
  const terms = [];
  for (const actor of actors) terms.push(["actor", actor]);
  for (const partner of partners) terms.push(["partner", partner]);
  if (from !== null && to !== null) terms.push(["from", isoOf(from)], ["to", isoOf(to)]);
  return terms;
}

export class ServerTotals {
  /** Called with the reason when the app does not answer. @type {(reason: string) => void} */
  failed = () => {};
  #coming = 0; // the timer of drawing the page again
  #kept = /** @type {Map<string, any>} */ (new Map());

  /**
   * @param {Page.Growing} page
   * @param {import("./server.js").Ask} ask
   */
  constructor({ data, again }, ask) {
    data.partial = true;
    this.again = again;
    this.ask = ask;
  }

  /**
   * An answer of the app, or null while it is on its way; the page is drawn again when it is there.
   * @param {string} what
   * @param {Terms} terms
   */
  #answer(what, terms) {
    const key = `${what}?${new URLSearchParams(terms)}`;
    if (this.#kept.has(key)) return this.#kept.get(key);
    if (this.#kept.size > KEPT) this.#kept.clear();
    this.#kept.set(key, null);
    this.#fetch(key, what, terms);
    return null;
  }

  /**
   * @param {string} key
   * @param {string} what
   * @param {Terms} terms
   */
  async #fetch(key, what, terms) {
    try {
      this.#kept.set(key, await this.ask(what, terms));
      this.#soon();
    } catch (error) {
      this.#kept.delete(key); // asked for again when the page is drawn again
      this.failed(reasonOf(error));
    }
  }

  /** Draw the page again once for all answers that come together. */
  #soon() {
    this.#coming ||= setTimeout(() => {
      this.#coming = 0;
      this.again();
    }, 0);
  }

  /**
   * How many incidents of a slice are of each type and status.
   * @param {Terms} terms
   * @returns {Row[] | null}
   */
  #rows(terms) {
    return this.#answer("counts", terms)?.counts ?? null;
  }

  /**
   * How many incidents of a slice pass the filters of types and statuses; null while it is not known.
   * @param {Page.State} state
   * @param {Terms} terms
   */
  count(state, terms) {
    const rows = this.#rows(terms);
    return rows && sum(rows.filter((row) => passes(state, row)));
  }

  /**
   * What the whole store holds, for the filters and the timeline; null while it is not known.
   * @param {Page.State} state
   * @returns {Page.Totals | null}
   */
  of(state) {
    const days = { from: state.from, to: state.to };
    const actors = { actors: state.actor };
    const slices = [{}, days, actors, { ...days, ...actors }];
    const [all, within, theirs, both] = slices.map((part) => this.#rows(slice(part)));
    const months = this.#months(state);
    if (!all || !within || !theirs || !both) return null;
    const total = sum(all);
    return {
      total,
      incidents: sum(both.filter((row) => passes(state, row))),
      types: tallied(all, both, "type", (row) => !state.status.includes(row.status)),
      statuses: tallied(all, both, "status", (row) => !state.type.includes(row.type)),
      hides: {
        type: sum(all.filter((row) => state.type.includes(row.type))),
        status: sum(all.filter((row) => state.status.includes(row.status))),
        actor: total - sum(theirs),
        time: total - sum(within),
      },
      months: months && { ...months, undated: total - countOf(months.all) },
    };
  }

  /** @param {Page.State} state */
  #months(state) {
    const shown = (this.#rows([]) ?? []).map((row) => row.status).filter((status) => !state.status.includes(status));
    const terms = slice({ actors: state.actor });
    if (state.status.length) for (const status of new Set(shown)) terms.push(["status", status]);
    /** @type {{months: MonthRow[]} | null} */
    const all = this.#answer("timeline", []);
    /** @type {{months: MonthRow[]} | null} */
    const left = terms.length ? this.#answer("timeline", terms) : all;
    const [first, last] = [all?.months[0], all?.months.at(-1)];
    if (!all || !left || !first || !last) return null;
    return {
      first: dayOf(`${first.month}-01`) ?? 0,
      last: firstDayOf(monthOf(`${last.month}-01`) + 1) - 1,
      all: monthsOf(all.months, []),
      left: monthsOf(left.months, state.type),
    };
  }
}

/**
 * @param {MonthRow[]} rows
 * @param {string[]} hidden
 */
function monthsOf(rows, hidden) {
  return rows.map(({ month, types }) => {
    const left = Object.entries(types).filter(([type]) => !hidden.includes(type));
    return { day: dayOf(`${month}-01`) ?? 0, types: Object.fromEntries(left) };
  });
}

/** @param {Page.Month[]} months */
function countOf(months) {
  const counts = months.flatMap(({ types }) => Object.values(types));
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * @param {Page.State} state
 * @param {Row} row
 */
function passes(state, { type, status }) {
  return !state.type.includes(type) && !state.status.includes(status);
}

/** @param {Row[]} rows */
function sum(rows) {
  return rows.reduce((total, { incidents }) => total + incidents, 0);
}

/**
 * For each value of the rows: how many there are, and how many of them the others leave.
 * @param {Row[]} all
 * @param {Row[]} both
 * @param {"type" | "status"} key
 * @param {(row: Row) => boolean} others
 */
function tallied(all, both, key, others) {
  /** @type {Map<string, Page.Tally>} */
  const tallies = new Map();
  for (const [value, rows] of Map.groupBy(all, (row) => row[key])) tallies.set(value, { left: 0, total: sum(rows) });
  for (const row of both) {
    const tally = tallies.get(row[key]);
    if (tally && others(row)) tally.left += row.incidents;
  }
  return tallies;
}
