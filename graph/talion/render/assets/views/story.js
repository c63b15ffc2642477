// A chain or an exchange told step by step: one act a screen, its date, its words, the balance so far.

import { Axis } from "../answers/axis.js";
import { beadsOf } from "../answers/beads.js";
import { rowDrawing } from "../answers/drawing.js";
import { labelsOf } from "../answers/labels.js";
import { bdi, button, h, svg } from "../base/dom.js";
import { clean, clip } from "../base/text.js";
import { dateWords } from "../data/dates.js";
import { delayWords, isDated } from "../data/intervals.js";
import { articleLine, quoted } from "../evidence/quote.js";
import { pairFigure } from "../figure/pair_figure.js";
import { balanceTable } from "../story/balance.js";
import { inSentence } from "../story/sentence.js";
import { storyOf } from "../story/steps.js";
import { register } from "./registry.js";

const NAME = "story";
const PACE = 6000; // milliseconds a step, while it plays
const SWIPE = 48; // pixels of a swipe
const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, Home: -1e6, End: 1e6 });

class StoryView {
  #timer = 0;
  #drawnWidth = 0;
  /** @type {import("../story/steps.js").Story | null} */
  #story = null;
  #drawing = /** @type {SVGElement | null} */ (null);

  /** @param {Page.Context} page */
  constructor(page) {
    this.page = page;
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.body = h("div", { class: "story-body" });
    this.announced = h("p", { class: "unseen", role: "status" });
    this.foot = h("div", { class: "story-foot" });
    this.element = h(
      "section",
      { class: NAME, "aria-label": "Story", tabindex: "-1", on: { keydown: (event) => this.#key(event) } },
      this.body,
      this.announced,
      this.foot,
    );
    this.#listenToSwipes();
    new ResizeObserver(() => this.element.clientWidth !== this.#drawnWidth && this.#draw()).observe(this.element);
  }

  #listenToSwipes() {
    let start = /** @type {number | null} */ (null);
    this.body.addEventListener(
      "touchstart",
      (event) => {
        start = event.touches.length === 1 ? (event.touches[0]?.clientX ?? null) : null;
      },
      { passive: true },
    );
    this.body.addEventListener("touchend", (event) => {
      const moved = (event.changedTouches[0]?.clientX ?? 0) - (start ?? 0);
      if (start !== null && Math.abs(moved) > SWIPE) this.#go(moved < 0 ? 1 : -1);
      start = null;
    });
  }

  /**
   * @param {Page.State} state
   */
  update(state) {
    this.state = state;
    if (state.view === NAME) this.#draw();
    else this.#stop();
  }

  #draw() {
    if (this.state.view !== NAME) return;
    this.#drawnWidth = this.element.clientWidth;
    this.#story = storyOf(this.data, this.state, this.page.result());
    const story = this.#story;
    if (!story?.steps.length) {
      this.body.replaceChildren(
        h("p", { class: "nothing" }, "No act answers another here: there is no story to tell yet."),
      );
      this.foot.replaceChildren();
      return;
    }
    const at = Math.max(0, Math.min(this.state.step, story.steps.length - 1));
    const step = story.steps[at];
    if (!step) return;
    this.body.replaceChildren(
      this.#head(story, at),
      h("h2", {}, bdi(step.title)),
      h("p", { class: "story-when" }, whenWords(this.data, step)),
      this.#picture(story, at),
      h("div", { class: "story-lower" }, this.#words(step), balanceTable(this.data, story, at)),
    );
    this.#buttons(story, at);
    this.announced.textContent =
      `Step ${at + 1} of ${story.steps.length}: ${step.title}. ` + `${whenWords(this.data, step)}`;
  }

  /**
   * @param {import("../story/steps.js").Story} story
   * @param {number} at
   */
  #head({ title, kind, steps }, at) {
    const dots = steps.map((_, n) => h("i", { class: n <= at ? "past" : "" }));
    const chains = this.data.chains;
    const picker = h(
      "select",
      { "aria-label": "Another chain", on: { change: () => this.store.step({ chain: picker.value, step: 0 }) } },
      this.data.chain(this.state.chain) ? null : h("option", { value: "" }, "the exchange"),
      chains.map((chain) => h("option", { value: chain.id }, clip(chain.label, 60))),
    );
    picker.value = this.data.chain(this.state.chain)?.id ?? "";
    return h(
      "div",
      { class: "story-head" },
      h("p", {}, h("b", {}, bdi(title)), ` ${kind}`),
      chains.length > 1 ? picker : null,
      h("p", { class: "story-steps" }, `step ${at + 1} of ${steps.length}`, h("span", { "aria-hidden": "true" }, dots)),
    );
  }

  /**
   * @param {import("../story/steps.js").Story} story
   * @param {number} at
   */
  #picture(story, at) {
    const compact = this.element.clientWidth < 700;
    const names = compact ? 0 : 190;
    const width = Math.max(this.element.clientWidth - (compact ? 32 : 128) - names, 240);
    const dates = story.steps.flatMap(({ incidents }) => incidents).filter(isDated);
    const spans = dates.map(({ from, to }) => /** @type {[number, number]} */ ([from, to]));
    const axis = new Axis(spans.length ? spans : [[0, 365]], { left: 70, right: width - 60 });
    const room = {
      left: 4,
      right: width - 4,
      top: 24,
      bottom: 250,
      lanes: [98, 196],
      perPerson: 4.4,
      act: 8,
      before: 84,
      letters: 14,
    };
    const beads = beadsOf(this.data, story.pair, axis, room);
    const labels = labelsOf(this.data, beads, room, () => 0, story.pair);
    const drawing = rowDrawing(this.data, story.pair, { axis, beads, labels, room, width, height: 236 });
    drawing.append(
      ...axis
        .ticks()
        .map(({ x, label }) => svg("text", { class: "tick", x: Math.min(x + 4, width - 40), y: 12 }, label)),
    );
    fade(drawing, story, at);
    this.#drawing = drawing;
    const sides = story.pair.sides.map((side) => h("span", {}, bdi(clip(this.data.names(side), 40))));
    return h("div", { class: "story-picture" }, h("div", { class: "story-names" }, sides), drawing);
  }

  /** @param {import("../story/steps.js").Step} step */
  #words({ link, incidents }) {
    const { data } = this;
    const claim = link?.claim;
    const report = incidents.flatMap((incident) => data.reportsOf(incident))[0];
    const read = () => this.store.step({ select: `incident:${incidents[0]?.id}` });
    const more = button("all the evidence", read, { class: "link" });
    if (claim?.quote !== undefined) {
      return h(
        "div",
        { class: "story-quote" },
        quoted(inSentence({ ...claim, quote: claim.quote })),
        articleLine({ data }, claim.article, claim.quote),
        h("p", { class: "muted" }, "Marked: the words that say it answers. ", more),
      );
    }
    const inferred = claim
      ? `Inferred by the model, ${Math.round((claim.probability ?? 0) * 100)} % sure; no source says so. `
      : "";
    return h(
      "div",
      { class: "story-quote" },
      report ? [quoted(inSentence(report)), articleLine({ data }, report.article, report.quote)] : null,
      h("p", { class: "muted" }, inferred, more),
    );
  }

  /**
   * @param {import("../story/steps.js").Story} story
   * @param {number} at
   */
  #buttons({ steps }, at) {
    const [before, after] = [steps[at - 1], steps[at + 1]];
    const focused = this.foot.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-way")
      : null;
    const label = this.#timer ? "Pause" : "Play";
    this.foot.replaceChildren(
      button(before ? `← ${clip(before.title, 34)}` : "← back", () => this.#go(-1), {
        "data-way": "-1",
        disabled: !before,
      }),
      h(
        "p",
        { class: "muted" },
        button(label, () => this.#play(), { "data-way": "play", "aria-pressed": String(Boolean(this.#timer)) }),
        " Arrow keys step, Home and End go to the ends, Esc leaves",
      ),
      button(after ? `${clip(after.title, 34)} →` : "to the exchange", () => (after ? this.#go(1) : this.#leave()), {
        class: "primary",
        "data-way": "1",
      }),
    );
    const again = focused ? this.foot.querySelector(`[data-way="${focused}"]:not([disabled])`) : null;
    if (again instanceof HTMLElement) again.focus();
    else if (focused) this.element.focus();
  }

  /** @param {number} by */
  #go(by, playing = false) {
    const count = this.#story?.steps.length ?? 0;
    const next = Math.max(0, Math.min(this.state.step + by, count - 1));
    if (!playing) this.#stop();
    if (next !== this.state.step) this.store.step({ step: next });
    else if (playing) this.#stop();
  }

  #leave() {
    const sides = this.#story?.pair.sides.map((side) => side.join("\t"));
    this.store.step(sides ? { view: "exchange", sides } : { view: "answers" });
  }

  #play() {
    if (this.#timer) this.#stop();
    else {
      if (this.state.step >= (this.#story?.steps.length ?? 0) - 1) this.store.step({ step: 0 });
      this.#timer = setInterval(() => this.#go(1, true), PACE);
    }
    this.#draw();
  }

  #stop() {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = KEYS[event.key];
    if (by !== undefined) {
      event.preventDefault();
      this.#go(by);
    } else if (event.key === "Escape") this.#leave();
  }

  focus() {
    this.element.focus();
  }

  title() {
    return this.#story?.title ?? "";
  }

  drawing() {
    return this.#drawing;
  }

  figure() {
    return this.#story?.steps.length ? pairFigure(this.data, this.#story.pair) : null;
  }

  chainChange() {
    return { step: 0 };
  }
}

/**
 * When a step was, and how long after what it answers.
 * @param {Page.GraphData} data
 * @param {import("../story/steps.js").Step} step
 */
function whenWords(data, { incidents, link }) {
  const [first] = incidents;
  if (!first) return "";
  const against = `against ${data.names(first.targets)}`;
  const exact = isDated(first) && first.from === first.to;
  const when = isDated(first)
    ? exact
      ? dateWords(first.date)
      : `some day in ${dateWords(first.date)}`
    : "its date is not told";
  const status =
    first.status === "reported"
      ? ""
      : first.status === "alleged"
        ? "; alleged, not established"
        : "; expected or threatened, not done";
  if (!link) return clean(`${cap(against)}; ${when}${status}.`);
  const delay = delayWords(link.cause, link.answer);
  const what = clean(data.type(link.cause).label);
  return clean(
    `${cap(against)}; ${when}${status}. It answers ${what} by ` +
      `${data.names(link.cause.agents)}${delay ? `, ${delay}` : "; how long after is not told"}.`,
  );
}

/** @param {string} text */
function cap(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The acts of this step in ink, those before as they are, those to come faint.
 * @param {SVGElement} drawing
 * @param {import("../story/steps.js").Story} story
 * @param {number} at
 */
function fade(drawing, { steps }, at) {
  const of = new Map(steps.flatMap(({ incidents }, n) => incidents.map(({ id }) => [id, n])));
  const last = (/** @type {string | null} */ ids) => Math.min(...(ids ?? "").split(" ").map((id) => of.get(id) ?? 0));
  for (const act of drawing.querySelectorAll(".act"))
    act.classList.toggle("to-come", last(act.getAttribute("data-id")) > at);
  for (const arc of drawing.querySelectorAll(".arc"))
    arc.classList.toggle("to-come", last(arc.getAttribute("data-to")) > at);
}

register({ name: NAME, label: "Story", wide: true, tells: true, create: (page) => new StoryView(page) });
