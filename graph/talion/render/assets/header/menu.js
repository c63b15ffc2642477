// Buttons that open a menu.

import { bdi, button, closest, h } from "../base/dom.js";
import { clip } from "../base/text.js";

/**
 * A button that opens a menu; the menu closes when one leaves it.
 * @param {string} label
 * @param {Dom.Child} content
 */
export function menu(label, content) {
  const summary = h("summary", {}, label);
  const element = h("details", { class: "menu" }, summary, h("div", { class: "menu-body" }, content));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.preventDefault();
    element.open = false;
    summary.focus();
  });
  element.addEventListener("click", (event) => {
    if (closest(event, ".pick")) element.open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !element.contains(event.target)) element.open = false;
  });
  return element;
}

/**
 * A menu of things to pick; null where there are none.
 * @template Item
 * @param {string} label
 * @param {Item[]} items
 * @param {(item: Item) => string} words
 * @param {(item: Item) => void} pick
 */
export function pickMenu(label, items, words, pick) {
  if (!items.length) return null;
  const buttons = items.map((item) => button([bdi(clip(words(item), 90))], () => pick(item), { class: "pick" }));
  return menu(
    label,
    h(
      "ul",
      {},
      buttons.map((made) => h("li", {}, made)),
    ),
  );
}
