// The drawing of an exchange: a mark for each act sized by its number, an arrow for each answer.

import { clean, clip, plural, svg } from "../base/dom.js";
import { isoOf } from "../data/graph_data.js";
import { apart, delayed } from "../data/intervals.js";
import { isOpen } from "../data/ledger.js";
import { LINES } from "./exchange_layout.js";

const FEW_DATES = 60; // more dates than this have no labels at their acts
const AXIS = 56; // under the lower lane, for dates and what lies between them
const ROOM_FOR_NAMES = 26; // above and below, for the names of the sides

// An SVG element for a layout of lanes.js; `how` is {state, names, tip(words, event), select(text)}.
export function exchangeDrawing(world, ledger, layout, how) {
  const top = layout.top - ROOM_FOR_NAMES - 10;
  const bottom = layout.bottom + ROOM_FOR_NAMES;
  const label = `${how.names.join(" and ")}: ${plural(layout.marks.length, "act")}, ${plural(ledger.answers.length, "answer")}. The table has the same in words.`;
  const height = bottom + AXIS - top;
  const paint = new Painter(world, layout, how, bottom);
  const arrows = arrowsOf(ledger, layout.marks);
  return svg(
    "svg",
    {
      class: "exchange-drawing",
      role: "group",
      "aria-label": clean(label),
      width: layout.width,
      height,
      viewBox: `0 ${top} ${layout.width} ${height}`,
    },
    paint.ground(top),
    paint.dates(),
    arrows.map((arrow) => paint.arrow(arrow)),
    layout.marks.map((mark) => paint.mark(mark)),
    paint.sides(layout),
  );
}

// The answers between drawn marks. Several at one mark stand beside each other, in the order of
// where they come from or go.
function arrowsOf(ledger, marks) {
  const byId = new Map(marks.map((mark) => [mark.incident.id, mark]));
  const arrows = ledger.answers
    .filter(({ source, target }) => byId.has(source) && byId.has(target))
    .map((claim) => ({ claim, from: byId.get(claim.target), to: byId.get(claim.source) }));
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
  return arrows;
}

class Painter {
  constructor(world, layout, how, bottom) {
    Object.assign(this, { world, layout, how, bottom });
    const chain = world.chains.find((c) => c.id === how.state.chain);
    this.faded = (incident) => Boolean(chain) && !chain.incidents.includes(incident.id);
  }

  // Lanes, and the bands of what has no date.
  ground(top) {
    const { zones, width } = this.layout;
    return [
      zones.map(({ from, to, label }) => [
        svg("rect", { class: "zone", x: from, y: top + 4, width: to - from, height: this.bottom + 44 - top, rx: 5 }),
        svg("text", { class: "date", x: (from + to) / 2, y: this.bottom + 38 }, label),
      ]),
      LINES.map((y) => svg("line", { class: "lane", x1: 12, x2: width - 12, y1: y, y2: y })),
    ];
  }

  sides({ top, bottom }) {
    return svg(
      "g",
      { class: "sides" },
      [top - 12, bottom + 20].map((y, lane) =>
        svg("text", { class: "side", x: 14, y }, clip(this.how.names[lane], 34)),
      ),
    );
  }

  dates() {
    const { columns } = this.layout;
    return columns.map(({ x, incident }, i) => {
      const gap = i ? apart(columns[i - 1].incident, incident) : "";
      const date = incident.from === incident.to ? isoOf(incident.from) : clip(incident.date, 14);
      return [
        svg("line", { class: "column", x1: x, x2: x, y1: LINES[0], y2: this.bottom + 26 }),
        svg("text", { class: "date", x, y: this.bottom + 38 }, date),
        gap ? svg("text", { class: "gap", x: (columns[i - 1].x + x) / 2, y: this.bottom + 14 }, gap) : null,
      ];
    });
  }

  arrow({ claim, from, to, out, in: into }) {
    const stated = claim.basis === "stated";
    const width = stated ? 1.8 : 0.6 + 2 * (claim.probability ?? 0.5);
    const start = leaving(from, out, 1);
    const end = leaving(to, into, 4);
    const path = `M${start.x} ${start.y}${start.rail}C${start.cx} ${start.cy} ${end.cx} ${end.cy} ${end.bx} ${end.by}${end.lair}`;
    const [tip, angle] = end.lair ? [end, 0] : [end, Math.atan2(end.y - end.cy, end.x - end.cx)];
    const wing = (turn) => `${tip.x - 8 * Math.cos(angle + turn)} ${tip.y - 8 * Math.sin(angle + turn)}`;
    const delay = delayed(from.incident, to.incident);
    const words = `${stated ? "stated" : `inferred, ${Math.round((claim.probability ?? 0) * 100)} %`}: ${this.world.sentence(to.incident)} answers ${this.world.sentence(from.incident)}${delay ? `, ${delay}` : ""}`;
    const faded = this.faded(from.incident) || this.faded(to.incident) ? " faded" : "";
    return svg(
      "g",
      {
        class: `arrow ${claim.basis}${faded}`,
        on: { ...this.#told(words), click: () => this.how.select(`incident:${claim.source}`) },
      },
      svg("path", { class: "hit", d: path }),
      svg("path", { class: "stroke-line", "stroke-width": width, "stroke-dasharray": stated ? null : "6 4", d: path }),
      svg("path", { class: "head", d: `M${tip.x} ${tip.y}L${wing(0.42)}L${wing(-0.42)}Z` }),
    );
  }

  mark(mark) {
    const { incident, x, y, radius } = mark;
    const { group } = this.world.types.get(incident.type);
    const open = isOpen(mark.act);
    const disputed = incident.disputed?.length ? `, the reports disagree on ${incident.disputed.join(" and ")}` : "";
    const words = `${this.world.sentence(incident)}, ${incident.date ?? "no date"}, ${incident.status}${open ? ", unanswered" : ""}${disputed}`;
    const selected = this.how.state.select === `incident:${incident.id}` ? " selected" : "";
    const activate = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.how.select(`incident:${incident.id}`);
    };
    return svg(
      "g",
      {
        class: `act ${incident.status}${selected}${this.faded(incident) ? " faded" : ""}`,
        tabindex: "0",
        role: "button",
        "aria-label": clean(words),
        on: { ...this.#told(words), click: activate, keydown: activate },
      },
      incident.to > incident.from
        ? svg("line", { class: `vague ${group}`, x1: x, x2: x + this.#span(incident, x), y1: y, y2: y })
        : null,
      open ? svg("circle", { class: "unanswered", cx: x, cy: y, r: radius + 4 }) : null,
      svg("circle", { class: `disc ${group}`, cx: x, cy: y, r: radius }),
      mark.inside ? svg("text", { class: "number-in", x, y: y + 4 }, incident.count.toLocaleString("en")) : null,
      disputed
        ? svg(
            "g",
            { class: "disputed-mark" },
            svg("circle", { cx: x + 0.75 * radius, cy: y - 0.75 * radius, r: 6 }),
            svg("text", { x: x + 0.75 * radius, y: y - 0.75 * radius + 3.5 }, "≠"),
          )
        : null,
      this.#label(mark),
    );
  }

  #label({ x, y, radius, lane, beside, label }) {
    if (this.layout.columns.length > FEW_DATES) return null;
    if (beside) return svg("text", { class: "kind beside", x: x + radius + 7, y: y + 4 }, label);
    return svg("text", { class: "kind", x, y: lane ? y + radius + 17 : y - radius - 9 }, label);
  }

  // How far the line of a vague date goes: to where its last day would be drawn.
  #span(incident, x) {
    const { columns } = this.layout;
    const next = columns.find((column) => column.incident.from > incident.to);
    const last = columns.findLast((column) => column.incident.from <= incident.to);
    return Math.max(26, (next && last ? (last.x + next.x) / 2 : (last?.x ?? x) + 30) - x);
  }

  #told(words) {
    const show = (event) => this.how.tip(clean(words), event);
    const hide = () => this.how.tip("", null);
    return { pointerenter: show, pointerleave: hide, focus: show, blur: hide };
  }
}

// Where an arrow leaves or meets a mark (x, y), where its bend begins (bx, by), the point that it
// bends towards (cx, cy), and the way between: a mark that others of its pile stand before is left
// and met from the side, along a rail beside the pile.
function leaving({ lane, x, y, radius, beside, act, railed }, aside, air) {
  const way = lane ? -1 : 1;
  const around = radius + air + (isOpen(act) ? 4 : 0);
  if (beside && y !== LINES[lane]) {
    const [edge, rail, foot] = [x - around, x - railed, LINES[lane] + way * 22];
    const turn = y + way * 9;
    return {
      x: edge,
      y,
      bx: rail,
      by: foot,
      cx: rail,
      cy: foot + way * 60,
      rail: `Q${rail} ${y} ${rail} ${turn}L${rail} ${foot}`,
      lair: `L${rail} ${turn}Q${rail} ${y} ${edge} ${y}`,
    };
  }
  const bend = { x: x + aside, y: y + way * Math.sqrt(Math.max(around ** 2 - aside ** 2, 0)) };
  return { ...bend, bx: bend.x, by: bend.y, cx: bend.x, cy: bend.y + way * 76, rail: "", lair: "" };
}
