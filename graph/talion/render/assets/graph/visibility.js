// Which nodes and edges of the drawn network are shown. Their options are set directly and drawn
// once: through the data sets, every one of thousands would be parsed again, which takes longer than
// the eye allows.

import { GROUPS } from "../base/theme.js";
import { actingIn } from "../data/filter.js";
import { partiesOf } from "../data/graph_data.js";
import { followedIncidents, selectedActors } from "./emphasis.js";
import { CROWD, tiesDrawn } from "./ties.js";
import { ARROWS, edgeColour, widthOf } from "./vis_style.js";

const LEAST = 5; // the size of an actor without incidents
const STEP = 3.4; // and what each doubling of them adds
const TALK = "talk";
const FULL = 90; // actors that have room for such sizes

/** @typedef {import("../views/graph.js").GraphView} GraphView */

export class Visibility {
  /** The number of nodes when nothing was hidden, so that there is nothing to do; -1 otherwise. */
  unhidden = -1;
  /** How many lines of incidents are drawn, of how many that pass. */
  ties = { shown: 0, all: 0 };

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
    const plain =
      result.shown.size === result.total &&
      !state.away.length &&
      !fanned.size &&
      !expansion.nodes.size &&
      (state.all || Object.keys(network.body.edges).length <= CROWD);
    if (plain && this.unhidden === number) return;
    this.unhidden = plain ? number : -1;
    this.#showNodes(state, result);
    this.#showEdges(fanned, result);
    this.#showStrongest(state, result);
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
   * Of more lines than can be told apart, show those of most hostile acts, all of the actors that are selected or
   * chosen, and no actor without one.
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #showStrongest(state, result) {
    const { data, network, actors, expansion } = this.graph;
    const wanted = new Set([...selectedActors(data, state), ...state.actor, ...state.open]);
    for (const { agents, targets } of followedIncidents(data, state))
      for (const id of [...agents, ...targets]) wanted.add(id);
    const lines = Object.entries(network.body.edges).filter(
      ([id, { options }]) => !options.hidden && !expansion.edges.has(id),
    );
    const acting = lines.filter(([id]) => (actors.places().get(id) ?? []).length > 0);
    const most = tiesDrawn(state, acting.length);
    this.ties = { shown: acting.length, all: acting.length };
    if (most < acting.length) this.#keepStrongest(lines, acting, most, wanted, result);
    const drawn = acting.filter(([, { options }]) => !options.hidden);
    this.ties.shown = drawn.length;
    if (this.graph.actors.edges.length > ARROWS) this.#pointLines(drawn);
  }

  /**
   * @param {[string, vis.DrawnEdge][]} lines
   * @param {[string, vis.DrawnEdge][]} acting those that stand for incidents
   * @param {number} most
   * @param {Set<string>} wanted actors all of whose lines are kept
   * @param {Page.Result} result
   */
  #keepStrongest(lines, acting, most, wanted, result) {
    const { network, actors, expansion } = this.graph;
    const strength = actors.strengths(result);
    const ranked = acting.toSorted(([a], [b]) => (strength.get(b) ?? 0) - (strength.get(a) ?? 0) || (a < b ? -1 : 1));
    const kept = new Set(ranked.slice(0, most).map(([id]) => id));
    const joined = new Set(wanted);
    for (const [id, { fromId, toId, options }] of lines) {
      options.hidden = !(kept.has(id) || wanted.has(fromId) || wanted.has(toId));
      if (options.hidden) continue;
      for (const end of [fromId, toId]) joined.add(end);
    }
    for (const [id, { options }] of Object.entries(network.body.nodes))
      if (!expansion.nodes.has(id) && !joined.has(id)) options.hidden = true;
  }

  /**
   * Give lines their arrows, where they are few enough: a graph of many was made without.
   * @param {[string, vis.DrawnEdge][]} drawn
   */
  #pointLines(drawn) {
    const ways = new Map(this.graph.actors.edges.map(({ id, arrows }) => [id, arrows ?? ""]));
    for (const [id, { options }] of drawn) {
      if (!Object.hasOwn(options, "arrows")) {
        const { to, from } = options.arrows; // what all lines have is inherited
        options.arrows = Object.assign(Object.create(options.arrows), {
          to: Object.create(to),
          from: Object.create(from),
        });
      }
      for (const end of /** @type {const} */ (["to", "from"]))
        options.arrows[end].enabled = drawn.length <= ARROWS && (ways.get(id) ?? "").includes(end);
    }
  }

  /**
   * The gravest family of what a line stands for, among those of a tenth or more of its hostile acts; "line" where it
   * stands for nothing that is shown.
   * @param {string} id
   * @param {Page.Result} result
   */
  #gravest(id, result) {
    const { data, actors } = this.graph;
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const place of actors.places().get(id) ?? []) {
      const incident = result.failing[place] === 0 ? data.incidents[place] : undefined;
      if (incident) counts.set(data.group(incident), (counts.get(data.group(incident)) ?? 0) + 1);
    }
    const hostile = [...counts].reduce((sum, [group, count]) => sum + (group === TALK ? 0 : count), 0);
    return GROUPS.find((group) => (counts.get(group) ?? 0) > 0 && (counts.get(group) ?? 0) >= hostile / 10) ?? "line";
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
