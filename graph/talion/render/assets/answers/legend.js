// The legend of the opening view: only what is drawn, each family with its sign.

import { h, svg } from "../base/dom.js";
import { GROUPS } from "../base/theme.js";
import { familyButton } from "../filters/families.js";

/**
 * @param {Page.GraphData} data
 * @param {Page.StateStore} store
 * @param {{groups: Set<string>, statuses: Set<string>, bases: Set<string>, sizes: boolean, vague: boolean}} drawn
 */
export function legend(data, store, { groups, statuses, bases, sizes, vague }) {
  const families = GROUPS.filter((group) => groups.has(group)).map((group) => familyButton(data, store, group));
  const marks = ["reported", "alleged", "prospective"].filter(
    (status) => statuses.has(status) && (status !== "reported" || statuses.size > 1),
  );
  return h(
    "div",
    { class: "answers-legend", role: "group", "aria-label": "Legend" },
    h(
      "p",
      {},
      families,
      marks.map((status) => item(`mark plain ${status}`, status === "prospective" ? "expected" : status)),
    ),
    h(
      "p",
      {},
      bases.has("stated") ? arrowItem("stated") : null,
      bases.has("inferred") ? arrowItem("inferred") : null,
      vague ? [barItem(), tailItem()] : null,
      sizes ? sizeItem() : null,
    ),
  );
}

/**
 * @param {string} sign
 * @param {string} words
 */
function item(sign, words) {
  return h("span", { class: "entry" }, h("span", { class: sign, "aria-hidden": "true" }), words);
}

/**
 * @param {string} words
 * @param {number} width
 * @param {...Dom.Child} parts
 */
function drawn(words, width, ...parts) {
  return h("span", { class: "entry" }, svg("svg", { width, height: 16, "aria-hidden": "true" }, parts), words);
}

/** @param {string} basis */
function arrowItem(basis) {
  const line = svg("path", {
    class: "arc-line",
    d: "M2 14C2 7 20 13 20 7",
    "stroke-width": 1.4,
    "stroke-dasharray": basis === "inferred" ? "4 3" : null,
  });
  const words = basis === "stated" ? "answer a source states" : "answer inferred, wider is surer";
  return drawn(words, 26, line, svg("path", { class: "arc-head", d: "M20 1l-3 7h6Z" }));
}

function barItem() {
  const bar = svg("line", { class: "span diplomatic", x1: 2, x2: 28, y1: 8, y2: 8 });
  return drawn("some day within the bar", 32, bar, svg("circle", { class: "disc diplomatic", cx: 15, cy: 8, r: 5 }));
}

function tailItem() {
  const tail = [0.06, 0.16, 0.28].map((opacity, n) =>
    svg("line", { class: "tail covert", opacity, x1: 1 + 6 * n, x2: 7 + 6 * n, y1: 8, y2: 8 }),
  );
  return drawn("some time before", 28, tail, svg("circle", { class: "disc covert", cx: 21, cy: 8, r: 5 }));
}

function sizeItem() {
  const sizes = [1, 4, 10, 21];
  let x = 2;
  const parts = sizes.map((people) => {
    const r = Math.max(5, 3.2 * Math.sqrt(people));
    x += r + 2;
    const circle = [
      svg("circle", { class: "size-ring", cx: x, cy: 16, r }),
      r >= 8 ? svg("text", { class: "size-number", x, y: 19.5 }, people) : null,
    ];
    x += r + 2;
    return circle;
  });
  return h(
    "span",
    { class: "entry" },
    "people expelled, 1, 4 ",
    svg("svg", { class: "sizes", width: x + 2, height: 32, "aria-hidden": "true" }, parts),
  );
}
