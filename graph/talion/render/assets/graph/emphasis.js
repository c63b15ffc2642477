// What stands out in the graph: what is selected or followed; the rest fades.

import { splitSelection } from "../data/pairs.js";
import { edgeColour } from "./vis_style.js";

/** @typedef {import("../views/graph.js").GraphView} GraphView */
/** @typedef {{focus: Set<string> | null, ring: Set<string>, isNear(edge: vis.DrawnEdge): boolean}} Emphasis */

/**
 * The actors of what is selected.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 */
export function selectedActors(data, state) {
  const [kind, id] = splitSelection(state.select);
  if (kind === "actor") return [id];
  if (kind === "pair") return id.split("\t");
  const incident = kind === "incident" ? data.incident(id) : null;
  return incident ? [...incident.agents, ...incident.targets] : [];
}

/**
 * The incidents of the chain that is followed.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 */
export function followedIncidents(data, state) {
  return data.incidentsOf(data.chain(state.chain)?.incidents ?? []);
}

/**
 * For a state: the ids to ring, the ids that stand out (null for none: all do), and whether an edge
 * goes with them.
 * @param {GraphView} graph
 * @param {Page.State} state
 * @returns {Emphasis}
 */
export function emphasisOf(graph, state) {
  const [kind, id] = splitSelection(state.select);
  const selected = selectedActors(graph.data, state);
  const ring = new Set(kind === "incident" ? [`incident:${id}`] : selected);
  const chain = followedIncidents(graph.data, state);
  if (chain.length) {
    const focus = new Set(chain.flatMap((i) => [`incident:${i.id}`, ...i.agents, ...i.targets]));
    // Beside the steps of a chain, the line that stands for all between its sides says nothing.
    return { ring, focus, isNear: () => false };
  }
  if (kind === "actor" && graph.network.body.nodes[id]) {
    const neighbours = graph.network.getConnectedNodes(id).filter((other) => !graph.isHidden(other));
    const focus = new Set([id, ...neighbours]);
    return { ring, focus, isNear: (edge) => edge.fromId === id || edge.toId === id };
  }
  const between = kind === "pair" || kind === "incident";
  const focus = new Set(between ? [...selected, ...graph.expansion.nodes.keys()] : []);
  return {
    ring,
    focus: focus.size ? focus : null,
    isNear: (edge) => focus.has(edge.fromId) && focus.has(edge.toId),
  };
}

/**
 * Fade all but what stands out; where nothing does, nothing.
 * @param {GraphView} graph
 * @param {Emphasis} emphasis
 */
export function fade(graph, { focus, isNear }) {
  const tone = (/** @type {string} */ id) => edgeColour(graph.tones.get(id) ?? "line");
  const { nodes, edges } = graph.network.body;
  for (const [id, node] of Object.entries(nodes)) node.options.opacity = !focus || focus.has(id) ? 1 : 0.18;
  for (const [id, edge] of Object.entries(edges)) {
    if (!graph.expansion.edges.has(id)) edge.options.color = { ...tone(id), opacity: !focus || isNear(edge) ? 1 : 0.2 };
  }
}
