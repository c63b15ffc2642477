// The drawing of an exchange: a mark for each incident sized by its number, an arrow for each response.

import { svg } from "../base/dom.js";
import { clean, clip, grouped, plural } from "../base/text.js";
import { isoOf } from "../data/dates.js";
import { gapWords, isDated } from "../data/intervals.js";
import { isUnanswered } from "../data/ledger.js";
import { arrowPaths, arrowsOf } from "./arrows.js";
import { LANES, laneAt } from "./layout.js";
import { arrowWords, markWords } from "./words.js";

const FEW_DATES = 60; // more dates than this have no labels at their incidents
const AXIS = 56; // under the lower lane, for dates and what lies between them
const ROOM_FOR_NAMES = 26; // above and below, for the names of the sides

/**
 * An SVG element for a layout.
 * @param {Page.GraphData} data
 * @param {Exchange.Ledger} ledger
 * @param {Exchange.Layout} layout
 * @param {Exchange.Drawing} drawing
 */
export function exchangeDrawing(data, ledger, layout, drawing) {
  const top = layout.top - ROOM_FOR_NAMES - 10;
  const bottom = layout.bottom + ROOM_FOR_NAMES;
  const height = bottom + AXIS - top;
  const counts = `${plural(layout.marks.length, "incident")}, ${plural(ledger.responses.length, "response")}`;
  const label = `${drawing.names.join(" and ")}: ${counts}. The table has the same in words.`;
  const painter = new Painter(data, layout, drawing, bottom);
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
    painter.ground(top),
    painter.dates(),
    arrowsOf(ledger, layout.marks).map((arrow) => painter.arrow(arrow)),
    layout.marks.map((mark) => painter.mark(mark)),
    painter.sides(),
  );
}

class Painter {
  /**
   * @param {Page.GraphData} data
   * @param {Exchange.Layout} layout
   * @param {Exchange.Drawing} drawing
   * @param {number} bottom
   */
  constructor(data, layout, drawing, bottom) {
    this.data = data;
    this.layout = layout;
    this.drawing = drawing;
    this.bottom = bottom;
    this.chain = data.chain(drawing.state.chain);
  }

  /** @param {Model.Incident} incident */
  #isFaded(incident) {
    return this.chain !== undefined && !this.chain.incidents.includes(incident.id);
  }

  /**
   * Lanes, and the bands of what has no date.
   * @param {number} top
   */
  ground(top) {
    const { zones, width } = this.layout;
    const height = this.bottom + 44 - top;
    return [
      zones.map(({ from, to, label }) => [
        svg("rect", { class: "zone", x: from, y: top + 4, width: to - from, height, rx: 5 }),
        svg("text", { class: "date", x: (from + to) / 2, y: this.bottom + 38 }, label),
      ]),
      LANES.map((y) => svg("line", { class: "lane", x1: 12, x2: width - 12, y1: y, y2: y })),
    ];
  }

  sides() {
    const { top, bottom } = this.layout;
    const names = [top - 12, bottom + 20].map((y, lane) =>
      svg("text", { class: "side", x: 14, y }, clip(this.drawing.names[lane], 34)),
    );
    return svg("g", { class: "sides" }, names);
  }

  dates() {
    const { columns } = this.layout;
    return columns.map(({ x, incident }, i) => {
      const before = columns[i - 1];
      const gap = before ? gapWords(before.incident, incident) : "";
      const date = incident.from === incident.to ? isoOf(incident.from) : clip(incident.date, 14);
      return [
        svg("line", { class: "column", x1: x, x2: x, y1: laneAt(0), y2: this.bottom + 26 }),
        svg("text", { class: "date", x, y: this.bottom + 38 }, date),
        before && gap ? svg("text", { class: "gap", x: (before.x + x) / 2, y: this.bottom + 14 }, gap) : null,
      ];
    });
  }

  /** @param {Exchange.Arrow} arrow */
  arrow(arrow) {
    const { claim, from, to } = arrow;
    const stated = claim.basis === "stated";
    const { line, head } = arrowPaths(arrow);
    const select = () => this.drawing.select(`incident:${claim.source}`);
    return svg(
      "g",
      {
        class: `arrow ${claim.basis}${this.#isFaded(from.incident) || this.#isFaded(to.incident) ? " faded" : ""}`,
        on: { ...this.#tip(arrowWords(this.data, arrow)), click: select },
      },
      svg("path", { class: "hit", d: line }),
      svg("path", {
        class: "stroke-line",
        "stroke-width": stated ? 1.8 : 0.6 + 2 * (claim.probability ?? 0.5),
        "stroke-dasharray": stated ? null : "6 4",
        d: line,
      }),
      svg("path", { class: "head", d: head }),
    );
  }

  /** @param {Exchange.Mark} mark */
  mark(mark) {
    const { incident } = mark;
    const words = markWords(this.data, mark);
    const selected = this.drawing.state.select === `incident:${incident.id}` ? " selected" : "";
    /** @param {Event} event */
    const activate = (event) => {
      if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.drawing.select(`incident:${incident.id}`);
    };
    return svg(
      "g",
      {
        class: `event ${incident.status}${selected}${this.#isFaded(incident) ? " faded" : ""}`,
        tabindex: "0",
        role: "button",
        "aria-label": clean(words),
        on: { ...this.#tip(words), click: activate, keydown: activate },
      },
      this.#disc(mark),
      this.#label(mark),
    );
  }

  /** @param {Exchange.Mark} mark */
  #disc({ incident, event, x, y, radius, inside }) {
    const group = this.data.group(incident);
    const [cx, cy] = [x + 0.75 * radius, y - 0.75 * radius];
    const vague = isDated(incident) && incident.to > incident.from;
    return [
      vague
        ? svg("line", { class: `vague ${group}`, x1: x, x2: x + this.#vagueLength(incident, x), y1: y, y2: y })
        : null,
      isUnanswered(event) ? svg("circle", { class: "unanswered", cx: x, cy: y, r: radius + 4 }) : null,
      svg("circle", { class: `disc ${group}`, cx: x, cy: y, r: radius }),
      inside ? svg("text", { class: "number-in", x, y: y + 4 }, grouped(incident.count ?? 0)) : null,
      incident.disputed?.length
        ? svg(
            "g",
            { class: "disputed-mark" },
            svg("circle", { cx, cy, r: 6 }),
            svg("text", { x: cx, y: cy + 3.5 }, "≠"),
          )
        : null,
    ];
  }

  /** @param {Exchange.Mark} mark */
  #label({ x, y, radius, lane, beside, label }) {
    if (this.layout.columns.length > FEW_DATES) return null;
    if (beside) return svg("text", { class: "kind beside", x: x + radius + 7, y: y + 4 }, label);
    return svg("text", { class: "kind", x, y: lane ? y + radius + 17 : y - radius - 9 }, label);
  }

  /**
   * How far the line of a vague date goes: to where its last day would be drawn.
   * @param {Model.Dated} incident
   * @param {number} x
   */
  #vagueLength({ to }, x) {
    const { columns } = this.layout;
    const next = columns.find((column) => column.incident.from > to);
    const last = columns.findLast((column) => column.incident.from <= to);
    return Math.max(26, (next && last ? (last.x + next.x) / 2 : (last?.x ?? x) + 30) - x);
  }

  /** @param {string} words */
  #tip(words) {
    /** @param {Event} event */
    const show = (event) => this.drawing.tip(clean(words), event);
    const hide = () => this.drawing.tip("", null);
    return { pointerenter: show, pointerleave: hide, focus: show, blur: hide };
  }
}
