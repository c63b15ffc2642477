// Elements out of names, attributes and text; data only ever becomes text nodes.

import { clean } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {Element & ElementCSSInlineStyle} Made
 * @param {Made} element
 * @param {Dom.Attributes} attributes
 * @param {Dom.Child[]} children
 */
function build(element, attributes, children) {
  const { on = {}, css = {}, ...rest } = attributes;
  for (const [event, listener] of Object.entries(on)) {
    element.addEventListener(event, /** @type {EventListener} */ (listener));
  }
  for (const [property, setting] of Object.entries(css)) element.style.setProperty(property, setting);
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodesOf(children));
  return element;
}

/**
 * The nodes and texts of children, nested as deep as they may be, without those that are nothing.
 * @param {Dom.Child} child
 * @returns {(Node | string)[]}
 */
export function nodesOf(child) {
  if (child === null || child === undefined || child === false) return [];
  if (Array.isArray(child)) return child.flatMap(nodesOf);
  return [typeof child === "number" ? String(child) : child];
}

/**
 * An HTML element; children are nodes or text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Dom.Attributes} [attributes]
 * @param {...Dom.Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  return build(document.createElement(tag), attributes, children);
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Dom.Attributes} attributes
 * @param {...Dom.Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  return build(/** @type {SVGElementTagNameMap[Tag]} */ (document.createElementNS(SVG, tag)), attributes, children);
}

/**
 * A button that does one thing.
 * @param {Dom.Child} label
 * @param {(event: MouseEvent) => void} click
 * @param {Dom.Attributes} [attributes]
 */
export function button(label, click, attributes) {
  return h("button", { type: "button", ...attributes, on: { click } }, label);
}

/**
 * A box to tick, which says so when it is.
 * @param {boolean} checked
 * @param {() => void} change
 * @param {Dom.Attributes} [attributes]
 */
export function checkbox(checked, change, attributes) {
  const box = h("input", { type: "checkbox", ...attributes, on: { change } });
  box.checked = checked;
  return box;
}

/**
 * A piece of data as text that cannot turn the direction of what stands beside it.
 * @param {unknown} text
 * @param {Dom.Attributes} [attributes]
 */
export function bdi(text, attributes) {
  return h("bdi", attributes, clean(text));
}

/**
 * The element at or around the place of an event that fits a selector.
 * @param {Event} event
 * @param {string} selector
 */
export function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * Parts with a sign between each two.
 * @param {Dom.Child[]} parts
 * @param {string} sign
 * @returns {(Node | string)[]}
 */
export function joined(parts, sign) {
  return parts.flatMap((part, place) => nodesOf([place ? sign : null, part]));
}

/**
 * Let the browser draw, then go on.
 * @param {() => void} work
 */
export function later(work) {
  requestAnimationFrame(() => setTimeout(work, 0));
}

/**
 * Say by classes whether what is in an element goes on beyond its left or right edge.
 * @param {Element} element
 */
export function markEdges(element) {
  const { scrollLeft, clientWidth, scrollWidth } = element;
  element.classList.toggle("more-left", scrollLeft > 2);
  element.classList.toggle("more-right", scrollLeft + clientWidth < scrollWidth - 2);
}

/**
 * The element of an id, which the page has and which is of a kind.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
export function checkedElement(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} with the id ${id}`);
}
