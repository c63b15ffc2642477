// Labels of the graph: at one size on the screen, the most important first, none upon another.

import { colours } from "./theme.js";

const FONT = "12px system-ui, sans-serif";
const FEW = 150; // among so few nodes, no label hides another's shape
const MOST_LABELS = 160;
const TRIED = 400;

export class Labels {
  #measured = new Map();
  drawn = []; // {text, x, y, id} of what was drawn last

  // Draw labels on a network of vis-network. `nodes` yields {node, priority, beside}, the ones to
  // label first first; `ring` are the ids to ring.
  draw(context, network, nodes, ring, textOf) {
    const frame = frameOf(context, network);
    context.save();
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.lineJoin = "round";
    const labels = this.#inView(context, frame, nodes, ring);
    const taken = labels.length <= FEW ? labels.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]) : [];
    const most = taken.length + MOST_LABELS;
    context.textAlign = "center";
    context.textBaseline = "top";
    this.drawn = [];
    for (const label of labels) {
      if (this.#label(context, label, textOf(label.node.id), taken, frame.width) && taken.length > most) break;
    }
    context.restore();
  }

  #inView(context, { scale, origin, width, height, palette }, nodes, ring) {
    const labels = [];
    for (const { node, priority, beside } of nodes) {
      const x = node.x * scale + origin.x;
      const y = node.y * scale + origin.y;
      const radius = node.options.size * scale;
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      if (ring?.has(node.id)) ringed(context, x, y, radius + 4, palette.accent);
      if (radius < 2.2 && !priority && labels.length > 40) break; // the rest are smaller still
      labels.push({ node, x, y, radius, priority, beside });
      if (labels.length > TRIED) break;
    }
    return labels;
  }

  #label(context, { node, x: middle, y: centre, radius, priority, beside }, text, taken, width) {
    context.font = priority ? `600 ${FONT}` : FONT;
    const half = this.#width(context, text) / 2 + 2;
    const spots = [[middle, centre + radius + 3], [middle, centre - radius - 17], [middle + radius + half + 2, centre - 7], [middle - radius - half - 2, centre - 7]];
    if (beside) spots.unshift(spots[2], spots[3]);
    const boxOf = ([x, y]) => [x - half, y - 1, x + half, y + 14];
    const free = (box) => box[0] > 0 && box[2] < width && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
    const spot = spots.find((place) => free(boxOf(place))) ?? (priority ? spots[0] : null);
    if (!spot) return false;
    const [x, y] = spot;
    const palette = colours();
    taken.push(boxOf(spot));
    this.drawn.push({ text, x, y, id: node.id });
    context.globalAlpha = node.options.opacity < 1 ? 0.4 : 1;
    context.strokeStyle = palette.paper;
    context.lineWidth = 3.5;
    context.strokeText(text, x, y);
    context.fillStyle = palette.ink;
    context.fillText(text, x, y);
    return true;
  }

  #width(context, text) {
    const key = context.font + text;
    if (!this.#measured.has(key)) this.#measured.set(key, context.measureText(text).width);
    return this.#measured.get(key);
  }
}

function frameOf(context, network) {
  const { clientWidth: width, clientHeight: height } = context.canvas;
  return { width, height, scale: network.getScale(), origin: network.canvasToDOM({ x: 0, y: 0 }), ratio: context.canvas.width / width, palette: colours() };
}

function ringed(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
