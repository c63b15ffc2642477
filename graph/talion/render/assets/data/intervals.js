// How two dates lie to each other, as far as they tell: both may be as vague as a year.

import { duration } from "./graph_data.js";

const UNITS_SAID = [
  [60, 1, "day"],
  [1096, 30.44, "month"],
  [Infinity, 365.25, "year"],
];

// The least and the most days from one incident to a later one, or null where a date is missing.
// What answers is not before its cause, so the least is 0 unless the dates exclude it.
function lag(earlier, later) {
  if (!earlier || !later || earlier.from === null || later.from === null) return null;
  const most = later.to - earlier.from;
  return { least: Math.min(Math.max(later.from - earlier.to, 0), most), most };
}

// How long an answer took, in words; "" where nothing tells.
export function delayed(cause, answer) {
  const took = lag(cause, answer);
  if (!took) return "";
  const { least, most } = took;
  if (most < 0) return `${between(-most, cause.to - answer.from)} earlier`;
  if (least === most) return least === 0 ? "the same day" : `${duration(least)} later`;
  return least === 0 ? `within ${duration(most)}` : `${between(least, most)} later`;
}

// How long lies between two dates, or "" where they overlap and it cannot be told which is first.
export function apart(one, other) {
  const least = other.from - one.to;
  return least > 0 ? between(least, other.to - one.from) : "";
}

// "9 days", "23–36 months".
function between(least, most) {
  if (least === most) return duration(least);
  const [, days, unit] = UNITS_SAID.find(([limit]) => most < limit);
  const [low, high] = [Math.round(least / days), Math.round(most / days)];
  return low === high ? duration((least + most) / 2) : `${low}–${high} ${unit}s`;
}
