// The axis of time that rows share: linear, with empty stretches cut out.

import { firstDayOf, isoOf, monthOf } from "../data/dates.js";

const CUT_FROM = 7; // an empty stretch of more than this part of the span is cut
const LEAST_CUT = 10; // days that are not cut
const CUT = 34; // the width of a cut
const NARROW = 58; // the width of a stretch with little in it that stands before the rest
const SHORT = 200; // days of a stretch that has room for undated causes before its first day
const BEFORE = 78;
const FEW = 2; // marks that such a stretch has at most
const TICK = 46; // room for the label of a tick
const LETTER = 6.4; // the width of a letter of a label
const AIR = 8; // between two labels
const WEEK = 8; // days; a stretch no longer is named by a day
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Days, and pixels; its first day is at `begin`.
 * @typedef {object} Stretch
 * @property {number} from
 * @property {number} to
 * @property {number} left
 * @property {number} right
 * @property {number} begin
 * @property {number} count
 */
/** @typedef {{x: number, label: string, strong: boolean, year?: string | undefined}} Tick */

export class Axis {
  /** @type {Stretch[]} */
  stretches = [];

  /**
   * The axis for dates given as first and last days, `left` to `right` in pixels.
   * @param {[number, number][]} spans
   * @param {{left: number, right: number, cutFrom?: number, before?: number, even?: boolean}} room `before` is kept
   *   free before the first day of a short stretch; with `even`, a day is as wide in one stretch as in another
   */
  constructor(spans, { left, right, cutFrom = CUT_FROM, before = BEFORE, even = false }) {
    this.left = left;
    this.right = right;
    const stretches = stretchesOf(spans, cutFrom, even);
    const cut = Math.min(CUT, (right - left) / 10);
    const narrow = stretches.map(({ count }, n) => !even && n < stretches.length - 1 && count <= FEW);
    const taken = narrow.filter(Boolean).length * NARROW + (stretches.length - 1) * cut;
    const weights = stretches.map((stretch, n) =>
      narrow[n] ? 0 : even ? stretch.to - stretch.from + 1 : weightOf(stretch),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const room = Math.max(right - left - taken, 40);
    let x = left;
    for (const [n, stretch] of stretches.entries()) {
      const width = narrow[n] ? NARROW : (room * (weights[n] ?? 0)) / all;
      const short = stretch.to - stretch.from < SHORT && width > 2 * before && stretches.length > 1;
      this.stretches.push({ ...stretch, left: x, right: x + width, begin: x + (short ? before : 0) });
      x += width + cut;
    }
  }

  /**
   * The place of a day, or of a part of one.
   * @param {number} day
   */
  x(day) {
    const found = this.stretches.findLast(({ from }) => day >= from) ?? this.stretches[0];
    if (!found) return this.left;
    const share = (day - found.from) / (found.to - found.from + 1);
    return found.begin + Math.max(0, Math.min(1, share)) * (found.right - found.begin);
  }

  /** Pixels a day, where it is widest. */
  get scale() {
    return Math.max(0, ...this.stretches.map(({ from, to, begin, right }) => (right - begin) / (to - from + 1)));
  }

  /**
   * Labels of years, months or days, as many as there is room for.
   * @returns {Tick[]}
   */
  ticks() {
    const span = (this.stretches.at(-1)?.to ?? 0) - (this.stretches[0]?.from ?? 0);
    const all = this.stretches.flatMap((stretch, n) => ticksOf(stretch, n === this.stretches.length - 1, span));
    /** @type {Tick[]} */
    const found = [];
    for (const tick of all) {
      const last = found.at(-1);
      if (!last || tick.x - last.x > Math.max(24, LETTER * last.label.length + AIR))
        found.push(withoutYear(tick, last));
    }
    return found;
  }
}

/**
 * How much room a stretch takes beside others: by its length, and by how much is in it.
 * @param {{from: number, to: number, count: number}} stretch
 */
function weightOf({ from, to, count }) {
  return Math.min(count, 12) + 2 * Math.sqrt((to - from + 1) / 30);
}

/**
 * The stretches of time that something happened in.
 * @param {[number, number][]} spans
 * @param {number} cutFrom
 * @param {boolean} exact without air
 */
function stretchesOf(spans, cutFrom, exact) {
  const inOrder = spans.toSorted((a, b) => a[0] - b[0]);
  const last = Math.max(...spans.map(([, to]) => to));
  const span = last - (inOrder[0]?.[0] ?? 0) + 1;
  /** @type {{from: number, to: number, count: number}[]} */
  const found = [];
  for (const [from, to] of inOrder) {
    const open = found.at(-1);
    if (open && from - open.to <= Math.max(span / cutFrom, LEAST_CUT)) {
      open.to = Math.max(open.to, to);
      open.count += 1;
    } else found.push({ from, to, count: 1 });
  }
  return exact ? found : found.map((one) => rounded(one, span));
}

/**
 * A stretch with some air, begun at a year or month where that is near.
 * @param {{from: number, to: number, count: number}} stretch
 * @param {number} span
 */
function rounded({ from, to, count }, span) {
  const air = Math.max(1, Math.round((to - from) / 40));
  if (span < 500) return { from: from - air, to: to + air, count };
  const month = monthOf(isoOf(from));
  const start = firstDayOf(month - (month % 12));
  const near = from - start <= (to - from) / 4;
  return { from: near ? Math.min(from - air, start) : from - air, to: to + air, count };
}

/**
 * @param {Stretch} stretch
 * @param {boolean} last
 * @param {number} span days of the whole axis
 * @returns {Tick[]}
 */
function ticksOf(stretch, last, span) {
  const { from, to, left, begin, right } = stretch;
  const x = (/** @type {number} */ day) => begin + ((day - from) / (to - from + 1)) * (right - begin);
  const perDay = (right - begin) / (to - from + 1);
  const days = firstsOf(stretch, perDay, span);
  const ticks = days.filter(({ day }) => day >= from && day <= to && x(day) < right - (last ? 44 : 28));
  if (ticks.length)
    return ticks.map(({ day, label, strong }, n) => ({ x: x(day), label: n ? label : full(day, label), strong }));
  return [{ x: left, label: labelOf(from, to), strong: false }];
}

/**
 * The label of the first tick of a stretch: whatever it names, with its year.
 * @param {number} day
 * @param {string} label
 */
function full(day, label) {
  if (/\d{4}/.test(label)) return label;
  const month = monthOf(isoOf(day));
  const name = MONTHS[month % 12] ?? "";
  return `${label === name ? "" : `${label} `}${name} ${Math.floor(month / 12)}`;
}

/**
 * The first days of the units that there is room for.
 * @param {Stretch} stretch
 * @param {number} perDay
 * @param {number} span
 */
function firstsOf({ from, to }, perDay, span) {
  const [first, last] = [monthOf(isoOf(from)), monthOf(isoOf(to))];
  const found = /** @type {{day: number, label: string, strong: boolean}[]} */ ([]);
  const weekly = 7 * perDay >= TICK;
  const step = monthsBetween(30 * perDay, span);
  for (let month = first; month <= last + 1; month += 1) {
    const day = firstDayOf(month);
    const year = month % 12 === 0;
    const name = MONTHS[month % 12] ?? "";
    if (step < 12 && month % step === 0) {
      const withYear = year || !found.length;
      found.push({ day, label: withYear && !weekly ? `${name} ${Math.floor(month / 12)}` : name, strong: year });
    } else if (step >= 12 && year && (month / 12) % (step / 12) === 0) {
      found.push({ day, label: String(month / 12), strong: true });
    }
    if (weekly)
      for (let date = 8; date <= 22; date += 7) found.push({ day: day + date - 1, label: String(date), strong: false });
  }
  return found;
}

/**
 * How many months lie between two labels: one, three, or whole years.
 * @param {number} perMonth pixels
 * @param {number} span days
 */
function monthsBetween(perMonth, span) {
  if (perMonth >= TICK && span < 1100) return 1;
  if (3 * perMonth >= TICK && span < 800) return 3;
  return 12 * Math.ceil(TICK / (12 * perMonth));
}

/**
 * The name of a stretch that no unit begins in.
 * @param {number} from
 * @param {number} to
 */
function labelOf(from, to) {
  const month = monthOf(isoOf(Math.round((from + to) / 2)));
  const year = String(Math.floor(month / 12));
  if (to - from < WEEK) return `${Number(isoOf(Math.round((from + to) / 2)).slice(8))} ${MONTHS[month % 12]} ${year}`;
  return to - from < 45 ? `${MONTHS[month % 12]} ${year}` : year;
}

/**
 * A tick with day and month alone, where the one before is of the same year.
 * @param {Tick} tick
 * @param {Tick | undefined} before
 * @returns {Tick}
 */
function withoutYear(tick, before) {
  const [, label, year] = /^(.+) (\d{4})$/.exec(tick.label) ?? [];
  const same = year !== undefined && before?.year === year;
  return {
    ...tick,
    label: same && label ? label : tick.label,
    year: year ?? /^\d{4}$/.exec(tick.label)?.[0] ?? before?.year,
  };
}
