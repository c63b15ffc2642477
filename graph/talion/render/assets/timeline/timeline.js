// The timeline: a histogram by family of type, a brush that restricts everything, a play button.

import { button, h, joined, svg } from "../base/dom.js";
import { grouped, plural } from "../base/text.js";
import { within } from "../data/filter.js";
import { isDated } from "../data/intervals.js";
import { listOf } from "../data/selections.js";
import { timelineDrawing } from "./bars.js";
import { Brush } from "./brush.js";
import { DateFields } from "./date_fields.js";
import { Player } from "./play.js";
import { Scale } from "./scale.js";

const TICKS = 16; // the height of their labels

export class Timeline {
  scale = /** @type {Scale | null} */ (null);
  #scaleFor = ""; // what the scale was made for

  /** @param {Page.Context} page */
  constructor({ data, store, result }) {
    this.data = data;
    this.store = store;
    this.result = result();
    this.drawing = svg("svg", { class: "bars", "aria-hidden": "true" });
    this.area = h("div", { class: "timeline-area" }, this.drawing);
    this.player = new Player(store, () => this.scale);
    this.brush = new Brush(store, this.area, () => this.player.stop());
    this.summary = h("p", { class: "timeline-summary", "aria-live": "polite" });
    this.all = button("all", () => store.step({ from: null, to: null, sure: false }), { class: "link" });
    this.sure = h("input", { type: "checkbox", on: { change: () => store.step({ sure: this.sure.checked }) } });
    const title = "Leave out incidents whose date is too vague to tell";
    this.sureLabel = h("label", { class: "sure", title }, this.sure, " certainly inside");
    this.fields = new DateFields(store, () => this.player.stop());
    const parts = [this.player.element, this.fields.element, this.summary, this.sureLabel, this.all];
    const head = h("div", { class: "timeline-head" }, parts);
    this.element = h("section", { class: "timeline", "aria-label": "Timeline" }, head, this.area);
    new ResizeObserver(() => this.area.clientWidth !== this.scale?.width && this.#draw()).observe(this.area);
  }

  /**
   * @param {Page.State} _
   * @param {Page.Changed} __
   * @param {Page.Result} result
   */
  update(_, __, result) {
    this.result = result;
    this.#draw();
  }

  #draw() {
    const span = this.#span();
    this.element.classList.toggle("empty", !span);
    const width = this.area.clientWidth;
    if (!span || !width) return;
    const scaleFor = `${span.first} ${span.last} ${width} ${span.monthly}`;
    if (!this.scale || this.#scaleFor !== scaleFor) this.scale = new Scale(span.first, span.last, width, span.monthly);
    this.#scaleFor = scaleFor;
    const { bottom, parts } = timelineDrawing(this.scale, this.data, this.result);
    this.drawing.setAttribute("width", String(width));
    this.drawing.setAttribute("height", String(bottom + TICKS));
    this.area.style.setProperty("height", `${bottom + TICKS}px`);
    this.drawing.replaceChildren(...parts);
    this.brush.draw(this.scale, this.store.value, bottom);
    this.fields.show(this.scale, this.store.value);
    this.#describe(this.scale);
  }

  /** The days of all dates, of the whole store where its server tells; null where there is none. */
  #span() {
    const months = this.result.totals?.months;
    if (months) return { first: months.first, last: months.last, monthly: true };
    let [first, last] = [Infinity, -Infinity];
    for (const incident of this.data.incidents) {
      if (!isDated(incident)) continue;
      if (incident.from < first) first = incident.from;
      if (incident.to > last) last = incident.to;
    }
    return first <= last ? { first, last, monthly: false } : null;
  }

  /** @param {Scale} scale */
  #describe(scale) {
    const { from, to, sure } = this.store.value;
    const { totals, hides } = this.result;
    const all = from === null || to === null;
    const hidden = (totals ?? { hides }).hides.time ?? 0;
    const undated = totals?.months?.undated ?? this.data.incidents.filter((i) => !isDated(i)).length;
    const maybe = all ? 0 : this.#maybeInside(from, to);
    /** @type {Dom.Child[]} */
    const parts = all ? [`bars: one per ${scale.unit.name}`] : [];
    if (!all && hidden) parts.push(["hides ", this.#number(hidden, { hidden: "time" }, "")]);
    const here = totals ? " of those that are here" : "";
    if (maybe) parts.push(this.#number(maybe, { date: "maybe" }, ` possibly inside${here}`));
    if (undated) parts.push(this.#number(undated, { date: "none" }, ` without a date${all ? "" : " hidden"}`));
    this.summary.replaceChildren(...joined(parts, " · "));
    this.sure.checked = sure;
    this.sureLabel.hidden = all;
    this.all.hidden = all;
  }

  /**
   * How many that are shown have a date too vague to tell whether it is brushed.
   * @param {number} from
   * @param {number} to
   */
  #maybeInside(from, to) {
    const { shown } = this.result;
    return this.data.incidents.filter((i) => shown.has(i.id) && within(i, from, to) === "maybe").length;
  }

  /**
   * A number with the words after it; where all incidents are here, it lists what it counts.
   * @param {number} count
   * @param {Page.Terms} terms
   * @param {string} after
   * @returns {Dom.Child}
   */
  #number(count, terms, after) {
    if (this.result.totals) return [grouped(count), after];
    const attributes = { class: "link", "aria-label": `${plural(count, "incident")}${after}` };
    return [button(grouped(count), () => this.store.step({ select: listOf(terms) }), attributes), after];
  }
}
