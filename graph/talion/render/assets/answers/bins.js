// Acts in bins of time, by side and family of type.

import { GROUPS } from "../base/theme.js";
import { firstDayOf, isoOf, monthOf } from "../data/dates.js";
import { isDated } from "../data/intervals.js";

/** Up to how many days a unit is taken: days up to 70 days, weeks up to 15 months, months up to 8 years. */
const UNITS = /** @type {const} */ ([
  ["day", 70],
  ["week", 460],
  ["month", 2922],
  ["year", Infinity],
]);

/** @typedef {"day" | "week" | "month" | "year"} Unit */

export class Bins {
  /** The first days of the bins, and of the one after the last. @type {number[]} */
  edges = [];

  /**
   * @param {number} first
   * @param {number} last
   * @param {Unit} [unit]
   * @param {number} [days] how many of them are shown
   */
  constructor(first, last, unit, days = last - first) {
    this.first = first;
    this.last = last;
    this.unit = unit ?? UNITS.find(([, most]) => days <= most)?.[0] ?? "year";
    for (let day = this.#start(first); ; day = this.#next(day)) {
      this.edges.push(day);
      if (day > last) break;
    }
  }

  get count() {
    return this.edges.length - 1;
  }

  /** @param {number} day */
  #start(day) {
    if (this.unit === "day") return day;
    if (this.unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
    const month = monthOf(isoOf(day));
    return firstDayOf(this.unit === "month" ? month : month - (month % 12));
  }

  /** @param {number} day */
  #next(day) {
    if (this.unit === "day") return day + 1;
    if (this.unit === "week") return day + 7;
    return firstDayOf(monthOf(isoOf(day)) + (this.unit === "month" ? 1 : 12));
  }

  /**
   * The bin that a day falls into.
   * @param {number} day
   */
  of(day) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.edges[middle] ?? Infinity) <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The first and the last day of all bins that some days fall into.
   * @param {[number, number]} days
   * @returns {[number, number]}
   */
  span([from, to]) {
    return [this.edges[this.of(from)] ?? from, (this.edges[this.of(to) + 1] ?? to + 1) - 1];
  }

  /**
   * How many acts of each family a lane has in each bin; what is dated less exactly than a bin counts in none.
   * @param {Page.GraphData} data
   * @param {Iterable<Answers.Act>} acts
   */
  counted(data, acts) {
    const lanes = [0, 1].map(() => Object.fromEntries(GROUPS.map((group) => [group, new Uint16Array(this.count)])));
    for (const { incident, lane } of acts) {
      if (!isDated(incident)) continue;
      const bin = this.of(incident.from);
      if (incident.to >= (this.edges[bin + 1] ?? Infinity)) continue;
      const counts = lanes[lane]?.[data.group(incident)];
      if (counts) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return lanes;
  }
}
