// The drawing of lanes: a lane an actor, answers in trunks to the band of who answers, or as curves between lanes.

import { Axis } from "../answers/axis.js";
import { isSized, radiusOf } from "../answers/beads.js";
import { Bins } from "../answers/bins.js";
import { sumWords } from "../answers/words.js";
import { svg } from "../base/dom.js";
import { clip, grouped, manyOf, plural } from "../base/text.js";
import { GROUPS } from "../base/theme.js";
import { delayWords, isDated } from "../data/intervals.js";
import { totalOf } from "../data/totals.js";

const LANE = 19.6;
const BAND = 56;
const TOP = 24; // for the labels of time
const PER_PERSON = 2.6;
const FEW = 60; // acts drawn as marks; more are stacked in bins
const RIGHT = 244; // for numbers

/** @typedef {import("./plan.js").Plan} Plan */
/**
 * @typedef {object} Frame
 * @property {Axis} axis
 * @property {number} left
 * @property {number} right
 * @property {number} width
 * @property {Map<string, number>} y
 * @property {number} bandY
 * @property {number} height
 */

/**
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {number} width
 * @param {string} selected
 */
export function lanesDrawing(data, plan, width, selected) {
  const frame = frameOf(data, plan, width);
  const { height, bandY } = frame;
  const acts = plan.lanes.reduce((sum, lane) => sum + lane.acts.length, 0);
  const compact = width < 640;
  return svg(
    "svg",
    { class: "lanes-drawing row-drawing", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    plan.band ? svg("rect", { class: "band", x: 0, y: TOP, width, height: BAND }) : null,
    frame.axis
      .ticks()
      .map(({ x, label }) => [
        svg("line", { class: "grid", x1: x, x2: x, y1: TOP, y2: height }),
        svg("text", { class: "tick", x: Math.min(x + 3, frame.right - 20), y: 14 }, label),
      ]),
    grounds(data, plan, frame),
    plan.band ? trunks(data, plan, frame) : acts <= FEW ? curves(plan, frame, selected) : null,
    acts <= FEW || plan.band
      ? plan.lanes.map((lane) => lane.acts.map((one) => mark(data, one, frame, frame.y.get(lane.actor) ?? 0)))
      : plan.lanes.map((lane) => bins(data, lane, frame)),
    plan.band
      ? plan.bandActs
          .filter((one) => !answersOf(plan, one).length)
          .map((one) => [mark(data, one, frame, bandY), causeLabel(data, one, frame)])
      : null,
    compact ? null : numbers(data, plan, frame),
  );
}

/**
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {number} width
 * @returns {Frame}
 */
function frameOf(data, plan, width) {
  const compact = width < 640;
  const left = compact ? 110 : 200;
  const right = width - (compact ? 8 : RIGHT);
  const dates = [...plan.lanes.flatMap(({ acts }) => acts), ...plan.bandActs].filter(isDated);
  const spans = dates.map(({ from, to }) => /** @type {[number, number]} */ ([from, to]));
  const axis = new Axis(spans.length ? spans : [[0, 365]], { left: left + 12, right: right - 24 });
  const bandY = TOP + BAND / 2;
  let y = TOP + (plan.band ? BAND + 14 : 10);
  const places = new Map();
  for (const { actor, acts } of plan.lanes) {
    const most = Math.max(0, ...acts.map((one) => radiusOf(data, one, PER_PERSON, 4)));
    const high = Math.max(LANE, 2 * most + 5);
    places.set(actor, y + high / 2);
    y += high;
  }
  return { axis, left, right, width, y: places, bandY, height: y + 6 };
}

/**
 * Names and lines of the lanes.
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {Frame} frame
 */
function grounds(data, plan, { axis, left, width, y, bandY }) {
  const short = width < 640 ? 15 : 30;
  const line = (/** @type {number} */ at) =>
    axis.stretches.map((one) => svg("line", { class: "lane", x1: one.left, x2: one.right, y1: at, y2: at }));
  const name = (/** @type {string} */ actor, /** @type {number} */ at, /** @type {boolean} */ strong) =>
    svg(
      "text",
      { class: strong ? "side-name" : "lane-name", x: 12, y: at + 4.5, "data-left": left },
      clip(data.name(actor), short),
    );
  const lanes = plan.lanes.map(({ actor, acts }) => [
    line(y.get(actor) ?? 0),
    name(
      actor,
      y.get(actor) ?? 0,
      acts.some((one) => (one.count ?? 0) > 9),
    ),
  ]);
  return [plan.band ? [line(bandY), name(plan.band, bandY, true)] : null, lanes];
}

/**
 * @param {Frame} frame
 * @param {Model.Incident} incident
 */
function xOf({ axis }, incident) {
  return isDated(incident) ? (axis.x(incident.from) + axis.x(incident.to + 1)) / 2 : axis.left;
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {Frame} frame
 * @param {number} y
 */
function mark(data, incident, frame, y) {
  if (!isDated(incident)) return null;
  const x = xOf(frame, incident);
  const radius = radiusOf(data, incident, PER_PERSON, 4);
  const inside = isSized(data, incident) && radius >= 8;
  const number = isSized(data, incident) && (incident.count ?? 0) > 1 ? grouped(incident.count ?? 0) : "";
  return svg(
    "g",
    { class: `act ${incident.status}`, "data-id": incident.id },
    svg("circle", { class: `disc ${data.group(incident)}`, cx: x, cy: y, r: radius }),
    number
      ? svg(
          "text",
          inside ? { class: "number-in", x, y: y + 3.8 } : { class: "lane-number", x: x - radius - 4, y: y + 4 },
          number,
        )
      : null,
  );
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {Frame} frame
 */
function causeLabel(data, incident, frame) {
  if (!isDated(incident)) return null;
  return svg(
    "text",
    { class: "act-label", x: xOf(frame, incident) - 6, y: frame.bandY - 12 },
    clip(data.type(incident).label, 30),
  );
}

/** @param {Plan} plan @param {Model.Incident} one */
function answersOf({ links }, one) {
  return links.filter(({ answer }) => answer.id === one.id);
}

/**
 * Answers run along their lanes to the day of the answer, and join there in one trunk to the band; what got no answer
 * is dotted to the edge; what a lane's acts answer is a grey line of their day.
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {Frame} frame
 */
function trunks(data, plan, frame) {
  const { y, bandY, right } = frame;
  /** @type {Map<number, {low: number, answers: Map<string, Model.Incident>}>} */
  const joined = new Map();
  /** @type {Map<number, number>} */
  const causes = new Map();
  const runs = plan.lanes.flatMap(({ actor, acts }) => {
    const at = y.get(actor) ?? 0;
    return acts.filter(isDated).map((incident) => {
      const x = xOf(frame, incident);
      if (plan.links.some(({ answer }) => answer.id === incident.id)) causes.set(x, Math.max(causes.get(x) ?? 0, at));
      const answer = plan.links.find(({ cause, answer: one }) => cause.id === incident.id && isDated(one))?.answer;
      if (!answer) return svg("line", { class: "open-run", x1: x + 8, x2: right - 8, y1: at, y2: at });
      const end = Math.max(xOf(frame, answer), x);
      const trunk = joined.get(end) ?? { low: at, answers: new Map() };
      trunk.low = Math.max(trunk.low, at);
      trunk.answers.set(answer.id, answer);
      joined.set(end, trunk);
      return [
        svg("line", { class: "run", x1: x, x2: end, y1: at, y2: at }),
        svg("circle", { class: `disc dot ${data.group(answer)}`, cx: end, cy: at, r: 2.6 }),
      ];
    });
  });
  const greys = [...causes].map(([x, low]) => svg("line", { class: "cause-line", x1: x, x2: x, y1: bandY, y2: low }));
  const ups = [...joined].map(([x, { low, answers }]) => trunk(data, x, low, [...answers.values()], bandY));
  return [greys, runs, ups];
}

/**
 * @param {Page.GraphData} data
 * @param {number} x
 * @param {number} low
 * @param {Model.Incident[]} answers
 * @param {number} bandY
 */
function trunk(data, x, low, answers, bandY) {
  const [first] = answers;
  const people = answers.reduce((sum, one) => sum + (isSized(data, one) ? (one.count ?? 0) : 0), 0);
  const radius = Math.max(4, Math.min(PER_PERSON * Math.sqrt(people), 24));
  const top = bandY + radius + 3;
  return [
    svg("line", { class: "trunk", x1: x, x2: x, y1: top + 6, y2: low }),
    svg("path", { class: "arc-head", d: `M${x} ${top}l-3.2 7.5h6.4Z` }),
    svg(
      "g",
      { class: `act ${first?.status ?? ""}`, "data-id": first?.id },
      svg("circle", { class: `disc ${first ? data.group(first) : ""}`, cx: x, cy: bandY, r: radius }),
      people
        ? svg(
            "text",
            radius >= 8
              ? { class: "number-in", x, y: bandY + 3.8 }
              : { class: "lane-number", x: x + radius + 9, y: bandY - 6 },
            grouped(people),
          )
        : null,
    ),
  ];
}

/**
 * Answers between lanes as curves, in ink for the selected actor.
 * @param {Plan} plan
 * @param {Frame} frame
 * @param {string} selected
 */
function curves(plan, frame, selected) {
  const laneOf = new Map(plan.lanes.flatMap(({ actor, acts }) => acts.map(({ id }) => [id, actor])));
  return plan.links.map(({ claim, cause, answer }) => {
    const [from, to] = [laneOf.get(cause.id) ?? "", laneOf.get(answer.id) ?? ""];
    if (!isDated(cause) || !isDated(answer) || from === to) return null;
    const [y1, y2] = [frame.y.get(from) ?? 0, frame.y.get(to) ?? 0];
    const [a, x2] = [xOf(frame, cause), xOf(frame, answer)];
    const x1 = Math.min(a, x2);
    const down = Math.sign(y2 - y1) || 1;
    const middle = (y1 + y2) / 2;
    const own = selected === `actor:${from}` || selected === `actor:${to}` || !selected;
    return svg(
      "g",
      { class: `arc ${claim.basis}${own ? "" : " other-arc"}`, "data-from": cause.id, "data-to": answer.id },
      svg("path", {
        class: "arc-line",
        "stroke-width": 1.2,
        "stroke-dasharray": claim.basis === "inferred" ? "4 3" : null,
        d: `M${x1} ${y1 + 5 * down}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2 - 6 * down}`,
      }),
      svg("path", { class: "arc-head", d: `M${x2} ${y2 - 5 * down}l-3 ${-7 * down}h6Z` }),
    );
  });
}

/**
 * The acts of a lane in bins, the gravest below.
 * @param {Page.GraphData} data
 * @param {import("./plan.js").Lane} lane
 * @param {Frame} frame
 */
function bins(data, { actor, acts }, frame) {
  const { axis, y } = frame;
  const [first, last] = [axis.stretches[0]?.from ?? 0, axis.stretches.at(-1)?.to ?? 1];
  const made = new Bins(first, last);
  const [families = {}] = made.counted(
    data,
    acts.map((incident) => ({ incident, lane: 0 })),
  );
  const base = (y.get(actor) ?? 0) + LANE / 2 - 2;
  const stacked = new Float64Array(made.count);
  return GROUPS.map((group) => {
    let d = "";
    for (let bin = 0; bin < made.count; bin += 1) {
      const count = families[group]?.[bin] ?? 0;
      if (!count) continue;
      const low = Math.min((stacked[bin] ?? 0) * 2, LANE - 3);
      stacked[bin] = (stacked[bin] ?? 0) + count;
      const high = Math.min((stacked[bin] ?? 0) * 2, LANE - 3);
      const [left, right] = [axis.x(made.edges[bin] ?? 0), axis.x(made.edges[bin + 1] ?? 0)];
      d += `M${left + 0.5} ${base - low}V${base - high}H${Math.max(right - 0.5, left + 1.5)}V${base - low}Z`;
    }
    return d ? svg("path", { class: `fill ${group}`, d }) : null;
  });
}

/**
 * At the right: what each did, what it got in return, and after how long.
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {Frame} frame
 */
function numbers(data, plan, { right, width, y }) {
  const columns = [right + 50, right + 150, width - 4];
  const heads = plan.band ? ["done", "in return", "answered after"] : ["acts", "answered", ""];
  const head = heads.map((label, n) => svg("text", { class: "tick lane-cell", x: columns[n], y: 14 }, label));
  const rows = plan.lanes.map(({ actor, acts }) => {
    const cells = laneNumbers(data, plan, acts);
    return cells.map((cell, n) =>
      svg("text", { class: "lane-cell", x: columns[n], y: (y.get(actor) ?? 0) + 4.5 }, cell),
    );
  });
  return [head, rows];
}

/**
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @param {Model.Incident[]} acts
 */
export function laneNumbers(data, plan, acts) {
  const links = plan.links.filter(({ cause }) => acts.some(({ id }) => id === cause.id));
  if (!plan.band) return [grouped(acts.length), grouped(new Set(links.map(({ cause }) => cause.id)).size), ""];
  const people = (/** @type {Model.Incident[]} */ some) => {
    const counted = some.filter((one) => isSized(data, one) && one.count);
    const types = new Set(some.map(({ type }) => type));
    const [type = ""] = types;
    const noun = types.size === 1 ? clip(data.type(type).label, 14) : "act";
    return sumWords(totalOf(data, counted)) || plural(some.length, noun, manyOf(noun));
  };
  const [first] = links;
  const answers = [...new Set(links.map(({ answer }) => answer))];
  return [
    acts.some((one) => isSized(data, one) && one.count) ? people(acts) : grouped(acts.length),
    answers.length ? people(answers) : "none",
    first ? delayWords(first.cause, first.answer).replace(" later", "") : "open",
  ];
}
