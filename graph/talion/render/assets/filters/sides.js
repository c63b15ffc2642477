// The filter of who did it to whom, and whether the target responded; an organization stands for its members.

import { h } from "../base/dom.js";
import { bit } from "../data/filter.js";
import { REPLIES } from "../data/replies.js";
import { actorPicker } from "../search/combobox.js";
import { toggled } from "../state.js";
import { chip, FacetElement } from "./facet.js";

/** @type {Record<"by" | "against", [string, string]>} */
const SIDES = { by: ["Done by", "a state, or NATO, EU …"], against: ["Done to", "a state, or NATO, EU …"] };

export class SidesFilter {
  /** @param {Page.Context} page */
  constructor(page) {
    const { data, store } = page;
    this.page = page;
    this.data = data;
    this.store = store;
    this.facet = new FacetElement(store, "sides", "Who did it to whom");
    this.rows = { by: this.#row("by"), against: this.#row("against") };
    this.reply = h(
      "select",
      { "aria-label": "Whether the target responded", on: { change: () => store.step({ reply: this.reply.value }) } },
      Object.entries(REPLIES).map(([value, words]) => h("option", { value }, words)),
    );
    this.hidden = h("div", {});
    const { by, against } = this.rows;
    this.facet.body.append(by.element, against.element, h("label", { class: "reply" }, this.reply), this.hidden);
  }

  /** @param {"by" | "against"} side */
  #row(side) {
    const [label, placeholder] = SIDES[side];
    const chips = h("span", {});
    const picker = actorPicker(this.page, {
      label,
      placeholder,
      pick: (actor, input) => {
        input.value = "";
        const chosen = this.store.value[side];
        if (!chosen.includes(actor.id)) this.store.step({ [side]: [...chosen, actor.id] });
      },
    });
    const words = h("span", { class: "label", "aria-hidden": "true" }, label);
    return { chips, element: h("div", { class: "side-row" }, words, chips, picker.element) };
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  update(state, result) {
    for (const side of /** @type {const} */ (["by", "against"])) {
      const chosen = state[side];
      const remove = (/** @type {string} */ id) => this.store.step({ [side]: toggled(chosen, id) });
      this.rows[side].chips.replaceChildren(...chosen.map((id) => chip(this.data.name(id), () => remove(id))));
    }
    this.reply.value = state.reply;
    const either = bit("sides") | bit("reply"); // what both hide is hidden once
    const hidden =
      result.totals?.hides.either ?? result.failing.reduce((sum, bits) => sum + (bits & either ? 1 : 0), 0);
    this.facet.describe(hidden ? "" : "all", hidden);
    const lists = [
      this.facet.hiddenList("sides", result, "of other sides"),
      this.facet.hiddenList("reply", result, this.store.value.reply === "none" ? "responded to" : "not responded to"),
    ];
    this.hidden.replaceChildren(...lists.filter(Boolean));
  }
}
