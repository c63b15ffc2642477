// The line that says how much of what one looks at is here, of how much the store has, and gets more.

import { bdi, button, h } from "./base/dom.js";
import { grouped, plural, reasonOf } from "./base/text.js";
import { inside, scopeOf } from "./coverage_scope.js";
import { isoOf } from "./data/dates.js";
import { filterTerms, partiesTerms } from "./server_totals.js";

const MORE = 200; // incidents got at once
const PAGES = 5; // pages asked for at most, where most of them is here already
const PAUSE = 350; // milliseconds of rest before what is not here at all is got by itself

/** @typedef {import("./coverage_scope.js").KeyedScope} KeyedScope */
/** @typedef {import("./server.js").Terms} Terms */
/**
 * @typedef {object} Getting
 * @property {import("./server.js").Ask} ask
 * @property {Page.Source["neighbourhood"]} neighbourhood
 * @property {Map<string, import("./server.js").Capped>} near by actor
 */

export class CoverageBar {
  /** What went wrong, and while looking at what. @type {{reason: string, at: string} | null} */
  #problem = null;
  #busy = false;
  #timer = 0;
  /** By scope: how many incidents of it were asked for. */
  #read = /** @type {Map<string, number>} */ (new Map());

  /**
   * @param {Page.Growing} page
   * @param {import("./server_totals.js").ServerTotals} totals
   * @param {Getting} getting
   */
  constructor(page, totals, { ask, neighbourhood, near }) {
    this.page = page;
    this.data = page.data;
    this.totals = totals;
    this.ask = ask;
    this.neighbourhood = neighbourhood;
    this.near = near;
    this.state = page.store.value;
    this.scope = scopeOf(this.state, page.scope(this.state));
    totals.failed = (reason) => this.status.replaceChildren(h("span", { class: "hides" }, reason));
    this.status = h("span", { role: "status" });
    this.more = button("", () => this.#get(), { class: "link" });
    this.element = h("p", { class: "coverage" }, this.status, " ", this.more);
  }

  /** How many of a scope that pass the filters are here. @param {KeyedScope} scope */
  #here(scope) {
    const { shown } = this.page.result();
    return this.data.incidents.filter((incident) => shown.has(incident.id) && inside(incident, scope)).length;
  }

  /** @param {Page.State} state */
  follow(state) {
    const scope = scopeOf(state, this.page.scope(state));
    this.state = state;
    this.scope = scope;
    const total = this.totals.count(state, scope);
    const here = this.#here(scope);
    if (this.#problem?.at !== scope.key + state.select) this.#problem = null;
    this.status.replaceChildren(...this.#words(scope, here, total));
    const left = total === null ? 0 : total - here;
    this.more.hidden = left <= 0;
    this.more.disabled = this.#busy;
    this.more.replaceChildren(this.#busy ? "loading …" : moreWords(left));
    this.#getSelected(state);
    clearTimeout(this.#timer);
    const empty = Boolean(total) && !here && !this.#busy && !this.#read.has(scope.key);
    if (empty) this.#timer = setTimeout(() => this.#get(), PAUSE);
  }

  /**
   * @param {KeyedScope} scope
   * @param {number} here
   * @param {number | null} total
   * @returns {(Node | string)[]}
   */
  #words(scope, here, total) {
    if (this.#problem) return [h("span", { class: "hides" }, this.#problem.reason)];
    if (total === null) return ["counting …"];
    const all = total === 1 ? "The only incident" : `All ${plural(total, "incident")}`;
    const some = [h("b", {}, grouped(here)), " of ", h("b", {}, plural(total, "incident"))];
    const verb = Math.min(here, total) === 1 ? " is here" : " are here";
    const what = total > here ? [...some, this.#filtered(total)] : [all, this.#filtered(total)];
    return [...what, ...this.#whose(scope), when(scope), verb, this.#which(scope), this.#partners(scope), "."];
  }

  /** Whether filters leave but some of the store. @param {number} total */
  #filtered(total) {
    return filterTerms(this.state, { timed: false }).some(([name]) => name !== "party")
      ? total === 1
        ? " that passes the filters"
        : " that pass the filters"
      : "";
  }

  /** Which they are, where one has not asked for any yet. @param {KeyedScope} scope */
  #which({ actors, key }) {
    const { size } = this.data.ranked;
    if (actors.length || !size || this.#read.has(key) || filterTerms(this.state).length) return "";
    const pairs = size === 1 ? "the pair" : `the ${grouped(size)} pairs`;
    return `: all hostile acts of ${pairs} with most answers, and the latest of the busiest actors`;
  }

  /** @param {string[]} ids */
  #names(ids) {
    return ids.flatMap((id, place) => [place ? ", " : "", bdi(this.data.name(id))]);
  }

  /** @param {KeyedScope} scope */
  #whose({ actors, partners }) {
    if (!actors.length) return [];
    const names = this.#names(actors);
    return partners.length ? [" between ", ...names, " and ", ...this.#names(partners)] : [" of ", ...names];
  }

  /** How many of an actor's partners are here. @param {KeyedScope} scope */
  #partners({ actors: [actor = "", ...others], partners }) {
    const found = others.length || partners.length ? undefined : this.near.get(actor)?.partners;
    if (!found || found.shown >= found.total) return "";
    return `, with ${grouped(found.shown)} of ${plural(found.total, "partner")}`;
  }

  /** Get an incident that a link names and that is not here yet. @param {Page.State} state */
  #getSelected({ select }) {
    const id = select.startsWith("incident:") ? select.slice("incident:".length) : "";
    if (!id || this.data.incident(id) || this.#read.has(select)) return;
    this.#read.set(select, 0);
    this.#taking(async () => this.page.take(await this.ask("incident", [["id", id]])));
  }

  /** Get the next incidents of the scope: of one actor first its neighbourhood, then page by page. */
  #get() {
    const { scope, state } = this;
    const [actor = "", ...others] = scope.actors;
    return this.#taking(async () => {
      const first = !this.#read.has(scope.key);
      const before = this.#here(scope);
      this.#read.set(scope.key, this.#read.get(scope.key) ?? 0);
      if (first && actor && !others.length && !scope.partners.length) {
        this.page.take(await this.neighbourhood(actor));
      }
      await this.#pages(scope, state, before + MORE);
    });
  }

  /**
   * Ask for pages of a scope until so many of it are here.
   * @param {KeyedScope} scope
   * @param {Page.State} state
   * @param {number} wanted
   */
  async #pages(scope, state, wanted) {
    let at = this.#read.get(scope.key) ?? 0;
    for (let page = 0; page < PAGES && this.#here(scope) < wanted; page += 1) {
      const limit = wanted - this.#here(scope);
      /** @type {Terms} */
      const paging = [
        ["limit", String(limit)],
        ["offset", String(at)],
      ];
      const found = await this.ask("incidents", [...partiesTerms(scope), ...filterTerms(state), ...paging]);
      this.page.take(found);
      this.page.again(); // what is here is counted again
      at += limit;
      this.#read.set(scope.key, at);
      if (at >= found.total) break;
    }
  }

  /** Do some work that gets data, one at a time. @param {() => Promise<void>} work */
  async #taking(work) {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = null;
    this.follow(this.state);
    try {
      await work();
    } catch (error) {
      this.#problem = { reason: reasonOf(error), at: this.scope.key + this.state.select };
    }
    this.#busy = false;
    this.page.again();
  }
}

/**
 * What comes with the next step.
 * @param {number} left how many are not here
 */
function moreWords(left) {
  if (left <= MORE) return left === 1 ? "Load the other one" : `Load the other ${grouped(left)}`;
  return `Load the latest ${grouped(MORE)} of the other ${grouped(left)}`;
}

/** @param {KeyedScope} scope */
function when({ from, to }) {
  return from === null || to === null ? "" : `, ${isoOf(from)} to ${isoOf(to)},`;
}
