// Where the incidents of an exchange are drawn: two lanes, dates from left to right, what has no date apart.

import { isDated } from "../data/intervals.js";
import { AIR, arranged, markOf } from "./piles.js";

/** Where the lanes run. */
export const LANES = [0, 190];
const EDGE = 10;
const RIGHT = 30;
const DATE = 78; // room for a date's label
const REACH = 34; // a lane reaches at least so far

/** @param {number} lane */
export function laneAt(lane) {
  return LANES[lane] ?? 0;
}

/**
 * Place the incidents of a ledger in a room so wide; `even` spaces dates evenly.
 * @param {Page.GraphData} data
 * @param {Exchange.Ledger} ledger
 * @param {{room: number, even: boolean, most: number}} how
 * @returns {Exchange.Layout}
 */
export function layoutOf(data, ledger, { room, even, most }) {
  const marks = inOrder(ledger)
    .slice(0, most)
    .map((event) => markOf(data, event));
  const places = Map.groupBy(marks, (mark) => placeOf(mark.event));
  const [before = [], dated = [], after = []] = [places.get("before"), places.get("dated"), places.get("after")];
  const columns = columnsOf(dated);
  /** @type {Exchange.Zone[]} */
  const zones = [];
  let x = EDGE;
  if (before.length) x = addZone(zones, before, x, columns.length + after.length > 0);
  x = spread(columns, x, room - RIGHT - widthOfZone(after), even);
  if (after.length) x = addZone(zones, after, x, false);
  const [above = REACH, below = REACH] = LANES.map((_, lane) => reachOf(marks, lane));
  return { marks, columns, zones, width: x + RIGHT - AIR, top: laneAt(0) - above, bottom: laneAt(1) + below };
}

/**
 * How far the marks of a lane and their labels reach outward.
 * @param {Exchange.Mark[]} marks
 * @param {number} lane
 */
function reachOf(marks, lane) {
  const own = marks.filter((mark) => mark.lane === lane);
  return Math.max(REACH, ...own.map((m) => Math.abs(m.y - laneAt(lane)) + m.radius + (m.beside ? 6 : 24)));
}

/**
 * Time order; what has no date stands by its type, what an arrow begins or ends at nearest to dates.
 * @param {Exchange.Ledger} ledger
 */
function inOrder(ledger) {
  /** @param {Exchange.Event} event @returns {(string | number)[]} */
  const key = ({ incident, gives, gets }) => {
    const { type, id } = incident;
    if (isDated(incident)) return [incident.from, incident.to, 0, "", id];
    return [Infinity, Infinity, gives.length + gets.length > 0 ? 1 : 0, type, id];
  };
  return [...ledger.events.values()]
    .map((event) => ({ event, key: key(event) }))
    .sort((a, b) => compared(a.key, b.key))
    .map(({ event }) => event);
}

/**
 * @param {(string | number)[]} a
 * @param {(string | number)[]} b
 */
function compared(a, b) {
  for (const [i, one] of a.entries()) {
    const other = b[i];
    if (other !== undefined && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/**
 * What has no date stands before all, but after all what only answers or is only planned.
 * @param {Exchange.Event} event
 */
function placeOf({ incident, gives, gets }) {
  if (isDated(incident)) return "dated";
  const ahead = incident.status === "prospective" || (gives.length > 0 && !gets.length);
  return ahead ? "after" : "before";
}

/**
 * Marks of one date (as exactly as it is reported) together.
 * @param {Exchange.Mark[]} marks
 * @returns {Exchange.Column[]}
 */
function columnsOf(marks) {
  const dates = Map.groupBy(marks, ({ incident }) => `${incident.from} ${incident.to}`);
  return [...dates.values()].flatMap((own) => {
    const incident = own[0]?.incident;
    return isDated(incident) ? [{ marks: own, incident, x: 0, ...arranged(own) }] : [];
  });
}

/**
 * @param {Exchange.Mark[]} marks
 * @param {number} x
 */
function settle(marks, x) {
  for (const mark of marks) {
    mark.x = x + mark.dx;
    mark.y = laneAt(mark.lane) + (mark.lane ? mark.away : -mark.away);
  }
}

/** @param {Exchange.Mark[]} marks */
function widthOfZone(marks) {
  if (!marks.length) return 0;
  const { left, right } = arranged(marks);
  return left + right + 2 * AIR;
}

/**
 * Add a zone of incidents without a date from an x on; returns the x after it.
 * @param {Exchange.Zone[]} zones
 * @param {Exchange.Mark[]} marks
 * @param {number} from
 * @param {boolean} more
 */
function addZone(zones, marks, from, more) {
  const { left, right } = arranged(marks);
  const x = from + AIR + left;
  settle(marks, x);
  const to = Math.max(x + right + AIR, from + DATE);
  const expected = marks.every((mark) => mark.incident.status === "prospective");
  zones.push({ from, to, label: expected ? "expected" : "no date" });
  return to + (more ? 2 * AIR : AIR);
}

/**
 * Put the dates between two places: none nearer than their marks and labels need, the spare room by
 * the time between (its root, so that years do not press days together) or evenly. Returns the x after.
 * @param {Exchange.Column[]} columns
 * @param {number} from
 * @param {number} until
 * @param {boolean} even
 */
function spread(columns, from, until, even) {
  const last = columns.at(-1);
  if (!last) return from;
  const end = Math.max(last.right, DATE / 2);
  const gaps = columns.map((column, i) => gapBefore(column, columns[i - 1], even));
  const least = gaps.reduce((sum, gap) => sum + gap.least, 0);
  const weights = gaps.reduce((sum, gap) => sum + gap.weight, 0) || 1;
  const spare = Math.max(until - from - end - least, 0);
  let x = from;
  columns.forEach((column, i) => {
    const { least = 0, weight = 0 } = gaps[i] ?? {};
    x += least + (spare * weight) / weights;
    column.x = x;
    settle(column.marks, x);
  });
  return x + end + AIR;
}

/**
 * The room that a column needs before it, and its share of the spare room.
 * @param {Exchange.Column} column
 * @param {Exchange.Column | undefined} before
 * @param {boolean} even
 */
function gapBefore(column, before, even) {
  if (!before) return { least: Math.max(column.left, DATE / 2), weight: 0 };
  const least = Math.max(DATE, before.right + column.left + AIR);
  return { least, weight: even ? 1 : Math.sqrt(column.incident.from - before.incident.from) };
}
