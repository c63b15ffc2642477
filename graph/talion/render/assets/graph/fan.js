// What two actors did to each other, fanned out: a line for each direction and type.

import { clip } from "../base/text.js";
import { incidentsOfPair, isDirected, pairOf } from "../data/pairs.js";
import { edgeColour, widthOf } from "./vis_style.js";

/**
 * Draw the types of what two actors did to each other as lines of their own.
 * @param {Map<string, vis.EdgeData>} edges
 * @param {Page.GraphData} data
 * @param {string} pair
 * @param {Page.Result} result
 */
export function fanOut(edges, data, pair, result) {
  const [first] = pairOf(pair);
  [...typesOfPair(data, pair, result)].forEach(([id, { from, to, type, count }], turn) => {
    // The side of the bend is seen from the edge's own beginning, so it is turned for the way back.
    const clockwise = (turn % 2 === 0) === (from === first);
    const roundness = 0.14 + 0.2 * Math.floor(turn / 2);
    edges.set(id, {
      id,
      from,
      to,
      width: widthOf(count) + 0.6,
      arrows: "to",
      color: edgeColour(data.type(type).group),
      caption: `${clip(data.type(type).label, 24)}${count > 1 ? ` ×${count}` : ""}`,
      smooth: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness },
    });
  });
}

/**
 * By direction and type: how many incidents between two actors are shown.
 * @param {Page.GraphData} data
 * @param {string} pair
 * @param {Page.Result} result
 */
function typesOfPair(data, pair, result) {
  const [a, b] = pairOf(pair);
  /** @type {Map<string, {from: string, to: string, type: string, count: number}>} */
  const found = new Map();
  for (const incident of incidentsOfPair(data, pair)) {
    if (!result.shown.has(incident.id)) continue;
    for (const [from, to] of /** @type {[string, string][]} */ ([
      [a, b],
      [b, a],
    ])) {
      if (!isDirected(incident, from, to)) continue;
      const key = `fan:${from}\t${to}\t${incident.type}`;
      const count = (found.get(key)?.count ?? 0) + 1;
      found.set(key, { from, to, type: incident.type, count });
    }
  }
  return found;
}
