// What is seen, for elsewhere: CSV, JSON, SVG, PNG, a link and a line to cite.

import { button, h } from "../base/dom.js";
import { figureDialog } from "../figure/dialog.js";
import { framed, SIZE } from "../figure/frame.js";
import { citation, shownPart } from "./citation.js";
import { csv } from "./csv.js";
import { png, serialized, withStyles } from "./picture.js";

/**
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * The views, the one shown first: what it cannot give, the first that can gives.
 * @param {Page.Context} page
 */
function shownFirst({ views, store }) {
  const isShown = (/** @type {Page.ShownView} */ view) => view.name === store.value.view;
  return views.toSorted((a, b) => Number(isShown(b)) - Number(isShown(a)));
}

/** @param {Page.Context} page */
function drawingOf(page) {
  for (const view of shownFirst(page)) {
    const figure = view.figure?.();
    if (figure) return withStyles(shownBriefly(framed(figure, { ...SIZE, ...page.store.value })));
    const drawing = view.drawing?.();
    if (drawing) return withStyles(drawing);
  }
  throw new Error("nothing is drawn");
}

/**
 * A drawing on the page, where styles hold for it, as long as it takes to read them.
 * @param {SVGSVGElement} drawing
 */
function shownBriefly(drawing) {
  const place = h("div", { class: "unseen" }, drawing);
  document.body.append(place);
  queueMicrotask(() => place.remove());
  return drawing;
}

/** @param {Page.Context} page */
function saveTable(page) {
  for (const view of shownFirst(page)) {
    view.update(page.store.value, new Set(), page.result());
    const table = view.table?.();
    if (table) {
      save(`talion-${table.name}.csv`, "text/csv;charset=utf-8", csv(table));
      return;
    }
  }
}

/**
 * Copy a text; where a browser does not allow it, show it selected.
 * @param {string} text
 * @param {HTMLElement} status
 */
async function copy(text, status) {
  try {
    await navigator.clipboard.writeText(text);
    status.replaceChildren("Copied.");
  } catch {
    const field = h("textarea", { readonly: true, rows: "3", "aria-label": "To copy" }, text);
    status.replaceChildren("Copy it from here: ", field);
    field.select();
  }
}

/**
 * The menu of exports.
 * @param {Page.Context} page
 */
export function exportMenu(page) {
  const status = h("p", { class: "muted", "aria-live": "polite" });
  const { data, result, store } = page;
  const name = () => `talion-${store.value.view}`;
  const json = () => JSON.stringify({ ...shownPart(data, result()), ...page.notes.content() }, null, 1);
  const picture = () => serialized(drawingOf(page));
  const ways = {
    svg: () => save(`${name()}.svg`, "image/svg+xml", picture()),
    png: async () => save(`${name()}.png`, "image/png", await png(drawingOf(page))),
    copy: (/** @type {string} */ text) => copy(text, status),
  };
  /** @type {[string, string, () => void | Promise<void>][]} */
  const items = [
    ["CSV", "the table of what is shown", () => saveTable(page)],
    ["JSON", "the incidents shown, with their reports", () => save("talion.json", "application/json", json())],
    ["Figure", "with title and note, to publish or embed", () => figureDialog(page, ways)],
    ["SVG", "the figure or drawing, for print", ways.svg],
    ["PNG", "the same, as a picture", ways.png],
    ["Link", "to just this view", () => copy(store.link(), status)],
    ["Citation", "a line to cite it", () => copy(citation(page), status)],
  ];
  const rows = items.map(([label, what, click]) =>
    h("div", { class: "item" }, button(label, click), h("span", {}, what)),
  );
  return h("div", { class: "export" }, rows, status);
}
