// Families of types as buttons: hide one or show it again, only one, all, none.

import { button, h } from "../base/dom.js";
import { GROUP_LABELS, GROUPS } from "../base/theme.js";

/** @type {Record<string, string>} */
const SHORT = {
  diplomatic: "diplomacy",
  law: "law",
  covert: "covert",
  force: "force",
  words: "words",
  other: "other",
  talk: "talk",
};

/**
 * A family: a click hides it or shows it again, a double click shows only it.
 * @param {Page.GraphData} data
 * @param {Page.StateStore} store
 * @param {string} group
 */
export function familyButton(data, store, group) {
  const own = [...data.types.values()].filter((type) => type.group === group).map(({ id }) => id);
  const others = [...data.types.values()].filter((type) => type.group !== group).map(({ id }) => id);
  const off = own.every((id) => store.value.type.includes(id));
  const click = (/** @type {MouseEvent} */ event) => {
    const { type } = store.value;
    if (event.detail > 1) store.step({ type: others });
    else
      store.step({
        type: off ? type.filter((id) => !own.includes(id)) : [...type, ...own.filter((id) => !type.includes(id))],
      });
  };
  return button([h("span", { class: `mark ${group}`, "aria-hidden": "true" }), SHORT[group] ?? group], click, {
    class: "family",
    "aria-pressed": String(!off),
    title: `${GROUP_LABELS[group] ?? group}. Click to hide or show, double-click for only this.`,
  });
}

/**
 * The families that there are, and all or none of the types.
 * @param {Page.GraphData} data
 * @param {Page.StateStore} store
 */
export function familyRow(data, store) {
  const types = [...data.types.values()];
  const groups = new Set(types.map(({ group }) => group));
  const families = GROUPS.filter((group) => groups.has(group)).map((group) => familyButton(data, store, group));
  const set = (/** @type {string[]} */ type) => () => store.step({ type });
  const ways = [
    button("all", set([]), { class: "link", "aria-label": "All types" }),
    button("none", set(types.map(({ id }) => id)), { class: "link", "aria-label": "No type" }),
  ];
  return h("div", { class: "families", role: "group", "aria-label": "Families of types" }, families, ways);
}
