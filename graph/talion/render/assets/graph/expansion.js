// What is drawn besides actors and their lines: incidents as nodes, responses, fanned-out types.

import { clip } from "../base/text.js";
import { colours } from "../base/theme.js";
import { isResponse, partiesOf } from "../data/graph_data.js";
import { incidentsOfPair, isDirected, pairOf, splitSelection } from "../data/pairs.js";
import { mean } from "./actor_network.js";
import { followedIncidents } from "./emphasis.js";
import { edgeColour, widthOf } from "./vis_style.js";

const EACH = 60; // incidents of one actor or pair as nodes
const ROW = 40; // between two incidents of the same parties

/** @typedef {(id: string) => vis.Point | null} PositionOf where an actor is drawn */
/** @typedef {{id: string, parties: string[], node: vis.NodeData}} IncidentNode its parties that are drawn */

export class Expansion {
  nodes = /** @type {Map<string, IncidentNode>} */ (new Map());
  edges = /** @type {Map<string, vis.EdgeData>} */ (new Map());
}

/**
 * The incidents that a state draws as nodes, and the lines that come with them.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @param {PositionOf} positionOf
 */
export function expansionOf(data, state, result, positionOf) {
  const expansion = new Expansion();
  const chain = followedIncidents(data, state);
  const incidents = expandedIncidents(data, state, result, chain);
  const places = new Places(chain);
  for (const incident of incidents) addIncident(expansion, data, incident, places, positionOf);
  const ids = new Set([...incidents].map((i) => i.id));
  for (const claim of result.claims) {
    if (isResponse(claim) && ids.has(claim.source) && ids.has(claim.target)) addResponse(expansion, claim);
  }
  for (const pair of state.fan) {
    const [a, b] = pairOf(pair);
    if (positionOf(a) && positionOf(b)) fanOut(expansion, data, pair, result);
  }
  return expansion;
}

/**
 * The incidents of the chain followed, the one selected, and those of expanded actors and pairs.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @param {Model.Incident[]} chain
 */
function expandedIncidents(data, state, result, chain) {
  const expanded = new Set(chain);
  const [kind, id] = splitSelection(state.select);
  const selected = kind === "incident" ? data.incident(id) : undefined;
  if (selected) expanded.add(selected);
  for (const key of state.open) {
    const own = key.includes("\t") ? incidentsOfPair(data, key) : data.of(key);
    for (const incident of own.slice(0, EACH)) if (result.shown.has(incident.id)) expanded.add(incident);
  }
  return expanded;
}

/** Places of incidents between the same parties: beside each other, steps of a chain in their order. */
class Places {
  #turns = /** @type {Map<string, number>} */ (new Map());
  #steps = /** @type {Map<string, number>} */ (new Map());

  /** @param {Model.Incident[]} chain */
  constructor(chain) {
    for (const incident of chain) this.#steps.set(keyOf(incident), (this.#steps.get(keyOf(incident)) ?? 0) + 1);
  }

  /**
   * @param {Model.Incident} incident
   * @param {vis.Point[]} parties
   */
  next(incident, parties) {
    const key = keyOf(incident);
    const turn = this.#turns.get(key) ?? 0;
    const steps = this.#steps.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    const row = turn < steps ? turn - (steps - 1) / 2 : Math.ceil(turn / 2) * (turn % 2 ? 1 : -1);
    return spot(parties, turn, row);
  }
}

/** @param {Model.Incident} incident */
function sortedParties(incident) {
  return [...partiesOf(incident)].sort();
}

/** @param {Model.Incident} incident */
function keyOf(incident) {
  return sortedParties(incident).join("\t");
}

/**
 * A place for an incident between its parties, beside the earlier ones.
 * @param {vis.Point[]} parties
 * @param {number} turn
 * @param {number} row
 */
function spot(parties, turn, row) {
  const [a, b] = parties;
  if (!a) return { x: 60 * turn, y: -120 };
  const middle = { x: mean(parties.map((p) => p.x)), y: mean(parties.map((p) => p.y)) };
  if (!b) return { x: middle.x + 70 * Math.cos(turn * 0.9), y: middle.y + 70 * Math.sin(turn * 0.9) };
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: middle.x + ((a.y - b.y) / length) * ROW * row, y: middle.y + ((b.x - a.x) / length) * ROW * row };
}

/**
 * @param {Expansion} expansion
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {Places} places
 * @param {PositionOf} positionOf
 */
function addIncident({ nodes, edges }, data, incident, places, positionOf) {
  const parties = sortedParties(incident).filter((id) => positionOf(id));
  const place = places.next(
    incident,
    parties.flatMap((id) => positionOf(id) ?? []),
  );
  const id = `incident:${incident.id}`;
  const group = data.group(incident);
  const node = { id, ...place, size: 7, shape: "hexagon", group, ...lookOf(incident, group) };
  nodes.set(id, { id, parties, node });
  /** @param {string} from @param {string} to @param {string} arrows */
  const link = (from, to, arrows) => {
    const line = `${from}>${to}`;
    const dashes = incident.status === "reported" ? false : /** @type {number[]} */ ([4, 3]);
    edges.set(line, { id: line, from, to, arrows, width: 1.2, color: edgeColour(group), dashes });
  };
  for (const agent of incident.agents) if (positionOf(agent)) link(agent, id, "");
  for (const target of incident.targets) if (positionOf(target)) link(id, target, "to");
}

/**
 * What is alleged is hollow, what is only planned has a broken rim.
 * @param {Model.Incident} incident
 * @param {string} group
 * @returns {Partial<vis.NodeData>}
 */
function lookOf({ status }, group) {
  if (status === "reported") return {};
  const { paper: background = "", [group]: border = "" } = colours();
  const color = { background, border, highlight: { background, border }, hover: { background, border } };
  return { color, borderWidth: 2, shapeProperties: { borderDashes: status === "prospective" ? [2, 2] : false } };
}

/**
 * @param {Expansion} expansion
 * @param {Json.Claim} claim
 */
function addResponse({ edges }, claim) {
  const id = `claim:${claim.id}`;
  const stated = claim.basis === "stated";
  edges.set(id, {
    id,
    from: `incident:${claim.target}`,
    to: `incident:${claim.source}`,
    arrows: "to",
    width: stated ? 2.2 : 0.8 + 2.2 * (claim.probability ?? 0.5),
    dashes: stated ? false : [6, 4],
    color: edgeColour("ink"),
    smooth: { enabled: true, type: "curvedCW", roundness: 0.25 },
  });
}

/**
 * Draw the types of what two actors did to each other as lines of their own.
 * @param {Expansion} expansion
 * @param {Page.GraphData} data
 * @param {string} pair
 * @param {Page.Result} result
 */
function fanOut({ edges }, data, pair, result) {
  const [first] = pairOf(pair);
  [...typesOfPair(data, pair, result)].forEach(([id, { from, to, type, count }], turn) => {
    // The side of the bend is seen from the edge's own beginning, so it is turned for the way back.
    const clockwise = (turn % 2 === 0) === (from === first);
    const roundness = 0.14 + 0.2 * Math.floor(turn / 2);
    edges.set(id, {
      id,
      from,
      to,
      width: widthOf(count) + 0.6,
      arrows: "to",
      color: edgeColour(data.type(type).group),
      caption: `${clip(data.type(type).label, 24)}${count > 1 ? ` ×${count}` : ""}`,
      smooth: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness },
    });
  });
}

/**
 * By direction and type: how many incidents between two actors are shown.
 * @param {Page.GraphData} data
 * @param {string} pair
 * @param {Page.Result} result
 */
function typesOfPair(data, pair, result) {
  const [a, b] = pairOf(pair);
  /** @type {Map<string, {from: string, to: string, type: string, count: number}>} */
  const found = new Map();
  for (const incident of incidentsOfPair(data, pair)) {
    if (!result.shown.has(incident.id)) continue;
    for (const [from, to] of /** @type {[string, string][]} */ ([
      [a, b],
      [b, a],
    ])) {
      if (!isDirected(incident, from, to)) continue;
      const key = `fan:${from}\t${to}\t${incident.type}`;
      const count = (found.get(key)?.count ?? 0) + 1;
      found.set(key, { from, to, type: incident.type, count });
    }
  }
  return found;
}

/**
 * Make a data set hold just the wanted items of ours.
 * @template {{id: string}} Item
 * @param {vis.DataSet<Item>} set
 * @param {Map<string, Item>} had
 * @param {Map<string, Item>} wanted
 */
export function sync(set, had, wanted) {
  const gone = [...had.keys()].filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = [...wanted].filter(([id, item]) => JSON.stringify(had.get(id)) !== JSON.stringify(item));
  if (changed.length) set.update(changed.map(([, item]) => item));
}
