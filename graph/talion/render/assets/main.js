// The page: puts the views together and lets each follow the state.

import { h, later } from "./base/dom.js";
import { clip } from "./base/text.js";
import { themed } from "./base/theme.js";
import { applied } from "./data/filter.js";
import { GraphData } from "./data/graph_data.js";
import { Evidence } from "./evidence/evidence.js";
import { embedded, isEmbedded } from "./figure/dialog.js";
import { Filters } from "./filters/filters.js";
import { header } from "./header/header.js";
import { sheets } from "./header/sheets.js";
import { Notebook } from "./notes/notebook.js";
import { findActors } from "./search/find.js";
import { foundActors } from "./search/search.js";
import { StateStore, startOf } from "./state.js";
import { Timeline } from "./timeline/timeline.js";
import "./views/index.js";
import { registeredViews } from "./views/registry.js";

/**
 * Draw the page for a source of data and keep it in step with the address.
 * @param {Page.Source} source
 */
export async function start(source) {
  const { document: first, network } = await source.open();
  const app = document.getElementById("app");
  if (app) new App(app, source, first, network).open();
}

class App {
  #rest = /** @type {Page.Rest | null} */ (null);
  #views = /** @type {Page.ShownView[]} */ ([]);
  #data = new GraphData();

  /**
   * @param {HTMLElement} root
   * @param {Page.Source} source
   * @param {Json.Document} document
   * @param {PyvisJson.Network} network
   */
  constructor(root, source, document, network) {
    this.root = root;
    this.#data.merge(document);
    const types = registeredViews();
    this.store = new StateStore(startOf(types));
    this.result = applied(this.#data, this.#state);
    this.sheets = sheets(root, this.store);
    /** @type {Page.Context} */
    const page = {
      data: this.#data,
      network,
      source,
      notes: new Notebook(source, document.notes),
      store: this.store,
      views: this.#views,
      result: () => this.result,
      expand: async (actor) => this.#take(await source.neighbourhood(actor)),
      findActors: (words) => this.#findActors(words),
      closeSheets: this.sheets.close,
    };
    for (const type of types) this.#views.push(shownView(type, page));
    this.panels = { filters: new Filters(page), evidence: new Evidence(page), timeline: new Timeline(page) };
    this.stage = h(
      "div",
      { class: "stage" },
      this.#views.map(({ element }) => element),
    );
    this.page = page;
    this.header = this.#header(page);
    this.#rest = this.#restOf(source);
  }

  /** The state, with a view that there is. */
  get #state() {
    const { value } = this.store;
    const [first] = this.#views;
    return !first || this.#views.some(({ name }) => name === value.view) ? value : { ...value, view: first.name };
  }

  /** @param {Page.Context} page */
  #header(page) {
    const restyle = () => {
      for (const view of this.#views) view.restyle?.();
      this.#refresh(new Set());
    };
    return header(page, {
      take: (part) => this.#takeFound(part),
      switchTheme: themed(restyle),
      buttons: this.sheets,
    });
  }

  /**
   * What a source that has more than the page adds to it.
   * @param {Page.Source} source
   */
  #restOf(source) {
    const take = (/** @type {Page.Part | null} */ part) => this.#take(part);
    const scope = (/** @type {Page.State} */ state) =>
      this.#views.find(({ name }) => name === state.view)?.scope?.(state) ?? null;
    const again = () => this.#refresh(new Set(["all"]));
    return (
      source.rest?.({ data: this.#data, store: this.store, take, again, scope, result: () => this.result }) ?? null
    );
  }

  /** Take in more data. @param {Page.Part | null} part */
  #take(part) {
    if (!part) return;
    this.#data.merge(part.document);
    for (const view of this.#views) view.grow?.(part.network);
  }

  /** The same for what is found while one types: drawn only when something came. @param {Page.Part | null} part */
  #takeFound(part) {
    const had = this.#data.incidents.length;
    this.#take(part);
    if (this.#data.incidents.length > had) this.#refresh(new Set(["all"]));
  }

  /**
   * Actors that some words name; what a server finds is taken in.
   * @param {string} words
   */
  async #findActors(words) {
    const found = words.trim() ? await this.page.source.find(words) : null;
    this.#takeFound(found);
    return found ? foundActors(this.#data, found) : findActors(this.#data, words);
  }

  /** Show the page: the first view first; the rest as soon as it is on the screen. */
  open() {
    const { filters, evidence, timeline } = this.panels;
    const head = this.header.element;
    const top = this.#rest ? h("div", {}, head, this.#rest.element) : head;
    const middle = h("main", { class: "middle" }, filters.element, this.stage, evidence.element);
    this.root.append(top, middle, timeline.element);
    this.#show();
    const first = this.#views.find(({ name }) => name === this.#state.view);
    first?.update(this.#state, new Set(), this.result);
    performance.mark("first");
    later(() => {
      const others = this.#views.filter((view) => view !== first);
      this.#update([...others, ...Object.values(this.panels)], new Set());
      this.store.listen((_, changed) => this.#follow(changed));
      if (this.#rest) this.#refresh(new Set(["all"]));
      if (isEmbedded()) embedded(this.page, this.root);
      this.root.dataset.ready = "";
    });
  }

  /** Let the frame show the view and whether something is selected. */
  #show() {
    const { view, select, chain, filters } = this.#state;
    this.stage.dataset.view = view;
    for (const { name, element, wide, timed } of this.#views) {
      element.toggleAttribute("data-shown", name === view);
      if (name !== view) continue;
      this.stage.classList.toggle("wide", Boolean(wide));
      this.root.classList.toggle("timed", Boolean(timed));
    }
    this.root.classList.toggle("has-filters", filters);
    const told = this.#views.some(({ name, tells }) => tells && name === view);
    this.root.classList.toggle("has-selection", Boolean(select || (chain && !told)));
  }

  /** Follow a change of the state. @param {Page.Changed} changed */
  #follow(changed) {
    if (changed.has("select") || changed.has("chain")) this.sheets.close();
    const looking = this.#views.filter(({ looks }) => looks.some((key) => changed.has(key)));
    const keys = looking.flatMap(({ looks }) => looks);
    if (![...changed].every((key) => keys.includes(key))) {
      this.#refresh(changed);
      return;
    }
    this.#show();
    for (const view of looking) view.update(this.#state, changed, this.result);
  }

  /** Apply the filters again and draw everything. @param {Page.Changed} changed */
  #refresh(changed) {
    const state = this.#state;
    this.#show();
    this.result = { ...applied(this.#data, state), totals: this.#rest?.of(state) ?? null };
    this.#update([...this.#views, ...Object.values(this.panels)], changed);
    this.#rest?.follow(state);
  }

  /**
   * @param {Page.Panel[]} panels
   * @param {Page.Changed} changed
   */
  #update(panels, changed) {
    const state = this.#state;
    for (const panel of panels) panel.update(state, changed, this.result);
    this.header.update(state, this.result);
    const about = this.#views.find(({ name }) => name === state.view)?.title?.(state);
    document.title = clip(about ? `${about} – ${this.#data.title}` : this.#data.title, 80);
  }
}

/**
 * @param {Page.ViewType} type
 * @param {Page.Context} page
 * @returns {Page.ShownView}
 */
function shownView({ create, name, label, skip, wide, timed, tells, looks = [] }, page) {
  return Object.assign(create(page), { name, label, skip, wide, timed, tells, looks });
}
