// How the marks of one date stand together: piled outward from each lane, labels beside.

import { clip } from "../base/text.js";

const LETTER = 6; // about the width of a letter of a label
const HIGH = 132; // how high marks are piled before a new pile begins
const MANY = 8;
const RAIL = 12; // from a pile to the arrows beside it
/** Between two piles, and around zones. */
export const AIR = 14;

/**
 * An incident as a mark without a place.
 * @param {Page.GraphData} data
 * @param {Exchange.Event} event
 * @returns {Exchange.Mark}
 */
export function markOf(data, event) {
  const { incident, lane } = event;
  const radius = Math.min(7 + 2.4 * Math.sqrt(incident.count ?? 0), 30);
  const inside = Boolean(incident.count) && radius > 9.5;
  const kind = clip(data.type(incident).label, 22);
  const name = kind + (incident.count && !inside ? ` ${incident.count}` : "");
  const unplaced = { beside: false, dx: 0, away: 0, x: 0, y: 0, rail: 0 };
  return { event, incident, lane, radius, inside, kind, name, label: name, ...unplaced };
}

/**
 * Place the marks of a column beside its x and outward from each lane; a lone one has its label above
 * or below. Returns how far they reach to both sides.
 * @param {Exchange.Mark[]} marks
 * @returns {Exchange.Reach}
 */
export function arranged(marks) {
  const reach = { left: 0, right: 0 };
  for (const lane of [0, 1]) {
    const own = marks.filter((mark) => mark.lane === lane);
    const [first] = own;
    if (first && own.length === 1) placeAlone(first, reach);
    else pile(own, reach);
  }
  return reach;
}

/**
 * @param {Exchange.Mark} mark
 * @param {Exchange.Reach} reach
 */
function placeAlone(mark, reach) {
  const half = Math.max(mark.radius, (mark.name.length * LETTER) / 2);
  Object.assign(mark, { dx: 0, away: 0, beside: false });
  reach.left = Math.max(reach.left, half);
  reach.right = Math.max(reach.right, half);
}

/**
 * Among many, those of one kind stand together and only the last pile of them has the label.
 * @param {Exchange.Mark[]} marks
 * @param {Exchange.Reach} reach
 */
function pile(marks, reach) {
  const many = marks.length > MANY;
  let [dx, away, wide] = [0, 0, 0];
  let first = /** @type {Exchange.Mark | null} */ (null);
  let before = /** @type {Exchange.Mark | null} */ (null);
  for (const mark of marks) {
    const another = many && before !== null && mark.incident.type !== before.incident.type;
    if (before && (another || away + 2 * mark.radius > HIGH)) {
      if (many && !another && first) first.label = "";
      dx += (many && !another ? before.radius + 4 : wide + AIR) + RAIL + mark.radius;
      [away, wide, first] = [0, 0, null];
    } else if (before) away += mark.radius + 5;
    Object.assign(mark, { dx, away, beside: true, label: !many ? mark.name : first ? "" : mark.kind });
    first ??= mark;
    before = mark;
    away += mark.radius;
    wide = Math.max(wide, mark.radius + 7 + mark.label.length * LETTER);
    reach.left = Math.max(reach.left, mark.radius + RAIL - dx);
    reach.right = Math.max(reach.right, dx + wide);
  }
  layRails(marks);
}

/**
 * The arrows of what stands behind others go along the left of its pile.
 * @param {Exchange.Mark[]} marks
 */
function layRails(marks) {
  for (const mark of marks) {
    const pile = marks.filter((other) => other.dx === mark.dx);
    mark.rail = RAIL + Math.max(...pile.map((other) => other.radius));
  }
}
