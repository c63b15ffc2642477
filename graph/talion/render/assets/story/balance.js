// What each side has done up to a step of a story: told several times, counted once.

import { isSized } from "../answers/beads.js";
import { sumWords } from "../answers/words.js";
import { bdi, h } from "../base/dom.js";
import { clip, grouped } from "../base/text.js";
import { totalOf } from "../data/totals.js";

/**
 * @param {Page.GraphData} data
 * @param {import("./steps.js").Story} story
 * @param {number} at
 */
export function balanceTable(data, story, at) {
  const head = [h("th", { scope: "col" }, "The balance so far"), ...names(data, story)];
  const rows = balance(data, story, at).map(([name, cells]) => {
    const numbers = cells.map((cell) => h("td", {}, cell));
    return h("tr", {}, h("th", { scope: "row" }, name), numbers);
  });
  return h("table", { class: "story-balance" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
}

/**
 * @param {Page.GraphData} data
 * @param {import("./steps.js").Story} story
 */
function names(data, { pair }) {
  return pair.sides.map((side) => h("th", { scope: "col" }, bdi(clip(data.names(side), 18))));
}

/**
 * @param {Page.GraphData} data
 * @param {import("./steps.js").Story} story
 * @param {number} at
 * @returns {[string, string[]][]}
 */
function balance(data, { steps, pair }, at) {
  const past = steps.slice(0, at + 1).flatMap(({ incidents }) => incidents);
  const ids = new Set(past.map(({ id }) => id));
  const done = past.filter(({ status }) => status !== "prospective");
  const own = [0, 1].map((lane) => done.filter(({ id }) => pair.acts.get(id)?.lane === lane));
  const isAnswered = (/** @type {Model.Incident} */ { id }) =>
    pair.links.some(({ cause, answer }) => cause.id === id && ids.has(answer.id));
  const people = own.map((acts) =>
    totalOf(
      data,
      acts.filter((one) => isSized(data, one) && one.count),
    ),
  );
  return [
    ["acts", own.map(({ length }) => grouped(length))],
    ["answered", own.map((acts) => grouped(acts.filter(isAnswered).length))],
    ["people expelled", people.map((total) => sumWords(total) || "0")],
  ];
}
