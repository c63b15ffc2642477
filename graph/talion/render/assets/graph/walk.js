// The keyboard in the graph: from actor to actor along the lines.

import { splitSelection } from "../data/pairs.js";

const WAYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});
const WIDE = 0.35; // the cosine of how far beside its way a neighbour may lie

/**
 * What a key selects: an actor, "" for nothing, null where there is none that way, undefined where the key is not one
 * for walking.
 * @param {import("../views/graph.js").GraphView} graph
 * @param {string} key
 * @returns {string | null | undefined}
 */
export function walked(graph, key) {
  const [kind, id] = splitSelection(graph.state.select);
  const taken = kind === "actor" && graph.network.body.nodes[id] ? id : null;
  if (key === "Escape") return taken ? "" : undefined;
  if (key === "Enter" && !taken) {
    const first = graph.actors.order.find((node) => !graph.isHidden(node.id));
    return first ? `actor:${first.id}` : null;
  }
  const way = WAYS[key];
  if (!way || !taken) return undefined;
  const next = neighbour(graph, taken, way);
  return next ? `actor:${next}` : null;
}

/**
 * The nearest neighbour in a direction.
 * @param {import("../views/graph.js").GraphView} graph
 * @param {string} id
 * @param {[number, number]} way
 */
function neighbour(graph, id, [dx, dy]) {
  const from = graph.network.getPosition(id);
  let best = { id: "", cost: Infinity };
  for (const other of graph.network.getConnectedNodes(id)) {
    if (graph.isHidden(other) || !graph.isJoined(id, other) || !graph.data.actors.has(other)) continue;
    const at = graph.network.getPosition(other);
    const [x, y] = [at.x - from.x, at.y - from.y];
    const length = Math.hypot(x, y) || 1;
    const along = (x * dx + y * dy) / length;
    const cost = along > WIDE ? length / along : Infinity;
    if (cost < best.cost) best = { id: other, cost };
  }
  return best.id;
}
