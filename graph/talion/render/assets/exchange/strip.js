// The whole period of an exchange below its drawing: mirrored bars, and a brush that chooses what is drawn.

import { Axis } from "../answers/axis.js";
import { Bins } from "../answers/bins.js";
import { barPlaces, sideBarPaths } from "../answers/sparks.js";
import { h, svg } from "../base/dom.js";
import { isDated } from "../data/intervals.js";
import { Brush } from "../timeline/brush.js";

const ACT = 6;
const MOST = 44;
const HEIGHT = 2 * MOST + 20;

export class Strip {
  /**
   * @param {Page.StateStore} store
   */
  constructor(store) {
    this.store = store;
    this.drawing = svg("svg", { "aria-hidden": "true" });
    this.area = h(
      "div",
      { class: "strip-area", on: { dblclick: () => store.step({ from: null, to: null }) } },
      this.drawing,
    );
    this.brush = new Brush(store, this.area, () => {});
    this.words = h("p", { class: "muted" });
    this.element = h("div", { class: "strip" }, h("div", {}, h("h3", {}, "The whole period"), this.words), this.area);
  }

  /**
   * @param {Page.GraphData} data
   * @param {Answers.Dyad} pair
   * @param {Page.State} state
   * @param {number} width
   */
  draw(data, pair, state, width) {
    const dates = [...pair.acts.values()].map(({ incident }) => incident).filter(isDated);
    this.element.hidden = !dates.length;
    if (!dates.length) return;
    const [first, last] = [Math.min(...dates.map(({ from }) => from)), Math.max(...dates.map(({ to }) => to))];
    const bins = new Bins(first, last, unitFor(first, last, width));
    const x = barPlaces(bins, width);
    const lanes = bins.counted(data, pair.acts.values());
    const bars = lanes.flatMap((families, lane) =>
      sideBarPaths(families, bins, x, { way: lane ? 1 : -1, middle: MOST, act: ACT, most: MOST - 6 }),
    );
    const axis = new Axis([[bins.edges[0] ?? 0, (bins.edges.at(-1) ?? 1) - 1]], { left: 0, right: width });
    const ticks = axis
      .ticks()
      .map((tick) => [
        svg("line", { class: "grid", x1: tick.x, x2: tick.x, y1: 0, y2: HEIGHT }),
        svg("text", { class: "tick", x: Math.min(tick.x + 4, width - 30), y: HEIGHT - 3 }, tick.label),
      ]);
    const answers = pair.links.filter(
      ({ claim, answer }) => isDated(answer) && (claim.probability ?? 1) >= state.least,
    );
    const heads = answers.map(({ answer }) => answerSign(x(answer.from ?? 0), pair.acts.get(answer.id)?.lane ?? 0));
    const line = svg("line", { class: "lane", x1: 0, x2: width, y1: MOST, y2: MOST });
    this.drawing.setAttribute("width", String(width));
    this.drawing.setAttribute("height", String(HEIGHT));
    this.drawing.replaceChildren(...[ticks, line, bars, heads].flat(2));
    this.area.style.setProperty("height", `${HEIGHT}px`);
    this.words.textContent = `by ${bins.unit}; drag to choose, double-click for all`;
    this.brush.draw(new StripScale(bins, width), state, HEIGHT - 18);
  }
}

/** @param {number} x @param {number} lane */
function answerSign(x, lane) {
  return svg("path", { class: "arc-head", d: lane ? `M${x} ${2 * MOST - 8}l-3.5 5h7Z` : `M${x} 8l-3.5 -5h7Z` });
}

/**
 * @param {number} first
 * @param {number} last
 * @param {number} width
 */
function unitFor(first, last, width) {
  const weeks = (last - first) / 7;
  return width / weeks >= 5 ? "week" : weeks / 4.3 < width / 4 ? "month" : "year";
}

/** What the brush asks of a scale: days and places. */
class StripScale {
  /**
   * @param {Bins} bins
   * @param {number} width
   */
  constructor(bins, width) {
    this.first = bins.edges[0] ?? 0;
    this.last = (bins.edges.at(-1) ?? 1) - 1;
    this.left = 0;
    this.right = width;
  }

  /** @param {number} day */
  x(day) {
    return ((day - this.first) / (this.last + 1 - this.first)) * this.right;
  }

  /** @param {number} x */
  day(x) {
    return this.clamp(Math.floor(this.first + (x / this.right) * (this.last + 1 - this.first)));
  }

  /** @param {number} day */
  clamp(day) {
    return Math.max(this.first, Math.min(this.last, day));
  }
}
