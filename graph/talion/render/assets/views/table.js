// The same as everything drawn, in words: sortable tables for keyboard and screen reader.

import { button, h, markEdges } from "../base/dom.js";
import { plural } from "../base/text.js";
import { actorTable } from "../tables/actors.js";
import { incidentTable } from "../tables/incidents.js";
import { relationTable } from "../tables/relations.js";
import { responseTable } from "../tables/responses.js";
import { sorted, tableElement } from "../tables/table.js";
import { register } from "./registry.js";

const NAME = "table";
const PAGE = 100;
const MORE = 500;

/**
 * The tables by name, in the order of their tabs.
 * @type {Record<string, (data: Page.GraphData, result: Page.Result, state: Page.State) => Page.ShownTable>}
 */
const TABLES = {
  incidents: incidentTable,
  actors: actorTable,
  relations: relationTable,
  responses: responseTable,
};

class TableView {
  #limit = PAGE;

  /** @param {Page.Context} page */
  constructor({ data, store, result }) {
    this.data = data;
    this.store = store;
    this.state = store.value;
    this.result = result();
    const on = { keydown: /** @param {KeyboardEvent} event */ (event) => this.#key(event) };
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Tables", on });
    this.body = h("div", {
      class: "table-scroll",
      tabindex: "0",
      role: "tabpanel",
      "aria-label": "Table",
      on: { scroll: () => markEdges(this.body) },
    });
    new ResizeObserver(() => markEdges(this.body)).observe(this.body);
    this.element = h("section", { class: "tables", "aria-label": "Table" }, this.tabs, this.body);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    this.state = state;
    this.result = result;
    if (state.view !== NAME) return;
    if (changed.has("table") || changed.has("sort") || changed.has("view")) this.#limit = PAGE;
    this.#draw();
  }

  /** The name of the table that is chosen. */
  #name() {
    return Object.hasOwn(TABLES, this.state.table) ? this.state.table : "incidents";
  }

  #table() {
    const make = TABLES[this.#name()] ?? incidentTable;
    return make(this.data, this.result, this.state);
  }

  /** The table that is chosen, with its rows in the order chosen. */
  table() {
    const table = this.#table();
    return { name: this.#name(), columns: table.columns, rows: sorted(table, this.state.sort) };
  }

  #draw() {
    const table = this.#table();
    const rows = sorted(table, this.state.sort);
    const shown = { table, state: this.state, store: this.store };
    const { shown: left, total, totals } = this.result;
    const filtered = (totals ? ", of what is here" : "") + (left.size < total ? ", filtered" : "");
    const caption = `${table.caption ?? plural(rows.length, this.#name().slice(0, -1))}${filtered}`;
    const focus = document.activeElement?.closest("button[data-column]")?.getAttribute("data-column");
    this.tabs.replaceChildren(...Object.keys(TABLES).map((name) => this.#tab(name)));
    this.body.replaceChildren(
      tableElement(shown, this.#name(), caption, rows.slice(0, this.#limit)),
      this.#more(rows.length),
    );
    markEdges(this.body);
    if (focus) this.#focusColumn(focus);
  }

  /** @param {string} column */
  #focusColumn(column) {
    const found = this.body.querySelector(`button[data-column="${CSS.escape(column)}"]`);
    if (found instanceof HTMLElement) found.focus();
  }

  /** @param {number} length */
  #more(length) {
    if (length <= this.#limit) return "";
    const click = () => {
      this.#limit += MORE;
      this.#draw();
    };
    return button(`Show ${Math.min(MORE, length - this.#limit)} more of ${length}`, click, { class: "link more" });
  }

  /** @param {string} name */
  #tab(name) {
    const selected = name === this.#name();
    return button(name, () => this.store.step({ table: name, sort: "" }), {
      role: "tab",
      "aria-selected": String(selected),
      tabindex: selected ? "0" : "-1",
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const names = Object.keys(TABLES);
    const next = names[(names.indexOf(this.#name()) + step + names.length) % names.length];
    this.store.step({ table: next, sort: "" });
    const tab = this.tabs.querySelector('[aria-selected="true"]');
    if (tab instanceof HTMLElement) tab.focus();
  }

  focus() {
    this.body.focus();
  }
}

register({
  name: NAME,
  label: "Table",
  state: { table: "incidents", sort: "" },
  looks: ["table", "sort"],
  skip: "Skip to the table",
  wide: true,
  timed: true,
  create: (page) => new TableView(page),
});
