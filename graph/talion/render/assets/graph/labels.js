// Labels of the graph: at one size on the screen, the most important first, none upon another.

import { colours } from "../base/theme.js";
import { boxAround, isFree, spotsAround } from "./label_spots.js";

const FONT = '12.5px "Source Sans 3", system-ui, sans-serif';
const FEW = 250; // among so few nodes, no label hides another's shape
const MOST_LABELS = 160;
const TRIED = 400;
const FIRST = 24; // the busiest, whose names may cover the shapes of others
const PHONE = 600; // narrower than this, labels farther off would only confuse

/** @typedef {vis.Point & {id: string, options: {size: number, opacity: number}}} Node */
/** @typedef {{node: Node, priority: boolean, beside: boolean}} Labelled */
/** @typedef {Labelled & vis.Point & {radius: number}} Placed a node where it is on the screen */
/** @typedef {import("./label_spots.js").Spot} Spot */
/** @typedef {import("./label_spots.js").Box} Box */
/** @typedef {ReturnType<typeof frameOf>} Frame */

export class Labels {
  #widths = /** @type {Map<string, number>} */ (new Map());
  /** What was drawn last. */
  drawn = /** @type {{text: string, x: number, y: number, id: string, opacity: number}[]} */ ([]);

  /**
   * Draw labels on a network; `ring` are the ids to ring.
   * @param {CanvasRenderingContext2D} context
   * @param {vis.Network} network
   * @param {Iterable<Labelled>} nodes
   * @param {Set<string>} ring
   * @param {(id: string) => string} textOf
   */
  draw(context, network, nodes, ring, textOf) {
    const frame = frameOf(context, network);
    context.save();
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.lineJoin = "round";
    const placed = inView(context, frame, nodes, ring);
    const few = placed.length <= FEW;
    const taken = few ? placed.map(({ x, y, radius }) => boxAround(x, y, radius)) : [];
    const most = taken.length + MOST_LABELS;
    context.textAlign = "center";
    context.textBaseline = "top";
    this.drawn = [];
    const shapes = taken.length;
    for (const [rank, label] of placed.entries()) {
      const over = rank < FIRST ? shapes : 0;
      this.#label(context, frame, label, textOf(label.node.id), taken, few && frame.width > PHONE, over);
      if (taken.length > most) break;
    }
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {Placed} label
   * @param {string} text
   * @param {Box[]} taken
   * @param {boolean} few
   * @param {number} over how many of what is taken it may cover, where there is no other room
   */
  #label(context, frame, label, text, taken, few, over) {
    context.font = label.priority ? `600 ${FONT}` : FONT;
    const half = this.#width(context, text) / 2 + 2;
    /** @param {Spot} spot @returns {Box} */
    const boxOf = ({ x, y }) => [x - half, y - 1, x + half, y + 14];
    const spots = spotsAround(label, half, few);
    const spot =
      spots.find((place) => isFree(boxOf(place), taken, frame.width)) ??
      (over ? spots.find((place) => isFree(boxOf(place), taken.slice(over), frame.width)) : undefined) ??
      (label.priority ? spots[0] : undefined);
    if (!spot) return;
    const { x, y } = spot;
    const opacity = label.node.options.opacity < 1 ? 0.4 : 1;
    taken.push(boxOf(spot));
    this.drawn.push({ text, x, y, id: label.node.id, opacity });
    context.globalAlpha = opacity;
    if (spot.far) drawLeader(context, label, x, y + 7, frame.palette.muted ?? "");
    context.strokeStyle = frame.palette.paper ?? "";
    context.lineWidth = 3.5;
    context.strokeText(text, x, y);
    context.fillStyle = frame.palette.ink ?? "";
    context.fillText(text, x, y);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} text
   */
  #width(context, text) {
    const key = context.font + text;
    const width = this.#widths.get(key) ?? context.measureText(text).width;
    this.#widths.set(key, width);
    return width;
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {vis.Network} network
 */
function frameOf({ canvas }, network) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  return { width, height, scale: network.getScale(), origin, ratio: canvas.width / width, palette: colours() };
}

/**
 * The nodes in view, where they are on the screen; rings are drawn on the way.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Iterable<Labelled>} nodes
 * @param {Set<string>} ring
 */
function inView(context, { scale, origin, width, height, palette }, nodes, ring) {
  /** @type {Placed[]} */
  const placed = [];
  for (const one of nodes) {
    const x = one.node.x * scale + origin.x;
    const y = one.node.y * scale + origin.y;
    const radius = one.node.options.size * scale;
    if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
    if (ring.has(one.node.id)) drawRing(context, x, y, radius + 4, palette.accent ?? "");
    if (radius < 2.2 && !one.priority && placed.length > 40) break; // the rest are smaller still
    placed.push({ ...one, x, y, radius });
    if (placed.length > TRIED) break;
  }
  return placed;
}

/**
 * A thin line from a node towards its label.
 * @param {CanvasRenderingContext2D} context
 * @param {Placed} label
 * @param {number} toX
 * @param {number} toY
 * @param {string} colour
 */
function drawLeader(context, { x, y, radius }, toX, toY, colour) {
  const length = Math.hypot(toX - x, toY - y) || 1;
  context.beginPath();
  context.moveTo(x + ((toX - x) / length) * radius, y + ((toY - y) / length) * radius);
  context.lineTo(toX, toY);
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  context.setLineDash([1, 2.5]);
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 */
function drawRing(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
