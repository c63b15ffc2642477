// What is drawn besides actors and their lines: incidents as nodes, responses, fanned-out types.

import { colours } from "../base/theme.js";
import { isResponse } from "../data/graph_data.js";
import { incidentsOfPair, pairOf, splitSelection } from "../data/pairs.js";
import { followedIncidents } from "./emphasis.js";
import { fanOut } from "./fan.js";
import { Places, sortedParties } from "./incident_places.js";
import { edgeColour } from "./vis_style.js";

const EACH = 60; // incidents of one actor or pair as nodes

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
    if (positionOf(a) && positionOf(b)) fanOut(expansion.edges, data, pair, result);
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
