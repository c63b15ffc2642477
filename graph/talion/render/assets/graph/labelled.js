// Which nodes of the graph have labels, the most important first, and what the labels say.

import { clip } from "../base/text.js";

/** @typedef {import("../views/graph.js").GraphView} GraphView */

/**
 * Drawn nodes, those to label first first.
 * @param {GraphView} graph
 * @returns {Generator<import("./labels.js").Labelled>}
 */
export function* labelled({ network, actors, expansion, emphasis }) {
  const { nodes, edges } = network.body;
  const first = new Set([...emphasis.ring, ...(emphasis.focus ?? []), ...expansion.nodes.keys()]);
  for (const id of first) {
    const node = nodes[id];
    if (!node || node.options.hidden) continue;
    yield { node, priority: emphasis.ring.has(id), beside: expansion.nodes.has(id) };
  }
  for (const id of expansion.edges.keys()) {
    const middle = id.startsWith("fan:") ? middleOf(edges[id]) : null;
    if (middle) yield { node: { id, ...middle, options: { size: 1, opacity: 1 } }, priority: false, beside: true };
  }
  for (const { id } of actors.order) {
    const node = nodes[id];
    if (node && !node.options.hidden && !first.has(id)) yield { node, priority: false, beside: false };
  }
}

/**
 * The middle of a bent line.
 * @param {vis.DrawnEdge | undefined} edge
 */
function middleOf(edge) {
  const via = edge && !edge.options.hidden ? edge.edgeType.getViaNode?.() : null;
  if (!edge || !via) return null;
  const { from, to } = edge;
  return { x: (from.x + 2 * via.x + to.x) / 4, y: (from.y + 2 * via.y + to.y) / 4 };
}

/**
 * What the label of a node or of a fanned-out line says.
 * @param {GraphView} graph
 * @param {string} id
 */
export function labelOf({ data, expansion, state }, id) {
  const line = expansion.edges.get(id);
  if (line) return line.caption ?? "";
  const incident = expansion.nodes.has(id) ? data.incident(id.slice("incident:".length)) : undefined;
  if (incident) return incidentLabel(data, state, incident);
  const code = data.actors.get(id)?.code ?? "";
  if (state.label === "code" && code) return clip(code, 6);
  if (state.label === "flag" && /^[A-Z]{2}$/.test(code)) return flagOf(code);
  return clip(data.name(id), 28);
}

/**
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Model.Incident} incident
 */
function incidentLabel(data, state, incident) {
  const step = (data.chain(state.chain)?.steps ?? []).findIndex((ids) => ids.includes(incident.id));
  const number = step >= 0 ? `${step + 1} · ` : "";
  const count = incident.count ? ` ${incident.count}` : "";
  const sign = incident.disputed?.length ? " ≠" : "";
  const date = incident.date ? `, ${incident.date}` : "";
  return clip(`${number}${data.type(incident).label}${count}${sign}${date}`, 44);
}

/** @param {string} code */
function flagOf(code) {
  return String.fromCodePoint(...[...code].map((letter) => 0x1f1a5 + letter.charCodeAt(0)));
}
