// Where incidents stand as nodes: between their parties, beside each other.

import { partiesOf } from "../data/graph_data.js";
import { mean } from "./actor_network.js";

const ROW = 40; // between two incidents of the same parties

/** Places of incidents between the same parties: beside each other, steps of a chain in their order. */
export class Places {
  #turns = /** @type {Map<string, number>} */ (new Map());
  #steps = /** @type {Map<string, number>} */ (new Map());

  /** @param {Model.Incident[]} chain */
  constructor(chain) {
    for (const incident of chain) this.#steps.set(keyOf(incident), (this.#steps.get(keyOf(incident)) ?? 0) + 1);
  }

  /**
   * @param {Model.Incident} incident
   * @param {vis.Point[]} parties
   */
  next(incident, parties) {
    const key = keyOf(incident);
    const turn = this.#turns.get(key) ?? 0;
    const steps = this.#steps.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    const row = turn < steps ? turn - (steps - 1) / 2 : Math.ceil(turn / 2) * (turn % 2 ? 1 : -1);
    return spot(parties, turn, row);
  }
}

/** @param {Model.Incident} incident */
export function sortedParties(incident) {
  return [...partiesOf(incident)].sort();
}

/** @param {Model.Incident} incident */
function keyOf(incident) {
  return sortedParties(incident).join("\t");
}

/**
 * A place for an incident between its parties, beside the earlier ones.
 * @param {vis.Point[]} parties
 * @param {number} turn
 * @param {number} row
 */
function spot(parties, turn, row) {
  const [a, b] = parties;
  if (!a) return { x: 60 * turn, y: -120 };
  const middle = { x: mean(parties.map((p) => p.x)), y: mean(parties.map((p) => p.y)) };
  if (!b) return { x: middle.x + 70 * Math.cos(turn * 0.9), y: middle.y + 70 * Math.sin(turn * 0.9) };
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: middle.x + ((a.y - b.y) / length) * ROW * row, y: middle.y + ((b.x - a.x) / length) * ROW * row };
}
