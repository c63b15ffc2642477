// The exchange of two sides: two lanes, a mark for each act sized by its count, arrows for answers.

import { bdi, button, clean, clip, h, plural, svg } from "./dom.js";
import { shownClaim } from "./filter.js";
import { actorPicker } from "./search.js";
import { duration, isoOf, side } from "./world.js";

const TOP = 150; // the middle of the upper lane
const BOTTOM = 330;
const FLOOR = 480;
const MARGIN = 96;
const STEP = 84; // the least distance of two dates
const TIGHT = 66; // or this, where that makes all of them fit
const MOST = 400; // acts drawn

export class Exchange {
  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.pickers = [0, 1].map((end) => actorPicker(world, {
      label: end ? "Second side" : "First side", placeholder: end ? "second side …" : "first side …",
      pick: (actor, input) => {
        const sides = [...store.value.sides];
        sides[end] = actor.id;
        input.blur();
        store.set({ sides }, { step: true });
      },
    }));
    this.pickers.forEach(({ input }) => input.addEventListener("focus", () => input.select()));
    this.even = h("input", { type: "checkbox", on: { change: () => store.set({ even: this.even.checked }) } });
    this.said = h("p", { class: "exchange-said" });
    this.place = h("div", { class: "exchange-scroll", tabindex: "0", role: "region", "aria-label": "Exchange, drawn" });
    this.tip = h("div", { class: "tip", role: "status", hidden: true });
    this.element = h("section", { class: "exchange", "aria-label": "Exchange" },
      h("div", { class: "exchange-head" }, this.pickers[0].element, button("⇄", () => store.set({ sides: [...store.value.sides].reverse() }, { step: true }), { "aria-label": "Swap the sides", title: "Swap the sides" }), this.pickers[1].element,
        h("label", {}, this.even, " even spacing"), this.said), this.place, this.tip);
  }

  // The actors of a side: itself, its members, its agencies and persons.
  sideOf(text) {
    const ids = new Set(text.split("\t").filter(Boolean));
    for (const id of [...ids]) for (const member of this.world.members.get(id) ?? []) ids.add(member);
    for (const actor of this.world.actors.values()) if (ids.has(actor.state)) ids.add(actor.id);
    for (const { person, state } of this.world.offices) if (ids.has(state)) ids.add(person);
    return ids;
  }

  nameOf(text) {
    const ids = text.split("\t").filter(Boolean);
    return ids.length ? ids.map((id) => this.world.name(id)).join(", ") : "";
  }

  update(state, changed, result) {
    this.state = state;
    this.result = result;
    if (state.view !== "exchange") return;
    this.even.checked = state.even;
    this.pickers.forEach(({ input }, end) => {
      if (document.activeElement !== input) input.value = clip(this.nameOf(state.sides[end]), 40);
    });
    this.draw();
  }

  draw() {
    const [a, b] = this.state.sides.map((text) => this.sideOf(text));
    for (const id of [...b]) if (this.state.sides[0].split("\t").includes(id)) b.delete(id);
    for (const id of [...a]) if (b.has(id) && !this.state.sides[0].split("\t").includes(id)) a.delete(id);
    const all = this.world.between(a, b);
    const acts = all.filter((i) => this.result.shown.has(i.id));
    this.tip.hidden = true;
    if (!acts.length) {
      this.said.textContent = "";
      this.place.replaceChildren(h("p", { class: "nothing" }, this.state.sides.every(Boolean) ? `Nothing between these two${all.length ? `; filters hide ${all.length}` : ""}.` : "Choose two sides: states, organizations with their members, agencies. Or select a line of the graph and press Exchange."));
      this.drawing = null;
      return;
    }
    const marks = this.#marks(acts.slice(0, MOST), a, b);
    const arrows = this.#arrows(marks);
    this.#open(marks, arrows);
    const dates = marks.filter((m) => m.incident.from !== null);
    const counts = [0, 1].map((lane) => marks.filter((m) => m.lane === lane));
    this.said.textContent = [`${counts[0].length} : ${counts[1].length} acts`, ...this.#symmetry(counts), plural(arrows.length, "answer"), `${marks.filter((m) => m.open).length} unanswered`,
      all.length > acts.length ? `filters hide ${all.length - acts.length}` : "", acts.length > MOST ? `first ${MOST} of ${acts.length} drawn` : ""].filter(Boolean).join(" · ");
    this.drawing = this.#drawing(marks, arrows, dates);
    this.place.replaceChildren(this.drawing);
  }

  // How many were expelled (arrested, …) on either side, as far as it is reported and counted.
  #symmetry(lanes) {
    const sums = new Map();
    lanes.forEach((marks, lane) => {
      for (const { incident } of marks) {
        if (incident.status !== "reported" || !incident.count) continue;
        const sum = sums.get(incident.type) ?? [0, 0];
        sum[lane] += incident.count;
        sums.set(incident.type, sum);
      }
    });
    const both = [...sums].sort((a, b) => Math.min(...b[1]) - Math.min(...a[1]) || b[1][0] + b[1][1] - a[1][0] - a[1][1]);
    return both.slice(0, 1).map(([type, [one, other]]) => `${clip(this.world.types.get(type).label, 24)} of ${one} : ${other}`);
  }

  // One mark an act: its lane, its place, its size.
  #marks(acts, a, b) {
    const marks = acts.map((incident) => ({ incident, lane: side(incident, a, b), radius: Math.min(7 + 2.4 * Math.sqrt(incident.count ?? 0), 30) }));
    marks.sort((m, n) => (m.incident.from ?? Infinity) - (n.incident.from ?? Infinity) || m.incident.to - n.incident.to || (m.incident.id < n.incident.id ? -1 : 1));
    const days = [...new Set(marks.map((m) => m.incident.from).filter((day) => day !== null))];
    // What has no date stands before all when it was answered, else after all.
    const answered = new Set(this.result.claims.filter((c) => c.type === "in_response_to").map((c) => c.target));
    const answers = new Set(this.result.claims.filter((c) => c.type === "in_response_to").map((c) => c.source));
    const late = (m) => answers.has(m.incident.id) && !answered.has(m.incident.id);
    const undated = marks.some((m) => m.incident.from === null && !late(m));
    const yet = marks.some((m) => m.incident.from === null && late(m));
    const wide = Math.max((this.place.clientWidth || 900) - 40, 560);
    const start = MARGIN + 60 + (undated ? 120 : 0);
    // Marks upon each other have their labels beside them, which needs room.
    const crowd = new Map();
    for (const { lane, incident } of marks) crowd.set(`${lane} ${incident.from}`, (crowd.get(`${lane} ${incident.from}`) ?? 0) + 1);
    const beside = (day) => ([0, 1].some((lane) => crowd.get(`${lane} ${day}`) > 1) ? 80 : 0);
    const crowded = days.reduce((sum, day) => sum + beside(day), undated ? beside(null) : 0);
    const room = Math.max(wide - start - crowded - 90 - (yet ? 120 : 0), 0);
    const step = Math.max(TIGHT, Math.min(STEP, room / Math.max(days.length - 1, 1)));
    const spare = Math.max(room - step * Math.max(days.length - 1, 0), 0);
    const gaps = days.slice(1).map((day, i) => day - days[i]);
    const total = gaps.reduce((sum, gap) => sum + Math.sqrt(gap), 0) || 1;
    let x = start + (undated ? beside(null) : 0);
    this.columns = days.map((day, i) => {
      if (i) x += beside(days[i - 1]) + step + spare * (this.state.even ? 1 / gaps.length : Math.sqrt(gaps[i - 1]) / total);
      return { day, x };
    });
    x += days.length ? beside(days.at(-1)) : 0;
    this.undated = [...(undated ? [MARGIN + 60] : []), ...(yet ? [x + (days.length ? 120 : 0)] : [])];
    this.width = Math.max(x + 110 + (yet ? 120 : 0), wide);
    const at = new Map(this.columns.map((column) => [column.day, column.x]));
    const taken = new Map();
    for (const mark of marks) {
      mark.x = mark.incident.from === null ? this.undated.at(late(mark) ? -1 : 0) : at.get(mark.incident.from);
      const key = `${mark.lane} ${mark.x}`;
      const used = taken.get(key);
      mark.stacked = used !== undefined;
      const away = used === undefined ? 0 : used + mark.radius + 6;
      mark.y = mark.lane === 0 ? TOP - away : BOTTOM + away;
      taken.set(key, away + mark.radius);
    }
    for (const mark of marks) mark.stacked ||= marks.some((m) => m.stacked && m.x === mark.x && m.lane === mark.lane);
    const reach = [0, 1].map((lane) => Math.max(0, ...marks.filter((m) => m.lane === lane).map((m) => Math.abs(m.y - (lane ? BOTTOM : TOP)) + m.radius + 26)));
    this.above = Math.max(0, reach[0] - TOP + 30);
    this.below = Math.max(FLOOR, BOTTOM + reach[1] + 40);
    return marks;
  }

  #arrows(marks) {
    const byId = new Map(marks.map((mark) => [mark.incident.id, mark]));
    const arrows = this.result.claims.filter((claim) => claim.type === "in_response_to" && shownClaim(this.state, claim) && byId.has(claim.source) && byId.has(claim.target))
      .map((claim) => ({ claim, from: byId.get(claim.target), to: byId.get(claim.source) }));
    this.#ports(marks, arrows);
    return arrows;
  }

  // Several arrows at one mark stand beside each other, in the order of where they come from or go.
  #ports(marks, arrows) {
    const ends = new Map(marks.map((mark) => [mark, []]));
    for (const arrow of arrows) {
      ends.get(arrow.from).push({ arrow, end: "out", other: arrow.to });
      ends.get(arrow.to).push({ arrow, end: "in", other: arrow.from });
    }
    for (const [mark, list] of ends) {
      list.sort((a, b) => a.other.x - b.other.x || (a.end < b.end ? -1 : 1));
      const wide = Math.min(7, (2 * mark.radius) / Math.max(list.length, 1));
      list.forEach((item, i) => (item.arrow[item.end] = (i - (list.length - 1) / 2) * wide));
    }
  }

  // A reported act is open when the other side has not answered it and it is no answer itself.
  #open(marks, arrows) {
    const answered = new Set(arrows.filter(({ from, to }) => from.lane !== to.lane).flatMap(({ from, to }) => [from, to]));
    for (const mark of marks) mark.open = mark.incident.status === "reported" && !answered.has(mark);
  }

  #drawing(marks, arrows) {
    const names = this.state.sides.map((text) => clip(this.nameOf(text), 18));
    const top = -this.above;
    const height = this.below + this.above;
    const lanes = [TOP, BOTTOM].map((y, lane) => [
      svg("line", { class: "lane", x1: MARGIN, x2: this.width - 20, y1: y, y2: y }),
      svg("text", { class: "side", x: 12, y: y + 4 }, names[lane]),
    ]);
    const label = `${this.nameOf(this.state.sides[0])} and ${this.nameOf(this.state.sides[1])}: ${plural(marks.length, "act")}, ${plural(arrows.length, "answer")}. The table has the same in words.`;
    return svg("svg", { class: "exchange-drawing", role: "group", "aria-label": clean(label), width: this.width, height, viewBox: `0 ${top} ${this.width} ${height}` },
      lanes, this.#dates(), arrows.map((arrow) => this.#arrow(arrow)), marks.map((mark) => this.#mark(mark)));
  }

  #dates() {
    const middle = (TOP + BOTTOM) / 2;
    const labels = this.columns.flatMap(({ day, x }, i) => {
      const before = this.columns[i - 1];
      const gap = before ? svg("text", { class: "gap", x: (before.x + x) / 2, y: this.below - 34 }, duration(day - before.day)) : null;
      return [svg("line", { class: "column", x1: x, x2: x, y1: TOP, y2: this.below - 24 }), svg("text", { class: "date", x, y: this.below - 10 }, this.#dateLabel(day)), gap].filter(Boolean);
    });
    for (const x of this.undated) labels.push(svg("text", { class: "date", x, y: this.below - 10 }, "no date"));
    labels.push(svg("line", { class: "middle", x1: MARGIN, x2: this.width - 20, y1: middle, y2: middle }));
    return labels;
  }

  #dateLabel(day) {
    const vague = this.world.incidents.filter((i) => i.from === day && i.to > day);
    const exact = this.world.incidents.some((i) => i.from === day && i.to === day && this.result.shown.has(i.id));
    return exact || !vague.length ? isoOf(day) : clean(vague[0].date);
  }

  #arrow({ claim, from, to, out, in: into }) {
    const stated = claim.basis === "stated";
    const width = stated ? 1.8 : 0.6 + 2 * (claim.probability ?? 0.5);
    const bend = from.lane === to.lane ? (from.lane ? 1 : -1) * (40 + Math.abs(to.x - from.x) * 0.12) : 0;
    const start = edgePoint(from, to, bend, out, 1);
    const end = edgePoint(to, from, bend, into, 4);
    const reach = Math.max(24, Math.abs(end.y - start.y) * 0.45);
    const way = Math.sign(end.y - start.y) || 1;
    const [c1, c2] = bend ? [{ x: start.x, y: start.y + bend }, { x: end.x, y: end.y + bend }] : [{ x: start.x, y: start.y + way * reach }, { x: end.x, y: end.y - way * reach }];
    const angle = Math.atan2(end.y - c2.y, end.x - c2.x);
    const wing = (turn) => `${end.x - 8 * Math.cos(angle + turn)} ${end.y - 8 * Math.sin(angle + turn)}`;
    const delay = from.incident.from !== null && to.incident.from !== null ? `, ${duration(Math.max(0, to.incident.from - from.incident.from))} later` : "";
    const words = `${stated ? "stated" : `inferred, ${Math.round((claim.probability ?? 0) * 100)} %`}: ${this.world.sentence(to.incident)} answers ${this.world.sentence(from.incident)}${delay}`;
    return svg("g", { class: `arrow ${claim.basis}`, on: this.#told(words, `incident:${claim.source}`) },
      svg("path", { class: "hit", d: `M${start.x} ${start.y}C${c1.x} ${c1.y} ${c2.x} ${c2.y} ${end.x} ${end.y}` }),
      svg("path", { class: "stroke-line", "stroke-width": width, "stroke-dasharray": stated ? null : "6 4", d: `M${start.x} ${start.y}C${c1.x} ${c1.y} ${c2.x} ${c2.y} ${end.x} ${end.y}` }),
      svg("path", { class: "head", d: `M${end.x} ${end.y}L${wing(0.42)}L${wing(-0.42)}Z` }));
  }

  #mark(mark) {
    const { incident, x, y, radius, lane } = mark;
    const kind = this.world.types.get(incident.type);
    const words = `${this.world.sentence(incident)}, ${incident.date ?? "no date"}, ${incident.status}${mark.open ? ", unanswered" : ""}`;
    const selected = this.state.select === `incident:${incident.id}` ? " selected" : "";
    const chain = this.world.chains.find((c) => c.id === this.state.chain);
    const faded = chain && !chain.incidents.includes(incident.id) ? " faded" : "";
    const late = incident.to > incident.from ? svg("line", { class: `vague ${kind.group}`, x1: x, x2: x + this.#spanWidth(incident, x), y1: y, y2: y }) : null;
    const activate = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.store.set({ select: `incident:${incident.id}` }, { step: true });
    };
    const labelled = this.columns.length < 60;
    const inside = incident.count && radius > 9.5;
    const label = clip(kind.label, 20) + (incident.count && !inside ? ` ${incident.count}` : "");
    return svg("g", { class: `act ${incident.status}${selected}${faded}`, tabindex: "0", role: "button", "aria-label": clean(words), on: { ...this.#told(words), click: activate, keydown: activate } },
      late, mark.open ? svg("circle", { class: "unanswered", cx: x, cy: y, r: radius + 4 }) : null,
      svg("circle", { class: `disc ${kind.group}`, cx: x, cy: y, r: radius }),
      inside ? svg("text", { class: "number-in", x, y: y + 4 }, incident.count.toLocaleString("en")) : null,
      labelled ? svg("text", { class: mark.stacked ? "kind beside" : "kind", x: mark.stacked ? x + radius + 7 : x, y: mark.stacked ? y + 4 : lane ? y + radius + 17 : y - radius - 9 }, label) : null);
  }

  // How far the line of a vague date goes: to where its last day would be drawn.
  #spanWidth(incident, x) {
    const next = this.columns.find((column) => column.day > incident.to);
    const last = this.columns.findLast((column) => column.day <= incident.to);
    return Math.max(26, (next && last ? (last.x + next.x) / 2 : (last?.x ?? x) + 40) - x);
  }

  #told(words, select) {
    const show = (event) => {
      const around = this.element.getBoundingClientRect();
      const box = event.currentTarget.getBoundingClientRect();
      this.tip.replaceChildren(bdi(words));
      this.tip.hidden = false;
      this.tip.style.setProperty("left", `${Math.max(8, Math.min(box.left - around.left + box.width / 2 - 140, around.width - 296))}px`);
      this.tip.style.setProperty("top", `${Math.min(box.bottom - around.top + 8, around.height - 70)}px`);
    };
    const hide = () => (this.tip.hidden = true);
    return { pointerenter: show, pointerleave: hide, focus: show, blur: hide, ...(select ? { click: () => this.store.set({ select }, { step: true }) } : {}) };
  }
}

// Where an arrow leaves or meets a mark.
function edgePoint(mark, other, bend, aside, air) {
  const up = bend ? Math.sign(bend) : Math.sign(other.y - mark.y) || 1;
  const reach = Math.sqrt(Math.max(mark.radius ** 2 - aside ** 2, 0)) + air + (mark.open ? 4 : 0);
  return { x: mark.x + aside, y: mark.y + up * reach };
}
