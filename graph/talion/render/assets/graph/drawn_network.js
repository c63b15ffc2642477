// The network as vis-network draws it: its data sets, and what is done to all of it at once.

import { drawnEdge, drawnNode, edgeColour, groupColours, networkOptions } from "./vis_style.js";

/** @typedef {import("./expansion.js").Expansion} Expansion */
/** @typedef {Map<string, vis.Point>} Pins where the reader put actors */

export class DrawnNetwork {
  /**
   * Build the network; positions are given, so nothing moves. It is not drawn before `release`.
   * @param {HTMLElement} canvas
   * @param {import("./actor_network.js").ActorNetwork} actors
   * @param {PyvisJson.Node[]} wanted
   * @param {Pins} pins
   */
  constructor(canvas, actors, wanted, pins) {
    this.actors = actors;
    const have = new Set(wanted.map((node) => node.id));
    const edges = actors.edges.filter((edge) => have.has(edge.from) && have.has(edge.to));
    this.nodes = new vis.DataSet(wanted.map((node) => drawnNode(node, pins.get(node.id))));
    this.edges = new vis.DataSet(edges.map((edge) => this.#edge(edge)));
    const nothing = /** @type {vis.Data} */ ({ nodes: new vis.DataSet(), edges: new vis.DataSet() });
    this.network = new vis.Network(canvas, nothing, networkOptions(actors.options, this.edges.length));
    this.hold();
    this.network.setData({ nodes: this.nodes, edges: this.edges });
  }

  /** @param {PyvisJson.Edge} edge */
  #edge(edge) {
    return drawnEdge(edge, this.actors.edges.length);
  }

  /** Draw nothing for now: each step of a change would draw everything again. */
  hold() {
    this.network.body.emitter.emit("_blockRedraw");
  }

  release() {
    this.network.body.emitter.emit("_allowRedraw");
  }

  /**
   * Add the nodes that a large graph did not begin with.
   * @param {PyvisJson.Node[]} wanted
   * @param {Pins} pins
   */
  fill(wanted, pins) {
    const { nodes, edges } = this.network.body;
    const missing = wanted.filter((node) => !nodes[node.id]);
    if (!missing.length) return;
    this.nodes.add(missing.map((node) => drawnNode(node, pins.get(node.id))));
    const lines = this.actors.edges.filter((edge) => !edges[edge.id] && nodes[edge.from] && nodes[edge.to]);
    this.edges.add(lines.map((edge) => this.#edge(edge)));
  }

  /**
   * Put actors where the reader did, all others where they were made.
   * @param {Pins} pins
   */
  place(pins) {
    for (const node of this.actors.nodes) {
      const drawn = this.network.body.nodes[node.id];
      const { x, y } = pins.get(node.id) ?? node;
      if (drawn && (drawn.x !== x || drawn.y !== y)) Object.assign(drawn, { x, y });
    }
  }

  /** @param {string} id */
  position(id) {
    const drawn = this.network.body.nodes[id];
    return drawn && drawn.x !== undefined ? drawn : null;
  }

  /**
   * Let the data sets hold what is expanded now, besides actors.
   * @param {Expansion} had
   * @param {Expansion} now
   */
  expand(had, now) {
    sync(this.nodes, nodesOf(had), nodesOf(now));
    sync(this.edges, had.edges, now.edges);
  }

  /** Take the colours of now. */
  restyle() {
    this.network.setOptions({ groups: groupColours(), edges: { color: edgeColour("line") } });
    for (const edge of Object.values(this.network.body.edges)) edge.options.color = edgeColour("line");
    this.nodes.update(this.nodes.get().map(({ id, group }) => ({ id, group })));
  }
}

/** @param {Expansion} expansion */
function nodesOf({ nodes }) {
  return new Map([...nodes].map(([id, { node }]) => [id, node]));
}

/**
 * Make a data set hold just the wanted items of ours.
 * @template {{id: string}} Item
 * @param {vis.DataSet<Item>} set
 * @param {Map<string, Item>} had
 * @param {Map<string, Item>} wanted
 */
function sync(set, had, wanted) {
  const gone = [...had.keys()].filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = [...wanted].filter(([id, item]) => JSON.stringify(had.get(id)) !== JSON.stringify(item));
  if (changed.length) set.update(changed.map(([, item]) => item));
}
