// A filter of the panel: its name, how much it leaves and hides, and what one may choose.

import { bdi, button, checkbox, h } from "../base/dom.js";
import { clip, grouped } from "../base/text.js";
import { listOf } from "../data/selections.js";

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} name
 * @property {Dom.Child} label
 * @property {string} [title]
 * @property {Page.Tally} tally
 * @property {boolean} on
 * @property {Page.Terms} terms what lists the incidents that have the value
 */

export class FacetElement {
  /**
   * @param {Page.StateStore} store
   * @param {string} name
   * @param {string} title
   */
  constructor(store, name, title) {
    this.store = store;
    this.summary = h("span", { class: "summary" });
    this.body = h("div", { class: "options" });
    this.element = h(
      "details",
      { open: name !== "publisher", class: `facet ${name}` },
      h("summary", {}, h("span", { class: "name" }, title), this.summary),
      this.body,
    );
  }

  /**
   * Say how much the filter leaves and hides.
   * @param {string} left
   * @param {number} hidden
   */
  describe(left, hidden) {
    const words = hidden ? h("span", { class: "hides" }, `hides ${grouped(hidden)}`) : "";
    this.summary.replaceChildren(left, words);
  }

  /**
   * A value that one may leave out, with how many have it: a button that lists them where all are here.
   * @param {Choice} choice
   * @param {boolean} isWhole
   * @param {() => void} change
   * @param {() => void} [only]
   */
  choice({ value, label, title, tally, on, terms, name }, isWhole, change, only) {
    const box = checkbox(on, change, { "data-value": value, "aria-keyshortcuts": only ? "o" : null });
    const words = h("label", {}, box, h("span", { class: "label" }, label));
    const attributes = { class: "link only-this", tabindex: "-1", "aria-label": `Only ${clip(name, 40)} (o)` };
    const alone = only ? button("only", only, attributes) : null;
    const key = (/** @type {KeyboardEvent} */ event) => event.key === "o" && only?.();
    const parts = [words, alone, this.#number(tally, terms, name, isWhole)];
    return h("div", { class: "choice", title, on: { keydown: key } }, parts);
  }

  /**
   * Put something before what one may choose, and the focus back to what had it.
   * @param {HTMLElement} element
   */
  lead(element) {
    const old = this.body.querySelector(":scope > .families");
    const at = old ? [...old.children].indexOf(document.activeElement ?? old) : -1;
    old?.remove();
    this.body.prepend(element);
    const again = element.children[at];
    if (again instanceof HTMLElement) again.focus();
  }

  /**
   * @param {Page.Tally} tally
   * @param {Page.Terms} terms
   * @param {string} name
   * @param {boolean} isWhole
   */
  #number({ left, total }, terms, name, isWhole) {
    const text = left === total ? grouped(total) : `${grouped(left)}/${grouped(total)}`;
    if (!isWhole || !total) return h("span", { class: "number" }, text);
    const attributes = { class: "number tally-button", "aria-label": `List ${clip(name, 40)}: ${text}` };
    return button(text, () => this.store.step({ select: listOf(terms) }), attributes);
  }

  /**
   * A button that lists what a filter hides; none of a part of a store.
   * @param {Page.Facet} name
   * @param {Page.Result} result
   * @param {string} [words]
   */
  hiddenList(name, { totals, hides }, words = "hidden") {
    const count = totals ? 0 : hides[name];
    if (!count) return "";
    const click = () => this.store.step({ select: listOf({ hidden: name }) });
    return button(`list the ${grouped(count)} ${words}`, click, { class: "link hidden-list" });
  }

  /**
   * Put new content in, and the focus back to the box that had it.
   * @param {...(Node | string)} content
   */
  replace(...content) {
    const active = document.activeElement;
    const had = active instanceof HTMLElement && this.body.contains(active) ? active.dataset.value : undefined;
    const led = this.body.querySelector(":scope > .families");
    for (const old of [...this.body.childNodes]) if (old !== led) old.remove();
    this.body.append(...content);
    if (had === undefined) return;
    [...this.body.querySelectorAll("input")].find((box) => box.dataset.value === had)?.focus();
  }
}

/**
 * A value chosen, with a button that takes it away.
 * @param {string} text
 * @param {() => void} remove
 */
export function chip(text, remove) {
  const close = button("×", remove, { "aria-label": `Remove ${clip(text, 40)}` });
  return h("span", { class: "chip" }, bdi(clip(text, 40)), close);
}

/**
 * How many incidents a filter hides, of the whole store where its server tells.
 * @param {Page.Result} result
 * @param {Page.Facet} facet
 */
export function hiddenBy({ totals, hides }, facet) {
  return (totals ?? { hides }).hides[facet] ?? 0;
}
