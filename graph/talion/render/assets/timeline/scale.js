// The scale of the timeline: which days it spans, in which units its bars and ticks are.

import { firstDayOf, isoOf, monthOf } from "../data/dates.js";

const MARGIN = 8; // left and right of the bars
const BAR = 7; // the least width of a bar
const LEAST_BARS = 24;
const TICK = 64; // room for a tick's label
const MONTH = 30;

/** @typedef {{name: string, days: number, months?: number}} Unit */

/** @type {[Unit, ...Unit[]]} */
const UNITS = [
  { name: "day", days: 1 },
  { name: "week", days: 7 },
  { name: "month", days: 30.4, months: 1 },
  { name: "quarter", days: 91.3, months: 3 },
  { name: "year", days: 365.25, months: 12 },
  { name: "five years", days: 1826, months: 60 },
  { name: "decade", days: 3652, months: 120 },
];

export class Scale {
  /**
   * The scale of so many pixels over the days of some dates; `monthly` where only months are known.
   * @param {number} first
   * @param {number} last
   * @param {number} width
   * @param {boolean} monthly
   */
  constructor(first, last, width, monthly) {
    const most = Math.max(width / BAR, LEAST_BARS);
    this.unit = unitFor((days) => (!monthly || days > MONTH) && (last - first) / days < most);
    /** The first days of the bars, and of the one after the last. */
    this.edges = edgesOf(first, last, this.unit);
    this.first = this.edges[0] ?? first;
    this.last = (this.edges.at(-1) ?? last) - 1;
    this.width = width;
    this.left = MARGIN;
    this.right = width - MARGIN;
  }

  get bars() {
    return this.edges.length - 1;
  }

  /** @param {number} bar */
  edge(bar) {
    return this.edges[bar] ?? this.last + 1;
  }

  /** @param {number} day */
  x(day) {
    return this.left + ((day - this.first) / (this.last + 1 - this.first)) * (this.right - this.left);
  }

  /**
   * The day at a place, within the timeline.
   * @param {number} x
   */
  day(x) {
    const share = (x - this.left) / (this.right - this.left);
    return this.clamp(Math.floor(this.first + share * (this.last + 1 - this.first)));
  }

  /** @param {number} day */
  clamp(day) {
    return Math.max(this.first, Math.min(this.last, day));
  }

  /**
   * The bar that a day falls into.
   * @param {number} day
   */
  barOf(day) {
    let low = 0;
    let high = this.bars - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.edge(middle) <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where labels stand under the axis, and what they say. */
  ticks() {
    const span = this.last - this.first;
    const unit = unitFor((days) => span / days < this.width / TICK);
    const length = unit.days >= 365 ? 4 : unit.days >= MONTH ? 7 : 10;
    return edgesOf(this.first, this.last, unit)
      .filter((day) => day >= this.first && day <= this.last && this.x(day) < this.width - 30)
      .map((day) => ({ x: this.x(day), label: isoOf(day).slice(0, length) }));
  }
}

/** @param {(days: number) => boolean} fits */
function unitFor(fits) {
  return UNITS.find(({ days }) => fits(days)) ?? UNITS.at(-1) ?? UNITS[0];
}

/**
 * The first days of the calendar's units that hold the days first…last, and of the one after.
 * @param {number} first
 * @param {number} last
 * @param {Unit} unit
 */
function edgesOf(first, last, { name, days, months }) {
  const begin = name === "week" ? first - ((((first + 3) % 7) + 7) % 7) : first;
  const month = months ? monthOf(isoOf(first)) : 0;
  const firstMonth = months ? month - (month % months) : 0;
  const edges = [];
  for (let turn = 0; ; turn += 1) {
    const day = months ? firstDayOf(firstMonth + turn * months) : begin + turn * days;
    edges.push(day);
    if (day > last) return edges;
  }
}
