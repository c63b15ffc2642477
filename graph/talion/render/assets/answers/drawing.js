// The drawing of a row: two lanes, marks where their dates are, an arrow for each answer.

import { svg } from "../base/dom.js";
import { clean, grouped, percent } from "../base/text.js";
import { confidenceOf } from "../data/certainty.js";
import { isSized, radiusOf } from "./beads.js";
import { ON_LANE } from "./labels.js";

const HEAD = 7.5;
const UNSURE = 0.6; // what was read less surely is drawn faint
const FADE = [0.04, 0.1, 0.18, 0.26, 0.34];

/** @typedef {{claim: Json.Claim, from: Answers.Bead, to: Answers.Bead, both: boolean}} Arc */

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 * @param {{axis: import("./axis.js").Axis, beads: Answers.Bead[], labels: Answers.Label[], room: Answers.Room,
 *   width: number, height: number}} layout
 */
export function rowDrawing(data, row, { axis, beads, labels, room, width, height }) {
  const arcs = arcsOf(row, beads);
  /** @type {[number, number][]} */
  const taken = [];
  return svg(
    "svg",
    { class: "row-drawing", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    groundOf(axis, room),
    beads.map((bead) => spanOf(data, bead, room)),
    arcs.map((arc) => arcElement(arc, arcs, room, taken)),
    beads.map((bead) => beadElement(data, bead, arcs, room)),
    labels.map((label) => leaderElement(label, room)), // below all labels, whose halo then hides them
    labels.map(({ text, left, y, width: wide, lane }) => [
      y === (room.lanes[lane] ?? 0) + ON_LANE // the line of the lane does not strike it through
        ? svg("rect", { class: "label-ground", x: left - 2, y: y - 10, width: wide + 4, height: 13 })
        : null,
      svg("text", { class: "act-label", x: left, y, "data-width": Math.round(wide) }, text),
    ]),
  );
}

/**
 * @param {import("./axis.js").Axis} axis
 * @param {Answers.Room} room
 */
function groundOf(axis, { lanes, top, bottom }) {
  const ticks = axis.ticks().filter(({ strong }) => strong);
  const grid = ticks.map(({ x }) => svg("line", { class: "grid", x1: x, x2: x, y1: top, y2: bottom }));
  const runs = axis.stretches.flatMap(({ left, right }) =>
    lanes.map((y) => svg("line", { class: "lane", x1: left, x2: right, y1: y, y2: y })),
  );
  return [...grid, ...runs];
}

/**
 * The bar of an uncertain date, or the fading tail of one that is not known.
 * @param {Page.GraphData} data
 * @param {Answers.Bead} bead
 * @param {Answers.Room} room
 */
function spanOf(data, { lane, x, bar, tail, marks, half }, { lanes, left }) {
  const y = lanes[lane] ?? 0;
  const tone = marks[0] ? data.group(marks[0].incident) : "other";
  if (bar) {
    const [from, to] = [Math.min(bar.left, x - half), Math.max(bar.right, x + half)];
    return svg("line", { class: `span ${tone}`, x1: from + 2, x2: to - 2, y1: y, y2: y });
  }
  if (!tail) return null;
  const end = x - half;
  const start = Math.max(left, end - tail);
  const step = (end - start) / FADE.length;
  return FADE.map((opacity, n) =>
    svg("line", { class: `tail ${tone}`, opacity, x1: start + n * step, x2: start + (n + 1) * step, y1: y, y2: y }),
  );
}

/**
 * One arrow from each group to each that answers it.
 * @param {Answers.Dyad} row
 * @param {Answers.Bead[]} beads
 * @returns {Arc[]}
 */
function arcsOf(row, beads) {
  const of = new Map(beads.flatMap((bead) => bead.acts.map(({ id }) => [id, bead])));
  /** @type {Map<string, Arc>} */
  const found = new Map();
  for (const { claim, cause, answer } of row.links) {
    const [from, to] = [of.get(cause.id), of.get(answer.id)];
    if (!from || !to || from === to) continue;
    const key = `${beads.indexOf(from)} ${beads.indexOf(to)}`;
    const back = found.get(`${beads.indexOf(to)} ${beads.indexOf(from)}`);
    const known = found.get(key);
    if (back) {
      back.both = true;
      if (surer(claim, back.claim)) back.claim = claim;
    } else if (!known || surer(claim, known.claim)) found.set(key, { claim, from, to, both: false });
  }
  return [...found.values()];
}

/** @param {Json.Claim} claim @param {Json.Claim} other */
function surer(claim, other) {
  const weigh = (/** @type {Json.Claim} */ { basis, probability = 0 }) => (basis === "stated" ? 2 : probability);
  return weigh(claim) > weigh(other);
}

/**
 * @param {Arc} arc
 * @param {Arc[]} all
 * @param {Answers.Room} room
 * @param {[number, number][]} taken where percentages stand
 */
function arcElement({ claim, from, to, both }, all, { lanes }, taken) {
  const [one, other] = [lanes[from.lane] ?? 0, lanes[to.lane] ?? 0];
  const down = from.lane === to.lane ? (from.lane ? -1 : 1) : Math.sign(other - one);
  const [x1, x2] = ends(from, to, all);
  const y1 = one + down * edgeOf(from);
  const y2 = other - (from.lane === to.lane ? -down : down) * (edgeOf(to) + 1.5);
  const middle = from.lane === to.lane ? one + down * 26 : (y1 + y2) / 2;
  const line =
    Math.abs(x1 - x2) < 0.6 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  const ahead = from.lane === to.lane ? -down : down;
  const inferred = claim.basis === "inferred";
  const sure = claim.probability ?? 0.5;
  return svg(
    "g",
    { class: `arc ${claim.basis}`, "data-from": idsOf(from), "data-to": idsOf(to) },
    svg("path", {
      class: "arc-line",
      d: line,
      "stroke-width": inferred ? 1 + 1.6 * sure : 1.4,
      "stroke-dasharray": inferred ? "4 3" : null,
    }),
    svg("path", { class: "arc-head", d: headAt(x2, y2, ahead) }),
    both ? svg("path", { class: "arc-head", d: headAt(x1, y1, -ahead) }) : null,
    inferred ? chanceLabel(percent(sure), Math.max(x1, x2) + 6, middle + 4, taken) : null,
  );
}

/**
 * How sure an arrow is, where no other says so already.
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {[number, number][]} taken
 */
function chanceLabel(text, x, y, taken) {
  if (taken.some(([a, b]) => Math.abs(a - x) < 34 && Math.abs(b - y) < 13)) return null;
  taken.push([x, y]);
  return svg("text", { class: "chance", x, y }, text);
}

/**
 * Where an arrow leaves and arrives: beside the others of its group, never from right to left.
 * @param {Answers.Bead} from
 * @param {Answers.Bead} to
 * @param {Arc[]} all
 * @returns {[number, number]}
 */
function ends(from, to, all) {
  const gives = all.some((arc) => arc.to === from) ? Math.min(4, from.half) : 0;
  const gets = all.some((arc) => arc.from === to) ? -Math.min(5, to.half) : 0;
  const [x1, x2] = [from.x + gives, to.x + gets];
  return x2 - x1 < 3 ? [Math.max(x1, x2), Math.max(x1, x2)] : [x1, x2];
}

/** @param {Answers.Bead} bead */
function edgeOf({ marks }) {
  return Math.max(...marks.map(({ radius }) => radius)) + (marks.length > 1 ? 6 : 2.5);
}

/** @param {Answers.Bead} bead */
function idsOf({ acts }) {
  return acts.map(({ id }) => id).join(" ");
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} down
 */
function headAt(x, y, down) {
  return `M${x} ${y}l-3 ${-down * HEAD}h6Z`;
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Bead} bead
 * @param {Arc[]} arcs
 * @param {Answers.Room} room
 */
function beadElement(data, bead, arcs, { lanes }) {
  const y = lanes[bead.lane] ?? 0;
  const inward = bead.lane ? -1 : 1;
  const edge = edgeOf(bead) - 2;
  const isTied = bead.marks.length > 1 && arcs.some(({ from, to }) => from === bead || to === bead);
  const tie = svg("line", {
    class: "tie",
    x1: bead.x - bead.half,
    x2: bead.x + bead.half,
    y1: y + inward * edge,
    y2: y + inward * edge,
  });
  return [isTied ? tie : null, bead.marks.map((mark) => markElement(data, mark, bead.x + mark.dx, y))];
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Mark} mark
 * @param {number} x
 * @param {number} y
 */
function markElement(data, { incident, radius, inside }, x, y) {
  const most = mostOf(data, incident);
  const ring =
    most > (incident.count ?? 0)
      ? svg("circle", { class: "most", cx: x, cy: y, r: radiusOf(data, { ...incident, count: most }) })
      : null;
  const number = clean(grouped(incident.count ?? 0));
  return svg(
    "g",
    { class: `act ${incident.status}${isUnsure(incident) ? " unsure" : ""}`, "data-id": incident.id },
    ring,
    svg("circle", { class: `disc ${data.group(incident)}`, cx: x, cy: y, r: radius }),
    inside ? svg("text", { class: "number-in", x, y: y + 3.8 }, number) : null,
    incident.disputed?.length && !ring ? disputedMark(x + 0.75 * radius, y - 0.75 * radius) : null,
  );
}

/**
 * The most that a report of an incident counts.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
function mostOf(data, incident) {
  if (!incident.disputed?.includes("count") || !isSized(data, incident)) return 0;
  return Math.max(...data.reportsOf(incident).map(({ count = 0 }) => count));
}

/**
 * @param {Answers.Label} label
 * @param {Answers.Room} room
 */
function leaderElement({ bead, y, leader }, { lanes }) {
  if (!leader) return null;
  const at = lanes[bead.lane] ?? 0;
  const inward = bead.lane ? -1 : 1;
  return svg("line", { class: "leader", x1: bead.x, x2: bead.x, y1: at - inward * 9, y2: y + (bead.lane ? -11 : 3) });
}

/** @param {Model.Incident} incident */
function isUnsure(incident) {
  return confidenceOf(incident) < UNSURE;
}

/** @param {number} x @param {number} y */
function disputedMark(x, y) {
  return svg(
    "g",
    { class: "disputed-mark" },
    svg("circle", { cx: x, cy: y, r: 5.5 }),
    svg("text", { x, y: y + 3.4 }, "≠"),
  );
}
