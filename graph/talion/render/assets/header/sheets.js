// What small screens show as sheets: the filters and the legend.

import { button } from "../base/dom.js";

/**
 * @param {HTMLElement} app
 * @param {Page.StateStore} store
 */
export function sheets(app, store) {
  const filters = button("Filters", () => store.step({ filters: !store.value.filters }), { class: "sheet-button" });
  const close = () => app.classList.remove("show-legend");
  const words = "Legend and examples";
  const toggle = () => {
    if (store.value.select || store.value.chain) store.step({ select: "", chain: "" });
    app.classList.toggle("show-legend");
  };
  const legend = button("?", toggle, { class: "legend-button", "aria-label": words, title: words });
  return { filters, legend, close };
}
