// The drawing of the timeline: bars by family of type, lines for dates less exact than a bar, ticks.

import { svg } from "../base/dom.js";
import { GROUPS } from "../base/theme.js";
import { bit } from "../data/filter.js";
import { isDated } from "../data/intervals.js";

const HEIGHT = 64; // of the bars
const SPAN_ROWS = 4;
const SPAN = 4; // the height of a row
const MANY = 40; // where a bar stands for more, heights go by the root

/** @typedef {import("./scale.js").Scale} Scale */
/** @typedef {Record<string, Float64Array>} ByGroup */
/** @typedef {{incident: Model.Dated, passes: boolean}} Span a date less exact than a bar */

/** What the bars stand for. */
class Counts {
  /** @param {number} bars */
  constructor(bars) {
    this.all = new Float64Array(bars);
    this.disputed = new Float64Array(bars);
    /** What is reported, by family. */
    this.firm = byGroup(bars);
    /** What is alleged or planned, by family. */
    this.soft = byGroup(bars);
    this.spans = /** @type {Span[]} */ ([]);
  }
}

/**
 * @param {number} bars
 * @returns {ByGroup}
 */
function byGroup(bars) {
  return Object.fromEntries(GROUPS.map((group) => [group, new Float64Array(bars)]));
}

/**
 * @param {Float64Array | undefined} counts
 * @param {number} bar
 */
function add(counts, bar, number = 1) {
  if (counts) counts[bar] = (counts[bar] ?? 0) + number;
}

/**
 * Draw the timeline; returns the height down to the ticks, and the parts of the drawing.
 * @param {Scale} scale
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 */
export function timelineDrawing(scale, data, result) {
  const months = result.totals?.months;
  const counts = months ? countedMonths(scale, data, months) : countedIncidents(scale, data, result);
  const { paths, rows } = spanPaths(scale, data, counts.spans);
  const bottom = HEIGHT + 4 + rows * SPAN;
  const axis = { x1: scale.left, x2: scale.right, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 };
  const ticks = scale.ticks().map(({ x, label }) => svg("text", { class: "tick", x, y: bottom + 12 }, label));
  return { bottom, parts: [svg("line", { class: "axis", ...axis }), ...barPaths(scale, counts), ...paths, ...ticks] };
}

/**
 * @param {Scale} scale
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 */
function countedIncidents(scale, data, result) {
  const counts = new Counts(scale.bars);
  data.incidents.forEach((incident, place) => {
    if (!isDated(incident)) return;
    const bar = scale.barOf(incident.from);
    const passes = ((result.failing[place] ?? 0) & ~bit("time")) === 0;
    if (incident.to >= scale.edge(bar + 1)) {
      counts.spans.push({ incident, passes });
      return;
    }
    add(counts.all, bar);
    if (!passes) return;
    add((incident.status === "reported" ? counts.firm : counts.soft)[data.group(incident)], bar);
    if (incident.disputed?.length) add(counts.disputed, bar);
  });
  return counts;
}

/**
 * The whole store's months, into the bars that they begin in.
 * @param {Scale} scale
 * @param {Page.GraphData} data
 * @param {Page.Months} months
 */
function countedMonths(scale, data, { all, left }) {
  const counts = new Counts(scale.bars);
  for (const { day, types } of all) {
    for (const number of Object.values(types)) add(counts.all, scale.barOf(day), number);
  }
  for (const { day, types } of left) {
    for (const [type, number] of Object.entries(types)) {
      add(counts.firm[data.type(type).group], scale.barOf(day), number);
    }
  }
  return counts;
}

/**
 * @param {string} name
 * @param {string} d
 */
function path(name, d) {
  return svg("path", { class: name, d });
}

/**
 * @param {Scale} scale
 * @param {Counts} counts
 */
function barPaths(scale, { all, firm, soft, disputed }) {
  const most = Math.max(1, ...all);
  /** @param {number} count */
  const height = (count) => (HEIGHT - 6) * (most > MANY ? Math.sqrt(count / most) : count / most);
  /** @param {number} bar @param {number} low @param {number} high */
  const outline = (bar, low, high) => {
    const [left, right] = [scale.x(scale.edge(bar)) + 0.5, scale.x(scale.edge(bar + 1)) - 0.5];
    return `M${left} ${HEIGHT - low}V${HEIGHT - high}H${right}V${HEIGHT - low}Z`;
  };
  const ghosts = [...all].map((count, bar) => (count ? outline(bar, 0, height(count)) : ""));
  const stacked = new Float64Array(scale.bars);
  /** @param {string} name @param {Float64Array | undefined} counts */
  const stack = (name, counts) => {
    const outlines = [...(counts ?? [])].map((count, bar) => {
      const low = height(stacked[bar] ?? 0);
      add(stacked, bar, count);
      return count ? outline(bar, low, height(stacked[bar] ?? 0)) : "";
    });
    return outlines.some(Boolean) ? [path(name, outlines.join(""))] : [];
  };
  const fills = GROUPS.flatMap((group) => [
    ...stack(`fill ${group}`, firm[group]),
    ...stack(`fill soft ${group}`, soft[group]),
  ]);
  return [
    path("ghost", ghosts.join("")),
    ...fills,
    ...disputedSigns(scale, disputed, (bar) => height(stacked[bar] ?? 0)),
  ];
}

/**
 * @param {Scale} scale
 * @param {Float64Array} disputed
 * @param {(bar: number) => number} heightOf
 */
function disputedSigns(scale, disputed, heightOf) {
  return [...disputed].flatMap((count, bar) => {
    const x = (scale.x(scale.edge(bar)) + scale.x(scale.edge(bar + 1))) / 2;
    return count ? [svg("text", { class: "unequal", x, y: HEIGHT - heightOf(bar) - 2 }, "≠")] : [];
  });
}

/**
 * Dates less exact than a bar, as lines as long as they may be, in the first row that has room.
 * @param {Scale} scale
 * @param {Page.GraphData} data
 * @param {Span[]} spans
 */
function spanPaths(scale, data, spans) {
  /** @type {number[]} */
  const ends = [];
  /** @type {Map<string, string>} */
  const lines = new Map();
  for (const { incident, passes } of spans.sort((a, b) => byDate(a.incident, b.incident))) {
    const free = ends.findIndex((end) => end < incident.from);
    const row = free >= 0 ? free : Math.min(ends.length, SPAN_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? -Infinity, incident.to);
    const soft = incident.status === "reported" ? "" : " soft";
    const name = passes ? `span ${data.group(incident)}${soft}` : "span ghost";
    const [left, right] = [scale.x(incident.from), scale.x(incident.to + 1)];
    const line = `M${left} ${HEIGHT + 5 + row * SPAN}H${Math.max(right, left + 2)}`;
    lines.set(name, (lines.get(name) ?? "") + line);
  }
  return { rows: ends.length, paths: [...lines].map(([name, line]) => path(name, line)) };
}

/**
 * @param {Model.Dated} a
 * @param {Model.Dated} b
 */
function byDate(a, b) {
  return a.from - b.from || a.to - b.to;
}
