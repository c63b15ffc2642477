// The arrows of an exchange: which marks they join, where they leave and meet them, their paths.

import { isUnanswered } from "../data/ledger.js";
import { laneAt } from "./layout.js";

const BEND = 76; // how far an arrow is bent from its marks
const FOOT = 22; // from a lane to where the arrow of a piled mark leaves its rail

/**
 * The responses between drawn marks. Several at one mark stand beside each other, in the order of
 * where they come from or go.
 * @param {Exchange.Ledger} ledger
 * @param {Exchange.Mark[]} marks
 */
export function arrowsOf(ledger, marks) {
  const byId = new Map(marks.map((mark) => [mark.incident.id, mark]));
  /** @type {Map<Exchange.Mark, {arrow: Exchange.Arrow, end: "in" | "out", other: Exchange.Mark}[]>} */
  const ends = new Map(marks.map((mark) => [mark, []]));
  const arrows = ledger.responses.flatMap((claim) => {
    const [from, to] = [byId.get(claim.target), byId.get(claim.source)];
    if (!from || !to) return [];
    const arrow = { claim, from, to, out: 0, in: 0 };
    ends.get(from)?.push({ arrow, end: "out", other: to });
    ends.get(to)?.push({ arrow, end: "in", other: from });
    return [arrow];
  });
  for (const [mark, list] of ends) {
    list.sort((a, b) => a.other.x - b.other.x || (a.end < b.end ? -1 : 1));
    const apart = Math.min(7, (2 * mark.radius) / Math.max(list.length, 1));
    for (const [i, { arrow, end }] of list.entries()) arrow[end] = (i - (list.length - 1) / 2) * apart;
  }
  return arrows;
}

/**
 * The paths of an arrow's line and of its head.
 * @param {Exchange.Arrow} arrow
 */
export function arrowPaths({ from, to, out, in: into }) {
  const start = leaving(from, out, 1);
  const end = leaving(to, into, 4);
  const bend = `C${start.cx} ${start.cy} ${end.cx} ${end.cy} ${end.bx} ${end.by}`;
  const angle = end.arrival ? 0 : Math.atan2(end.y - end.cy, end.x - end.cx);
  /** @param {number} turn */
  const wing = (turn) => `${end.x - 8 * Math.cos(angle + turn)} ${end.y - 8 * Math.sin(angle + turn)}`;
  return {
    line: `M${start.x} ${start.y}${start.departure}${bend}${end.arrival}`,
    head: `M${end.x} ${end.y}L${wing(0.42)}L${wing(-0.42)}Z`,
  };
}

/**
 * Where an arrow leaves or meets a mark (x, y), where its bend begins (bx, by), the point that it
 * bends towards (cx, cy), and the ways between: a mark that others of its pile stand before is left
 * and met from the side, along a rail beside the pile.
 * @param {Exchange.Mark} mark
 * @param {number} aside
 * @param {number} air
 */
function leaving({ lane, x, y, radius, beside, event, rail }, aside, air) {
  const inward = lane ? -1 : 1;
  const around = radius + air + (isUnanswered(event) ? 4 : 0);
  if (!beside || y === laneAt(lane)) {
    const [atX, atY] = [x + aside, y + inward * Math.sqrt(Math.max(around ** 2 - aside ** 2, 0))];
    return { x: atX, y: atY, bx: atX, by: atY, cx: atX, cy: atY + inward * BEND, departure: "", arrival: "" };
  }
  const [edge, along, foot, turn] = [x - around, x - rail, laneAt(lane) + inward * FOOT, y + inward * 9];
  return {
    x: edge,
    y,
    bx: along,
    by: foot,
    cx: along,
    cy: foot + inward * 60,
    departure: `Q${along} ${y} ${along} ${turn}L${along} ${foot}`,
    arrival: `L${along} ${turn}Q${along} ${y} ${edge} ${y}`,
  };
}
