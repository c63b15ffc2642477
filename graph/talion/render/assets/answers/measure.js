// How wide a text is drawn: the browser measures it, so that labels can be placed without overlap.

const SANS = '"Source Sans 3", system-ui, sans-serif';
const SERIF = '"Source Serif 4", Georgia, serif';

/** @type {CanvasRenderingContext2D | null} */
let context = null;
/** @type {Map<string, number>} */
const known = new Map();

/**
 * The width of a text in pixels, in the page's sans of a size.
 * @param {string} text
 */
export function widthOf(text, size = 12.5, weight = 400, serif = false) {
  const font = `${weight} ${size}px ${serif ? SERIF : SANS}`;
  const key = `${font}\n${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * size * 0.5;
  context.font = font;
  const { width } = context.measureText(text);
  if (known.size > 20000) known.clear();
  known.set(key, width);
  return width;
}

/** Measure anew: the fonts have come. */
export function forgetWidths() {
  known.clear();
}

/**
 * As much of a text, cut at a word, as fits a width.
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} measure
 */
export function fitted(text, room, measure) {
  if (measure(text) <= room) return text;
  const words = text.split(" ");
  let low = 0;
  let high = words.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${words.slice(0, middle).join(" ")} …`) <= room) low = middle;
    else high = middle - 1;
  }
  return low ? `${words.slice(0, low).join(" ")} …` : "";
}
