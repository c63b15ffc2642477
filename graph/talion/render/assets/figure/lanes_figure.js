// The figure of lanes: a wave, or what some actors did to each other.

import { bestLink, quoteOf, sourceOf } from "../answers/quotes.js";
import { actWords } from "../answers/words.js";
import { clean, plural } from "../base/text.js";
import { dateWords, isoOf } from "../data/dates.js";
import { isDated } from "../data/intervals.js";
import { lanesDrawing } from "../lanes/drawing.js";
import { quoteFits, readingOf, sourcesOf } from "./pair_figure.js";

const LEAST_WIDTH = 760; // narrower, lanes leave out their numbers

/** @typedef {import("../lanes/plan.js").Plan} Plan */

/**
 * How many acts there are, and how many of them were answered.
 * @param {Page.GraphData} data
 * @param {Plan} plan
 */
export function lanesFinding(data, { lanes, links, band, left }) {
  const acts = lanes.flatMap((lane) => lane.acts);
  const answered = new Set(links.map(({ cause }) => cause.id));
  const met = acts.filter(({ id }) => answered.has(id)).length;
  const whom = band ? ` against ${data.name(band)}` : " between them";
  const rest = left ? ` ${plural(left, "more lane")} not drawn.` : "";
  const answers = acts.length === 1 ? (met ? "answered" : "not answered") : `${met} of them answered`;
  const open = band && met < acts.length ? "; dotted: no answer found" : "";
  return clean(`${plural(acts.length, "act")}${whom}, ${answers}${open}.${rest}`);
}

/**
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @returns {Page.Figure}
 */
export function lanesFigure(data, plan) {
  const acts = [...plan.lanes.flatMap((lane) => lane.acts), ...plan.bandActs];
  const dated = acts.filter(isDated);
  const link = bestLink(data, plan, quoteFits);
  return {
    title: `${plan.title}${whenOf(dated)}`,
    finding: lanesFinding(data, plan),
    drawing: (width) => lanesDrawing(data, plan, Math.max(width, LEAST_WIDTH), ""),
    quote: link ? quoteOf(link.claim) : "",
    source: link ? sourceOf(data, link) : "",
    sources: sourcesOf(data, acts),
    reading: readingOf(data, acts),
    sentences: acts.map((incident) => actWords(data, incident, plan.links)),
    drawn: drawnOf(data, plan),
  };
}

/**
 * What is drawn, for a legend.
 * @param {Page.GraphData} data
 * @param {Plan} plan
 * @returns {Page.Drawn}
 */
export function drawnOf(data, plan) {
  const dated = [...plan.lanes.flatMap(({ acts }) => acts), ...plan.bandActs].filter(isDated);
  return {
    groups: new Set([...dated, ...plan.links.map(({ answer }) => answer)].map((incident) => data.group(incident))),
    statuses: new Set(dated.map(({ status }) => status)),
    bases: new Set(plan.links.map(({ claim }) => claim.basis)),
  };
}

/**
 * “, March 2022”, “, 2021–2022”.
 * @param {Model.Dated[]} acts
 */
function whenOf(acts) {
  const days = acts.flatMap(({ from, to }) => [from, to]);
  if (!days.length) return "";
  const [first, last] = [Math.min(...days), Math.max(...days)].map(isoOf);
  const [one, other] = [first, last].map((day) => day?.slice(0, 4));
  if (first?.slice(0, 7) === last?.slice(0, 7)) return `, ${dateWords(first?.slice(0, 7))}`;
  return one === other ? `, ${one}` : `, ${one}–${other}`;
}
