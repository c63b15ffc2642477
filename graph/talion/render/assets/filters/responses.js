// The filter of responses: on what basis, how probable, only incidents that have some.

import { checkbox, h } from "../base/dom.js";
import { grouped, percent } from "../base/text.js";
import { isShownClaim } from "../data/certainty.js";
import { isResponse } from "../data/graph_data.js";
import { toggled } from "../state.js";
import { FacetElement, hereWord } from "./facet.js";

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
    const claims = this.data.claims.filter(isResponse);
    const shown = claims.filter((claim) => isShownClaim(state, claim)).length;
    facet.describe(`${grouped(shown)}/${grouped(claims.length)}${hereWord(result)}`, result.hides.linked);
    const linked = checkbox(state.linked, () => this.store.step({ linked: !state.linked }));
    const words = h("span", { class: "label" }, "only incidents that answer or are answered");
    const focused = document.activeElement === this.chance;
    facet.replace(
      ...Object.entries(BASES).map(([basis, label]) => this.#basis(state, claims, basis, label)),
      ...(claims.some((claim) => claim.basis === "inferred") ? [this.#slider(state)] : []),
      h("label", { class: "choice" }, linked, words),
      facet.hiddenList("linked", result),
    );
    if (focused) this.chance.focus();
  }

  /**
   * @param {Page.State} state
   * @param {Json.Claim[]} claims
   * @param {string} basis
   * @param {string} label
   */
  #basis(state, claims, basis, label) {
    const all = claims.filter((claim) => claim.basis === basis);
    const tally = { left: all.filter((claim) => isShownClaim(state, claim)).length, total: all.length };
    const words = [h("span", { class: `stroke ${basis}`, "aria-hidden": "true" }), label];
    const on = !state.basis.includes(basis);
    const choice = { value: basis, label: words, tally, on, terms: { basis }, name: label };
    const made = this.facet.choice(choice, true, () => this.store.step({ basis: toggled(state.basis, basis) }));
    const box = made.querySelector("input");
    if (box) box.disabled = !all.length;
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
