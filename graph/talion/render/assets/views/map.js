// The map: who acted against whom, on an outline of the world that is part of the page.

import { widthOf } from "../answers/measure.js";
import { h, svg } from "../base/dom.js";
import { clean, clip, grouped, plural } from "../base/text.js";
import { GROUPS } from "../base/theme.js";
import { dyadsOf } from "../data/dyads.js";
import { pairKey } from "../data/pairs.js";
import { BORDERS, LAND, PLACES } from "../map/world.js";
import { register } from "./registry.js";

const NAME = "map";
const LABEL = "Map of who acted against whom. The table has the same in words.";
const ARCS = 80; // pairs drawn, the busiest first
const MARGIN = 32; // around the places, in units of the map
const LEAST = 240; // the least width of what is shown, in units of the map

/** @typedef {{id: string, x: number, y: number, acts: number}} Place */

class MapView {
  #drawing = /** @type {SVGElement | null} */ (null);

  /** @param {Page.Context} page */
  constructor(page) {
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.place = h("div", { class: "map-place" });
    this.note = h("p", { class: "graph-note" });
    this.element = h("section", { class: NAME, "aria-label": "Map" }, this.place, this.note);
    new ResizeObserver(() => this.state.view === NAME && this.#draw()).observe(this.element);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} _
   * @param {Page.Result} result
   */
  update(state, _, result) {
    this.state = state;
    this.result = result;
    if (state.view === NAME) this.#draw();
  }

  #draw() {
    const dyads = dyadsOf(this.data, this.state, this.result);
    const places = this.#places(dyads);
    const [width, height] = [this.element.clientWidth, this.element.clientHeight];
    if (!width || !height) return;
    const box = boxOf([...places.values()], width / height);
    const unit = box.width / width;
    const known = dyads.filter(({ sides: [[a = ""] = [], [b = ""] = []] }) => places.has(a) && places.has(b));
    const drawn = known.toSorted((a, b) => b.acts.size - a.acts.size).slice(0, ARCS);
    const view = `${box.x} ${box.y} ${box.width} ${box.height}`;
    this.#drawing = svg(
      "svg",
      { class: "map-drawing", width, height, viewBox: view, role: "group", "aria-label": LABEL },
      svg("path", { class: "land", d: LAND }),
      svg("path", { class: "borders", d: BORDERS, "stroke-width": 0.7 * unit }),
      drawn.toReversed().map((dyad) => this.#arc(dyad, places, unit)),
      this.#symbols([...places.values()], unit),
    );
    this.place.replaceChildren(this.#drawing);
    const nowhere = new Set(dyads.flatMap(({ sides }) => sides.flat()).filter((id) => !places.has(id)));
    const names = [...nowhere]
      .slice(0, 4)
      .map((id) => this.data.name(id))
      .join(", ");
    const rest = nowhere.size
      ? ` ${plural(nowhere.size, "actor")} without a place on the map: ` +
        `${names}${nowhere.size > 4 ? ` and ${nowhere.size - 4} more` : ""}.`
      : "";
    this.note.textContent = clean(
      `${plural(drawn.length, "pair")} of ${grouped(known.length)} drawn.${rest} Outline: Natural Earth.`,
    );
  }

  /**
   * Where the states of some pairs are, and how many acts each has a part in.
   * @param {Answers.Dyad[]} dyads
   */
  #places(dyads) {
    /** @type {Map<string, Place>} */
    const found = new Map();
    for (const { sides, acts } of dyads) {
      for (const id of sides.flat()) {
        const [x, y] = PLACES[this.data.actors.get(id)?.code ?? ""] ?? [];
        if (x === undefined || y === undefined) continue;
        const place = found.get(id) ?? { id, x, y, acts: 0 };
        place.acts += acts.size;
        found.set(id, place);
      }
    }
    return found;
  }

  /**
   * @param {Answers.Dyad} dyad
   * @param {Map<string, Place>} places
   * @param {number} unit
   */
  #arc({ sides, acts, answered }, places, unit) {
    const [[a = ""] = [], [b = ""] = []] = sides;
    const [from, to] = [places.get(a), places.get(b)];
    if (!from || !to) return null;
    const gravest = Math.min(...[...acts.values()].map(({ incident }) => GROUPS.indexOf(this.data.group(incident))));
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const middle = `${(from.x + to.x) / 2 + dy * 0.16} ${(from.y + to.y) / 2 - Math.abs(dx) * 0.16}`;
    const select = `pair:${pairKey(a, b)}`;
    const width = (0.9 + 0.8 * Math.log2(acts.size)) * unit;
    const names = `${this.data.name(a)} and ${this.data.name(b)}`;
    const label = `${names}: ${plural(acts.size, "act")}, ${answered.size} answered`;
    const chosen = this.state.select === select || this.#isExchange(a, b);
    return svg(
      "path",
      {
        class: `map-arc ${GROUPS[gravest] ?? "other"}${chosen ? " chosen" : ""}`,
        d: `M${from.x} ${from.y}Q${middle} ${to.x} ${to.y}`,
        "stroke-width": width,
        on: { click: () => this.store.step({ select }) },
      },
      svg("title", {}, clean(label)),
    );
  }

  /** @param {string} a @param {string} b */
  #isExchange(a, b) {
    const { sides } = this.state;
    return sides.includes(a) && sides.includes(b);
  }

  /**
   * Circles by the logarithm of acts, and the names that find room, the busiest first.
   * @param {Place[]} places
   * @param {number} unit
   */
  #symbols(places, unit) {
    const size = { "font-size": 12.5 * unit, "stroke-width": 3.5 * unit };
    const radiusOf = (/** @type {number} */ acts) => (2.5 + 1.2 * Math.log2(1 + acts)) * unit;
    const taken = places.map(({ x, y, acts }) => [x - radiusOf(acts), x + radiusOf(acts), y - 8 * unit]);
    return places
      .toSorted((a, b) => b.acts - a.acts)
      .map(({ id, x, y, acts }) => {
        const radius = radiusOf(acts);
        const name = clip(this.data.name(id), 24);
        const wide = widthOf(name, 12.5) * unit;
        const top = y - 8 * unit;
        const left = [x + radius + 3 * unit, x - radius - 3 * unit - wide].find(
          (start) =>
            !taken.some(
              ([a = 0, b = 0, c = 0]) => start < b && start + wide + 3 * unit > a && Math.abs(top - c) < 15 * unit,
            ),
        );
        if (left !== undefined) taken.push([left, left + wide, top]);
        const select = () => this.store.step({ select: `actor:${id}` });
        const key = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && select();
        return svg(
          "g",
          {
            class: "map-place-mark",
            tabindex: "0",
            role: "button",
            "aria-label": `${clean(this.data.name(id))}, ` + `${plural(acts, "act")}`,
            on: { click: select, keydown: key },
          },
          svg("circle", { cx: x, cy: y, r: radius, "stroke-width": 1.4 * unit }),
          left !== undefined ? svg("text", { x: left, y: y + 4 * unit, ...size }, name) : null,
        );
      });
  }

  drawing() {
    return this.#drawing;
  }
}

/**
 * What of the map is shown: around the places, in the shape of the window.
 * @param {Place[]} places
 * @param {number} shape width by height
 */
function boxOf(places, shape) {
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right] = places.length ? [Math.min(...xs) - MARGIN, Math.max(...xs) + 2 * MARGIN] : [0, 1400];
  const [top, bottom] = places.length ? [Math.min(...ys) - MARGIN, Math.max(...ys) + MARGIN] : [0, 682];
  const width = Math.max(right - left, (bottom - top) * shape, LEAST);
  const height = width / shape;
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

register({ name: NAME, label: "Map", wide: true, timed: true, create: (page) => new MapView(page) });
