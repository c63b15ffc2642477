// What vis-network is given to draw: nodes, edges and colours out of what pyvis made.

import { colours, GROUPS, KINDS } from "../base/theme.js";

const MANY_EDGES = 2500; // more than this are left out while one drags
export const ARROWS = 1500; // more edges than this have none

/**
 * The colour of an edge, as vis-network takes it.
 * @param {string} name
 * @returns {vis.Colour}
 */
export function edgeColour(name) {
  const palette = colours();
  const colour = palette[name] ?? palette.line ?? "";
  return { color: colour, highlight: colour, hover: colour, inherit: false, opacity: 1 };
}

/** The colours of actors by kind and of incidents by family. */
export function groupColours() {
  const palette = colours();
  /** @param {string} name */
  const group = (name) => ({
    color: { background: palette[name], border: palette.paper, highlight: palette[name], hover: palette[name] },
  });
  return Object.fromEntries([...KINDS, ...GROUPS].map((name) => [name, group(name)]));
}

/**
 * A node as drawn: where pyvis put it, or where the reader did.
 * @param {PyvisJson.Node} node
 * @param {vis.Point | undefined} pin
 * @returns {vis.NodeData}
 */
export function drawnNode({ id, x, y, size, shape, group }, pin) {
  return { id, x: pin?.x ?? x, y: pin?.y ?? y, size, shape, group };
}

/**
 * An edge as drawn, among so many. What all edges have stands in the options once: each setting of
 * its own is parsed thousands of times.
 * @param {PyvisJson.Edge} edge
 * @param {number} among
 */
export function drawnEdge({ id, from, to, width, arrows, count }, among) {
  /** @type {vis.EdgeData} */
  const made = { id, from, to, width };
  if (count === 0) made.dashes = [2, 4];
  else if (among <= ARROWS) made.arrows = arrows;
  return made;
}

/**
 * The options of a network of so many edges.
 * @param {vis.Options} options
 * @param {number} edges
 * @returns {vis.Options}
 */
export function networkOptions(options, edges) {
  const many = edges > MANY_EDGES;
  return {
    ...options,
    groups: groupColours(),
    edges: { ...options.edges, color: edgeColour("line") },
    interaction: { ...options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many },
  };
}

/**
 * How wide an edge of so many incidents is.
 * @param {number} count
 */
export function widthOf(count) {
  return Math.min(0.8 + 0.9 * Math.floor(Math.log2(count)), 7);
}

/**
 * The places of moved actors, from "id,x,y".
 * @param {string[]} texts
 */
export function pinsOf(texts) {
  /** @type {Map<string, vis.Point>} */
  const pins = new Map();
  for (const text of texts) {
    const [, id, x, y] = /^(.*),(-?\d+),(-?\d+)$/s.exec(text) ?? [];
    if (id !== undefined) pins.set(id, { x: Number(x), y: Number(y) });
  }
  return pins;
}
