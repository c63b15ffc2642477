// The network of actors that pyvis made: which of it is drawn, and how many incidents an edge stands for.

import { isTalk } from "../data/dyads.js";
import { pairKey, placesOfEdges } from "../data/pairs.js";
import { followedIncidents, selectedActors } from "./emphasis.js";

/** More actors than this begin with the busiest. */
export const LARGE = 400;
const FIRST = 120;
const TALK = 1e-6; // talk and cooperation only decide between lines of as many hostile acts
const AROUND = 60; // incidents whose actors an expanded actor brings in

export class ActorNetwork {
  #placesFor = -1; // the number of incidents that the places were found for
  #places = /** @type {Map<string, number[]>} */ (new Map());

  /**
   * @param {Page.GraphData} data
   * @param {PyvisJson.Network} made
   */
  constructor(data, { nodes, edges, options }) {
    this.data = data;
    this.nodes = nodes;
    this.edges = edges;
    this.options = options;
    /** The nodes, the largest first. */
    this.order = bySize(nodes);
    /** The edge of each pair. */
    this.edgeOf = new Map(edges.map((edge) => [pairKey(edge.from, edge.to), edge.id]));
    this.busiest = new Set(this.order.slice(0, FIRST).map((node) => node.id));
  }

  /**
   * Take in more of the network; what is known stays where it is. The part was laid out by itself:
   * it is moved so that what both have comes to lie together.
   * @param {PyvisJson.Network} part
   */
  grow({ nodes, edges }) {
    const known = new Map(this.nodes.map((node) => [node.id, node]));
    const shifts = nodes.flatMap((node) => {
      const at = known.get(node.id);
      return at ? [{ x: at.x - node.x, y: at.y - node.y }] : [];
    });
    const [dx, dy] = shifts.length ? [mean(shifts.map((s) => s.x)), mean(shifts.map((s) => s.y))] : [0, 0];
    const fresh = nodes.filter((node) => !known.has(node.id));
    const lines = edges.filter((edge) => !this.edgeOf.has(pairKey(edge.from, edge.to)));
    this.nodes = [...this.nodes, ...fresh.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }))];
    this.edges = [...this.edges, ...lines];
    for (const edge of lines) this.edgeOf.set(pairKey(edge.from, edge.to), edge.id);
    this.order = bySize(this.nodes);
    this.#placesFor = -1;
  }

  /**
   * The nodes to draw: all, or of a large graph the busiest and those that the state asks for.
   * @param {Page.State} state
   */
  wanted(state) {
    if (state.all || this.nodes.length <= LARGE) return this.nodes;
    const wanted = new Set(this.busiest);
    /** @param {Iterable<string>} actors */
    const want = (actors) => {
      for (const actor of actors) wanted.add(actor);
    };
    for (const expanded of [...state.open, ...state.fan]) want(this.#around(expanded));
    want(selectedActors(this.data, state));
    want(state.actor);
    for (const incident of followedIncidents(this.data, state)) want([...incident.agents, ...incident.targets]);
    return this.nodes.filter((node) => wanted.has(node.id));
  }

  /** @param {string} expanded */
  #around(expanded) {
    if (expanded.includes("\t")) return expanded.split("\t");
    const own = this.data.of(expanded).slice(0, AROUND);
    return [expanded, ...own.flatMap((i) => [...i.agents, ...i.targets])];
  }

  /** For each edge, its incidents as places in the list of incidents. */
  places() {
    if (this.#placesFor !== this.data.incidents.length) {
      this.#placesFor = this.data.incidents.length;
      this.#places = placesOfEdges(this.data, this.edges, this.edgeOf);
    }
    return this.#places;
  }

  /**
   * For each edge, how many of its incidents are shown.
   * @param {Page.Result} result
   */
  counts(result) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [id, places] of this.places()) {
      counts.set(
        id,
        places.reduce((count, place) => count + (result.failing[place] === 0 ? 1 : 0), 0),
      );
    }
    return counts;
  }

  /**
   * For each edge, how strong it is: by hostile acts that are shown, then by all.
   * @param {Page.Result} result
   */
  strengths(result) {
    const { data } = this;
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const [id, places] of this.places()) {
      let strength = 0;
      for (const place of places) {
        const incident = result.failing[place] === 0 ? data.incidents[place] : undefined;
        if (incident) strength += isTalk(data, incident) ? TALK : 1;
      }
      found.set(id, strength);
    }
    return found;
  }
}

/** @param {PyvisJson.Node[]} nodes */
function bySize(nodes) {
  return [...nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
}

/** @param {number[]} values */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
