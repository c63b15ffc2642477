// The exchange of two sides: what each did, in numbers and drawn in two lanes.

import { button, h, markEdges } from "../base/dom.js";
import { grouped } from "../base/text.js";
import { ledgerOf } from "../data/ledger.js";
import { actorsOfSide } from "../data/pairs.js";
import { Balance, nameOfSide } from "../exchange/balance.js";
import { layoutOf } from "../exchange/layout.js";
import { exchangeDrawing } from "../exchange/painter.js";
import { register } from "./registry.js";

const NAME = "exchange";
const MOST_DRAWN = 400;
const SHRINK = 0.88; // a drawing a little too wide is made smaller, down to this
const LEAST_ROOM = 340;

class ExchangeView {
  /** @type {SVGSVGElement | null} */
  #drawing = null;
  #drawnWidth = 0;

  /** @param {Page.Context} page */
  constructor(page) {
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.balance = new Balance(page);
    this.even = h("input", { type: "checkbox", on: { change: () => this.store.set({ even: this.even.checked }) } });
    this.place = h("div", {
      class: "exchange-scroll",
      tabindex: "0",
      role: "region",
      "aria-label": "Exchange, drawn",
      on: { scroll: () => this.#follow() },
    });
    this.tip = h("div", { class: "tip", role: "status", hidden: true });
    this.element = h(
      "section",
      { class: "exchange", "aria-label": "Exchange" },
      h("div", { class: "exchange-head" }, this.balance.element, this.#options()),
      this.place,
      this.tip,
    );
    new ResizeObserver(() => this.#resized()).observe(this.place);
  }

  #options() {
    const words = "Swap the sides";
    const swap = () => this.store.step({ sides: this.store.value.sides.toReversed() });
    return h(
      "div",
      { class: "exchange-more" },
      button("⇄", swap, { "aria-label": words, title: words }),
      h("label", {}, this.even, " even spacing"),
      this.balance.summary,
    );
  }

  #resized() {
    if (this.state.view === NAME && this.place.clientWidth !== this.#drawnWidth) this.#draw();
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} _
   * @param {Page.Result} result
   */
  update(state, _, result) {
    this.state = state;
    this.result = result;
    if (state.view !== NAME) return;
    this.even.checked = state.even;
    this.balance.nameSides(state.sides);
    this.#draw();
  }

  #draw() {
    const { sides } = this.state;
    const ledger = ledgerOf(this.data, sides, (incident) => this.result.shown.has(incident.id), this.state);
    const { size } = ledger.events;
    const hidden = ledgerOf(this.data, sides, () => true, this.state).events.size - size;
    const notes = [];
    if (hidden) notes.push(`filters hide ${grouped(hidden)}`);
    if (size > MOST_DRAWN) notes.push(`first ${MOST_DRAWN} of ${grouped(size)} drawn`);
    this.tip.hidden = true;
    this.balance.count(ledger, sides);
    this.balance.describe(ledger, sides, notes);
    this.#drawnWidth = this.place.clientWidth;
    this.#drawing = size ? this.#drawingOf(ledger) : null;
    this.place.replaceChildren(this.#drawing ?? this.#nothing(hidden));
    this.#fit();
  }

  /** @param {number} hidden */
  #nothing(hidden) {
    const why = hidden ? `; filters hide ${grouped(hidden)}` : "";
    const words = this.state.sides.every(Boolean)
      ? `Nothing between these two${why}.`
      : "Choose two sides: states, organizations with their members, agencies. " +
        "Or select a line of the graph and press Exchange.";
    return h("p", { class: "nothing" }, words);
  }

  /** @param {Exchange.Ledger} ledger */
  #drawingOf(ledger) {
    const room = Math.max(this.place.clientWidth, LEAST_ROOM);
    const layout = layoutOf(this.data, ledger, { room, even: this.state.even, most: MOST_DRAWN });
    return exchangeDrawing(this.data, ledger, layout, {
      state: this.state,
      names: this.state.sides.map((side) => nameOfSide(this.data, side)),
      tip: (words, event) => this.#showTip(words, event),
      select: (select) => this.store.step({ select }),
    });
  }

  /** What is a little too wide is shown a little smaller; what is much too wide scrolls. */
  #fit() {
    if (this.#drawing) {
      const { width, height } = this.#drawing.viewBox.baseVal;
      const scale = this.place.clientWidth / width;
      const fits = scale < 1 && scale >= SHRINK ? scale : 1;
      this.#drawing.setAttribute("width", String(Math.floor(width * fits)));
      this.#drawing.setAttribute("height", String(Math.floor(height * fits)));
    }
    this.#follow();
  }

  /** The names of the sides stay in view when one scrolls. */
  #follow() {
    this.#drawing?.querySelector(".sides")?.setAttribute("transform", `translate(${this.place.scrollLeft} 0)`);
    markEdges(this.place);
  }

  /**
   * Words beside what the pointer or the focus is on; none without an event.
   * @param {string} words
   * @param {Event | null} event
   */
  #showTip(words, event) {
    const on = event?.currentTarget;
    this.tip.hidden = !(on instanceof Element);
    if (!(on instanceof Element)) return;
    const around = this.element.getBoundingClientRect();
    const box = on.getBoundingClientRect();
    const left = Math.min(box.left - around.left + box.width / 2 - 140, around.width - 296);
    const top = Math.min(box.bottom - around.top + 8, around.height - 70);
    this.tip.replaceChildren(h("bdi", {}, words));
    this.tip.style.setProperty("left", `${Math.max(8, left)}px`);
    this.tip.style.setProperty("top", `${Math.max(8, top)}px`);
  }

  /** @param {Page.State} state */
  title({ sides }) {
    return sides.every(Boolean) ? sides.map((side) => nameOfSide(this.data, side)).join(" and ") : "";
  }

  drawing() {
    return this.#drawing;
  }

  /** @param {Model.Chain} chain */
  chainChange(chain) {
    const first = this.data.incidentsOf(chain.incidents).find((i) => i.agents.length && i.targets.length);
    return first ? { sides: [first.agents.join("\t"), first.targets.join("\t")] } : null;
  }

  /** @param {Page.State} state */
  scope({ sides }) {
    const [actors = [], partners = []] = sides.map(actorsOfSide);
    return actors.length && partners.length ? { actors, partners } : null;
  }
}

register({
  name: NAME,
  label: "Exchange",
  state: { sides: ["", ""], even: false },
  create: (page) => new ExchangeView(page),
});
