// The panel of filters; each says how many of how many it hides.

import { bdi, button, h, nodesOf } from "../base/dom.js";
import { clip, grouped, percent } from "../base/text.js";
import { GROUP_LABELS, GROUPS } from "../base/theme.js";
import { confidenceOf } from "../data/certainty.js";
import { counted, publishersOf } from "../data/filter.js";
import { actorPicker } from "../search/combobox.js";
import { NO_FILTERS, toggled } from "../state.js";
import { chip, FacetElement, hiddenBy } from "./facet.js";
import { familyRow } from "./families.js";
import { ResponseFilter } from "./responses.js";
import { SidesFilter } from "./sides.js";

/** @type {Record<string, string>} */
const STATUSES = { reported: "reported", alleged: "alleged", prospective: "only planned" };
const PUBLISHERS = 12; // listed before "all"

/**
 * @typedef {object} Choices
 * @property {string[]} values
 * @property {Map<string, Page.Tally>} tallies
 * @property {(value: string) => Dom.Child} label
 * @property {(value: string) => string} [title]
 */

const LOOKED = new Set(["select", "chain", "step"]); // what changes no filter

export class Filters {
  #everyPublisher = false;

  /** @param {Page.Context} page */
  constructor(page) {
    const { store } = page;
    this.data = page.data;
    this.store = store;
    this.facets = {
      words: new FacetElement(store, "words", "Words"),
      type: new FacetElement(store, "type", "Types"),
      status: new FacetElement(store, "status", "Status"),
      confidence: new FacetElement(store, "confidence", "Certainty of reading"),
      actor: new FacetElement(store, "actor", "Actors"),
      publisher: new FacetElement(store, "publisher", "Publishers"),
    };
    this.responses = new ResponseFilter(page);
    this.sides = new SidesFilter(page);
    this.picker = this.#picker(page);
    this.sure = h("input", {
      type: "range",
      min: "0",
      max: "100",
      step: "5",
      "aria-label": "Least certainty of what a program read, in percent",
      on: { input: () => store.set({ confidence: Number(this.sure.value) / 100 }) },
    });
    this.sureWords = h("output", { class: "number" });
    this.clear = button("Clear all filters", () => store.step({ ...NO_FILTERS }), { class: "link clear" });
    const { words, type, status, confidence, actor, publisher } = this.facets;
    const facets = [words, this.sides.facet, type, status, confidence, this.responses.facet, actor, publisher];
    this.element = h(
      "aside",
      { class: "filters", "aria-label": "Filters" },
      h("header", { class: "panel-head" }, h("h2", {}, "Filters"), this.clear),
      facets.map(({ element }) => element),
    );
  }

  /** @param {Page.Context} page */
  #picker(page) {
    return actorPicker(page, {
      label: "Only incidents of an actor",
      placeholder: "add an actor …",
      pick: (actor, input) => {
        input.value = "";
        const chosen = this.store.value.actor;
        if (!chosen.includes(actor.id)) this.store.step({ actor: [...chosen, actor.id] });
      },
    });
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    if (changed.size && [...changed].every((key) => LOOKED.has(key))) return;
    const everything = result.shown.size === result.total;
    this.clear.hidden = everything && !state.basis.length && !state.chance && !state.confidence;
    this.#types(state, result);
    this.#statuses(state, result);
    this.#confidence(state, result);
    this.#publishers(state, result);
    this.responses.update(state, result);
    this.sides.update(state, result);
    this.#actors(state, result);
    this.#words(state, result);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #types(state, result) {
    const tallies = result.totals?.types ?? counted(this.data, result, "type", (i) => [i.type]);
    this.#boxes("type", state, result, {
      values: [...tallies.keys()].sort((a, b) => this.#order(a) - this.#order(b) || (a < b ? -1 : 1)),
      tallies,
      label: (id) => {
        const type = this.data.type(id);
        return [h("span", { class: `mark ${type.group}`, "aria-hidden": "true" }), bdi(clip(type.label, 40))];
      },
      title: (id) => GROUP_LABELS[this.data.type(id).group] ?? "",
    });
    this.facets.type.lead(familyRow(this.data, this.store));
  }

  /**
   * The gravest first.
   * @param {string} id
   */
  #order(id) {
    const { group, severity } = this.data.type(id);
    return GROUPS.indexOf(group) * 10 - (severity ?? 0);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #statuses(state, result) {
    const tallies = result.totals?.statuses ?? counted(this.data, result, "status", (i) => [i.status]);
    this.#boxes("status", state, result, {
      values: Object.keys(STATUSES).filter((status) => tallies.has(status)),
      tallies,
      label: (status) => [
        h("span", { class: `mark plain ${status}`, "aria-hidden": "true" }),
        STATUSES[status] ?? status,
      ],
    });
  }

  /**
   * A slider over how surely incidents were read; none where all are certain.
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #confidence({ confidence }, result) {
    const { confidence: facet } = this.facets;
    const unsure = result.totals?.unsure ?? this.data.incidents.some((incident) => confidenceOf(incident) < 1);
    facet.element.hidden = !unsure && !confidence;
    facet.describe("", hiddenBy(result, "confidence"));
    this.sure.value = String(Math.round(confidence * 100));
    this.sureWords.textContent = `≥ ${percent(confidence)}`;
    if (this.sure.isConnected) {
      for (const old of facet.body.querySelectorAll(".hidden-list")) old.remove();
      facet.body.append(facet.hiddenList("confidence", result));
      return;
    }
    const label = h(
      "label",
      { class: "choice range" },
      h("span", { class: "label" }, "read"),
      this.sure,
      this.sureWords,
    );
    facet.replace(label, facet.hiddenList("confidence", result));
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #publishers(state, result) {
    const { publisher: facet } = this.facets;
    const { totals } = result;
    const tallies = totals?.publishers ?? counted(this.data, result, "publisher", (i) => publishersOf(this.data, i));
    const all = [...tallies].sort(([a, x], [b, y]) => y.total - x.total || (a < b ? -1 : 1)).map(([name]) => name);
    const some = this.#everyPublisher ? all : all.slice(0, PUBLISHERS);
    this.#boxes("publisher", state, result, { values: some, tallies, label: (name) => bdi(clip(name, 40)) });
    const number = totals?.publisherCount ?? all.length;
    facet.describe(`${grouped(number - state.publisher.length)}/${grouped(number)}`, hiddenBy(result, "publisher"));
    if (some.length < all.length) {
      const showAll = () => {
        this.#everyPublisher = true;
        this.#publishers(this.store.value, result);
      };
      const more = number > all.length ? `the ${all.length} with most incidents` : `all ${all.length}`;
      facet.body.append(button(more, showAll, { class: "link" }));
    }
  }

  /**
   * Boxes for the values of a filter that hides those that are not ticked.
   * @param {"type" | "status" | "publisher"} name
   * @param {Page.State} state
   * @param {Page.Result} result
   * @param {Choices} choices
   */
  #boxes(name, state, result, { values, tallies, label, title }) {
    const facet = this.facets[name];
    const off = state[name];
    const left = values.filter((value) => !off.includes(value)).length;
    facet.describe(`${left}/${values.length}`, hiddenBy(result, name));
    const boxes = values.map((value) =>
      facet.choice(
        {
          value,
          label: label(value),
          title: title?.(value),
          tally: tallies.get(value) ?? { left: 0, total: 0 },
          on: !off.includes(value),
          terms: { [name]: value },
          name: value,
        },
        !result.totals,
        () => this.store.step({ [name]: toggled(off, value) }),
        () => this.store.step({ [name]: [...tallies.keys()].filter((other) => other !== value) }),
      ),
    );
    facet.replace(...boxes, facet.hiddenList(name, result));
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #actors({ actor: chosen }, result) {
    const { actor: facet } = this.facets;
    const { body } = facet;
    const left = chosen.length ? `${chosen.length}/${grouped(result.totals?.actors ?? this.data.acting)}` : "all";
    facet.describe(left, hiddenBy(result, "actor"));
    const chips = chosen.map((id) => chip(this.data.name(id), () => this.store.step({ actor: toggled(chosen, id) })));
    const list = facet.hiddenList("actor", result);
    if (this.picker.element.parentNode === body) {
      for (const old of body.querySelectorAll(".chip, .hidden-list")) old.remove(); // the picker keeps its focus
      body.prepend(...chips);
      body.append(list);
    } else body.replaceChildren(...chips, this.picker.element, list);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Result} result
   */
  #words({ words }, result) {
    const { words: facet } = this.facets;
    facet.element.hidden = !words;
    facet.describe("", hiddenBy(result, "words"));
    const content = words
      ? [chip(`“${words}”`, () => this.store.step({ words: "" })), facet.hiddenList("words", result)]
      : [];
    facet.body.replaceChildren(...nodesOf(content));
  }
}
