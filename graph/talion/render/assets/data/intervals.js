// How two dates relate to each other, as far as is known: both may be as vague as a year.

import { duration } from "./dates.js";

/** Up to how many days a length is given in a unit, how many days the unit has, and its name. */
const UNITS = /** @type {const} */ ([
  [60, 1, "day"],
  [1096, 30.44, "month"],
  [Infinity, 365.25, "year"],
]);

/**
 * @param {Model.Incident | undefined} incident
 * @returns {incident is Model.Dated}
 */
export function isDated(incident) {
  return incident !== undefined && incident.from !== null;
}

/**
 * The least and the most days from one incident to a later one, or null where a date is missing.
 * What answers is not before its cause, so the least is 0 unless the dates exclude it.
 * @param {Model.Dated} earlier
 * @param {Model.Dated} later
 */
function lag(earlier, later) {
  const most = later.to - earlier.from;
  return { least: Math.min(Math.max(later.from - earlier.to, 0), most), most };
}

/**
 * How long a response took, in words; "" where a date is missing.
 * @param {Model.Incident | undefined} cause
 * @param {Model.Incident | undefined} response
 */
export function delayWords(cause, response) {
  if (!isDated(cause) || !isDated(response)) return "";
  const { least, most } = lag(cause, response);
  if (most < 0) return `${between(-most, cause.to - response.from)} earlier`;
  if (least === most) return least === 0 ? "the same day" : `${duration(least)} later`;
  return least === 0 ? `within ${duration(most)}` : `${between(least, most)} later`;
}

/**
 * "9 days", "23–36 months".
 * @param {number} least
 * @param {number} most
 */
function between(least, most) {
  if (least === most) return duration(least);
  const [, days, unit] = UNITS.find(([limit]) => most < limit) ?? UNITS[2];
  const [low, high] = [Math.round(least / days), Math.round(most / days)];
  return low === high ? duration((least + most) / 2) : `${low}–${high} ${unit}s`;
}
