// Which nodes and edges of the drawn network are shown. Their options are set directly and drawn
// once: through the data sets, every one of thousands would be parsed again, which takes longer than
// the eye allows.

import { actingIn } from "../data/filter.js";
import { selectedActors } from "./emphasis.js";
import { widthOf } from "./vis_style.js";

/** @typedef {import("../views/graph.js").GraphView} GraphView */

export class Visibility {
  /** The number of nodes when nothing was hidden, so that there is nothing to do; -1 otherwise. */
  unhidden = -1;

  /** @param {GraphView} graph */
  constructor(graph) {
    this.graph = graph;
  }

  /**
   * Show what passes the filters and is not put away.
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  show(state, result) {
    const { network, actors, expansion } = this.graph;
    const fanned = new Set(state.fan.map((pair) => actors.edgeOf.get(pair)));
    const number = Object.keys(network.body.nodes).length;
    const plain = result.shown.size === result.total && !state.away.length && !fanned.size && !expansion.nodes.size;
    if (plain && this.unhidden === number) return;
    this.unhidden = plain ? number : -1;
    this.#showNodes(state, result);
    this.#showEdges(fanned, result);
    network._updateVisibleIndices();
  }

  /** How many actors are shown. */
  count() {
    const { network, expansion } = this.graph;
    const others = [...expansion.nodes.keys()].filter((id) => !this.isHidden(id));
    return network.body.nodeIndices.length - others.length;
  }

  /** @param {string} id */
  isHidden(id) {
    return this.graph.network.body.nodes[id]?.options.hidden ?? true;
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #showNodes(state, result) {
    const { data, network, expansion } = this.graph;
    const away = new Set(state.away);
    const everything = result.shown.size === result.total;
    const acting = everything ? new Set() : actingIn(data, result);
    for (const id of [...state.actor, ...selectedActors(data, state)]) acting.add(id);
    for (const [id, { options }] of Object.entries(network.body.nodes)) {
      if (!expansion.nodes.has(id)) options.hidden = away.has(id) || !(everything || acting.has(id));
    }
    for (const { id, parties } of expansion.nodes.values()) {
      const drawn = network.body.nodes[id];
      if (drawn) drawn.options.hidden = parties.length > 0 && parties.every((party) => this.isHidden(party));
    }
  }

  /**
   * @param {Set<string | undefined>} fanned
   * @param {Page.Result} result
   */
  #showEdges(fanned, result) {
    const { network, actors, expansion } = this.graph;
    const counts = actors.counts(result);
    for (const [id, { fromId, toId, options }] of Object.entries(network.body.edges)) {
      options.hidden = this.isHidden(fromId) || this.isHidden(toId);
      if (expansion.edges.has(id)) continue;
      const count = counts.get(id) ?? 0;
      const emptied = count === 0 && (actors.places().get(id) ?? []).length > 0;
      options.hidden ||= fanned.has(id) || emptied || this.#isExpanded(id, result);
      if (count) options.width = widthOf(count);
    }
  }

  /**
   * Whether all that a line stands for is drawn as nodes, so that the line would say it twice.
   * @param {string} id
   * @param {Page.Result} result
   */
  #isExpanded(id, result) {
    const { data, actors, expansion } = this.graph;
    if (!expansion.nodes.size) return false;
    const shown = (actors.places().get(id) ?? []).filter((place) => result.failing[place] === 0);
    return shown.length > 0 && shown.every((place) => expansion.nodes.has(`incident:${data.incidents[place]?.id}`));
  }
}
