// The figure of what is shown, to be edited, saved, printed or embedded; and the page as nothing but the figure.

import { button, h } from "../base/dom.js";
import { framed, SIZE } from "./frame.js";

/**
 * The figure of the view that is shown, or of the first that has one.
 * @param {Page.Context} page
 */
function figureOf({ views, store }) {
  const isShown = (/** @type {Page.ShownView} */ view) => view.name === store.value.view;
  for (const view of views.toSorted((a, b) => Number(isShown(b)) - Number(isShown(a)))) {
    const figure = view.figure?.();
    if (figure) return figure;
  }
  return null;
}

/**
 * The framed figure; null where nothing is drawn.
 * @param {Page.Context} page
 * @param {{width: number, height: number}} [size]
 */
function framedFigure(page, size = SIZE) {
  const figure = figureOf(page);
  const { title, note } = page.store.value;
  return figure ? framed(figure, { ...size, title, note }) : null;
}

/**
 * A dialog with the figure, its title and note to edit, and ways to take it away.
 * @param {Page.Context} page
 * @param {{svg(): void, png(): void, copy(text: string): void}} ways
 */
export function figureDialog(page, ways) {
  const { store } = page;
  const nothing = "Open an exchange, a story or lanes: their figure stands here.";
  const picture = h("div", { class: "figure-picture" });
  const draw = () => picture.replaceChildren(framedFigure(page) ?? h("p", { class: "nothing" }, nothing));
  const { width, height } = SIZE;
  const frame = () => {
    const made = h("iframe", { src: embedAddress(store.link()), width, height, css: { border: "0" } });
    return new XMLSerializer().serializeToString(made).replace(/ xmlns="[^"]*"/, "");
  };
  const tools = h(
    "div",
    { class: "figure-tools" },
    field(store, "title", "Title (as found, if empty)", draw),
    field(store, "note", "Note", draw),
    button("SVG", ways.svg),
    button("PNG", ways.png),
    button("Print or PDF", print),
    button("Copy the frame", () => ways.copy(frame())),
    button("Close", () => dialog.close()),
  );
  const dialog = h("dialog", { class: "figure-dialog", "aria-label": "Figure" }, picture, tools);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
}

/** Print the figure alone. */
function print() {
  document.documentElement.classList.add("printing");
  window.print();
  document.documentElement.classList.remove("printing");
}

/**
 * @param {Page.StateStore} store
 * @param {"title" | "note"} name
 * @param {string} label
 * @param {() => void} draw
 */
function field(store, name, label, draw) {
  const change = () => {
    store.set({ [name]: input.value });
    draw();
  };
  const input = h("input", { type: "text", "aria-label": label, placeholder: label, on: { input: change } });
  input.value = store.value[name];
  return input;
}

/** @param {string} link */
function embedAddress(link) {
  const [address = "", hash = ""] = link.split("#");
  return `${address}${address.includes("?") ? "&" : "?"}embed=1${hash ? `#${hash}` : ""}`;
}

/** Whether the page is to be nothing but the figure: `?embed=1`. */
export function isEmbedded() {
  return new URLSearchParams(location.search).get("embed") === "1";
}

/**
 * The page as nothing but the figure, as large as its frame allows, with a link to the whole.
 * @param {Page.Context} page
 * @param {HTMLElement} root
 */
export function embedded(page, root) {
  const [[leastWidth = 0, leastHeight = 0], [mostWidth = 0, mostHeight = 0]] = [SIZE.least, SIZE.most];
  const width = Math.max(leastWidth, Math.min(innerWidth, mostWidth));
  const height = Math.max(leastHeight, Math.min(innerHeight, mostHeight));
  const drawn = framedFigure(page, { width, height });
  const open = h(
    "a",
    { class: "figure-open", href: page.store.link().replace(/[?&]embed=1/, ""), target: "_blank", rel: "noopener" },
    "open",
  );
  root.classList.add("embedded");
  root.querySelector(".figure-frame")?.remove();
  root.append(
    h("div", { class: "figure-frame" }, drawn ?? h("p", { class: "nothing" }, "There is nothing to draw."), open),
  );
}
