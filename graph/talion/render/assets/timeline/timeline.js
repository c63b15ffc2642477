// The timeline: a histogram by family of type, a brush that restricts everything, a play button.

import { button, h, plural, svg } from "../base/dom.js";
import { GROUPS } from "../base/theme.js";
import { FACETS, within } from "../data/filter.js";
import { dayOf, isoOf } from "../data/graph_data.js";
import { listOf } from "../data/selections.js";

const HEIGHT = 64;
const SPAN_ROWS = 4;
const LEFT = 8;
const UNITS = [
  ["day", 1],
  ["week", 7],
  ["month", 30.4],
  ["quarter", 91.3],
  ["year", 365.25],
  ["five years", 1826],
  ["decade", 3652],
];

export class Timeline {
  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.drawing = svg("svg", { class: "bars", "aria-hidden": "true" });
    this.selection = h("div", { class: "brush" });
    this.handles = ["from", "to"].map((end) =>
      h("div", {
        class: `handle ${end}`,
        role: "slider",
        tabindex: "0",
        "aria-label": end === "from" ? "First day shown" : "Last day shown",
        on: { keydown: (event) => this.#key(event, end) },
      }),
    );
    this.area = h("div", { class: "timeline-area" }, this.drawing, this.selection, this.handles);
    this.said = h("p", { class: "timeline-said", "aria-live": "polite" });
    this.playing = button("▶", () => this.#play(), {
      class: "play",
      "aria-label": "Play through time",
      "aria-pressed": "false",
    });
    this.all = button("all", () => store.set({ from: null, to: null, sure: false }, { step: true }), { class: "link" });
    this.sure = h("input", {
      type: "checkbox",
      on: { change: () => store.set({ sure: this.sure.checked }, { step: true }) },
    });
    this.sureLabel = h(
      "label",
      { class: "sure", title: "Leave out incidents whose date is too vague to tell" },
      this.sure,
      " surely inside",
    );
    this.element = h(
      "section",
      { class: "timeline", "aria-label": "Timeline" },
      h("div", { class: "timeline-head" }, this.playing, this.said, this.sureLabel, this.all),
      this.area,
    );
    this.area.addEventListener("pointerdown", (event) => this.#down(event));
    new ResizeObserver(() => this.#resized()).observe(this.area);
  }

  #resized() {
    if (!this.state || this.area.clientWidth === this.width) return;
    this.draw();
  }

  update(state, _changed, result) {
    this.state = state;
    this.result = result;
    this.draw();
  }

  draw() {
    this.width = this.area.clientWidth;
    const dated = this.world.incidents.filter((i) => i.from !== null);
    // Where the page has a part of a store, its server tells the months of the whole: {first, last, all, left, undated}.
    this.months = this.result.whole?.months ?? null;
    const some = dated.length > 0 || Boolean(this.months);
    this.element.classList.toggle("empty", !some);
    if (!some || !this.width) return;
    const drawn = this.months ? "whole" : this.world.incidents.length;
    if (this.drawnFor !== drawn || this.drawnWidth !== this.width) this.#scale(dated, drawn);
    this.#bars(dated);
    this.#brush();
    this.#say(dated.length);
  }

  #scale(dated, drawn) {
    this.drawnFor = drawn;
    this.drawnWidth = this.width;
    let { first = Infinity, last = -Infinity } = this.months ?? {};
    if (!this.months)
      for (const incident of dated) {
        if (incident.from < first) first = incident.from;
        if (incident.to > last) last = incident.to;
      }
    const unit =
      UNITS.find(([, days]) => (!this.months || days > 30) && (last - first) / days < Math.max(this.width / 7, 24)) ??
      UNITS.at(-1);
    this.unit = unit[0];
    this.edges = edgesOf(first, last, this.unit);
    this.first = this.edges[0];
    this.last = this.edges.at(-1) - 1;
  }

  x(day) {
    return LEFT + ((day - this.first) / (this.last + 1 - this.first)) * (this.width - 2 * LEFT);
  }

  day(x) {
    const day = this.first + ((x - LEFT) / (this.width - 2 * LEFT)) * (this.last + 1 - this.first);
    return Math.max(this.first, Math.min(this.last, Math.floor(day)));
  }

  #bars(dated) {
    const bins = this.edges.length - 1;
    const time = 1 << FACETS.indexOf("time");
    const all = new Float64Array(bins);
    const heights = Object.fromEntries(GROUPS.map((group) => [group, new Float64Array(bins)]));
    const soft = Object.fromEntries(GROUPS.map((group) => [group, new Float64Array(bins)])); // alleged or planned
    const disputed = new Float64Array(bins);
    const spans = [];
    if (this.months) this.#monthly(all, heights);
    else
      for (const incident of dated) {
        const bin = binOf(this.edges, incident.from);
        const passes = (this.result.failing[this.world.at.get(incident.id)] & ~time) === 0;
        if (incident.to < this.edges[bin + 1]) {
          all[bin] += 1;
          if (passes) (incident.status === "reported" ? heights : soft)[this.world.group(incident)][bin] += 1;
          if (passes && incident.disputed?.length) disputed[bin] += 1;
        } else spans.push({ incident, passes });
      }
    const most = Math.max(1, ...all);
    const scale = (count) => (HEIGHT - 6) * (most > 40 ? Math.sqrt(count / most) : count / most);
    const bar = (bin, low, high) =>
      `M${this.x(this.edges[bin]) + 0.5} ${HEIGHT - low}V${HEIGHT - high}H${this.x(this.edges[bin + 1]) - 0.5}V${HEIGHT - low}Z`;
    const paths = [path("ghost", [...all].map((count, bin) => (count ? bar(bin, 0, scale(count)) : "")).join(""))];
    const stacked = new Float64Array(bins);
    const stack = (name, counts) => {
      let text = "";
      counts.forEach((count, bin) => {
        if (!count) return;
        const low = scale(stacked[bin]);
        stacked[bin] += count;
        text += bar(bin, low, scale(stacked[bin]));
      });
      if (text) paths.push(path(name, text));
    };
    for (const group of GROUPS) {
      stack(`fill ${group}`, heights[group]);
      stack(`fill soft ${group}`, soft[group]);
    }
    disputed.forEach(
      (count, bin) =>
        count &&
        paths.push(
          svg(
            "text",
            {
              class: "unequal",
              x: (this.x(this.edges[bin]) + this.x(this.edges[bin + 1])) / 2,
              y: HEIGHT - scale(stacked[bin]) - 2,
            },
            "≠",
          ),
        ),
    );
    const rows = this.#spans(spans, paths);
    const bottom = HEIGHT + 4 + rows * 4;
    this.drawing.setAttribute("width", this.width);
    this.drawing.setAttribute("height", bottom + 16);
    this.area.style.setProperty("height", `${bottom + 16}px`);
    this.bottom = bottom;
    this.drawing.replaceChildren(
      svg("line", { class: "axis", x1: LEFT, x2: this.width - LEFT, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 }),
      ...paths,
      ...this.#ticks(bottom),
    );
  }

  // The whole store's months, into the bars that they begin in.
  #monthly(all, heights) {
    for (const { day, types } of this.months.all)
      for (const count of Object.values(types)) all[binOf(this.edges, day)] += count;
    for (const { day, types } of this.months.left) {
      for (const [type, count] of Object.entries(types))
        heights[this.world.types.get(type)?.group ?? "other"][binOf(this.edges, day)] += count;
    }
  }

  // Dates less exact than a bar, as lines as long as they may be.
  #spans(spans, paths) {
    const ends = [];
    const texts = {};
    for (const { incident, passes } of spans.sort(
      (a, b) => a.incident.from - b.incident.from || a.incident.to - b.incident.to,
    )) {
      let row = ends.findIndex((end) => end < incident.from);
      if (row < 0) row = ends.length < SPAN_ROWS ? ends.length : SPAN_ROWS - 1;
      ends[row] = Math.max(ends[row] ?? -Infinity, incident.to);
      const key = passes
        ? `span ${this.world.group(incident)}${incident.status === "reported" ? "" : " soft"}`
        : "span ghost";
      texts[key] =
        (texts[key] ?? "") +
        `M${this.x(incident.from)} ${HEIGHT + 5 + row * 4}H${Math.max(this.x(incident.to + 1), this.x(incident.from) + 2)}`;
    }
    for (const [name, text] of Object.entries(texts)) paths.push(path(name, text));
    return ends.length;
  }

  #ticks(bottom) {
    const span = this.last - this.first;
    const every = UNITS.find(([, days]) => span / days < this.width / 64) ?? UNITS.at(-1);
    return edgesOf(this.first, this.last, every[0])
      .filter((day) => day >= this.first && day <= this.last && this.x(day) < this.width - 30)
      .map((day) => {
        const iso = isoOf(day);
        return svg(
          "text",
          { class: "tick", x: this.x(day), y: bottom + 12 },
          every[1] >= 365 ? iso.slice(0, 4) : every[1] >= 30 ? iso.slice(0, 7) : iso,
        );
      });
  }

  #brush() {
    const { from, to } = this.state;
    const on = from !== null && to !== null;
    const [left, right] = on
      ? [this.x(Math.max(from, this.first)), this.x(Math.min(to, this.last) + 1)]
      : [LEFT, this.width - LEFT];
    this.selection.classList.toggle("on", on);
    this.selection.style.setProperty("left", `${left}px`);
    this.selection.style.setProperty("width", `${Math.max(right - left, 2)}px`);
    this.selection.style.setProperty("height", `${this.bottom}px`);
    this.handles.forEach((handle, end) => {
      const day = on ? (end ? to : from) : end ? this.last : this.first;
      handle.style.setProperty("left", `${end ? right : left}px`);
      handle.style.setProperty("height", `${this.bottom}px`);
      handle.setAttribute("aria-valuemin", this.first);
      handle.setAttribute("aria-valuemax", this.last);
      handle.setAttribute("aria-valuenow", day);
      handle.setAttribute("aria-valuetext", isoOf(day));
    });
  }

  #say(dated) {
    const { from, to } = this.state;
    const undated = this.months ? this.months.undated : this.world.incidents.length - dated;
    const hides = (this.result.whole ?? this.result).hides.time;
    // Where all is here, each number opens what it counts.
    const number = (count, terms, after) =>
      this.result.whole
        ? [count.toLocaleString("en"), after]
        : [
            button(count.toLocaleString("en"), () => this.store.set({ select: listOf(terms) }, { step: true }), {
              class: "link",
              "aria-label": `${plural(count, "incident")}${after}`,
            }),
            after,
          ];
    const parts = [];
    if (from === null) parts.push([`${isoOf(this.first)} to ${isoOf(this.last)}`], [`bars a ${this.unit}`]);
    else {
      const maybe = this.world.incidents.filter(
        (i) => this.result.shown.has(i.id) && within(i, from, to) === "maybe",
      ).length;
      parts.push([`${isoOf(from)} to ${isoOf(to)}`]);
      if (hides) parts.push(["hides ", ...number(hides, { hidden: "time" }, "")]);
      if (maybe) parts.push(number(maybe, { date: "maybe" }, " perhaps inside"));
    }
    if (undated) parts.push(number(undated, { date: "none" }, ` without a date${from === null ? "" : " hidden"}`));
    this.said.replaceChildren(...parts.flatMap((part, i) => (i ? [" · ", ...part] : part)));
    this.sure.checked = this.state.sure;
    this.sureLabel.hidden = from === null;
    this.all.hidden = from === null;
  }

  #down(event) {
    if (event.button !== 0) return;
    this.#stop();
    const rect = this.area.getBoundingClientRect();
    const at = (e) => this.day(e.clientX - rect.left);
    const start = at(event);
    const { from, to } = this.state;
    const handle = event.target.closest(".handle");
    const moving =
      !handle && from !== null && event.target === this.selection && event.clientY - rect.top > 0 && !event.shiftKey;
    const anchor = handle ? (handle.classList.contains("from") ? (to ?? this.last) : (from ?? this.first)) : start;
    const move = (e) => {
      const day = at(e);
      if (moving) {
        const shift = Math.max(this.first - from, Math.min(this.last - to, day - start));
        this.store.set({ from: from + shift, to: to + shift });
      } else if (Math.abs(e.clientX - event.clientX) > 2) this.#cut(Math.min(anchor, day), Math.max(anchor, day));
    };
    const up = () => {
      this.area.removeEventListener("pointermove", move);
      this.area.removeEventListener("pointerup", up);
      this.area.removeEventListener("pointercancel", up);
    };
    this.area.setPointerCapture(event.pointerId);
    this.area.addEventListener("pointermove", move);
    this.area.addEventListener("pointerup", up);
    this.area.addEventListener("pointercancel", up);
    if (!handle) event.preventDefault();
  }

  #key(event, end) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const jump = { Home: this.first, End: this.last }[event.key];
    if (step === undefined && jump === undefined) return;
    event.preventDefault();
    this.#stop();
    let from = this.state.from ?? this.first;
    let to = this.state.to ?? this.last;
    const bin = Math.max(1, Math.round((this.last - this.first) / 100));
    const move = (day) => Math.max(this.first, Math.min(this.last, jump ?? day + step * bin));
    if (end === "from") from = Math.min(move(from), to);
    else to = Math.max(move(to), from);
    this.#cut(from, to);
  }

  // A brush over everything is none.
  #cut(from, to) {
    const whole = from <= this.first && to >= this.last;
    this.store.set(whole ? { from: null, to: null } : { from, to });
  }

  // Move the brush through time, a step at a time, to the end.
  #play() {
    if (this.timer) return this.#stop();
    let { from, to } = this.state;
    const span = this.last - this.first;
    if (from === null || to >= this.last)
      [from, to] = [this.first, this.first + (from === null ? Math.ceil(span / 10) : to - from)];
    const width = to - from;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = Math.max(1, Math.round(still ? width : width / 4));
    this.playing.textContent = "❚❚";
    this.playing.setAttribute("aria-pressed", "true");
    this.store.set({ from, to });
    this.timer = setInterval(
      () => {
        if (this.state.to !== to) return this.#stop(); // someone else moved the brush
        to = Math.min(to + step, this.last);
        this.store.set({ from: to - width, to });
        return to >= this.last && this.#stop();
      },
      still ? 1600 : 450,
    );
    return undefined;
  }

  #stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.playing.textContent = "▶";
    this.playing.setAttribute("aria-pressed", "false");
  }
}

function path(name, d) {
  return svg("path", { class: name, d });
}

function binOf(edges, day) {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The first days of the calendar's units that hold the days first…last, and of the one after.
function edgesOf(first, last, unit) {
  const months = { month: 1, quarter: 3, year: 12, "five years": 60, decade: 120 }[unit];
  const edges = [];
  if (!months) {
    const days = unit === "week" ? 7 : 1;
    for (let day = first - (unit === "week" ? (((first + 3) % 7) + 7) % 7 : 0); ; day += days) {
      edges.push(day);
      if (day > last) return edges;
    }
  }
  const start = isoOf(first).match(/^([+-]?\d+)-(\d\d)/);
  let month = Number(start[1]) * 12 + Number(start[2]) - 1;
  for (month -= month % months; ; month += months) {
    const day = dayOf(
      `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`,
    );
    edges.push(day);
    if (day > last) return edges;
  }
}
