// The keyboard and the pointer in the list: by row, by act in time, to the answer, to the cause.

import { closest } from "../base/dom.js";

/**
 * @typedef {object} Ways
 * @property {Page.StateStore} store
 * @property {(key: string) => Answers.Link[]} linksOf
 * @property {(key: string) => string[][]} sidesOf
 * @property {(id: string) => void} story
 */

/**
 * Walk a list of rows by keys; one act of the list can have the focus, as one stop.
 * @param {HTMLElement} list
 * @param {Ways} ways
 */
export function walk(list, ways) {
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const row = event.target.closest(".pair-row");
    if (!row || !event.target.dataset.act) return;
    const next = step(list, row, event.target.dataset.act, event.key, ways);
    if (next === undefined) return;
    event.preventDefault();
    if (next instanceof HTMLElement) focusAct(list, next);
  });
  list.addEventListener("focusin", (event) => {
    const act = closest(event, "[data-act]");
    if (act instanceof HTMLElement) emphasize(list, act.closest(".pair-row"), act.dataset.act ?? "", ways);
  });
  list.addEventListener("focusout", () => emphasize(list, null, "", ways));
  const pointed = (/** @type {Event} */ event) => {
    const mark = closest(event, ".act");
    const row = mark?.closest(".pair-row") ?? null;
    emphasize(list, row, mark instanceof SVGElement ? (mark.dataset.id ?? "") : "", ways);
  };
  list.addEventListener("pointerover", pointed);
  list.addEventListener("pointerleave", pointed);
  list.addEventListener("click", (event) => {
    const mark = closest(event, ".act");
    if (mark instanceof SVGElement && mark.dataset.id) ways.store.step({ select: `incident:${mark.dataset.id}` });
  });
}

/**
 * Give the list its one stop.
 * @param {HTMLElement} list
 */
export function offerFirst(list) {
  const first = list.querySelector("[data-act]");
  if (first instanceof HTMLElement && !list.querySelector('[data-act][tabindex="0"]')) first.tabIndex = 0;
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} act
 */
function focusAct(list, act) {
  for (const old of list.querySelectorAll('[data-act][tabindex="0"]')) old.setAttribute("tabindex", "-1");
  act.tabIndex = 0;
  act.focus();
  act.closest(".pair-row")?.scrollIntoView({ block: "nearest" });
}

/**
 * Where a key leads: an act, null where it did something else, undefined where it means nothing here.
 * @param {HTMLElement} list
 * @param {Element} row
 * @param {string} id
 * @param {string} key
 * @param {Ways} ways
 */
function step(list, row, id, key, ways) {
  const own = [...row.querySelectorAll("[data-act]")];
  const at = own.findIndex((act) => act instanceof HTMLElement && act.dataset.act === id);
  const rows = [...list.querySelectorAll(".pair-row")];
  const links = ways.linksOf(row.getAttribute("data-key") ?? "");
  const find = (/** @type {string | undefined} */ other) =>
    own.find((act) => act instanceof HTMLElement && act.dataset.act === other) ?? null;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case "ArrowRight":
      return own[at + 1] ?? null;
    case "ArrowLeft":
      return own[at - 1] ?? null;
    case "ArrowDown":
      return rows[rows.indexOf(row) + 1]?.querySelector("[data-act]") ?? null;
    case "ArrowUp":
      return rows[rows.indexOf(row) - 1]?.querySelector("[data-act]") ?? null;
    case "a":
      return find(links.find(({ cause }) => cause.id === id)?.answer.id);
    case "c":
      return find(links.find(({ answer }) => answer.id === id)?.cause.id);
    case "e":
      ways.store.step({
        view: "exchange",
        sides: ways.sidesOf(row.getAttribute("data-key") ?? "").map((side) => side.join("\t")),
      });
      return null;
    case "s":
      ways.story(id);
      return null;
    default:
      return undefined;
  }
}

/**
 * An act under the pointer or the focus has a ring; its answers stay, the rest of its row fades.
 * @param {HTMLElement} list
 * @param {Element | null} row
 * @param {string} id
 * @param {Ways} ways
 */
function emphasize(list, row, id, ways) {
  for (const old of list.querySelectorAll(".dimmed")) old.classList.remove("dimmed");
  for (const old of list.querySelectorAll(".near, .pointed")) old.classList.remove("near", "pointed");
  if (!row || !id) return;
  const near = new Set([id]);
  for (const { cause, answer } of ways.linksOf(row.getAttribute("data-key") ?? "")) {
    if (cause.id === id) near.add(answer.id);
    if (answer.id === id) near.add(cause.id);
  }
  row.querySelector(".row-drawing")?.classList.add("dimmed");
  for (const act of row.querySelectorAll(".act")) {
    const own = act.getAttribute("data-id") ?? "";
    act.classList.toggle("near", near.has(own));
    act.classList.toggle("pointed", own === id);
  }
  for (const arc of row.querySelectorAll(".arc")) {
    const ends = ["data-from", "data-to"].map((end) => (arc.getAttribute(end) ?? "").split(" "));
    arc.classList.toggle(
      "near",
      ends.some((ids) => ids.includes(id)),
    );
  }
}
