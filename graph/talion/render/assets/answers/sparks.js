// A pair of a large store in one row: mirrored bars of hostile acts, shares answered, the surest answer.

import { button, h, svg } from "../base/dom.js";
import { clean, clip, grouped, percent, plural } from "../base/text.js";
import { GROUPS } from "../base/theme.js";
import { dateWords, isoOf } from "../data/dates.js";
import { delayWords, isDated } from "../data/intervals.js";
import { weight } from "../data/ledger.js";
import { sideName } from "./words.js";

const ACT = 2.8; // the height of one act
const MOST = 28; // the height of a side
const SHARE = 84; // the width of a bar of 60 %
const FULL = 0.6;
const BOLD = 0.2;

/** @typedef {import("./bins.js").Bins} Bins */
/** @typedef {{data: Page.GraphData, bins: Bins, width: number, store: Page.StateStore}} Frame */

/**
 * Where a day is drawn in bars so wide.
 * @param {Bins} bins
 * @param {number} width
 */
export function barPlaces({ edges }, width) {
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  return (/** @type {number} */ day) => ((day - first) / (last - first)) * width;
}

/**
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 * @param {number} rank
 */
export function sparkRow({ data, bins, width, store }, row, rank) {
  const [one = [], other = []] = row.sides;
  const names = [sideName(data, one), sideName(data, other)];
  const open = () => store.step({ view: "exchange", sides: row.sides.map((side) => side.join("\t")), select: "" });
  const label = `${names.join(" and ")}: open the exchange`;
  const lanes = [0, 1].map((lane) => [...row.acts.values()].filter((act) => act.lane === lane));
  const shares = lanes.map((acts) => shareAnswered(row, acts));
  return h(
    "tr",
    { class: "spark-row", "data-row": rank },
    h(
      "th",
      { scope: "row" },
      button(
        names.map((name) => h("span", {}, name)),
        open,
        { class: "names", "aria-label": label, tabindex: rank ? "-1" : "0" },
      ),
    ),
    h("td", { class: "bars-cell" }, bars(data, row, bins, width), h("span", { class: "unseen" }, barsWords(row, bins))),
    h(
      "td",
      { class: "two number" },
      lanes.map(({ length }) => h("span", {}, grouped(length))),
    ),
    h("td", { class: "two shares" }, shares.map(shareBar)),
    h("td", { class: "about" }, grouped(Math.round(row.about))),
    h("td", { class: "surest" }, surest(data, row, store)),
    h("td", { class: "folded number" }, row.talk ? `${grouped(row.talk)} talk${data.partial ? " here" : ""}` : ""),
  );
}

/**
 * The share of a side's acts that the other answered: probabilities added up.
 * @param {Answers.Dyad} row
 * @param {Answers.Act[]} acts
 */
function shareAnswered({ links }, acts) {
  const ids = new Set(acts.map(({ incident }) => incident.id));
  /** @type {Map<string, number>} */
  const chances = new Map();
  for (const { claim, cause } of links) {
    if (ids.has(cause.id))
      chances.set(cause.id, Math.min(1, (chances.get(cause.id) ?? 0) + Math.min(1, weight(claim))));
  }
  return acts.length ? [...chances.values()].reduce((sum, one) => sum + one, 0) / acts.length : 0;
}

/** @param {number} share */
function shareBar(share) {
  const width = `${Math.min(share / FULL, 1) * SHARE}px`;
  return h(
    "span",
    { class: share > BOLD ? "strong" : "" },
    h("i", { css: { width: `${SHARE}px` } }, h("b", { css: { width } })),
    percent(share),
  );
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 * @param {Bins} bins
 * @param {number} width
 */
function bars(data, row, bins, width) {
  const lanes = bins.counted(data, row.acts.values());
  const x = barPlaces(bins, width);
  const middle = MOST + 5;
  const parts = lanes.flatMap((families, lane) =>
    sideBarPaths(families, bins, x, { way: lane ? 1 : -1, middle, act: ACT, most: MOST }),
  );
  const axis = svg("line", { class: "lane", x1: 0, x2: width, y1: middle, y2: middle });
  const answer = surestLink(row);
  const day = answer && isDated(answer.answer) ? answer.answer.from : null;
  const up = answer && row.acts.get(answer.answer.id)?.lane === 0;
  const reach = [0, 1].map((lane) => Math.min(MOST, ACT * Math.max(0, ...stackOf(lanes[lane]))));
  const triangle =
    day === null
      ? null
      : svg("path", {
          class: "arc-head",
          d: `M${x(day) + 3} ${up ? middle - (reach[0] ?? 0) - 3 : middle + (reach[1] ?? 0) + 3}l-4 ${up ? -5 : 5}h8Z`,
        });
  return svg("svg", { class: "spark", width, height: 2 * middle, "aria-hidden": "true" }, axis, parts, triangle);
}

/**
 * The bars of one side, families stacked from the axis outward; what is too long is cut, and its number printed.
 * @param {Record<string, Uint16Array>} families
 * @param {Bins} bins
 * @param {(day: number) => number} x
 * @param {{way: number, middle: number, act: number, most: number}} scale
 */
export function sideBarPaths(families, bins, x, { way, middle, act, most }) {
  const stacked = new Float64Array(bins.count);
  const at = (/** @type {number} */ high) => (middle + way * Math.min(high * act, most)).toFixed(1);
  const paths = GROUPS.map((group) => {
    let d = "";
    for (let bin = 0; bin < bins.count; bin += 1) {
      const count = families[group]?.[bin] ?? 0;
      if (!count) continue;
      const low = stacked[bin] ?? 0;
      stacked[bin] = low + count;
      const left = x(bins.edges[bin] ?? 0) + 0.5;
      const right = Math.max(x(bins.edges[bin + 1] ?? 0) - 0.5, left + 1);
      d += `M${left.toFixed(1)} ${at(low)}V${at(low + count)}H${right.toFixed(1)}V${at(low)}Z`;
    }
    return d ? svg("path", { class: `fill ${group}`, d }) : null;
  });
  const cut = [...stacked].flatMap((count, bin) => {
    if (count * act <= most) return [];
    const centre = (x(bins.edges[bin] ?? 0) + x(bins.edges[bin + 1] ?? 0)) / 2;
    return [svg("text", { class: "cut-number", x: centre, y: middle + way * (most - 4) + 4 }, count)];
  });
  return [...paths.filter((path) => path !== null), ...cut];
}

/**
 * “hostile in 51 of 53 weeks, most in January 2014”.
 * @param {Answers.Dyad} row
 * @param {Bins} bins
 */
function barsWords({ acts }, bins) {
  const counts = new Uint32Array(bins.count);
  for (const { incident } of acts.values()) {
    if (!isDated(incident)) continue;
    const bin = bins.of(incident.from);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = counts.indexOf(Math.max(...counts));
  const when = dateWords(isoOf(bins.edges[most] ?? 0).slice(0, 7));
  return `hostile in ${counts.filter(Boolean).length} of ${plural(bins.count, bins.unit)}, most in ${when}`;
}

/** @param {Answers.Dyad} row */
function surestLink({ links }) {
  return links.reduce(
    (/** @type {Answers.Link | null} */ best, link) => (!best || weight(link.claim) > weight(best.claim) ? link : best),
    null,
  );
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 * @param {Page.StateStore} store
 */
function surest(data, row, store) {
  const link = surestLink(row);
  if (!link) return null;
  const { answer, cause, claim } = link;
  const kind = answer.type === cause.type ? ", in kind" : "";
  const what = `${clip(data.names(answer.agents), 24)}: ${clean(data.type(answer).label)}${kind}`;
  const sure = claim.basis === "stated" ? "stated" : `${percent(claim.probability ?? 0)} sure`;
  const when = [dateWords(answer.date), delayWords(cause, answer).replace("the same day", "same day"), sure]
    .filter(Boolean)
    .join(", ");
  const open = () => store.step({ select: `incident:${answer.id}` });
  return button([h("span", {}, what), h("span", { class: "muted" }, when)], open, {
    class: "surest-link",
    tabindex: "-1",
  });
}

/**
 * How many acts of all families each bin has.
 * @param {Record<string, Uint16Array> | undefined} families
 */
function stackOf(families = {}) {
  const [first] = Object.values(families);
  return Array.from(first ?? [], (_, bin) =>
    Object.values(families).reduce((sum, counts) => sum + (counts[bin] ?? 0), 0),
  );
}
