// Elements out of names, attributes and text; data only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "css") {
      for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// An HTML element; children are nodes or text.
export function h(tag, attributes, ...children) {
  return build(document.createElement(tag), attributes, children);
}

// An SVG element.
export function svg(tag, attributes, ...children) {
  return build(document.createElementNS(SVG, tag), attributes, children);
}

// A button that does one thing.
export function button(label, click, attributes) {
  return h("button", { type: "button", ...attributes, on: { click } }, label);
}

// A piece of data as text that cannot turn the direction of what stands beside it.
export function bdi(text, attributes) {
  return h("bdi", attributes, clean(text));
}

// Text without the characters that are not for showing: controls, direction overrides.
export function clean(text) {
  return String(text ?? "").replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    "",
  );
}

// A short label of one line, for drawings.
export function clip(text, length = 40) {
  const line = clean(text).replace(/\s+/g, " ").trim();
  const letters = [...line.slice(0, 4 * length)];
  return letters.length > length
    ? `${letters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

// The address of a web page, or null for anything else (`javascript:`, `data:`, nonsense).
export function webAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

// "1 incident", "2 incidents", "1,204 incidents".
export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

// Let the browser draw, then go on.
export function later(work) {
  requestAnimationFrame(() => setTimeout(work, 0));
}

// Say by classes whether what is in an element goes on beyond its left or right edge.
export function edged(element) {
  const { scrollLeft, clientWidth, scrollWidth } = element;
  element.classList.toggle("more-left", scrollLeft > 2);
  element.classList.toggle("more-right", scrollLeft + clientWidth < scrollWidth - 2);
}
