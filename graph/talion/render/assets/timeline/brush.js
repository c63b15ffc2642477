// The brush of the timeline: what pointer and keys do to the days that it spans, and how it is drawn.

import { closest, h } from "../base/dom.js";
import { isoOf } from "../data/dates.js";

/** @typedef {Pick<import("./scale.js").Scale, "first" | "last" | "left" | "right" | "x" | "day" | "clamp">} Scale */
/** @typedef {"from" | "to"} End */

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

export class Brush {
  scale = /** @type {Scale | null} */ (null);

  /**
   * @param {Page.StateStore} store
   * @param {HTMLElement} area
   * @param {() => void} taken called when the reader takes the brush
   */
  constructor(store, area, taken) {
    this.store = store;
    this.area = area;
    this.taken = taken;
    this.selection = h("div", { class: "brush" });
    this.handles = [this.#handle("from", "First day shown"), this.#handle("to", "Last day shown")];
    area.append(this.selection, ...this.handles);
    area.addEventListener("pointerdown", (event) => this.#down(event));
  }

  /**
   * @param {End} end
   * @param {string} label
   */
  #handle(end, label) {
    return h("div", {
      class: `handle ${end}`,
      role: "slider",
      tabindex: "0",
      "aria-label": label,
      on: { keydown: (event) => this.#key(event, end) },
    });
  }

  /**
   * @param {Scale} scale
   * @param {Page.State} state
   * @param {number} bottom
   */
  draw(scale, { from, to }, bottom) {
    this.scale = scale;
    const on = from !== null && to !== null;
    const left = on ? scale.x(Math.max(from, scale.first)) : scale.left;
    const right = on ? scale.x(Math.min(to, scale.last) + 1) : scale.right;
    this.selection.classList.toggle("on", on);
    setStyle(this.selection, { left, width: Math.max(right - left, 2), height: bottom });
    const [first, last] = on ? [from, to] : [scale.first, scale.last];
    for (const [place, handle] of this.handles.entries()) {
      const day = place ? last : first;
      setStyle(handle, { left: place ? right : left, height: bottom });
      handle.setAttribute("aria-valuemin", String(scale.first));
      handle.setAttribute("aria-valuemax", String(scale.last));
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", isoOf(day));
    }
  }

  /**
   * What the brush spans: all days, where there is none.
   * @param {Scale} scale
   */
  #span({ first, last }) {
    const { from, to } = this.store.value;
    return { from: from ?? first, to: to ?? last };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    const { scale } = this;
    if (event.button !== 0 || !scale) return;
    this.taken();
    const { left, top } = this.area.getBoundingClientRect();
    const start = scale.day(event.clientX - left);
    const handle = closest(event, ".handle");
    const inside = this.store.value.from !== null && event.target === this.selection && event.clientY > top;
    const span = this.#span(scale);
    const anchor = handle ? (handle.classList.contains("from") ? span.to : span.from) : start;
    const moves = !handle && inside && !event.shiftKey;
    this.#follow(event, (moved) => {
      const day = scale.day(moved.clientX - left);
      if (moves) this.#shift(scale, span, day - start);
      else if (Math.abs(moved.clientX - event.clientX) > 2) {
        this.#cut(scale, Math.min(anchor, day), Math.max(anchor, day));
      }
    });
    if (!handle) event.preventDefault();
  }

  /**
   * Follow the pointer until it is lifted.
   * @param {PointerEvent} event
   * @param {(event: PointerEvent) => void} move
   */
  #follow(event, move) {
    const done = new AbortController();
    const { signal } = done;
    const up = () => done.abort();
    this.area.setPointerCapture(event.pointerId);
    this.area.addEventListener("pointermove", move, { signal });
    this.area.addEventListener("pointerup", up, { signal });
    this.area.addEventListener("pointercancel", up, { signal });
  }

  /**
   * @param {Scale} scale
   * @param {{from: number, to: number}} span
   * @param {number} days
   */
  #shift(scale, { from, to }, days) {
    const shift = Math.max(scale.first - from, Math.min(scale.last - to, days));
    this.store.set({ from: from + shift, to: to + shift });
  }

  /**
   * @param {KeyboardEvent} event
   * @param {End} end
   */
  #key(event, end) {
    const { scale } = this;
    if (!scale) return;
    const jump = { Home: scale.first, End: scale.last }[event.key];
    const step = STEPS[event.key];
    if (step === undefined && jump === undefined) return;
    event.preventDefault();
    this.taken();
    const { from, to } = this.#span(scale);
    const days = (step ?? 0) * Math.max(1, Math.round((scale.last - scale.first) / 100));
    /** @param {number} day */
    const move = (day) => scale.clamp(jump ?? day + days);
    if (end === "from") this.#cut(scale, Math.min(move(from), to), to);
    else this.#cut(scale, from, Math.max(move(to), from));
  }

  /**
   * Brush some days; a brush over everything is none.
   * @param {Scale} scale
   * @param {number} from
   * @param {number} to
   */
  #cut({ first, last }, from, to) {
    const everything = from <= first && to >= last;
    this.store.set(everything ? { from: null, to: null } : { from, to });
  }
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, number>} pixels
 */
function setStyle(element, pixels) {
  for (const [property, value] of Object.entries(pixels)) element.style.setProperty(property, `${value}px`);
}
