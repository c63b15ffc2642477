// Pairs of actors, and what a selection names.

// A pair of actors as one text, the same both ways round.
export function pairKey(a, b) {
  return a < b ? `${a}\t${b}` : `${b}\t${a}`;
}

// "kind:id" taken apart.
export function splitSelection(select) {
  const colon = select.indexOf(":");
  return colon < 0 ? ["", ""] : [select.slice(0, colon), select.slice(colon + 1)];
}

// The incidents of each edge that pyvis made, as places in the world's list.
export function placesOfEdges(world, edges, edgeOf) {
  const found = new Map(edges.map((edge) => [edge.id, []]));
  world.incidents.forEach((incident, place) => {
    for (const agent of incident.agents) {
      for (const target of incident.targets) {
        const places = found.get(edgeOf.get(pairKey(agent, target)));
        if (places && places.at(-1) !== place) places.push(place);
      }
    }
  });
  return found;
}

// What two actors did to each other.
export function incidentsOfPair(world, pair) {
  const [a, b] = pair.split("\t");
  return world
    .of(a)
    .filter((i) => (i.agents.includes(a) && i.targets.includes(b)) || (i.agents.includes(b) && i.targets.includes(a)));
}
