// What stands out in the graph: what is selected or followed; the rest fades.

import { colours } from "../base/theme.js";
import { splitSelection } from "../data/pairs.js";
import { colourOf } from "./vis_style.js";

// For a state: the ids to ring, the ids that stand out (null for none: all do), and whether an
// edge goes with them.
export function focusOf(graph, state) {
  const chain = graph.chainOf(state);
  const focus = new Set(chain.flatMap((i) => [`incident:${i.id}`, ...i.agents, ...i.targets]));
  const [kind, id] = splitSelection(state.select);
  const ring = new Set(kind === "incident" ? [`incident:${id}`] : graph.selected(state));
  if (!focus.size && kind === "actor" && graph.network.body.nodes[id]) {
    focus.add(id);
    for (const other of graph.network.getConnectedNodes(id)) if (!graph.hidden(other)) focus.add(other);
  }
  if (!focus.size && (kind === "pair" || kind === "incident")) {
    for (const actor of graph.selected(state)) focus.add(actor);
    for (const node of graph.extraNodes.keys()) focus.add(node);
  }
  // Beside the steps of a chain, the line that stands for all between its sides says nothing.
  if (chain.length) return { ring, focus, near: () => false };
  const near =
    kind === "actor"
      ? (edge) => edge.fromId === id || edge.toId === id
      : (edge) => focus.has(edge.fromId) && focus.has(edge.toId);
  return { ring, focus: focus.size ? focus : null, near };
}

// Fade all but the focus; without one, nothing.
export function fade(graph, focus, near) {
  const line = colourOf("line");
  const faint = { ...line, opacity: 0.25 };
  const strong = { ...line, color: colours().muted };
  const { nodes, edges } = graph.network.body;
  for (const [id, node] of Object.entries(nodes)) node.options.opacity = !focus || focus.has(id) ? 1 : 0.18;
  for (const [id, edge] of Object.entries(edges)) {
    if (!graph.extraEdges.has(id)) edge.options.color = !focus ? line : near(edge) ? strong : faint;
  }
}
