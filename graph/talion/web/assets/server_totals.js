// What the whole store holds, where the page has a part of it: counted by the app, kept here.

import { reasonOf } from "./base/text.js";
import { dayOf, firstDayOf, isoOf, monthOf } from "./data/dates.js";

const LONGEST = 200; // letters of words that the app looks for
const KEPT = 300; // answers, before they are thrown away

/** @typedef {import("./server.js").Terms} Terms */
/** @typedef {{month: string, types: Record<string, number>}} MonthRow */

/**
 * Some actors, with some partners, as the app takes them.
 * @param {Page.Scope} scope
 * @returns {Terms}
 */
export function partiesTerms({ actors, partners }) {
  return [...named("actor", actors), ...named("partner", partners)];
}

/**
 * The filters, as the app takes them.
 * @param {Page.State} state
 * @param {{timed?: boolean}} which without those of time, where not
 * @returns {Terms}
 */
export function filterTerms(state, { timed = true } = {}) {
  /** @type {[string, boolean, string][]} */
  const single = [
    ["words", Boolean(state.words), state.words.slice(0, LONGEST)],
    ["linked", state.linked, "1"],
    ["reply", Boolean(state.reply), state.reply],
    ["confidence", state.confidence > 0, inPercent(state.confidence)],
    ["chance", state.chance > 0, inPercent(state.chance)],
    ["from", timed && state.from !== null, isoOf(state.from ?? 0)],
    ["to", timed && state.to !== null, isoOf(state.to ?? 0)],
    ["sure", timed && state.from !== null && state.sure, "1"],
  ];
  /** @type {[string, string[]][]} */
  const several = [
    ["not_type", state.type],
    ["not_status", state.status],
    ["not_publisher", state.publisher],
    ["not_basis", state.basis],
    ["party", state.actor],
    ["by", state.by],
    ["against", state.against],
  ];
  return [
    ...several.flatMap(([name, values]) => named(name, values)),
    ...single.flatMap(([name, set, value]) => (set ? [/** @type {[string, string]} */ ([name, value])] : [])),
  ];
}

/**
 * @param {string} name
 * @param {string[]} values
 * @returns {Terms}
 */
function named(name, values) {
  return values.map((value) => [name, value]);
}

/** @param {number} share */
function inPercent(share) {
  return String(Math.round(share * 100));
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
   * How many incidents of some actors pass the filters; null while it is not known.
   * @param {Page.State} state
   * @param {Page.Scope} scope
   * @returns {number | null}
   */
  count(state, scope) {
    const filters = filterTerms(state);
    if (!scope.actors.length) return this.#answer("facets", filters)?.incidents ?? null;
    return this.#answer("counts", [...partiesTerms(scope), ...filters])?.incidents ?? null;
  }

  /**
   * What the whole store holds, for the filters and the timeline; null while it is not known.
   * @param {Page.State} state
   * @returns {Page.Totals | null}
   */
  of(state) {
    const found = this.#answer("facets", filterTerms(state));
    const months = this.#months(state);
    if (!found) return null;
    return {
      ...found,
      types: new Map(Object.entries(found.types)),
      statuses: new Map(Object.entries(found.statuses)),
      publishers: new Map(Object.entries(found.publishers)),
      months: months && { ...months, undated: found.total - countOf(months.all) },
    };
  }

  /** @param {Page.State} state */
  #months(state) {
    const terms = filterTerms(state, { timed: false });
    /** @type {{months: MonthRow[]} | null} */
    const all = this.#answer("timeline", []);
    /** @type {{months: MonthRow[]} | null} */
    const left = terms.length ? this.#answer("timeline", terms) : all;
    const [first, last] = [all?.months[0], all?.months.at(-1)];
    if (!all || !left || !first || !last) return null;
    return {
      first: dayOf(`${first.month}-01`) ?? 0,
      last: firstDayOf(monthOf(`${last.month}-01`) + 1) - 1,
      all: monthsOf(all.months),
      left: monthsOf(left.months),
    };
  }
}

/** @param {MonthRow[]} rows */
function monthsOf(rows) {
  return rows.map(({ month, types }) => ({ day: dayOf(`${month}-01`) ?? 0, types }));
}

/** @param {Page.Month[]} months */
function countOf(months) {
  const counts = months.flatMap(({ types }) => Object.values(types));
  return counts.reduce((total, count) => total + count, 0);
}
