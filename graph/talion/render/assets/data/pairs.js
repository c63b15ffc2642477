// Pairs of actors, and what a selection names.

/**
 * A pair of actors as one text, the same both ways round.
 * @param {string} a
 * @param {string} b
 */
export function pairKey(a, b) {
  return a < b ? `${a}\t${b}` : `${b}\t${a}`;
}

/**
 * The two actors of a pair, or of some ids joined in the same way.
 * @param {string} text
 * @returns {[string, string]}
 */
export function pairOf(text) {
  const [a = "", b = ""] = text.split("\t");
  return [a, b];
}

/**
 * The actors of one side of an exchange.
 * @param {string} text
 */
export function actorsOfSide(text) {
  return text.split("\t").filter(Boolean);
}

/**
 * "kind:id" taken apart.
 * @param {string} select
 * @returns {[string, string]}
 */
export function splitSelection(select) {
  const colon = select.indexOf(":");
  return colon < 0 ? ["", ""] : [select.slice(0, colon), select.slice(colon + 1)];
}

/**
 * The incidents of each edge that pyvis made, as places in the list of incidents.
 * @param {Page.GraphData} data
 * @param {PyvisJson.Edge[]} edges
 * @param {Map<string, string>} edgeOf
 */
export function placesOfEdges(data, edges, edgeOf) {
  /** @type {Map<string, number[]>} */
  const found = new Map(edges.map((edge) => [edge.id, []]));
  data.incidents.forEach((incident, place) => {
    for (const agent of incident.agents) {
      for (const target of incident.targets) {
        const places = found.get(edgeOf.get(pairKey(agent, target)) ?? "");
        if (places && places.at(-1) !== place) places.push(place);
      }
    }
  });
  return found;
}

/**
 * What two actors did to each other.
 * @param {Page.GraphData} data
 * @param {string} pair
 */
export function incidentsOfPair(data, pair) {
  const [a, b] = pairOf(pair);
  return data.of(a).filter((incident) => isDirected(incident, a, b) || isDirected(incident, b, a));
}

/**
 * Whether one actor did an incident to another.
 * @param {Model.Incident} incident
 * @param {string} from
 * @param {string} to
 */
export function isDirected(incident, from, to) {
  return incident.agents.includes(from) && incident.targets.includes(to);
}
