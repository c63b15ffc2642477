// A figure fit to publish: title, finding, drawing, quote, legend of what is drawn, sources. No chrome, no clock.

import { fitted, widthOf } from "../answers/measure.js";
import { svg } from "../base/dom.js";
import { clean } from "../base/text.js";
import { GROUP_LABELS, GROUPS } from "../base/theme.js";

const MARGIN = 20;
const HEAD = 76; // title, finding and rule
const FOOT = 118; // quote, legend and sources
const CREDIT = "Made with Talion.";

/** The sizes that a figure may have, and has. */
export const SIZE = { width: 700, height: 420, least: [480, 320], most: [1200, 800] };

/**
 * @param {Page.Figure} figure
 * @param {{width: number, height: number, title: string, note: string}} how
 * @returns {SVGSVGElement}
 */
export function framed(figure, { width, height, title, note }) {
  const inner = { width: width - 2 * MARGIN, height: height - HEAD - FOOT };
  const drawing = figure.drawing(inner.width, inner.height);
  const words = [title || figure.title, figure.finding, ...figure.sentences, figure.sources, figure.reading, note].map(
    clean,
  );
  const frame = svg(
    "svg",
    {
      class: "figure row-drawing",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": words[0],
    },
    svg("title", {}, words[0]),
    svg("desc", {}, words.slice(1).filter(Boolean).join(" ")),
    svg("rect", { class: "figure-paper", x: 0, y: 0, width, height }),
    headOf(figure, title, inner.width),
    placed(drawing, inner),
    footOf(figure, note, inner.width, height - FOOT),
  );
  return frame;
}

/**
 * @param {Page.Figure} figure
 * @param {string} title
 * @param {number} room
 */
function headOf(figure, title, room) {
  const words = fitted(clean(title || figure.title), room, (text) => widthOf(text, 21, 600, true));
  const finding = fitted(clean(figure.finding), room, (text) => widthOf(text, 14));
  return [
    svg("text", { class: "figure-title", x: MARGIN, y: 34 }, words),
    svg("text", { class: "figure-finding", x: MARGIN, y: 55 }, finding),
    svg("line", { class: "figure-rule", x1: MARGIN, x2: MARGIN + room, y1: 72, y2: 72 }),
  ];
}

/**
 * The drawing, made smaller where it is too large.
 * @param {SVGElement} drawing
 * @param {{width: number, height: number}} inner
 */
function placed(drawing, inner) {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const scale = Math.min(1, inner.width / width, inner.height / height);
  drawing.setAttribute("x", String(MARGIN));
  drawing.setAttribute("y", String(HEAD + Math.max(0, (inner.height - height * scale) / 2)));
  drawing.setAttribute("width", String(width * scale));
  drawing.setAttribute("height", String(height * scale));
  drawing.removeAttribute("aria-hidden");
  return drawing;
}

/**
 * @param {Page.Figure} figure
 * @param {string} note
 * @param {number} room
 * @param {number} top
 */
function footOf({ quote, source, sources, reading, drawn }, note, room, top) {
  const width = widthOf(source, 12.5);
  const words = quote
    ? `“${fitted(clean(quote), room - width - 24, (text) => widthOf(`“${text}”`, 15, 400, true))}”`
    : "";
  const at = MARGIN + (words ? widthOf(words, 15, 400, true) + 12 : 0);
  const measure = (/** @type {string} */ text) => widthOf(text, 12);
  const told = fitted(clean([note, reading].filter(Boolean).join(" ")), room - measure(CREDIT) - 4, measure);
  const last = [told, CREDIT].filter(Boolean).join(" ");
  return [
    svg("line", { class: "grid", x1: MARGIN, x2: MARGIN + room, y1: top + 4, y2: top + 4 }),
    words ? svg("text", { class: "figure-quote", x: MARGIN, y: top + 28 }, words) : null,
    svg("text", { class: "figure-small", x: at, y: top + 28 }, clean(source)),
    legendOf(drawn, top + 56),
    svg("line", { class: "grid", x1: MARGIN, x2: MARGIN + room, y1: top + 70, y2: top + 70 }),
    svg("text", { class: "figure-small", x: MARGIN, y: top + 89 }, fitted(clean(sources), room - 40, measure)),
    svg("text", { class: "figure-small", x: MARGIN, y: top + 106 }, last),
  ];
}

/**
 * One line of only what is drawn.
 * @param {Page.Drawn} drawn
 * @param {number} y
 */
function legendOf({ groups, statuses, bases }, y) {
  let x = MARGIN + 5;
  const put = (/** @type {string} */ words, /** @type {SVGElement[]} */ ...signs) => {
    const made = [...signs, svg("text", { class: "figure-legend", x: x + 9, y }, words)];
    x += 26 + widthOf(words, 12.5);
    return made;
  };
  const disc = (/** @type {string} */ family) => svg("circle", { class: `disc ${family}`, cx: x, cy: y - 4, r: 5 });
  const status = (/** @type {string} */ name) =>
    svg("g", { class: `act ${name}` }, svg("circle", { class: "disc other", cx: x, cy: y - 4, r: 5 }));
  const line = (/** @type {boolean} */ dashed) =>
    svg("path", {
      class: "arc-line",
      d: `M${x - 5} ${y - 4}h10`,
      "stroke-width": 1.4,
      "stroke-dasharray": dashed ? "3 2" : null,
    });
  return [
    GROUPS.filter((group) => groups.has(group)).map((group) =>
      put((GROUP_LABELS[group] ?? group).split(/[:, ]/)[0] ?? group, disc(group)),
    ),
    statuses.has("alleged") ? put("alleged", status("alleged")) : null,
    statuses.has("prospective") ? put("expected", status("prospective")) : null,
    bases.has("stated") ? put("stated answer", line(false)) : null,
    bases.has("inferred") ? put("inferred answer", line(true)) : null,
  ];
}
