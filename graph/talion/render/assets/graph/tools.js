// The tools of the graph: zoom, fit, reset, and what its labels are.

import { button, h } from "../base/dom.js";

/**
 * @param {import("./camera.js").Camera} camera
 * @param {() => void} reset
 * @param {...Node} selects
 */
export function graphTools(camera, reset, ...selects) {
  /** @param {string} label @param {string} title @param {() => void} click */
  const tool = (label, title, click) => button(label, click, { title, "aria-label": title });
  return h(
    "div",
    { class: "graph-tools", role: "toolbar", "aria-label": "Graph" },
    tool("+", "Zoom in", () => camera.zoomIn()),
    tool("−", "Zoom out", () => camera.zoomOut()),
    tool("Fit", "Fit everything in view", () => camera.fit()),
    tool("Reset", "Restore moved and hidden actors, collapse what was expanded", reset),
    selects,
  );
}

/** @param {(label: string) => void} choose */
export function labelSelect(choose) {
  const select = h(
    "select",
    { "aria-label": "Labels of actors", on: { change: () => choose(select.value) } },
    h("option", { value: "name" }, "names"),
    h("option", { value: "code" }, "ISO codes"),
    h("option", { value: "flag" }, "flags"),
  );
  return select;
}
