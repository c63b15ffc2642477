// A sortable table for keyboard and screen reader, of which each row opens the evidence.

import { button, closest, h } from "../base/dom.js";
import { clean, grouped } from "../base/text.js";

/** @typedef {{table: Page.ShownTable, state: Page.State, store: Page.StateStore}} Shown */

/**
 * The key of a column in the address and in the style sheet.
 * @param {string} column
 */
function keyOf(column) {
  return column.replaceAll(" ", "-");
}

/**
 * The rows in the order of the state: "count down".
 * @param {Page.ShownTable} table
 * @param {string} sort
 */
export function sorted(table, sort) {
  const [name, way] = sort.split(" ");
  const at = table.columns.findIndex((column) => keyOf(column) === name);
  if (at < 0) return table.rows;
  const sign = way === "down" ? -1 : 1;
  const { compare } = new Intl.Collator("en", { numeric: true });
  return table.rows.toSorted((a, b) => {
    const [x = "", y = ""] = [a.cells[at], b.cells[at]];
    if (x === "" || y === "") return Number(x === "") - Number(y === "");
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y)));
  });
}

/**
 * @param {Shown} shown
 * @param {string} name
 * @param {string} caption
 * @param {Page.Row[]} rows
 */
export function tableElement(shown, name, caption, rows) {
  return h(
    "table",
    { class: `twin ${name}`, role: "table" },
    h("caption", {}, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        shown.table.columns.map((column) => head(shown, column)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((row) => rowElement(shown, row)),
    ),
  );
}

/**
 * @param {Shown} shown
 * @param {string} column
 */
function head({ table, state, store }, column) {
  const [name, way] = state.sort.split(" ");
  const here = name === keyOf(column);
  const up = way === "up";
  const arrow = here ? h("span", { "aria-hidden": "true" }, up ? " ↑" : " ↓") : null;
  const sort = () => store.set({ sort: `${keyOf(column)} ${here && up ? "down" : "up"}` });
  return h(
    "th",
    {
      scope: "col",
      role: "columnheader",
      class: table.numeric.includes(column) ? "number" : null,
      "aria-sort": here ? (up ? "ascending" : "descending") : "none",
    },
    button([column, arrow], sort, { "data-column": column }),
  );
}

/**
 * @param {Shown} shown
 * @param {Page.Row} row
 */
function rowElement(shown, row) {
  /** @param {MouseEvent} event */
  const open = (event) => {
    if (!closest(event, "a") && !String(getSelection())) shown.store.step({ select: row.select });
  };
  const cells = row.cells.map((cell, place) => cellElement(shown, row, cell, place));
  return h("tr", { role: "row", class: isChosen(shown, row) ? "chosen" : null, on: { click: open } }, cells);
}

/**
 * @param {Shown} shown
 * @param {Page.Row} row
 */
function isChosen({ state }, row) {
  return state.select === row.select;
}

/**
 * @param {Shown} shown
 * @param {Page.Row} row
 * @param {Page.Cell} cell
 * @param {number} place
 */
function cellElement(shown, row, cell, place) {
  const { table } = shown;
  const column = table.columns[place] ?? "";
  const lead = column === table.lead;
  const text = clean(typeof cell === "number" && column !== "probability" ? grouped(cell) : cell);
  const select = lead ? row.select : cell ? (row.counts?.[column] ?? row.others?.[column]) : undefined;
  const content = select ? link(shown, select, text, lead && isChosen(shown, row)) : h("bdi", {}, text);
  const names = [`c-${keyOf(column)}`];
  if (table.numeric.includes(column)) names.push("number");
  if (lead) names.push("lead");
  if (cell === "" || cell === 0) names.push("none");
  const attributes = { role: "cell", "data-column": column, class: names.join(" ") };
  return h("td", attributes, content, column === "status" ? disputedSign(row) : null);
}

/**
 * The sign that reports of an incident disagree.
 * @param {{disputed?: string[]}} row
 */
export function disputedSign({ disputed }) {
  if (!disputed?.length) return null;
  return h("span", { class: "differs", title: `the reports disagree on ${disputed.join(" and ")}` }, " ≠");
}

/**
 * @param {Shown} shown
 * @param {string} select
 * @param {string} text
 * @param {boolean} current
 */
function link({ store }, select, text, current) {
  /** @param {MouseEvent} event */
  const click = (event) => {
    event.preventDefault();
    store.step({ select });
  };
  return h("a", { href: "#", on: { click }, "aria-current": current ? "true" : null }, h("bdi", {}, text));
}
