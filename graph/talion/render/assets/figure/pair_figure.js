// The figure of two sides: lanes with their names, as the exchange and the story draw them.

import { Axis } from "../answers/axis.js";
import { beadsOf, isSized } from "../answers/beads.js";
import { rowDrawing } from "../answers/drawing.js";
import { labelsOf } from "../answers/labels.js";
import { widthOf } from "../answers/measure.js";
import { bestLink, quoteOf, sourceOf } from "../answers/quotes.js";
import { actWords, findingLines } from "../answers/words.js";
import { svg } from "../base/dom.js";
import { answeredOf, clean, clip } from "../base/text.js";
import { publisher } from "../data/filter.js";
import { isDated } from "../data/intervals.js";

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @returns {Page.Figure}
 */
export function pairFigure(data, pair) {
  const acts = [...pair.acts.values()].map(({ incident }) => incident);
  const years = acts.flatMap(({ date }) => /^\d{4}/.exec(date ?? "")?.[0] ?? []).sort();
  const span = years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`;
  const link = bestLink(data, pair, quoteFits);
  const answered = answeredOf(pair.answered.size, pair.total);
  return {
    title: `${pair.sides.map((side) => data.names(side)).join(" and ")}${years.length ? `, ${span}` : ""}`,
    finding: `${[answered, ...findingLines(data, pair)].join("; ")}.`,
    drawing: (width, height) => lanesOf(data, pair, width, height),
    quote: link ? quoteOf(link.claim) : "",
    source: link ? sourceOf(data, link) : "",
    sources: sourcesOf(data, acts),
    reading: readingOf(data, acts),
    sentences: acts.map((incident) => actWords(data, incident, pair.links)),
    drawn: {
      groups: new Set(acts.map((incident) => data.group(incident))),
      statuses: new Set(acts.map(({ status }) => status)),
      bases: new Set(pair.links.map(({ claim }) => claim.basis)),
    },
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {number} width
 * @param {number} height
 */
function lanesOf(data, pair, width, height) {
  const names = pair.sides.map((side) => clip(data.names(side), 22));
  const left = Math.min(150, 12 + Math.max(...names.map((name) => widthOf(name, 15, 600))));
  const spans = [...pair.acts.values()].flatMap(({ incident }) =>
    isDated(incident) ? [/** @type {[number, number]} */ ([incident.from, incident.to])] : [],
  );
  const axis = new Axis(spans.length ? spans : [[0, 365]], { left, right: width - 10 });
  const lanes = [height * 0.36, height * 0.78];
  const room = { left, right: width - 2, top: 20, bottom: height, lanes };
  const beads = beadsOf(data, pair, axis, room);
  const linked = new Set(pair.links.flatMap(({ cause, answer }) => [cause.id, answer.id]));
  const rank = (/** @type {Model.Incident} */ incident) =>
    (linked.has(incident.id) ? 0 : 10) - data.type(incident).severity;
  const labels = labelsOf(data, beads, room, rank, pair);
  const drawing = rowDrawing(data, pair, { axis, beads, labels, room, width, height });
  const cuts = axis.stretches.slice(1).map(({ left: at }, n) => {
    const x = ((axis.stretches[n]?.right ?? 0) + at) / 2 - 5;
    return svg("path", { class: "cut", d: `M${x} 4l4 4.5l-4 4.5M${x + 6} 4l4 4.5l-4 4.5` });
  });
  drawing.append(
    ...names.map((name, lane) => svg("text", { class: "side-name", x: 0, y: (lanes[lane] ?? 0) + 5 }, name)),
    ...axis.ticks().map(({ x, label }) => svg("text", { class: "tick", x: Math.min(x + 2, width - 40), y: 13 }, label)),
    ...cuts,
  );
  return drawing;
}

/**
 * Whether a quote has room on the line of a figure.
 * @param {string} quote
 */
export function quoteFits(quote) {
  return widthOf(quote, 15, 400, true) < 420;
}

/**
 * “Sources: The Moscow Times, DutchReview.”
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} acts
 */
export function sourcesOf(data, acts) {
  const names = [
    ...new Set(acts.flatMap((incident) => data.reportsOf(incident).map(({ article }) => publisher(data, article)))),
  ];
  const some = names.length > 4 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return clean(some.length ? `Sources: ${some.join(", ")}.` : "");
}

/**
 * How to read the drawing.
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} acts
 */
export function readingOf(data, acts) {
  const size = acts.some((incident) => isSized(data, incident) && incident.count) ? " Size: people expelled." : "";
  return `An act told in several reports is counted once.${size}`;
}
