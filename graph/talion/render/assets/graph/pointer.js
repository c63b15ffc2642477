// What clicks and drags in the graph do.

import { pairKey } from "../data/pairs.js";
import { toggled } from "../state.js";

/** @typedef {import("../views/graph.js").GraphView} GraphView */

/**
 * Answer what the pointer does on a network.
 * @param {GraphView} graph
 * @param {vis.Network} network
 */
export function listenToPointer(graph, network) {
  network.on("click", (pointed) => select(graph, pointed));
  network.on("doubleClick", (pointed) => expand(graph, pointed));
  network.on("dragEnd", (pointed) => keepPlaces(graph, pointed));
  network.on("zoom", () => graph.camera.moved());
}

/**
 * @param {GraphView} graph
 * @param {vis.Pointed} pointed
 */
function select(graph, { nodes: [node], edges: [edge] }) {
  const { store, state, expansion } = graph;
  if (node) store.step({ select: expansion.nodes.has(node) ? node : `actor:${node}` });
  else if (edge) store.step({ select: selectionOfEdge(graph, edge) });
  else if (state.select || state.chain) store.step({ select: "", chain: "" });
}

/**
 * What a line stands for: the responding incident, the incident that it is part of, or the pair.
 * @param {GraphView} graph
 * @param {string} id
 */
export function selectionOfEdge({ data, network, expansion }, id) {
  if (id.startsWith("claim:")) {
    return `incident:${data.claims.find((claim) => `claim:${claim.id}` === id)?.source ?? ""}`;
  }
  const extra = expansion.edges.get(id);
  if (extra && expansion.nodes.has(extra.from)) return extra.from;
  if (extra && expansion.nodes.has(extra.to)) return extra.to;
  const edge = network.body.edges[id];
  return edge ? `pair:${pairKey(edge.fromId, edge.toId)}` : "";
}

/**
 * @param {GraphView} graph
 * @param {vis.Pointed} pointed
 */
function expand(graph, { nodes: [node], edges: [edge] }) {
  const { store, state, expansion } = graph;
  if (node && !expansion.nodes.has(node)) {
    store.step({ open: toggled(state.open, node), select: `actor:${node}` });
  } else if (edge && !node && !expansion.edges.has(edge)) {
    const pair = selectionOfEdge(graph, edge).slice("pair:".length);
    store.step({ fan: toggled(state.fan, pair), select: `pair:${pair}` });
  }
}

/**
 * @param {GraphView} graph
 * @param {vis.Pointed} pointed
 */
function keepPlaces({ store, network, camera, expansion, pins }, { nodes }) {
  const moved = nodes.filter((id) => !expansion.nodes.has(id));
  if (!moved.length) {
    camera.moved();
    return;
  }
  const placed = new Map(pins);
  for (const id of moved) placed.set(id, network.getPosition(id));
  store.set({ pin: [...placed].map(([id, { x, y }]) => `${id},${Math.round(x)},${Math.round(y)}`) });
}
