// Which nodes and edges of the drawn network are shown. Their options are set directly and drawn
// once: through the data sets, every one of thousands would be parsed again, which takes longer than
// the eye allows.

import { GROUPS } from "../base/theme.js";
import { actingIn } from "../data/filter.js";
import { partiesOf } from "../data/graph_data.js";
import { selectedActors } from "./emphasis.js";
import { edgeColour, widthOf } from "./vis_style.js";

const LEAST = 5; // the size of an actor without incidents
const STEP = 3.4; // and what each doubling of them adds
const FULL = 90; // actors that have room for such sizes

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
    this.#sizeNodes(result);
    network._updateVisibleIndices();
  }

  /** How many actors are shown: those of incidents, and others. */
  count() {
    const { data, network, expansion } = this.graph;
    const drawn = network.body.nodeIndices.filter((id) => !expansion.nodes.has(id));
    const acting = drawn.filter((id) => data.of(id).length > 0).length;
    return { acting, others: drawn.length - acting };
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
      const tone = this.#gravest(id, result);
      this.graph.tones.set(id, tone);
      options.color = edgeColour(tone);
    }
  }

  /**
   * The gravest family of what a line stands for; "line" where it stands for nothing that is shown.
   * @param {string} id
   * @param {Page.Result} result
   */
  #gravest(id, result) {
    const { data, actors } = this.graph;
    let best = GROUPS.length;
    for (const place of actors.places().get(id) ?? []) {
      const incident = result.failing[place] === 0 ? data.incidents[place] : undefined;
      if (incident) best = Math.min(best, GROUPS.indexOf(data.group(incident)));
    }
    return GROUPS[best] ?? "line";
  }

  /**
   * Sizes by the logarithm of the incidents in view; the busiest are labelled first.
   * @param {Page.Result} result
   */
  #sizeNodes(result) {
    const { data, network, actors } = this.graph;
    const counts = shownCounts(data, result);
    const room = Math.min(1, Math.sqrt(FULL / actors.nodes.length)); // many get less each
    for (const { id } of actors.nodes) {
      const options = network.body.nodes[id]?.options;
      if (options) options.size = (LEAST + STEP * Math.log2(1 + (counts.get(id) ?? 0))) * room;
    }
    const by = (/** @type {{id: string}} */ { id }) => counts.get(id) ?? 0;
    actors.order = actors.nodes.toSorted((a, b) => by(b) - by(a) || (a.id < b.id ? -1 : 1));
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

/**
 * How many of the incidents shown each actor takes part in.
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 */
function shownCounts(data, result) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const incident of data.incidents) {
    if (!result.shown.has(incident.id)) continue;
    for (const id of partiesOf(incident)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
