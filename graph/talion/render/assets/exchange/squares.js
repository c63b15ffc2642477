// An exchange of many acts: one square an act, stacked by bin and coloured by family, or bars where there are too many.

import { Axis } from "../answers/axis.js";
import { Bins } from "../answers/bins.js";
import { widthOf } from "../answers/measure.js";
import { barPlaces } from "../answers/sparks.js";
import { svg } from "../base/dom.js";
import { clip, percent, plural } from "../base/text.js";
import { GROUPS } from "../base/theme.js";
import { isDated } from "../data/intervals.js";

/** Up to how many acts an exchange is drawn as marks, and as squares. */
export const FEW = 60;
export const MANY = 400;
const SQUARE = 11;
const GAP = 1.5;
const HIGHEST = 14; // squares of a stack
const TALLEST = 150; // of a bar
const BETWEEN = 135; // the two lanes
const LABELS = 5; // of the gravest acts of a side
const LABEL_ROOM = 18;
const UNITS = /** @type {const} */ (["day", "week", "month", "year"]);

/** @typedef {import("../answers/bins.js").Unit} Unit */
/** @typedef {{incident: Model.Incident, lane: number, x: number, y: number}} Placed */

/**
 * The bins that fit: as fine as asked for or as there is room for, none higher than may be stacked.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {{first: number, last: number, width: number, unit: string, solid: boolean}} how
 */
export function fittingBins(data, pair, { first, last, width, unit, solid }) {
  const asked = UNITS.find((name) => name === unit);
  if (asked) return new Bins(first, last, asked);
  const least = solid ? 2 : SQUARE + GAP;
  const made = UNITS.map((name) => (last - first < 25000 || name !== "day" ? new Bins(first, last, name) : null));
  const fits = made.find((bins) => {
    if (!bins || width / bins.count < least) return false;
    return solid || Math.max(...bins.counted(data, pair.acts.values()).flatMap((lane) => stacks(lane))) <= HIGHEST;
  });
  return fits ?? new Bins(first, last, "year");
}

/** @param {Record<string, Uint16Array>} families */
function stacks(families) {
  const [first] = Object.values(families);
  return Array.from(first ?? [], (_, bin) => GROUPS.reduce((sum, group) => sum + (families[group]?.[bin] ?? 0), 0));
}

/**
 * The drawing: squares, or solid bars.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {{bins: Bins, width: number, solid: boolean, least: number, selected: string, names: string[]}} how
 */
export function squaresDrawing(data, pair, { bins, width, solid, least, selected, names }) {
  const counts = bins.counted(data, pair.acts.values());
  const most = Math.max(1, ...counts.flatMap(stacks));
  const reach = solid ? TALLEST : Math.min(most, HIGHEST * 2) * (SQUARE + GAP);
  const upper = reach + LABEL_ROOM + 8;
  const lanes = [upper, upper + BETWEEN];
  const height = (lanes[1] ?? 0) + reach + LABEL_ROOM + 8;
  const x = barPlaces(bins, width);
  const placed = placedActs(data, pair, bins, x, lanes);
  const axis = new Axis([[bins.edges[0] ?? 0, (bins.edges.at(-1) ?? 1) - 1]], { left: 0, right: width });
  return svg(
    "svg",
    {
      class: "exchange-drawing row-drawing",
      width,
      height: height + 18,
      viewBox: `0 -18 ${width} ${height + 18}`,
      "aria-hidden": "true",
    },
    axis
      .ticks()
      .map((tick) => [
        svg("line", { class: "grid", x1: tick.x, x2: tick.x, y1: -14, y2: height }),
        svg("text", { class: "tick", x: Math.min(tick.x + 4, width - 30), y: -6 }, tick.label),
      ]),
    lanes.map((y) => svg("line", { class: "lane", x1: 0, x2: width, y1: y, y2: y })),
    solid
      ? counts.map((families, lane) => bars(families, bins, x, lanes[lane] ?? 0, lane ? 1 : -1, TALLEST / most))
      : placed.map((one) => square(data, one, selected)),
    answers(data, pair, placed, lanes, least, width),
    solid ? null : graveLabels(data, placed, lanes, width),
    names.map((name, n) => svg("text", { class: "side-name", x: 2, y: (lanes[n] ?? 0) + (n ? -12 : 22) }, name)),
  );
}

/**
 * Where each act stands in its stack, the gravest family next to the lane.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {Bins} bins
 * @param {(day: number) => number} x
 * @param {number[]} lanes
 * @returns {Placed[]}
 */
function placedActs(data, pair, bins, x, lanes) {
  const acts = [...pair.acts.values()].filter(({ incident }) => isDated(incident));
  const order = (/** @type {Answers.Act} */ { incident }) => GROUPS.indexOf(data.group(incident));
  /** @type {Map<string, number>} */
  const heights = new Map();
  return acts
    .toSorted((a, b) => order(a) - order(b))
    .map(({ incident, lane }) => {
      const bin = bins.of(incident.from ?? 0);
      const key = `${lane} ${bin}`;
      const level = heights.get(key) ?? 0;
      heights.set(key, level + 1);
      const centre = (x(bins.edges[bin] ?? 0) + x(bins.edges[bin + 1] ?? 0)) / 2;
      const out = (level + 0.5) * (SQUARE + GAP) + 4;
      return { incident, lane, x: centre, y: (lanes[lane] ?? 0) + (lane ? out : -out) };
    });
}

/**
 * @param {Page.GraphData} data
 * @param {Placed} placed
 * @param {string} selected
 */
function square(data, { incident, x, y }, selected) {
  const chosen = selected === `incident:${incident.id}` ? " pointed" : "";
  return svg(
    "g",
    { class: `act ${incident.status}${chosen}`, "data-id": incident.id },
    svg("rect", {
      class: `disc square ${data.group(incident)}`,
      x: x - SQUARE / 2,
      y: y - SQUARE / 2,
      width: SQUARE,
      height: SQUARE,
      rx: 1,
    }),
  );
}

/**
 * @param {Record<string, Uint16Array>} families
 * @param {Bins} bins
 * @param {(day: number) => number} x
 * @param {number} y
 * @param {number} way
 * @param {number} scale
 */
function bars(families, bins, x, y, way, scale) {
  const stacked = new Float64Array(bins.count);
  return GROUPS.map((group) => {
    let d = "";
    for (let bin = 0; bin < bins.count; bin += 1) {
      const count = families[group]?.[bin] ?? 0;
      if (!count) continue;
      const low = stacked[bin] ?? 0;
      stacked[bin] = low + count * scale;
      const [left, right] = [x(bins.edges[bin] ?? 0) + 0.5, x(bins.edges[bin + 1] ?? 0) - 0.5];
      d += `M${left} ${y + way * low}V${y + way * (stacked[bin] ?? 0)}H${Math.max(right, left + 1)}V${y + way * low}Z`;
    }
    return d ? svg("path", { class: `fill ${group}`, d }) : null;
  });
}

/**
 * The answers that are sure enough, between the lanes; acts of one day may answer each other, as one line of two heads.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {Placed[]} placed
 * @param {number[]} lanes
 * @param {number} least
 * @param {number} width
 */
function answers(data, pair, placed, lanes, least, width) {
  const at = new Map(placed.map((one) => [one.incident.id, one]));
  /** @type {Map<string, {from: Placed, to: Placed, claim: Json.Claim, both: boolean}>} */
  const arcs = new Map();
  const sure = pair.links.filter(({ claim }) => claim.basis === "stated" || (claim.probability ?? 0) >= least);
  for (const { claim, cause, answer } of sure.toSorted(
    (a, b) => (b.claim.probability ?? 1) - (a.claim.probability ?? 1),
  )) {
    const [from, to] = [at.get(cause.id), at.get(answer.id)];
    if (!from || !to || from.lane === to.lane) continue;
    const [key, back] = [`${from.x} ${to.x} ${from.lane}`, `${to.x} ${from.x} ${to.lane}`];
    const known = arcs.get(key) ?? arcs.get(back);
    if (known) known.both ||= arcs.has(back) && from.x === to.x;
    else arcs.set(key, { from, to, claim, both: false });
  }
  /** @type {number[][]} */
  const taken = [];
  for (const { from, to } of arcs.values()) taken.push([Math.min(from.x, to.x) - 2, to.x + 2, NaN]);
  return [...arcs.values()].map((arc) => answerElement(data, arc, lanes, taken, width));
}

/**
 * @param {Page.GraphData} data
 * @param {{from: Placed, to: Placed, claim: Json.Claim, both: boolean}} arc
 * @param {number[]} lanes
 * @param {number[][]} taken
 * @param {number} edge
 */
function answerElement(data, { from, to, claim, both }, lanes, taken, edge) {
  const down = to.lane ? 1 : -1;
  const [y1, y2] = [(lanes[from.lane] ?? 0) + 5 * down, (lanes[to.lane] ?? 0) - 5 * down];
  const [x1, x2] = [Math.min(from.x, to.x), to.x];
  const middle = (y1 + y2) / 2;
  const inferred = claim.basis === "inferred";
  const line =
    Math.abs(x1 - x2) < 1 ? `M${x2} ${y1}V${y2}` : `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  const words = inferred ? percent(claim.probability ?? 0) : "stated";
  const kind = clip(data.type(to.incident).label, 22);
  const width = Math.max(widthOf(kind), widthOf(words, 12.5, 600));
  const left = x2 + 8 + width > edge ? x2 - 8 - width : x2 + 8;
  const meets = (/** @type {number} */ dy) =>
    taken.some(
      ([a = 0, b = 0, c = 0]) =>
        left < b + 2 && left + width > a - 2 && (Number.isNaN(c) ? a > x2 + 3 || b < x1 - 3 : Math.abs(c - dy) < 30),
    );
  const spot = [-24, 6, 36].find((dy) => !meets(dy));
  if (spot !== undefined) taken.push([left, left + width, spot]);
  const head = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ way) =>
    svg("path", { class: "arc-head", d: `M${x} ${y}l-3.4 ${-way * 7.5}h6.8Z` });
  return svg(
    "g",
    { class: `arc ${claim.basis}`, "data-from": from.incident.id, "data-to": to.incident.id },
    svg("path", {
      class: "arc-line",
      d: line,
      "stroke-width": inferred ? 1 + 1.6 * (claim.probability ?? 0.5) : 1.4,
      "stroke-dasharray": inferred ? "4 3" : null,
    }),
    head(x2, y2, down),
    both ? head(x1, y1, -down) : null,
    spot === undefined ? null : svg("text", { class: "chance", x: left, y: middle + spot }, words),
    spot === undefined ? null : svg("text", { class: "act-label muted-label", x: left, y: middle + spot + 14 }, kind),
  );
}

/**
 * What the gravest acts are, beyond their stacks, where no label meets another.
 * @param {Page.GraphData} data
 * @param {Placed[]} placed
 * @param {number[]} lanes
 * @param {number} width
 */
function graveLabels(data, placed, lanes, width) {
  return [0, 1].map((lane) => {
    const own = placed.filter((one) => one.lane === lane);
    const grave = own.filter(({ incident }) => !["words", "talk", "other"].includes(data.group(incident)));
    /** @type {[number, number][]} */
    const taken = [];
    return grave
      .toSorted((a, b) => data.type(b.incident).severity - data.type(a.incident).severity)
      .slice(0, 4 * LABELS)
      .map(({ incident, x }) => {
        const text = clip(data.type(incident).label, 22);
        const left = Math.max(0, Math.min(x - widthOf(text) / 2, width - widthOf(text)));
        const right = left + widthOf(text);
        if (taken.length >= LABELS || taken.some(([a, b]) => left < b + 8 && right > a - 8)) return null;
        taken.push([left, right]);
        const ends = own.filter((one) => one.x > left - SQUARE && one.x < right + SQUARE).map(({ y }) => y);
        const y = lane ? Math.max(...ends) + 19 : Math.min(...ends) - 10;
        return svg("text", { class: "act-label", x: left, y: Number.isFinite(y) ? y : (lanes[lane] ?? 0) }, text);
      });
  });
}

/**
 * “one square an act, stacked by day”.
 * @param {Bins} bins
 * @param {boolean} solid
 * @param {number} most
 */
export function binWords(bins, solid, most) {
  return solid ? `bars by ${bins.unit}, up to ${plural(most, "act")}` : `one square an act, stacked by ${bins.unit}`;
}
