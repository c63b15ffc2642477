// The bar at the top: title, search, views, menus, and how many incidents are shown.

import { bdi, button, closest, h } from "../base/dom.js";
import { clip, grouped, plural } from "../base/text.js";
import { shownWords } from "../data/selections.js";
import { exportMenu } from "../export/menu.js";
import { notesMenu } from "../notes/menu.js";
import { search } from "../search/search.js";
import { menu, pickMenu } from "./menu.js";

const NAME = "Talion";
const MORE = "bar-more";

/**
 * @param {Page.Context} page
 * @param {{take(part: Page.Part | null): void, switchTheme(): void, buttons: {filters: Node, legend: Node}}} parts
 */
export function header(page, { take, switchTheme, buttons }) {
  const { data, store } = page;
  const found = search(page, take);
  const tabs = viewTabs(page);
  const count = h("p", { class: "count", role: "status" });
  focusOnSlash(found.input);
  const folded = moreButton();
  const theme = { "aria-label": "Light or dark", title: "Light or dark" };
  const element = h(
    "header",
    { class: "bar" },
    skipLinks(page),
    h("h1", {}, data.title === NAME ? NAME : [h("span", { class: "brand" }, `${NAME} `), bdi(clip(data.title, 40))]),
    h("div", { class: "search" }, found.element),
    tabs.element,
    folded.button,
    h("div", { class: "bar-more", id: MORE }, menus(page), buttons.legend, button("◐", switchTheme, theme), count),
    buttons.filters,
  );
  folded.watch(element);
  const list = () => store.step({ view: "table", table: "incidents" });
  const update = (/** @type {Page.State} */ state, /** @type {Page.Result} */ result) => {
    tabs.update(state);
    count.replaceChildren(button(shownWords(result), list, { title: meaning(result) }));
  };
  return { element, update };
}

/** @param {Page.Context} page */
function menus(page) {
  const { data, store } = page;
  return [
    pickMenu(
      "Chains",
      data.chains,
      (chain) => chain.label,
      (chain) => store.step(following(page, chain)),
    ),
    pickMenu(
      "Questions",
      data.questions,
      (q) => q.title,
      (q) => store.step({ select: `question:${q.id}` }),
    ),
    notesMenu(page),
    menu("Export", exportMenu(page)),
  ];
}

/** The button that shows the menus where the window is too narrow for them. */
function moreButton() {
  const toggle = () => show(more.getAttribute("aria-expanded") !== "true");
  const more = button("☰", toggle, {
    class: "more-button",
    "aria-label": "Menus",
    title: "Menus",
    "aria-controls": MORE,
  });
  /** @type {HTMLElement | null} */
  let bar = null;
  const show = (/** @type {boolean} */ open) => {
    more.setAttribute("aria-expanded", String(open));
    bar?.classList.toggle("open", open);
  };
  show(false);
  const watch = (/** @type {HTMLElement} */ element) => {
    bar = element;
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !element.classList.contains("open")) return;
      show(false);
      more.focus();
    });
    element.addEventListener("click", (event) => {
      if (closest(event, ".pick, .count, .legend-button")) show(false);
    });
    document.addEventListener("pointerdown", (event) => {
      if (event.target instanceof Node && !element.contains(event.target)) show(false);
    });
  };
  return { button: more, watch };
}

/** @param {Page.Context} page */
function viewTabs({ views, store }) {
  const tabs = views.map(({ name, label }) => ({
    name,
    element: button(label, () => store.step({ view: name }), { "data-view": name }),
  }));
  const elements = tabs.map(({ element }) => element);
  const update = (/** @type {Page.State} */ { view }) => {
    for (const { name, element } of tabs) element.setAttribute("aria-current", name === view ? "page" : "false");
  };
  return { element: h("nav", { class: "views", "aria-label": "Views" }, elements), update };
}

/**
 * Links that bring the keyboard to a view, seen when they have the focus.
 * @param {Page.Context} page
 */
function skipLinks({ views, store }) {
  return views.flatMap((view) => {
    if (!view.skip) return [];
    const click = (/** @type {Event} */ event) => {
      event.preventDefault();
      store.step({ view: view.name });
      view.focus?.();
    };
    return [h("a", { class: "skip", href: "#", on: { click } }, view.skip)];
  });
}

/**
 * The change that follows a chain: in the view that is shown, else in the one that tells chains, else in the first
 * that can show it.
 * @param {Page.Context} page
 * @param {Model.Chain} chain
 * @returns {Partial<Page.State>}
 */
function following({ views, store }, chain) {
  const able = views.filter((view) => view.chainChange);
  const view = able.find(({ name }) => name === store.value.view) ?? able.find(({ tells }) => tells) ?? able[0];
  return { chain: chain.id, select: "", view: view?.name ?? store.value.view, ...view?.chainChange?.(chain) };
}

/** @param {HTMLElement} input */
function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || closest(event, "input, textarea, select")) return;
    event.preventDefault();
    input.focus();
  });
}

/**
 * What the number of incidents counts; for a part of a store, of what.
 * @param {Page.Result} result
 */
function meaning({ shown, totals }) {
  if (!totals) return "Show them in the table";
  const verb = shown.size === 1 ? "is" : "are";
  const all = plural(totals.incidents, "incident");
  const pass = totals.incidents === 1 ? "passes" : "pass";
  return `${grouped(shown.size)} ${verb} here, of ${all} of the whole store that ${pass} the filters.`;
}
