// The first and the last day shown, to be typed.

import { h } from "../base/dom.js";
import { dayOf, isoOf } from "../data/dates.js";

export class DateFields {
  #scale = { first: 0, last: 0 };

  /**
   * @param {Page.StateStore} store
   * @param {() => void} taken called when the reader types a day
   */
  constructor(store, taken) {
    this.store = store;
    this.taken = taken;
    this.from = this.#field("From this day");
    this.to = this.#field("Up to this day");
    this.element = h("span", { class: "date-fields" }, this.from, " to ", this.to);
  }

  /** @param {string} label */
  #field(label) {
    return h("input", { type: "date", "aria-label": label, on: { change: () => this.#changed() } });
  }

  /** A field that is emptied goes to its end; both at their ends show everything. */
  #changed() {
    this.taken();
    const { first, last } = this.#scale;
    const from = dayOf(this.from.value) ?? first;
    const to = dayOf(this.to.value) ?? last;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    this.store.step(low <= first && high >= last ? { from: null, to: null } : { from: low, to: high });
    this.show(this.#scale, this.store.value);
  }

  /**
   * @param {{first: number, last: number}} scale
   * @param {Page.State} state
   */
  show(scale, { from, to }) {
    this.#scale = scale;
    fill(this.from, isoOf(from ?? scale.first));
    fill(this.to, isoOf(to ?? scale.last));
  }
}

/**
 * @param {HTMLInputElement} field
 * @param {string} day
 */
function fill(field, day) {
  if (field.value !== day) field.value = day;
}
