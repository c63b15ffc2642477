// Several lanes: a wave with who answered it, or what some chosen actors did to each other, one lane an actor.

import { legend } from "../answers/legend.js";
import { forgetWidths } from "../answers/measure.js";
import { actWords } from "../answers/words.js";
import { button, closest, h } from "../base/dom.js";
import { clean, plural } from "../base/text.js";
import { drawnOf, lanesFigure, lanesFinding } from "../figure/lanes_figure.js";
import { chip } from "../filters/facet.js";
import { laneNumbers, lanesDrawing } from "../lanes/drawing.js";
import { planOf } from "../lanes/plan.js";
import { actorPicker } from "../search/combobox.js";
import { toggled } from "../state.js";
import { register } from "./registry.js";

const NAME = "lanes";

class LanesView {
  #drawnWidth = 0;
  #drawing = /** @type {SVGElement | null} */ (null);
  #plan = /** @type {import("../lanes/plan.js").Plan | null} */ (null);

  /** @param {Page.Context} page */
  constructor(page) {
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.heading = h("h2", {}, "Lanes");
    this.sentence = h("p", { class: "sentence" });
    this.chips = h("p", { class: "lane-chips" });
    this.legend = h("div", {});
    this.picker = actorPicker(page, {
      label: "Add an actor",
      placeholder: "add an actor …",
      pick: (actor, input) => {
        input.value = "";
        const lanes = this.store.value.lanes.length
          ? this.store.value.lanes
          : (this.#plan?.lanes.map((lane) => lane.actor) ?? []);
        if (!lanes.includes(actor.id)) this.store.step({ lanes: [...lanes, actor.id] });
      },
    });
    this.place = h("div", {
      class: "lanes-place",
      on: { click: (event) => this.#click(event), pointerover: (event) => this.#hover(event) },
    });
    this.card = h("p", { class: "lanes-card muted", role: "status" });
    const head = h(
      "div",
      { class: "view-head" },
      h("div", {}, this.heading, this.sentence),
      h("div", { class: "lane-choice" }, this.legend, this.chips, this.picker.element),
    );
    this.element = h(
      "section",
      { class: NAME, "aria-label": "Lanes" },
      h("div", { class: "answers-body" }, head, this.place, this.card),
    );
    new ResizeObserver(
      () => this.state.view === NAME && this.element.clientWidth !== this.#drawnWidth && this.#draw(),
    ).observe(this.element);
    document.fonts?.ready.then(() => {
      forgetWidths();
      if (this.state.view === NAME) this.#draw();
    });
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} _
   * @param {Page.Result} result
   */
  update(state, _, result) {
    this.state = state;
    this.result = result;
    if (state.view === NAME) this.#draw();
  }

  #draw() {
    const { data, state } = this;
    this.#drawnWidth = this.element.clientWidth;
    const plan = planOf(data, state, this.result);
    this.#plan = plan;
    this.chips.replaceChildren(
      ...state.lanes.map((id) => chip(data.name(id), () => this.store.step({ lanes: toggled(state.lanes, id) }))),
    );
    if (!plan?.lanes.length) {
      this.legend.replaceChildren();
      this.place.replaceChildren(
        h("p", { class: "nothing" }, "Nothing to draw here: add actors above, or open the filters."),
      );
      return;
    }
    this.heading.textContent = plan.title;
    this.sentence.textContent = lanesFinding(data, plan);
    this.#drawing = lanesDrawing(data, plan, this.place.clientWidth, state.select);
    this.place.replaceChildren(this.#drawing, this.#list(plan));
    this.legend.replaceChildren(legend(data, this.store, { ...drawnOf(data, plan), sizes: false, vague: false }));
  }

  /**
   * Each lane in words: a link to its first act.
   * @param {import("../lanes/plan.js").Plan} plan
   */
  #list(plan) {
    const items = plan.lanes.map(({ actor, acts }) => {
      const [done, back, delay] = laneNumbers(this.data, plan, acts);
      const numbers = plan.band
        ? `done ${done}, in return ${back}, ${delay}`
        : `${plural(acts.length, "act")}, ${back} answered`;
      const words = `${this.data.name(actor)}: ${acts[0]?.date ?? "no date"}, ${numbers}`;
      const open = () => this.store.step({ select: plan.band ? `incident:${acts[0]?.id}` : `actor:${actor}` });
      return h("li", {}, button(clean(words), open, { class: "link" }));
    });
    return h("details", { class: "lane-list" }, h("summary", {}, "The same in words"), h("ol", {}, items));
  }

  /** @param {Event} event */
  #incidentAt(event) {
    const id = closest(event, ".act")?.getAttribute("data-id");
    return id ? this.data.incident(id) : undefined;
  }

  /** @param {Event} event */
  #click(event) {
    const incident = this.#incidentAt(event);
    if (incident) this.store.step({ select: `incident:${incident.id}` });
  }

  /** @param {Event} event */
  #hover(event) {
    const incident = this.#incidentAt(event);
    if (incident) this.card.textContent = actWords(this.data, incident, this.#plan?.links ?? []);
  }

  title() {
    return this.#plan?.title ?? "";
  }

  drawing() {
    return this.#drawing;
  }

  figure() {
    return this.#plan?.lanes.length ? lanesFigure(this.data, this.#plan) : null;
  }
}

register({
  name: NAME,
  label: "Lanes",
  state: { lanes: [] },
  wide: true,
  timed: true,
  create: (page) => new LanesView(page),
});
