// The graph as it is drawn now, as SVG; positions are those on the screen.

import { svg } from "../base/dom.js";
import { colours } from "../base/theme.js";

/** @typedef {import("../views/graph.js").GraphView} GraphView */
/** @typedef {(point: vis.Point) => [number, number]} ToScreen */

/** @type {Record<string, (r: number) => SVGElement>} */
const SHAPES = {
  dot: (r) => svg("circle", { r }),
  square: (r) => svg("rect", { x: -r, y: -r, width: 2 * r, height: 2 * r }),
  diamond: (r) => shape(`M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`),
  triangle: (r) => shape(`M0 ${-1.1 * r}L${r} ${0.8 * r}L${-r} ${0.8 * r}Z`),
  triangleDown: (r) => shape(`M0 ${1.1 * r}L${r} ${-0.8 * r}L${-r} ${-0.8 * r}Z`),
  hexagon: (r) => {
    const [x, y] = [r / 2, 0.87 * r];
    return shape(`M${r} 0L${x} ${y}L${-x} ${y}L${-r} 0L${-x} ${-y}L${x} ${-y}Z`);
  },
};

/** @param {string} d */
function shape(d) {
  return svg("path", { d });
}

/** @param {GraphView} graph */
export function graphDrawing({ network, canvas, labels }) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const { nodes, edges, nodeIndices, edgeIndices } = network.body;
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  /** @type {ToScreen} */
  const at = ({ x, y }) => [x * scale + origin.x, y * scale + origin.y];
  return svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}` },
    svg("rect", { width, height, fill: colours().paper }),
    edgeIndices.flatMap((id) => edges[id] ?? []).map((edge) => edgeDrawing(edge, at, scale)),
    nodeIndices.flatMap((id) => nodes[id] ?? []).map((node) => nodeDrawing(node, at, scale)),
    labels.drawn.map(labelDrawing),
  );
}

/** @param {number} opacity */
function opaque(opacity) {
  return opacity < 1 ? { opacity } : {};
}

/**
 * @param {vis.DrawnEdge} edge
 * @param {ToScreen} at
 * @param {number} scale
 */
function edgeDrawing({ from, to, options, edgeType }, at, scale) {
  const width = options.width * scale;
  const style = { ...opaque(options.color.opacity) };
  const [[x1, y1], [x2, y2]] = [at(from), at(to)];
  const via = options.smooth.enabled ? edgeType.getViaNode?.() : null;
  const [vx, vy] = via ? at(via) : [(x1 + x2) / 2, (y1 + y2) / 2];
  const line = svg("path", {
    ...style,
    fill: "none",
    stroke: options.color.color,
    "stroke-width": Math.max(0.4, width),
    "stroke-dasharray": Array.isArray(options.dashes) ? options.dashes.join(" ") : null,
    d: via ? `M${x1} ${y1}Q${vx} ${vy} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`,
  });
  /** @param {vis.DrawnNode} node @param {number} x @param {number} y */
  const head = (node, x, y) => {
    const d = arrowHead(x, y, Math.atan2(y - vy, x - vx), node.options.size * scale, 4 + 1.5 * Math.sqrt(width));
    return svg("path", { ...style, fill: options.color.color, d });
  };
  const { arrows } = options;
  return [line, arrows.to.enabled ? head(to, x2, y2) : null, arrows.from.enabled ? head(from, x1, y1) : null];
}

/**
 * The head of an arrow that meets a node of a size from an angle.
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 * @param {number} size
 * @param {number} length
 */
function arrowHead(x, y, angle, size, length) {
  /** @param {number} away @param {number} turn */
  const point = (away, turn) =>
    `${(x - away * Math.cos(angle + turn)).toFixed(1)} ${(y - away * Math.sin(angle + turn)).toFixed(1)}`;
  const back = Math.hypot(size + length, length / 2);
  const wing = Math.atan2(length / 2, size + length);
  return `M${point(size, 0)}L${point(back, wing)}L${point(back, -wing)}Z`;
}

/**
 * @param {vis.DrawnNode} node
 * @param {ToScreen} at
 * @param {number} scale
 */
function nodeDrawing(node, at, scale) {
  const { options } = node;
  const [x, y] = at(node);
  const made = (SHAPES[options.shape] ?? SHAPES.dot)?.(options.size * scale);
  const style = { transform: `translate(${x} ${y})`, ...fillOf(options), ...opaque(options.opacity) };
  for (const [name, value] of Object.entries(style)) if (value !== null) made?.setAttribute(name, String(value));
  return made;
}

/** @param {vis.NodeOptions} options */
function fillOf({ color, group, borderWidth, shapeProperties }) {
  const palette = colours();
  if (borderWidth !== 2) return { fill: palette[group] ?? palette.ink, stroke: palette.paper };
  const dashes = shapeProperties.borderDashes ? "2 2" : null;
  return { fill: color.background, stroke: color.border, "stroke-width": 2, "stroke-dasharray": dashes };
}

/** @param {{text: string, x: number, y: number, opacity: number}} label */
function labelDrawing({ text, x, y, opacity }) {
  const { ink, paper } = colours();
  const style = {
    "text-anchor": "middle",
    "font-family": "Source Sans 3, system-ui, sans-serif",
    "font-size": 12,
    fill: ink,
    stroke: paper,
    "stroke-width": 3,
    "paint-order": "stroke",
  };
  return svg("text", { x, y: y + 10, ...style, ...opaque(opacity) }, text);
}
