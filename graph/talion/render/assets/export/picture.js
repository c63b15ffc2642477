// A drawing as a file: SVG that looks the same without the style sheet, and PNG of it.

import { h, svg } from "../base/dom.js";
import { colours } from "../base/theme.js";

const STYLED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
];
const DROPPED = ["class", "tabindex", "data-id", "data-from", "data-to", "data-width"];
const MOST_PIXELS = 12000; // a side of a PNG

/**
 * A drawing with its styles written into it; one that is not on the page has them already.
 * @param {SVGElement} drawing
 */
export function withStyles(drawing) {
  if (!drawing.isConnected || !(drawing instanceof SVGSVGElement)) return drawing;
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  for (const [i, made] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(originals[i] ?? drawing);
    for (const name of STYLED) made.setAttribute(name, style.getPropertyValue(name));
    for (const name of DROPPED) made.removeAttribute(name);
  }
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const words = copy.querySelectorAll(":scope > title, :scope > desc");
  copy.prepend(...words, svg("rect", { x, y, width, height, fill: colours().paper }));
  return copy;
}

/** @param {SVGElement} drawing */
export function serialized(drawing) {
  return new XMLSerializer().serializeToString(drawing);
}

/**
 * @param {SVGElement} drawing
 * @returns {Promise<Blob>}
 */
export async function png(drawing) {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const zoom = Math.min(2, MOST_PIXELS / Math.max(width, height));
  const canvas = h("canvas", { width: Math.round(width * zoom), height: Math.round(height * zoom) });
  const url = URL.createObjectURL(new Blob([serialized(drawing)], { type: "image/svg+xml" }));
  const image = await loaded(url);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error(UNDRAWN))), "image/png");
  });
}

const UNDRAWN = "the picture could not be drawn";

/**
 * @param {string} url
 * @returns {Promise<HTMLImageElement>}
 */
function loaded(url) {
  const image = new Image();
  return new Promise((done, failed) => {
    image.onload = () => done(image);
    image.onerror = () => failed(new Error(UNDRAWN));
    image.src = url;
  });
}
