// The drawing of a row: two lanes, marks where their dates are, an arrow for each answer.

import { svg } from "../base/dom.js";
import { clean, grouped, percent } from "../base/text.js";
import { confidenceOf } from "../data/certainty.js";
import { isSized, radiusOf } from "./beads.js";
import { ON_LANE } from "./labels.js";

const HEAD = 7.5;
const UNSURE = 0.6; // what was read less surely is drawn faint
const FADE = [0.04, 0.1, 0.18, 0.26, 0.34];

/**
 * From one group to another: which acts of each it joins.
 * @typedef {object} Arc
 * @property {Json.Claim} claim
 * @property {Answers.Bead} from
 * @property {Answers.Bead} to
 * @property {boolean} both whether the second answers the first, and the first the second
 * @property {Set<string>} causes
 * @property {Set<string>} answers
 */

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
    const known = back ?? found.get(key) ?? { claim, from, to, both: false, causes: new Set(), answers: new Set() };
    if (back) back.both = true;
    else found.set(key, known);
    if (surer(claim, known.claim)) known.claim = claim;
    known.causes.add(back ? answer.id : cause.id);
    known.answers.add(back ? cause.id : answer.id);
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
function arcElement(arc, all, { lanes }, taken) {
  const { claim, from, to, both, causes, answers } = arc;
  const [one, other] = [lanes[from.lane] ?? 0, lanes[to.lane] ?? 0];
  const down = from.lane === to.lane ? (from.lane ? -1 : 1) : Math.sign(other - one);
  const [x1, x2] = ends(arc, all);
  const y1 = one + down * edgeOf(from, causes);
  const y2 = other - (from.lane === to.lane ? -down : down) * (edgeOf(to, answers) + 1.5);
  const middle = from.lane === to.lane ? one + down * 26 : (y1 + y2) / 2;
  const line =
    Math.abs(x1 - x2) < 0.6 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
  const ahead = from.lane === to.lane ? -down : down;
  const inferred = claim.basis === "inferred";
  const sure = claim.probability ?? 0.5;
  return svg(
    "g",
    { class: `arc ${claim.basis}`, "data-from": [...causes].join(" "), "data-to": [...answers].join(" ") },
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
 * Where an arrow leaves and arrives: at the acts that it joins, beside the others of the group, never from right to
 * left.
 * @param {Arc} arc
 * @param {Arc[]} all
 * @returns {[number, number]}
 */
function ends({ from, to, causes, answers }, all) {
  const [out, into] = [reachOf(from, causes), reachOf(to, answers)];
  const gives = all.some((arc) => arc.to === from) ? Math.min(4, out.half) : 0;
  const gets = all.some((arc) => arc.from === to) ? -Math.min(5, into.half) : 0;
  const [x1, x2] = [out.x + gives, into.x + gets];
  return x2 - x1 < 3 ? [Math.max(x1, x2), Math.max(x1, x2)] : [x1, x2];
}

/**
 * The middle of some acts of a group, and half of their width.
 * @param {Answers.Bead} bead
 * @param {Set<string>} ids
 */
function reachOf({ marks, x }, ids) {
  const own = marks.filter(({ incident }) => ids.has(incident.id));
  const left = Math.min(...own.map(({ dx, radius }) => dx - radius));
  const right = Math.max(...own.map(({ dx, radius }) => dx + radius));
  return { x: x + (left + right) / 2, half: (right - left) / 2 };
}

/**
 * How far from the lane an arrow ends at some acts of a group.
 * @param {Answers.Bead} bead
 * @param {Set<string>} ids
 */
function edgeOf({ marks }, ids) {
  const own = marks.filter(({ incident }) => ids.has(incident.id));
  return Math.max(...own.map(({ radius }) => radius)) + (own.length > 1 ? 6 : 2.5);
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
  /** @type {Map<string, Set<string>>} */
  const groups = new Map(); // what one arrow joins, each once
  for (const { from, to, causes, answers } of arcs) {
    for (const ids of [from === bead && causes, to === bead && answers])
      if (ids && ids.size > 1) groups.set([...ids].sort().join("\n"), ids);
  }
  const ties = [...groups.values()].map((ids) => {
    const { x, half } = reachOf(bead, ids);
    const at = y + inward * (edgeOf(bead, ids) - 2);
    return svg("line", { class: "tie", x1: x - half, x2: x + half, y1: at, y2: at });
  });
  return [ties, bead.marks.map((mark) => markElement(data, mark, bead.x + mark.dx, y))];
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
  return isSized(data, incident) ? (incident.counts?.[1] ?? 0) : 0;
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
