// What small screens show as sheets: the filters and the legend.

import { button } from "../base/dom.js";
import { keep, kept } from "../base/kept.js";

const NARROW = "(max-width: 800px)";

/**
 * @param {HTMLElement} app
 * @param {Page.StateStore} store
 */
export function sheets(app, store) {
  const filters = button("Filters", () => app.classList.toggle("show-filters"), { class: "sheet-button" });
  const close = () => app.classList.remove("show-filters", "show-legend");
  const firstVisit = kept("seen") === null && location.hash.length < 2;
  if (firstVisit && matchMedia(NARROW).matches) app.classList.add("show-legend");
  keep("seen", "1");
  const words = "Legend and examples";
  const toggle = () => {
    if (store.value.select || store.value.chain) store.step({ select: "", chain: "" });
    app.classList.toggle("show-legend");
  };
  const legend = button("?", toggle, { class: "legend-button", "aria-label": words, title: words });
  return { filters, legend, close };
}
