// How many lines of a crowded graph are drawn: the strongest tell who has most to do with whom.

import { h } from "../base/dom.js";
import { grouped } from "../base/text.js";

/** More lines than this cannot be told apart. */
export const CROWD = 160;
const FIRST = 80; // drawn at first of a crowded graph
const STEPS = [40, 80, 160, 320, 640];

/**
 * How many lines are drawn, of so many.
 * @param {Page.State} state
 * @param {number} all
 */
export function tiesDrawn({ ties, all: everything }, all) {
  if (everything) return all;
  return ties || (all > CROWD ? FIRST : all);
}

/**
 * The choice of how many lines are drawn; hidden where they are few.
 * @param {Page.StateStore} store
 */
export function tiesSelect(store) {
  const choose = () =>
    element.value === "all" ? store.step({ all: true }) : store.step({ all: false, ties: Number(element.value) });
  const element = h("select", { "aria-label": "Lines drawn", class: "ties", on: { change: choose } });
  const update = (/** @type {Page.State} */ state, /** @type {number} */ all) => {
    element.hidden = all <= CROWD;
    if (element.hidden) return;
    const drawn = tiesDrawn(state, all);
    const steps = [...new Set([...STEPS, drawn])].filter((step) => step < all).sort((a, b) => a - b);
    element.replaceChildren(
      ...steps.map((step) => h("option", { value: String(step) }, `the ${grouped(step)} strongest lines`)),
      h("option", { value: "all" }, `all ${grouped(all)} lines`),
    );
    element.value = drawn >= all ? "all" : String(drawn);
  };
  return { element, update };
}
