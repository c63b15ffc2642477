// A pair of a large store in one row: mirrored bars of hostile acts, shares answered, the surest answer.

import { bdi, button, h, svg } from "../base/dom.js";
import { clean, clip, grouped, percent, plural } from "../base/text.js";
import { GROUPS } from "../base/theme.js";
import { dateWords, isoOf } from "../data/dates.js";
import { delayWords, isDated } from "../data/intervals.js";
import { weight } from "../data/ledger.js";
import { fitted, widthOf } from "./measure.js";
import { isProse, quoteOf, sourceOf } from "./quotes.js";
import { sideName } from "./words.js";

const ACT = 2.8; // the height of one act
const MOST = 28; // the height of a side
const NUMBER = 10; // the height of the number of a bar that is cut
const SHARE = 84; // the width of a bar of 60 %
const FULL = 0.6;
const BOLD = 0.2;

/** @typedef {import("./bins.js").Bins} Bins */
/**
 * @typedef {object} Frame
 * @property {Page.GraphData} data
 * @property {Page.StateStore} store
 * @property {Bins} bins
 * @property {import("./axis.js").Axis} axis
 * @property {number} width of the bars
 * @property {number} quoteWidth
 * @property {boolean} hasTalk whether any row has talk folded away
 */

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
 * The row of a pair, and below it the words of its surest answer where a source states it.
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 * @param {number} rank
 */
export function sparkRow(frame, row, rank) {
  const { data, store, hasTalk } = frame;
  const [one = [], other = []] = row.sides;
  const names = [sideName(data, one), sideName(data, other)];
  const open = () => store.step({ view: "exchange", sides: row.sides.map((side) => side.join("\t")), select: "" });
  const label = `${names.join(" and ")}: open the exchange`;
  const acts = [...row.acts.values()].filter(({ outside }) => !outside);
  const lanes = [0, 1].map((lane) => acts.filter((act) => act.lane === lane));
  const shares = lanes.map((acts) => shareAnswered(row, acts));
  const quote = surestWords(frame, row);
  const about = grouped(Math.round(row.about));
  const line = h(
    "tr",
    { class: `spark-row${quote ? " quoted" : ""}`, "data-row": rank },
    h(
      "th",
      { scope: "row" },
      button(
        names.map((name) => h("span", {}, name)),
        open,
        { class: "names", "aria-label": label, tabindex: rank ? "-1" : "0" },
      ),
    ),
    h("td", { class: "bars-cell" }, bars(frame, row), h("span", { class: "unseen" }, barsWords(row, frame.bins))),
    h(
      "td",
      { class: "two number" },
      lanes.map(({ length }) => h("span", {}, grouped(length))),
    ),
    h("td", { class: "two shares" }, shares.map(shareBar)),
    h(
      "td",
      { class: "about" },
      about,
      h("span", { class: "about-words" }, `${about === "1" ? " answer" : " answers"} to ${plural(acts.length, "act")}`),
    ),
    h("td", { class: "surest" }, surest(data, row, store)),
    hasTalk
      ? h("td", { class: "folded number" }, row.talk ? `${grouped(row.talk)} talk${data.partial ? " here" : ""}` : "")
      : null,
  );
  return quote ? [line, h("tr", { class: "quote-row" }, h("td", { colspan: "7" }, quote))] : [line];
}

/**
 * The words in which a source states the surest answer; null where none does, or the words are the row of a table.
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 */
function surestWords({ data, quoteWidth }, row) {
  const link = surestLink(row);
  if (link?.claim.basis !== "stated" || !isProse(quoteOf(link.claim))) return null;
  const source = sourceOf(data, link);
  const measure = (/** @type {string} */ text) => widthOf(`“${text}”`, 14, 400, true);
  const room = Math.max(quoteWidth - widthOf(source, 12.5) - 20, 200);
  const quote = quoteOf(link.claim);
  return [h("q", { title: quote }, bdi(fitted(quote, room, measure))), " ", h("span", { class: "muted" }, bdi(source))];
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
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 */
function bars({ data, bins, axis, width }, row) {
  const lanes = bins.counted(
    data,
    [...row.acts.values()].filter(({ outside }) => !outside),
  );
  const x = (/** @type {number} */ day) => axis.x(day);
  const middle = MOST + 5;
  const parts = lanes.flatMap((families, lane) =>
    sideBarPaths(families, bins, x, { way: lane ? 1 : -1, middle, act: ACT, most: MOST }),
  );
  const ground = axis.stretches.map(({ left, right }) =>
    svg("line", { class: "lane", x1: left, x2: right, y1: middle, y2: middle }),
  );
  const answer = surestLink(row);
  const day = answer && isDated(answer.answer) ? answer.answer.from : null;
  const up = answer && row.acts.get(answer.answer.id)?.lane === 0;
  const stack = day === null ? 0 : (stackOf(lanes[up ? 0 : 1])[bins.of(day)] ?? 0);
  const reach = Math.min(MOST, ACT * stack);
  const aside = ACT * stack > MOST ? 5 + 4 * String(stack).length : 0; // beside the number of a bar that is cut
  const way = up ? -1 : 1;
  const tip = middle + way * (reach + (aside ? -6 : 3));
  const triangle =
    day === null ? null : svg("path", { class: "arc-head", d: `M${x(day) + 3 + aside} ${tip}l-4 ${5 * way}h8Z` });
  return svg("svg", { class: "spark", width, height: 2 * middle, "aria-hidden": "true" }, ground, parts, triangle);
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
  const tops = new Float64Array(bins.count); // a bar that is cut ends below its number
  for (let bin = 0; bin < bins.count; bin += 1) {
    const all = GROUPS.reduce((sum, group) => sum + (families[group]?.[bin] ?? 0), 0);
    tops[bin] = all * act > most ? most - NUMBER : most;
  }
  const at = (/** @type {number} */ high, /** @type {number} */ bin) =>
    (middle + way * Math.min(high * act, tops[bin] ?? most)).toFixed(1);
  const paths = GROUPS.map((group) => {
    let d = "";
    for (let bin = 0; bin < bins.count; bin += 1) {
      const count = families[group]?.[bin] ?? 0;
      if (!count) continue;
      const low = stacked[bin] ?? 0;
      stacked[bin] = low + count;
      const left = x(bins.edges[bin] ?? 0) + 0.5;
      const right = Math.max(x(bins.edges[bin + 1] ?? 0) - 0.5, left + 1);
      d += `M${left.toFixed(1)} ${at(low, bin)}V${at(low + count, bin)}H${right.toFixed(1)}V${at(low, bin)}Z`;
    }
    return d ? svg("path", { class: `fill ${group}`, d }) : null;
  });
  const cut = [...stacked].flatMap((count, bin) => {
    if (count * act <= most) return [];
    const centre = (x(bins.edges[bin] ?? 0) + x(bins.edges[bin + 1] ?? 0)) / 2;
    return [svg("text", { class: "cut-number", x: centre, y: middle + way * (most - 4) + 4 }, grouped(count))];
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
  const what = `${clip(sideName(data, answer.agents), 32)}: ${clean(data.type(answer).label)}${kind}`;
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
