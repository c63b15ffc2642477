// Where a label may stand beside its node, and whether it would stand upon another.

const FAR = 26; // how far off a label stands that a line leads to

/** @typedef {vis.Point & {far?: boolean}} Spot */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom */

/**
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @returns {Box}
 */
export function boxAround(x, y, radius) {
  return [x - radius, y - radius, x + radius, y + radius];
}

/**
 * @param {Box} box
 * @param {Box[]} taken
 * @param {number} width
 */
export function isFree(box, taken, width) {
  if (box[0] <= 0 || box[2] >= width) return false;
  return !taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
}

/**
 * Where a label may stand, the best first: below, above, beside; among few nodes also farther off,
 * with a line that leads to it.
 * @param {import("./labels.js").Placed} label
 * @param {number} half
 * @param {boolean} few
 */
export function spotsAround({ x, y, radius, beside }, half, few) {
  const sides = [
    { x: x + radius + half + 2, y: y - 7 },
    { x: x - radius - half - 2, y: y - 7 },
  ];
  const ends = [
    { x, y: y + radius + 3 },
    { x, y: y - radius - 17 },
  ];
  /** @type {Spot[]} */
  const spots = beside ? [...sides, ...ends, ...sides] : [...ends, ...sides];
  if (!few) return spots;
  const out = radius + 4;
  for (const [dx, dy] of DIAGONALS) spots.push({ x: x + dx * (0.7 * out + half), y: y - 7 + dy * (0.7 * out + 7) });
  if (beside) return spots;
  for (const [dx, dy] of AROUND) spots.push({ x: x + dx * (half + 18), y: y - 7 + dy * (radius + FAR), far: true });
  return spots;
}

/** @type {[number, number][]} */
const DIAGONALS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
];
/** @type {[number, number][]} */
const AROUND = [
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
];
