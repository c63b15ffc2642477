// The button that moves the brush through time, a step at a time, to the end.

import { button } from "../base/dom.js";

const PACE = 450; // milliseconds a step
const STILL = 1600; // where motion is to be reduced
const FIRST_SHARE = 10; // without a brush it begins with this part of the time

export class Player {
  #timer = 0;

  /**
   * @param {Page.StateStore} store
   * @param {() => {first: number, last: number} | null} span
   */
  constructor(store, span) {
    this.store = store;
    this.span = span;
    this.element = button("▶", () => (this.#timer ? this.stop() : this.#play()), {
      class: "play",
      "aria-label": "Play through time",
      "aria-pressed": "false",
    });
  }

  #play() {
    const span = this.span();
    if (!span) return;
    const { from, to } = this.#start(span);
    const width = to - from;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = Math.max(1, Math.round(still ? width : width / 4));
    this.#show(true);
    this.store.set({ from, to });
    let end = to;
    const turn = () => {
      if (this.store.value.to !== end) return this.stop(); // someone else moved the brush
      end = Math.min(end + step, span.last);
      this.store.set({ from, to: end });
      return end >= span.last ? this.stop() : undefined;
    };
    this.#timer = setInterval(turn, still ? STILL : PACE);
  }

  /**
   * The days to begin with: those brushed, or from the beginning on.
   * @param {{first: number, last: number}} span
   */
  #start({ first, last }) {
    const { from, to } = this.store.value;
    if (from === null || to === null) return { from: first, to: first + Math.ceil((last - first) / FIRST_SHARE) };
    return to >= last ? { from: first, to: first + to - from } : { from, to };
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#show(false);
  }

  /** @param {boolean} playing */
  #show(playing) {
    this.element.textContent = playing ? "❚❚" : "▶";
    this.element.setAttribute("aria-pressed", String(playing));
  }
}
