// The filter of responses: on what basis, how probable, only incidents that have some.

import { checkbox, h } from "../base/dom.js";
import { grouped, percent } from "../base/text.js";
import { isShownClaim } from "../data/certainty.js";
import { isResponse } from "../data/graph_data.js";
import { toggled } from "../state.js";
import { FacetElement, hiddenBy } from "./facet.js";

const BASES = { stated: "stated by a source", inferred: "inferred by a model" };

export class ResponseFilter {
  /** @param {Page.Context} page */
  constructor({ data, store }) {
    this.data = data;
    this.store = store;
    this.facet = new FacetElement(store, "responses", "Responses");
    this.chance = h("input", {
      type: "range",
      min: "0",
      max: "100",
      step: "5",
      "aria-label": "Least probability of inferred responses, in percent",
      on: { input: () => store.set({ chance: Number(this.chance.value) / 100 }) },
    });
    this.chanceWords = h("output", { class: "number" });
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  update(state, result) {
    const { facet } = this;
    const tallies = result.totals?.responses ?? this.#tallies(state);
    const [left = 0, total = 0] = sums(Object.values(tallies));
    facet.describe(`${grouped(left)}/${grouped(total)}`, hiddenBy(result, "linked"));
    const linked = checkbox(state.linked, () => this.store.step({ linked: !state.linked }));
    const words = h("span", { class: "label" }, "only incidents that answer or are answered");
    const focused = document.activeElement === this.chance;
    facet.replace(
      this.#basis(state, "stated", tallies.stated, !result.totals),
      this.#basis(state, "inferred", tallies.inferred, !result.totals),
      ...(tallies.inferred.total ? [this.#slider(state)] : []),
      h("label", { class: "choice" }, linked, words),
      facet.hiddenList("linked", result),
    );
    if (focused) this.chance.focus();
  }

  /**
   * How many responses there are on each basis, and how many of them are shown.
   * @param {Page.State} state
   * @returns {Record<Json.Basis, Page.Tally>}
   */
  #tallies(state) {
    const tallies = { stated: { left: 0, total: 0 }, inferred: { left: 0, total: 0 } };
    for (const claim of this.data.claims) {
      if (!isResponse(claim)) continue;
      const tally = tallies[claim.basis];
      tally.total += 1;
      if (isShownClaim(state, claim)) tally.left += 1;
    }
    return tallies;
  }

  /**
   * @param {Page.State} state
   * @param {Json.Basis} basis
   * @param {Page.Tally} tally
   * @param {boolean} isWhole
   */
  #basis(state, basis, tally, isWhole) {
    const label = BASES[basis];
    const words = [h("span", { class: `stroke ${basis}`, "aria-hidden": "true" }), label];
    const on = !state.basis.includes(basis);
    const choice = { value: basis, label: words, tally, on, terms: { basis }, name: label };
    const made = this.facet.choice(choice, isWhole, () => this.store.step({ basis: toggled(state.basis, basis) }));
    const box = made.querySelector("input");
    if (box) box.disabled = !tally.total;
    return made;
  }

  /** @param {Page.State} state */
  #slider({ chance }) {
    this.chance.value = String(Math.round(chance * 100));
    this.chanceWords.textContent = `≥ ${percent(chance)}`;
    const words = h("span", { class: "label" }, "probability");
    return h("label", { class: "choice range" }, words, this.chance, this.chanceWords);
  }
}

/** @param {Page.Tally[]} tallies */
function sums(tallies) {
  return [tallies.reduce((sum, { left }) => sum + left, 0), tallies.reduce((sum, { total }) => sum + total, 0)];
}
