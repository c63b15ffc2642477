// A pair of few acts in one row: names, the drawing of two lanes, the finding, the best link's words.

import { bdi, button, h } from "../base/dom.js";
import { answeredOf, clean } from "../base/text.js";
import { beadsOf } from "./beads.js";
import { rowDrawing } from "./drawing.js";
import { labelsOf } from "./labels.js";
import { fitted, widthOf } from "./measure.js";
import { bestLink, isProse, quoteOf, sourceOf } from "./quotes.js";
import { actWords, findingLines, sideName, sideRest } from "./words.js";

/** Heights of a row's drawing, and where its two lanes run: on wide windows and on phones. */
const WIDE = { height: 88, lanes: [28, 66], top: 1, bottom: 88 };
const COMPACT = { height: 98, lanes: [30, 74], top: 1, bottom: 98 };
const ORDER = { reported: 0, alleged: 1, prospective: 2 };

/**
 * @typedef {object} Frame
 * @property {Page.GraphData} data
 * @property {Page.StateStore} store
 * @property {import("./axis.js").Axis} axis
 * @property {number} width
 * @property {boolean} compact
 * @property {number} quoteWidth
 * @property {Set<string>} quotes those of the rows above
 */

/**
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 */
export function pairRow(frame, row) {
  const { data, store } = frame;
  const sides = row.sides.map((side) => side.join("\t"));
  const exchange = () => store.step({ view: "exchange", sides, select: "", chain: "" });
  const names = row.sides.map((side) => sideName(data, side));
  const heading = h(
    "h3",
    {},
    names.map((name, n) => nameOf(data, row.sides[n] ?? [], name, n)),
  );
  const title = `${names.join(" and ")}: open the exchange`;
  const open = button(heading, exchange, { class: "names", "aria-label": title, title, tabindex: "-1" });
  return h(
    "li",
    { class: "pair-row", "data-key": row.key },
    open,
    h("div", { class: "row-picture" }, drawingOf(frame, row)),
    finding(frame, row, exchange),
    quoteLine(frame, row),
    actItems(frame, row),
  );
}

/**
 * @param {Page.GraphData} data
 * @param {string[]} side
 * @param {string} name
 * @param {number} n
 */
function nameOf(data, side, name, n) {
  const rest = sideRest(data, side);
  return [
    n ? h("span", { class: "and" }, " and ") : null,
    h("span", { class: "name" }, bdi(name), rest ? h("small", {}, bdi(rest)) : null),
  ];
}

/**
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 */
function drawingOf({ data, axis, width, compact }, row) {
  const size = compact ? COMPACT : WIDE;
  /** @type {Answers.Room} */
  const room = { left: axis.left, right: axis.right, ...size, before: compact ? 40 : 58 };
  const beads = beadsOf(data, row, axis, room);
  const linked = new Set(row.links.flatMap(({ cause, answer }) => [cause.id, answer.id]));
  const rank = (/** @type {Model.Incident} */ incident) =>
    (linked.has(incident.id) ? 0 : 10) + (1 - data.type(incident).severity) + (ORDER[incident.status] ?? 0) / 10;
  const labels = labelsOf(data, beads, { ...room, left: 0, right: width }, rank, row);
  return rowDrawing(data, row, { axis, beads, labels, room, width, height: size.height });
}

/**
 * “6 of 7” acts answered, with two lines of what that means.
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 * @param {() => void} exchange
 */
function finding({ data, store }, row, exchange) {
  const conflict = data.contradictions.find(({ source, target }) => row.acts.has(source) && row.acts.has(target));
  const words = `${row.answered.size} of ${row.total}`;
  const open = () => conflict && store.step({ select: `incident:${conflict.source}` });
  return h(
    "div",
    { class: "finding" },
    button([h("b", {}, words), h("span", { class: "of" }, " answered")], exchange, {
      class: "big",
      tabindex: "-1",
      title: `${answeredOf(row.answered.size, row.total)}: open the exchange`,
    }),
    findingLines(data, row).map((line) => h("span", { class: "line" }, line)),
    conflict ? button("dates conflict", open, { class: "link", tabindex: "-1" }) : null,
  );
}

/**
 * @param {Frame} frame
 * @param {Answers.Dyad} row
 */
function quoteLine({ data, store, quoteWidth, compact, quotes }, row) {
  const measure = (/** @type {string} */ text) => widthOf(`“${text}”`, compact ? 14.5 : 14, 400, true);
  const link = bestLink(data, row, (quote) => measure(quote) <= quoteWidth, quotes);
  if (!link) return null;
  quotes.add(quoteOf(link.claim));
  const source = sourceOf(data, link);
  const read = () => store.step({ select: `incident:${link.answer.id}` });
  const quote = isProse(quoteOf(link.claim)) ? quoteOf(link.claim) : "";
  const room = quoteWidth - widthOf(source, 12.5) - 70;
  const words = quote
    ? h("q", { title: quote }, bdi(compact ? fitted(quote, 2.6 * quoteWidth, measure) : fitted(quote, room, measure)))
    : h("span", { class: "inferred-words" }, clean(actWords(data, link.answer, [link])));
  return h(
    "p",
    { class: "row-quote" },
    words,
    " ",
    h("span", { class: "muted" }, bdi(source)),
    " ",
    button("read", read, {
      class: "link read",
      tabindex: "-1",
      "aria-label": `Read the evidence: ${clean(data.sentence(link.answer))}`,
    }),
  );
}

/**
 * The acts of a row in words, in the order of time: what the keyboard goes through and a screen reader reads.
 * @param {Pick<Frame, "data" | "store">} frame
 * @param {Answers.Dyad} row
 * @param {Set<string>} open ids of acts that opened an exchange and got no response
 */
export function actItems({ data, store }, row, open = new Set()) {
  const inOrder = [...row.acts.values()]
    .map(({ incident }) => incident)
    .sort((a, b) => timeOf(row, a) - timeOf(row, b));
  const items = inOrder.map((incident) => {
    const click = (/** @type {Event} */ event) => {
      event.preventDefault();
      store.step({ select: `incident:${incident.id}` });
    };
    const attributes = { href: "#", tabindex: "-1", "data-act": incident.id, on: { click } };
    const outside = row.acts.get(incident.id)?.outside ? { "data-outside": "" } : {};
    return h(
      "li",
      {},
      h("a", { ...attributes, ...outside }, actWords(data, incident, row.links, open.has(incident.id))),
    );
  });
  return h("ul", { class: "unseen act-list" }, items);
}

/**
 * When an act was, or stands: an undated cause just before its answer, an answer after what else its date may mean.
 * @param {Answers.Dyad} row
 * @param {Model.Incident} incident
 */
function timeOf({ links }, incident) {
  if (incident.from !== null) return incident.from + (links.some(({ answer }) => answer.id === incident.id) ? 0.1 : 0);
  const answer = links.find(({ cause }) => cause.id === incident.id)?.answer;
  const cause = links.find(({ answer: own }) => own.id === incident.id)?.cause;
  return (answer?.from ?? (cause?.from ?? 1e7) + 1) - 0.5;
}
