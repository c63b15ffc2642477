// The opening view: who answered whom, in ranked rows of two sides each.

import { Axis } from "../answers/axis.js";
import { Bins } from "../answers/bins.js";
import { legend } from "../answers/legend.js";
import { forgetWidths } from "../answers/measure.js";
import { pairRow } from "../answers/pair_row.js";
import { rowsOf } from "../answers/rows.js";
import { sparkRow } from "../answers/sparks.js";
import { offerFirst, walk } from "../answers/walk.js";
import { actWords, sideName } from "../answers/words.js";
import { button, closest, h, svg } from "../base/dom.js";
import { answeredOf, grouped, plural } from "../base/text.js";
import { confidenceOf } from "../data/certainty.js";
import { dyadsOf, isTalk } from "../data/dyads.js";
import { within } from "../data/filter.js";
import { isDated } from "../data/intervals.js";
import { answeredAmong } from "../data/ledger.js";
import { pairFigure } from "../figure/pair_figure.js";
import { register } from "./registry.js";

const NAME = "answers";
const LOOKED = new Set(["select", "chain", "step"]); // what changes nothing that is drawn
const FEW = 60; // up to so many hostile acts of a pair, each is drawn by itself
const ROWS = 6; // shown at once, as long as the rest has one answer each
const SPARKS = 10;
const MORE = 40;
const COMPACT = 700; // narrower than this, rows are cards
const NAMES = 204;
const FINDING = 222;
const SPARK_COLUMNS = 760; // the width of all columns but the bars

class AnswersView {
  /** @type {Answers.Dyad[]} */
  #rows = [];
  #limit = 0;
  #drawnWidth = 0;
  #stale = true;

  /** @param {Page.Context} page */
  constructor(page) {
    this.page = page;
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.sentence = h("p", { class: "sentence" });
    this.legend = h("div", {});
    this.axis = h("div", { class: "axis", "aria-hidden": "true" });
    this.list = h("ol", { class: "rows", "aria-label": "Who answered whom. Arrow keys go from act to act." });
    this.rest = h("div", { class: "rest" });
    this.card = h("div", { class: "card", hidden: true });
    const head = h(
      "div",
      { class: "view-head" },
      h("div", {}, h("h2", {}, "Who answered whom"), this.sentence),
      this.legend,
    );
    this.body = h("div", { class: "answers-body" }, head, this.axis, this.list, this.rest);
    this.element = h("section", { class: NAME, "aria-label": "Who answered whom" }, this.body, this.card);
    walk(this.list, {
      store: this.store,
      linksOf: (key) => this.#row(key)?.links ?? [],
      sidesOf: (key) => this.#row(key)?.sides ?? [],
      story: (id) => this.#story(id),
    });
    this.list.addEventListener("pointerover", (event) => this.#showCard(event, ".act"));
    this.list.addEventListener("focusin", (event) => this.#showCard(event, "[data-act]"));
    for (const end of ["pointerleave", "focusout"]) this.list.addEventListener(end, () => this.#hideCard());
    new ResizeObserver(() => this.#resized()).observe(this.element);
    document.fonts?.ready.then(() => this.#measured());
  }

  /** @param {string} key */
  #row(key) {
    return this.#rows.find((row) => row.key === key);
  }

  /** @param {string} id */
  #story(id) {
    const chain = this.data.chains.find(({ incidents }) => incidents.includes(id));
    if (chain) this.store.step({ view: "story", chain: chain.id, step: 0 });
  }

  #resized() {
    if (this.state.view === NAME && this.element.clientWidth !== this.#drawnWidth) this.#draw();
  }

  #measured() {
    forgetWidths();
    if (this.state.view === NAME && !this.#stale) this.#draw();
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    this.state = state;
    this.result = result;
    if (changed.size) this.#limit = changed.has("select") && changed.size === 1 ? this.#limit : 0;
    const isOnlyLooked = changed.size > 0 && [...changed].every((key) => LOOKED.has(key));
    if (state.view === NAME && (this.#stale || !isOnlyLooked)) this.#draw();
    if (state.view !== NAME) this.#stale = true;
  }

  #draw() {
    const width = this.element.clientWidth;
    this.#drawnWidth = width;
    this.#stale = false;
    const dyads = dyadsOf(this.data, this.state, this.result);
    const many = dyads.some(({ acts }) => acts.size > FEW);
    this.element.classList.toggle("compact", width < COMPACT);
    this.element.classList.toggle("many", many);
    const focused =
      document.activeElement instanceof HTMLElement && this.list.contains(document.activeElement)
        ? document.activeElement.dataset.act
        : undefined;
    if (many) this.#drawMany(dyads, width);
    else this.#drawFew(dyads, width);
    offerFirst(this.list);
    if (focused) this.#refocus(focused);
  }

  /** @param {string} id */
  #refocus(id) {
    const act = this.list.querySelector(`[data-act="${CSS.escape(id)}"]`);
    if (act instanceof HTMLElement) act.focus();
  }

  /**
   * Each act by itself.
   * @param {Answers.Dyad[]} dyads
   * @param {number} width
   */
  #drawFew(dyads, width) {
    this.#rows = rowsOf(this.data, dyads);
    const single = this.#rows.findIndex(({ own }, n) => n >= ROWS && own <= 1);
    const shown = this.#limit || (single < 0 ? Math.min(this.#rows.length, MORE) : single);
    const rows = this.#rows.slice(0, shown);
    const compact = width < COMPACT;
    const margin = compact ? 16 : 32;
    const picture = compact ? width - 2 * margin : width - 2 * margin - NAMES - FINDING;
    if (!rows.length) return this.#drawNone(dyads);
    const axis = new Axis(spansOf(rows), { left: 4, right: picture - 6, cutFrom: compact ? 10 : 7 });
    const frame = {
      data: this.data,
      store: this.store,
      axis,
      width: picture,
      compact,
      quotes: /** @type {Set<string>} */ (new Set()),
      quoteWidth: compact ? picture : width - 2 * margin - NAMES - 8,
    };
    this.list.replaceChildren(...rows.map((row) => pairRow(frame, row)));
    this.#drawAxis(axis.ticks(), picture, axis.stretches, "acts answered");
    this.#describeFew(dyads);
    this.legend.replaceChildren(legend(this.data, this.store, drawnOf(this.data, rows)));
    this.#restOf(rows.length, (row) => sideName(this.data, row.sides[0] ?? []), this.#outside(rows));
  }

  /**
   * No act that is shown answers another: their number, and the way to them.
   * @param {Answers.Dyad[]} dyads
   */
  #drawNone(dyads) {
    const { size } = this.result.shown;
    const table = () => this.store.step({ view: "table", table: "incidents", sort: "" });
    const way = button(size === 1 ? "See it in the table" : `See all ${grouped(size)} in the table`, table);
    const words =
      this.state.reply === "none"
        ? "None of these acts was responded to by its target, as far as the sources say. The table says which open " +
          "an exchange and which respond to or join others."
        : "No act that is shown answers another that is shown.";
    this.list.replaceChildren(h("li", { class: "nothing" }, h("p", {}, words), size ? way : null));
    this.axis.replaceChildren();
    this.legend.replaceChildren();
    this.rest.replaceChildren();
    this.#describeFew(dyads);
  }

  /**
   * The pairs with most answers in the whole store, which are whole here, come first while no filter is set.
   * @param {Answers.Dyad} row
   */
  #place({ key }) {
    const { shown, total } = this.result;
    return shown.size === total && this.data.ranked.has(key) ? 0 : 1;
  }

  /**
   * Bars by week.
   * @param {Answers.Dyad[]} dyads
   * @param {number} width
   */
  #drawMany(dyads, width) {
    this.#rows = dyads
      .filter(({ acts }) => acts.size)
      .sort(
        (a, b) =>
          this.#place(a) - this.#place(b) || b.about - a.about || b.acts.size - a.acts.size || (a.key < b.key ? -1 : 1),
      );
    const whole = this.#rows.filter((row) => !this.#place(row)).length; // of a part, those that are all here
    const rows = this.#rows.slice(0, this.#limit || Math.min(SPARKS, whole || SPARKS));
    const frame = this.#sparkFrame(rows, width);
    this.list.replaceChildren(h("li", { class: "spark-item" }, sparkTable(frame, rows)));
    this.axis.replaceChildren();
    this.#describeMany(frame.bins);
    this.legend.replaceChildren(legend(this.data, this.store, drawnOf(this.data, rows)));
    this.#restOf(rows.length, (row) => row.sides.map((side) => sideName(this.data, side)).join(" and "), [
      this.#coded(),
    ]);
  }

  /**
   * The time of the bars of some rows, and how wide they are.
   * @param {Answers.Dyad[]} rows
   * @param {number} width
   */
  #sparkFrame(rows, width) {
    const { from, to } = this.state;
    const hasTalk = rows.some(({ talk }) => talk);
    const spans = spansOf(rows);
    const [first, last] = [
      from ?? Math.min(...spans.map(([day]) => day)),
      to ?? Math.max(...spans.map(([, day]) => day)),
    ];
    const whole = from === null && to === null ? spans : [/** @type {[number, number]} */ ([first, last])];
    const bars = width < COMPACT ? width - 32 : Math.max(width - 64 - SPARK_COLUMNS + (hasTalk ? 0 : 90), 260);
    const room = { left: 0, right: bars, cutFrom: 12, before: 0, even: true };
    const rough = new Axis(whole, room);
    const days = rough.stretches.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
    const bins = new Bins(first, last, undefined, days);
    const axis = new Axis(
      whole.map((span) => bins.span(span)),
      room,
    );
    const quoteWidth = width < COMPACT ? 2.4 * (width - 32) : width - 64;
    return { data: this.data, store: this.store, bins, axis, width: bars, hasTalk, quoteWidth };
  }

  /**
   * @param {import("../answers/axis.js").Tick[]} ticks
   * @param {number} width
   * @param {import("../answers/axis.js").Stretch[]} stretches
   * @param {string} right
   */
  #drawAxis(ticks, width, stretches, right) {
    const labels = ticks.map(({ x, label }) =>
      svg("text", { class: "tick", x: Math.min(x + 4, width - 24), y: 14 }, label),
    );
    const drawing = svg("svg", { width, height: 20 }, labels, cutMarks(stretches));
    this.axis.replaceChildren(drawing, h("span", {}, right));
  }

  /** @param {Answers.Dyad[]} dyads */
  #describeFew(dyads) {
    const { answered, stated, inferred } = answeredAmong(this.data, this.state, this.result.shown);
    const acts = this.data.incidents.filter(({ id }) => this.result.shown.has(id));
    const expected = acts.filter(({ status }) => status === "prospective").length;
    const base = inferred
      ? stated
        ? "some as a source says, some inferred by the model"
        : "all inferred by the model"
      : "each time a source says so";
    const more = expected ? `; ${grouped(expected)} more expected` : "";
    const words = answered.size
      ? `${answeredOf(answered.size, acts.length - expected)}; ${base}${more}. Pairs ranked by acts answered.`
      : `${plural(this.result.shown.size, "act")} between ${plural(dyads.length, "pair")}; ` +
        (this.result.shown.size < this.result.total
          ? "none of them answers another of them."
          : "no source says which answers which.");
    this.sentence.replaceChildren(...this.#about(words));
  }

  /** @param {Bins} bins */
  #describeMany(bins) {
    const hostile = this.data.incidents.filter(
      (incident) =>
        this.result.shown.has(incident.id) &&
        incident.status !== "prospective" &&
        (this.state.talk || !isTalk(this.data, incident)),
    );
    const ids = new Set(hostile.map(({ id }) => id));
    const { answered, stated, inferred } = answeredAmong(this.data, this.state, ids);
    const about = Math.round([...answered.values()].reduce((sum, one) => sum + one, 0));
    const base = inferred
      ? stated
        ? `${grouped(stated)} of them as a source says`
        : "all inferred by the model"
      : "each time a source says so";
    const what = this.state.talk ? "act" : "hostile act";
    const whole = this.#whole();
    const acts = plural(whole ?? hostile.length, what);
    const loaded = whole === null ? "" : ` of the ${grouped(hostile.length)} that are loaded`;
    const words = answered.size
      ? `${acts},${loaded} ${inferred ? "about " : ""}${grouped(about)} answered, ${base}. ` +
        `Pairs ranked by answers; one bar a ${bins.unit}.`
      : `${acts}${loaded ? `,${loaded} none answered` : ""}; run talion replies --write to infer who answered whom. ` +
        "Pairs ranked by acts.";
    this.sentence.replaceChildren(...this.#about(words));
  }

  /** How many acts of the whole store the filters leave, where the page has a part of it; else null. */
  #whole() {
    const { totals } = this.result;
    if (!totals) return null;
    const kept = [...totals.types].filter(
      ([id]) => !this.state.type.includes(id) && (this.state.talk || this.data.type(id).group !== "talk"),
    );
    return kept.reduce((sum, [, { left }]) => sum + left, 0);
  }

  /**
   * The finding, what filters hide, and what Talion does.
   * @param {string} words
   */
  #about(words) {
    const { total, shown, totals } = this.result;
    const hidden = totals ? totals.total - totals.incidents : total - shown.size;
    const open = () => this.store.step({ filters: !this.store.value.filters });
    return [
      h(
        "span",
        { class: "what" },
        "Talion finds in news and event data which act of a state answers which, and shows the words that say so. ",
      ),
      words,
      this.#vague(),
      " ",
      button(hidden ? `Filters hide ${grouped(hidden)}` : "Filter", open, {
        class: "link",
        "aria-expanded": String(this.state.filters),
      }),
    ];
  }

  /** How many have dates too vague to tell whether they are of the days chosen. */
  #vague() {
    const { from, to } = this.state;
    const { shown } = this.result;
    const vague = this.data.incidents.filter((one) => shown.has(one.id) && within(one, from, to) === "maybe").length;
    if (!vague) return "";
    const of = vague === shown.size ? "all" : grouped(vague);
    const whose = vague === 1 ? "The date of 1 is" : `The dates of ${of} are`;
    return ` ${whose} too vague to be sure of these days.`;
  }

  /**
   * The line of what is not shown above it.
   * @param {number} shown
   * @param {(row: Answers.Dyad) => string} name
   * @param {Dom.Child[]} right
   */
  #restOf(shown, name, right) {
    const rest = this.#rows.slice(shown);
    const single = rest.every(({ own }) => own <= 1);
    const label = this.element.classList.contains("many")
      ? `more ${rest.length === 1 ? "pair" : "pairs"} with hostile acts${this.data.partial ? " of those loaded" : ""}`
      : single
        ? "more, one answer each"
        : "more";
    const more = () => {
      this.#limit = shown + MORE;
      this.#draw();
    };
    const names = [...new Set(rest.slice(0, 5).map(name))].join(", ");
    const line = rest.length
      ? [
          button([h("b", {}, `${grouped(rest.length)} ${label}`)], more, { class: "more-rows" }),
          h("span", { class: "muted" }, ` ${names}${rest.length > 5 ? ", …" : ""}`),
        ]
      : [];
    this.rest.replaceChildren(h("p", {}, line), h("p", { class: "muted" }, right));
  }

  /**
   * What stands in no row: counted, and listed in the table.
   * @param {Answers.Dyad[]} rows
   * @returns {Dom.Child[]}
   */
  #outside(rows) {
    const inRows = new Set(rows.flatMap(({ acts }) => [...acts.keys()]));
    const outside = this.data.incidents.filter(({ id }) => this.result.shown.has(id) && !inRows.has(id));
    const talks = this.state.talk ? 0 : outside.filter((incident) => isTalk(this.data, incident)).length;
    const rest = outside.length - talks;
    const table = () => this.store.step({ view: "table", table: "incidents" });
    return [
      rest ? [button(`${plural(rest, "act")} in no row`, table, { class: "link" }), ": all are in the table. "] : null,
      this.#talkSwitch(talks),
    ];
  }

  /** @param {number} talks */
  #talkSwitch(talks) {
    if (!talks && !this.state.talk) return null;
    const change = () => this.store.step({ talk: !this.state.talk });
    return button(
      this.state.talk ? "fold talk and cooperation" : `show ${plural(talks, "act")} of talk and cooperation`,
      change,
      { class: "link" },
    );
  }

  #coded() {
    const talks = this.data.incidents.filter(
      (incident) => this.result.shown.has(incident.id) && isTalk(this.data, incident),
    ).length;
    const inferred = this.result.claims.some((claim) => claim.basis === "inferred");
    const read = this.data.incidents.filter((one) => this.result.shown.has(one.id) && confidenceOf(one) < 1).length;
    return h(
      "span",
      {},
      inferred
        ? "Machine-coded reports folded to acts, not checked by a reader. Percentages are sums of the model’s " +
            "probabilities and prove no cause. "
        : "",
      read
        ? `${plural(read, "act")} read by rules, checked by nobody: the evidence says how sure each reading is. `
        : "",
      this.#talkSwitch(talks),
    );
  }

  /**
   * @param {Event} event
   * @param {string} selector
   */
  #showCard(event, selector) {
    const on = closest(event, selector);
    const id = on?.getAttribute("data-id") ?? on?.getAttribute("data-act");
    const row = on?.closest(".pair-row");
    const incident = id ? this.data.incident(id) : undefined;
    const mark = id ? row?.querySelector(`.act[data-id="${CSS.escape(id)}"]`) : null;
    if (!incident || !mark) return this.#hideCard();
    const links = this.#row(row?.getAttribute("data-key") ?? "")?.links ?? [];
    this.card.replaceChildren(actWords(this.data, incident, links));
    this.card.hidden = false;
    const [box, around] = [mark.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const left = Math.max(8, Math.min(box.left - around.left - 20, around.width - 336));
    this.card.style.setProperty("left", `${left}px`);
    this.card.style.setProperty("top", `${box.bottom - around.top + 10}px`);
    return undefined;
  }

  #hideCard() {
    this.card.hidden = true;
  }

  figure() {
    const [first] = this.#rows;
    return first && first.acts.size <= FEW ? pairFigure(this.data, first) : null;
  }

  focus() {
    const act = this.list.querySelector('[tabindex="0"]');
    if (act instanceof HTMLElement) act.focus();
  }
}

/**
 * The dates of some rows, as first and last days; what is vaguer counts by its middle year.
 * @param {Answers.Dyad[]} rows
 * @returns {[number, number][]}
 */
function spansOf(rows) {
  /** @type {Map<string, [number, number]>} */
  const found = new Map();
  for (const { acts } of rows) {
    for (const { incident } of acts.values())
      if (isDated(incident)) found.set(incident.id, [incident.from, incident.to]);
  }
  return found.size ? [...found.values()] : [[0, 365]];
}

/**
 * What is drawn in some rows, for the legend.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad[]} rows
 */
function drawnOf(data, rows) {
  const acts = rows.flatMap((row) => [...row.acts.values()].map(({ incident }) => incident));
  const many = rows.some((row) => row.acts.size > FEW);
  return {
    groups: new Set(acts.map((incident) => data.group(incident))),
    statuses: new Set(many ? [] : acts.map(({ status }) => status)),
    bases: new Set(many ? [] : rows.flatMap(({ links }) => links.map(({ claim }) => claim.basis))),
    sizes: !many && acts.some((incident) => incident.count && data.type(incident).counts === "persons"),
    vague: !many && acts.some((incident) => !isDated(incident) || incident.to > incident.from),
  };
}

/**
 * Chevrons where time is cut out.
 * @param {import("../answers/axis.js").Stretch[]} stretches
 */
function cutMarks(stretches) {
  return stretches.slice(1).map(({ left }, n) => {
    const x = ((stretches[n]?.right ?? 0) + left) / 2 - 5;
    return svg("path", { class: "cut", d: `M${x} 5l4 4.5l-4 4.5M${x + 6} 5l4 4.5l-4 4.5` });
  });
}

/**
 * @param {import("../answers/sparks.js").Frame} frame
 * @param {Answers.Dyad[]} rows
 */
function sparkTable(frame, rows) {
  const inferred = rows.some(({ links }) => links.some(({ claim }) => claim.basis === "inferred"));
  const heads = ["", "", "acts", "share answered", inferred ? "answers, about" : "answers", "surest answer"];
  const head = [...heads, ...(frame.hasTalk ? ["folded"] : [])].map((label, n) =>
    h("th", { scope: "col" }, n === 1 ? timeHeads(frame) : label),
  );
  const body = rows.flatMap((row, n) => sparkRow(frame, row, n));
  return h("table", { class: "spark-table" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body));
}

/**
 * The months or years above the bars.
 * @param {import("../answers/sparks.js").Frame} frame
 */
function timeHeads({ axis, width }) {
  const labels = axis
    .ticks()
    .map(({ x, label }) => svg("text", { class: "tick", x: Math.min(x, width - 28), y: 14 }, label));
  return svg("svg", { width, height: 18, "aria-hidden": "true" }, labels, cutMarks(axis.stretches));
}

register({
  name: NAME,
  label: "Answers",
  wide: true,
  skip: "Skip to who answered whom",
  looks: [],
  create: (page) => new AnswersView(page),
});
