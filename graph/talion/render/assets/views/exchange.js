// The exchange of two sides: what each did, in numbers and drawn, in bins where it is much, with the whole period
// below.

import { Axis } from "../answers/axis.js";
import { beadsOf } from "../answers/beads.js";
import { rowDrawing } from "../answers/drawing.js";
import { labelsOf } from "../answers/labels.js";
import { forgetWidths } from "../answers/measure.js";
import { actItems } from "../answers/pair_row.js";
import { offerFirst, walk } from "../answers/walk.js";
import { actWords, outsideWords } from "../answers/words.js";
import { button, closest, h, svg } from "../base/dom.js";
import { answeredOf, clean, clip, grouped, percent, plural } from "../base/text.js";
import { dateWords } from "../data/dates.js";
import { dyadsOf, withOutside } from "../data/dyads.js";
import { bit } from "../data/filter.js";
import { isDated } from "../data/intervals.js";
import { isUnanswered, weight } from "../data/ledger.js";
import { actorsOfSide } from "../data/pairs.js";
import { stateFolding } from "../data/sides.js";
import { Balance, nameOfSide } from "../exchange/balance.js";
import { dyadOf, exchangeLedger } from "../exchange/pair.js";
import { binWords, FEW } from "../exchange/squares.js";
import { Strip } from "../exchange/strip.js";
import { exchangeFigure, stackedExchange } from "../figure/exchange_figure.js";
import { register } from "./registry.js";

const NAME = "exchange";
const LEAST_ROOM = 340;
const SUREST = 8;
const UNITS = ["", "day", "week", "month"];

class ExchangeView {
  /** @type {SVGSVGElement | null} */
  #drawing = null;
  #drawnWidth = 0;
  /** @type {Answers.Dyad | null} */
  #pair = null;
  #open = /** @type {Set<string>} */ (new Set());

  /** @param {Page.Context} page */
  constructor(page) {
    this.page = page;
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.balance = new Balance(page);
    this.heading = h("h2", {}, "Exchange");
    this.tools = h("div", { class: "exchange-tools" });
    this.place = h("div", { class: "exchange-place" });
    this.side = h("div", { class: "surest" });
    this.strip = new Strip(this.store);
    this.note = h("p", { class: "muted exchange-note" });
    this.card = h("div", { class: "card", hidden: true });
    const top = h("div", { class: "view-head" }, h("div", {}, this.heading, this.balance.summary), this.tools);
    this.element = h(
      "section",
      { class: "exchange", "aria-label": "Exchange" },
      h(
        "div",
        { class: "exchange-body" },
        top,
        h("div", { class: "exchange-head" }, this.balance.element, this.#swap()),
        h("div", { class: "exchange-middle" }, this.place, this.side),
        this.strip.element,
        this.note,
      ),
      this.card,
    );
    walk(this.place, {
      store: this.store,
      linksOf: () => this.#pair?.links ?? [],
      sidesOf: () => this.#pair?.sides ?? [],
      story: (id) => this.#story(id),
    });
    this.place.addEventListener("pointerover", (event) => this.#showCard(event, ".act"));
    this.place.addEventListener("focusin", (event) => this.#showCard(event, "[data-act]"));
    for (const end of ["pointerleave", "focusout"]) this.place.addEventListener(end, () => this.#hideCard());
    new ResizeObserver(() => this.#resized()).observe(this.element);
    document.fonts?.ready.then(() => {
      forgetWidths();
      if (this.state.view === NAME) this.#draw();
    });
  }

  #swap() {
    const words = "Swap the sides";
    const swap = () => this.store.step({ sides: this.state.sides.toReversed() });
    return button("⇄", swap, { "aria-label": words, title: words });
  }

  /** @param {string} id */
  #story(id) {
    const chain = this.data.chains.find(({ incidents }) => incidents.includes(id));
    if (chain) this.store.step({ view: "story", chain: chain.id, step: 0 });
  }

  #resized() {
    if (this.state.view === NAME && this.element.clientWidth !== this.#drawnWidth) this.#draw();
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} _
   * @param {Page.Result} result
   */
  update(state, _, result) {
    this.result = result;
    this.state = this.#chosen(state);
    if (state.view !== NAME) return;
    this.balance.nameSides(this.state.sides);
    this.#draw();
  }

  /**
   * The state with two sides: those of the address, else the pair with most answers.
   * @param {Page.State} state
   */
  #chosen(state) {
    if (state.view !== NAME || state.sides.some(Boolean)) return state;
    const places = [...this.data.ranked];
    const rank = (/** @type {Answers.Dyad} */ { key }) => (places.includes(key) ? places.indexOf(key) : places.length);
    const [first] = dyadsOf(this.data, state, this.result).sort(
      (a, b) => rank(a) - rank(b) || b.about - a.about || b.acts.size - a.acts.size || (a.key < b.key ? -1 : 1),
    );
    return first ? { ...state, sides: first.sides.map((side) => side.join("\t")) } : state;
  }

  #draw() {
    const { state, data, result } = this;
    this.#drawnWidth = this.element.clientWidth;
    this.#hideCard();
    const time = bit("time");
    const whole = exchangeLedger(data, state, (_, place) => ((result.failing[place] ?? 0) & ~time) === 0);
    const { ledger, talk } =
      state.from === null ? whole : exchangeLedger(data, state, ({ id }) => result.shown.has(id));
    const hidden = this.#hidden(ledger.events.size + talk);
    const notes = hidden ? [`filters hide ${grouped(hidden)}`] : [];
    this.heading.textContent = this.title(state) || "Exchange";
    this.balance.count(ledger, state.sides);
    const passes = (/** @type {Model.Incident} */ { id }) => result.shown.has(id);
    this.#pair = withOutside(data, state, dyadOf(data, ledger, state.sides), passes);
    this.#open = new Set([...ledger.events.values()].filter(isUnanswered).map(({ incident }) => incident.id));
    this.balance.describe(ledger, state.sides, [this.#answered(this.#pair), ...notes]);
    this.#tools(talk);
    this.#drawPair(this.#pair, hidden);
    this.#listSurest(this.#pair);
    this.strip.draw(data, dyadOf(data, whole.ledger, state.sides), state, this.#stripWidth());
    this.strip.element.hidden ||= whole.ledger.events.size <= FEW;
  }

  /** How many acts of the two were answered, as the opening view counts them. @param {Answers.Dyad} pair */
  #answered(pair) {
    if (pair.links.some(({ claim }) => claim.basis === "inferred") || !pair.answered.size) return "";
    const own = new Set(pair.sides.flat());
    const fold = stateFolding(this.data);
    const isOwn = (/** @type {string[]} */ ids) => [...ids, ...fold(ids)].some((id) => own.has(id));
    const others = [...pair.acts.values()].some(
      ({ incident: { agents, targets }, outside }) => !outside && !(isOwn(agents) && isOwn(targets)),
    );
    const members = others ? "those of members included" : "";
    return [answeredOf(pair.answered.size, pair.total), members, outsideWords(pair)].filter(Boolean).join(", ");
  }

  /** How many acts of the two the filters hide. @param {number} shown */
  #hidden(shown) {
    const all = exchangeLedger(this.data, { ...this.state, talk: true }, () => true);
    return all.ledger.events.size - shown;
  }

  /** @param {number} talk */
  #tools(talk) {
    const { state } = this;
    const size = this.#pair?.acts.size ?? 0;
    const units = size > FEW ? UNITS.map((unit) => this.#unit(unit)) : [];
    const inferred = this.#pair?.links.some(({ claim }) => claim.basis === "inferred");
    this.tools.replaceChildren(
      ...(units.length ? [h("div", { class: "segments", role: "group", "aria-label": "Stack acts by" }, units)] : []),
      ...(inferred ? [this.#least()] : []),
      ...(talk || state.talk ? [this.#talk(talk)] : []),
    );
  }

  /** @param {string} unit */
  #unit(unit) {
    const pressed = String(this.state.bin === unit);
    return button(unit || "auto", () => this.store.step({ bin: unit }), { "aria-pressed": pressed });
  }

  #least() {
    const input = h("input", {
      type: "range",
      min: "0",
      max: "100",
      step: "5",
      "aria-label": "Least probability of answers drawn, in percent",
      on: { change: () => this.store.step({ least: Number(input.value) / 100 }) },
    });
    input.value = String(Math.round(this.state.least * 100));
    return h("label", {}, "answers from ", percent(this.state.least), " ", input);
  }

  /** @param {number} talk */
  #talk(talk) {
    const change = () => this.store.step({ talk: !this.state.talk });
    return button(
      this.state.talk ? "fold talk" : `show ${grouped(talk)} of talk${this.data.partial ? " here" : ""}`,
      change,
    );
  }

  /**
   * @param {Answers.Dyad} pair
   * @param {number} hidden
   */
  #drawPair(pair, hidden) {
    this.note.replaceChildren();
    this.#drawing = pair.acts.size ? this.#drawingOf(pair) : null;
    const content = this.#drawing
      ? h(
          "div",
          { class: "pair-row", "data-key": pair.key },
          this.#drawing,
          actItems({ data: this.data, store: this.store }, pair, this.#open),
        )
      : this.#nothing(hidden);
    this.place.replaceChildren(content);
    offerFirst(this.place);
    this.#followChain();
  }

  /** The acts of the chain that is followed stand out. */
  #followChain() {
    const chain = this.data.chain(this.state.chain);
    this.#drawing?.classList.toggle("dimmed", Boolean(chain));
    for (const act of chain ? this.place.querySelectorAll(".act") : []) {
      act.classList.toggle("near", chain?.incidents.includes(act.getAttribute("data-id") ?? ""));
    }
  }

  /**
   * The names of the sides beside their lanes.
   * @param {number[]} heights
   */
  #names(heights) {
    const names = this.state.sides.map((side) => clip(nameOfSide(this.data, side), 40));
    return names.map((name, lane) => svg("text", { class: "side-name", x: 2, y: heights[lane] }, name));
  }

  get #room() {
    return Math.max(this.place.clientWidth - 4, LEAST_ROOM - 40);
  }

  #stripWidth() {
    return Math.max(this.strip.area.clientWidth || this.#room, 200);
  }

  /** @param {Answers.Dyad} pair */
  #drawingOf(pair) {
    return pair.acts.size <= FEW ? this.#marks(pair) : this.#squares(pair);
  }

  /** @param {Answers.Dyad} pair */
  #marks(pair) {
    const { data } = this;
    const width = this.#room;
    const dated = [...pair.acts.values()].map(({ incident }) => incident).filter(isDated);
    const spans = dated.map(({ from, to }) => /** @type {[number, number]} */ ([from, to]));
    const axis = new Axis(spans.length ? spans : [[0, 365]], { left: 8, right: width - 12 });
    const room = { left: 4, right: width - 4, top: 0, bottom: 270, lanes: [84, 186] };
    const beads = beadsOf(data, pair, axis, room);
    const linked = new Set(pair.links.flatMap(({ cause, answer }) => [cause.id, answer.id]));
    const labels = labelsOf(
      data,
      beads,
      room,
      (incident) => (linked.has(incident.id) ? 0 : 10) - data.type(incident).severity,
      pair,
    );
    const drawing = rowDrawing(data, pair, { axis, beads, labels, room, width, height: 292 });
    const ticks = axis
      .ticks()
      .map(({ x, label }) => svg("text", { class: "tick", x: Math.min(x + 4, width - 40), y: 288 }, label));
    drawing.append(...ticks, ...this.#names([20, 264]));
    const drawn = beads.reduce((sum, { acts }) => sum + acts.length, 0);
    this.#noteUndrawn(pair, drawn);
    return drawing;
  }

  /**
   * What has no date and no answer stands in no drawing: counted, and listed in the table.
   * @param {Answers.Dyad} pair
   * @param {number} drawn
   */
  #noteUndrawn(pair, drawn) {
    const left = pair.acts.size - drawn;
    if (!left) return;
    const verb = left === 1 ? "has" : "have";
    this.note.append(
      `${plural(left, "act")} without a date ${verb} no place here; the list of the numbers above has ` +
        `${left === 1 ? "it" : "them"}.`,
    );
  }

  /** @param {Answers.Dyad} pair */
  #squares(pair) {
    const { bins, solid, drawing } = stackedExchange(this.data, pair, this.state, this.#room);
    const inferred = pair.links.some(({ claim }) => claim.basis === "inferred")
      ? ` Dashed: answers inferred by the model, ${percent(this.state.least)} sure or more; wider is surer.`
      : "";
    this.note.append(`${binWords(bins, solid, pair.acts.size)}.${inferred}`);
    return drawing;
  }

  /** @param {Answers.Dyad} pair */
  #listSurest(pair) {
    const links = pair.links
      .toSorted((a, b) => weight(b.claim) - weight(a.claim) || (a.answer.from ?? 0) - (b.answer.from ?? 0))
      .slice(0, SUREST);
    const items = links.map(({ claim, answer }) => {
      const sure = claim.basis === "stated" ? "stated" : percent(claim.probability ?? 0);
      const words = [
        h("span", { class: "when" }, dateWords(answer.date)),
        h("span", {}, clip(this.data.type(answer).label, 26)),
        h("b", {}, sure),
      ];
      const open = () => this.store.step({ select: `incident:${answer.id}` });
      return h(
        "li",
        {},
        button(words, open, {
          "aria-label": `${clean(this.data.sentence(answer))}, ${dateWords(answer.date)}, answer ${sure}`,
        }),
      );
    });
    const some =
      items.length < pair.links.length ? `${items.length} of ${plural(pair.links.length, "answer")}` : "Answers";
    const title = pair.links.some(({ claim }) => claim.basis === "inferred") ? "Surest answers" : some;
    this.side.replaceChildren(...(items.length ? [h("h3", {}, title), h("ol", {}, items)] : []));
  }

  /** @param {number} hidden */
  #nothing(hidden) {
    const why = hidden ? `; filters hide ${grouped(hidden)}` : "";
    const words = this.state.sides.every(Boolean)
      ? `Nothing between these two${why}.`
      : "Choose two sides above: states, organizations with their members, agencies. Or click a pair of the " +
        "first view.";
    return h("p", { class: "nothing" }, words);
  }

  /**
   * @param {Event} event
   * @param {string} selector
   */
  #showCard(event, selector) {
    const on = closest(event, selector);
    const id = on?.getAttribute("data-id") ?? on?.getAttribute("data-act");
    const incident = id ? this.data.incident(id) : undefined;
    const mark = id ? this.place.querySelector(`.act[data-id="${CSS.escape(id)}"]`) : null;
    if (!incident || !mark) return this.#hideCard();
    this.card.replaceChildren(actWords(this.data, incident, this.#pair?.links ?? [], this.#open.has(incident.id)));
    this.card.hidden = false;
    const [box, around] = [mark.getBoundingClientRect(), this.element.getBoundingClientRect()];
    this.card.style.setProperty("left", `${Math.max(8, Math.min(box.left - around.left - 20, around.width - 336))}px`);
    this.card.style.setProperty("top", `${box.bottom - around.top + 10}px`);
    return undefined;
  }

  #hideCard() {
    this.card.hidden = true;
  }

  /** @param {Page.State} state */
  title({ sides }) {
    return sides.every(Boolean) ? sides.map((side) => nameOfSide(this.data, side)).join(" and ") : "";
  }

  drawing() {
    return this.#drawing;
  }

  figure() {
    const pair = this.#pair;
    return pair?.acts.size ? exchangeFigure(this.data, pair, this.state) : null;
  }

  /** @param {Model.Chain} chain */
  chainChange(chain) {
    const first = this.data.incidentsOf(chain.incidents).find((i) => i.agents.length && i.targets.length);
    return first ? { sides: [first.agents.join("\t"), first.targets.join("\t")] } : null;
  }

  /** @param {Page.State} state */
  scope(state) {
    const { sides } = this.#chosen(state);
    const [actors = [], partners = []] = sides.map(actorsOfSide);
    return actors.length && partners.length ? { actors, partners } : null;
  }
}

register({
  name: NAME,
  label: "Exchange",
  state: { sides: ["", ""], bin: "", least: 0.3 },
  wide: true,
  create: (page) => new ExchangeView(page),
});
