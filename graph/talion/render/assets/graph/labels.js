// Labels of the graph: at one size on the screen, the most important first, none upon another.

import { colours } from "../base/theme.js";

const FONT = "12px system-ui, sans-serif";
const FEW = 150; // among so few nodes, no label hides another's shape
const MOST_LABELS = 160;
const TRIED = 400;
const PHONE = 600; // narrower than this, labels farther off would only confuse
const FAR = 26;

export class Labels {
  #measured = new Map();
  drawn = []; // {text, x, y, id, opacity} of what was drawn last

  // Draw labels on a network of vis-network. `nodes` yields {node, priority, beside}, the ones to
  // label first first; `ring` are the ids to ring.
  draw(context, network, nodes, ring, textOf) {
    const frame = frameOf(context, network);
    context.save();
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.lineJoin = "round";
    const labels = this.#inView(context, frame, nodes, ring);
    const taken =
      labels.length <= FEW ? labels.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]) : [];
    const most = taken.length + MOST_LABELS;
    taken.few = labels.length <= FEW && frame.width > PHONE;
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
    const boxOf = ({ x, y }) => [x - half, y - 1, x + half, y + 14];
    const free = (box) =>
      box[0] > 0 &&
      box[2] < width &&
      !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
    const spots = spotsAround(middle, centre, radius, half, beside, taken.few);
    const spot = spots.find((place) => free(boxOf(place))) ?? (priority ? spots[0] : null);
    if (!spot) return false;
    const { x, y } = spot;
    const palette = colours();
    taken.push(boxOf(spot));
    this.drawn.push({ text, x, y, id: node.id, opacity: node.options.opacity < 1 ? 0.4 : 1 });
    context.globalAlpha = node.options.opacity < 1 ? 0.4 : 1;
    if (spot.far) led(context, middle, centre, radius, x, y + 7, palette.muted);
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
  return {
    width,
    height,
    scale: network.getScale(),
    origin: network.canvasToDOM({ x: 0, y: 0 }),
    ratio: context.canvas.width / width,
    palette: colours(),
  };
}

// Where a label may stand, the best first: below, above, beside; among few nodes also farther off,
// with a line that leads to it.
function spotsAround(x, y, radius, half, beside, few) {
  const spots = [
    { x, y: y + radius + 3 },
    { x, y: y - radius - 17 },
    { x: x + radius + half + 2, y: y - 7 },
    { x: x - radius - half - 2, y: y - 7 },
  ];
  if (beside) spots.unshift(spots[2], spots[3]);
  if (!few) return spots;
  const out = radius + 4;
  for (const [dx, dy] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ])
    spots.push({ x: x + dx * (0.7 * out + half), y: y - 7 + dy * (0.7 * out + 7) });
  if (beside) return spots;
  for (const [dx, dy] of [
    [0, 1],
    [0, -1],
    [1, 1],
    [-1, 1],
    [1, -1],
    [-1, -1],
  ])
    spots.push({ x: x + dx * (half + 18), y: y - 7 + dy * (radius + FAR), far: true });
  return spots;
}

// A thin line from a node towards its label.
function led(context, x, y, radius, toX, toY, colour) {
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

function ringed(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
