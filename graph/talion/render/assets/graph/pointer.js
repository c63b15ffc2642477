// What clicks and drags in the graph do.

import { pairKey } from "../data/pairs.js";
import { toggled } from "../state.js";

export class Handling {
  constructor(graph) {
    this.graph = graph;
  }

  listen(network) {
    const { graph } = this;
    network.on("click", (event) => this.#click(event));
    network.on("doubleClick", (event) => this.#open(event));
    network.on("dragEnd", (event) => this.#dropped(event));
    network.on("zoom", () => graph.camera.moved());
  }

  #click({ nodes: [node], edges: [edge] }) {
    const { store, state, extraNodes } = this.graph;
    if (node) store.set({ select: extraNodes.has(node) ? node : `actor:${node}` }, { step: true });
    else if (edge) store.set({ select: this.#edgeSelection(edge) }, { step: true });
    else if (state.select || state.chain) store.set({ select: "", chain: "" }, { step: true });
  }

  // What a line stands for: the answering incident, the incident that it is part of, or the pair.
  #edgeSelection(id) {
    const { world, network, extraEdges, extraNodes } = this.graph;
    if (id.startsWith("claim:")) return `incident:${world.claims.find((c) => `claim:${c.id}` === id)?.source ?? ""}`;
    const extra = extraEdges.get(id);
    if (extra && extraNodes.has(extra.from)) return extra.from;
    if (extra && extraNodes.has(extra.to)) return extra.to;
    const edge = network.body.edges[id];
    return `pair:${pairKey(edge.fromId, edge.toId)}`;
  }

  #open({ nodes: [node], edges: [edge] }) {
    const { store, state, extraNodes, extraEdges } = this.graph;
    if (node && !extraNodes.has(node))
      store.set({ open: toggled(state.open, node), select: `actor:${node}` }, { step: true });
    else if (edge && !node && !extraEdges.has(edge)) {
      const pair = this.#edgeSelection(edge).slice("pair:".length);
      store.set({ fan: toggled(state.fan, pair), select: `pair:${pair}` }, { step: true });
    }
  }

  #dropped(event) {
    const { store, network, camera, extraNodes, pins } = this.graph;
    const moved = event.nodes.filter((id) => !extraNodes.has(id));
    if (!moved.length) return camera.moved();
    const placed = new Map(pins);
    for (const id of moved) placed.set(id, network.getPosition(id));
    return store.set({ pin: [...placed].map(([id, { x, y }]) => `${id},${Math.round(x)},${Math.round(y)}`) });
  }
}
