// The note under the graph: how many actors are shown, and ways to show more.

import { button } from "../base/dom.js";
import { grouped, plural } from "../base/text.js";
import { LARGE } from "./actor_network.js";

/**
 * @param {Page.StateStore} store
 * @param {{ acting: number, others: number }} shown actors of incidents, and those of none
 * @param {number} total actors of incidents
 * @param {{ shown: number, all: number }} ties lines between them
 * @returns {(Node | string)[]}
 */
export function noteParts(store, shown, total, ties, partial = false) {
  const { away, all } = store.value;
  /** @param {string} label @param {Partial<Page.State>} patch @param {string} title */
  const step = (label, patch, title) => button(label, () => store.step(patch), { class: "link", title });
  const others = shown.others ? `, ${grouped(shown.others)} more without incidents` : "";
  const count = `${grouped(shown.acting)} of ${plural(total, "actor")}${partial ? " here" : ""}${others}`;
  /** @type {(Node | string)[]} */
  const parts = [step(count, { view: "table", table: "actors" }, "Show them in the table")];
  if (ties.shown < ties.all) {
    const number = ` · ${grouped(ties.shown)} of ${plural(ties.all, "line")}`;
    const words = ": those of most hostile acts, and all of who is selected · ";
    parts.push(number, words, step("show all lines", { all: true }, "Draw every line, and every actor"));
  }
  if (away.length) {
    const again = step("show again", { away: [] }, "Show the hidden actors again");
    parts.push(` · ${grouped(away.length)} hidden by hand, `, again);
  }
  if (total > LARGE && !all) parts.push(" · ", step("show all", { all: true, camera: "" }, "Draw every actor"));
  return parts;
}
