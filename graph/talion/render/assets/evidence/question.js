// The evidence of a ready-made question: its answer as a table, and its query.

import { bdi, h, markEdges } from "../base/dom.js";
import { clean, plural } from "../base/text.js";
import { link } from "./parts.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

const MOST = 500;

/**
 * @param {Evidence} panel
 * @param {Model.Question} question
 */
export function questionEvidence(panel, { title, description, sparql, columns = [], rows = [] }) {
  return [
    h("h3", {}, bdi(title)),
    description ? h("p", {}, bdi(description)) : null,
    h(
      "p",
      { class: "muted" },
      `${rows.length >= MOST ? "The first " : ""}${plural(rows.length, "row")}; filters do not change them.`,
    ),
    answerTable(panel, columns, rows),
    sparql ? h("details", {}, h("summary", {}, "SPARQL"), h("pre", {}, clean(sparql))) : null,
  ];
}

/**
 * @param {Evidence} panel
 * @param {string[]} columns
 * @param {string[][]} rows
 */
function answerTable(panel, columns, rows) {
  const heads = columns.map((column) => h("th", { scope: "col" }, bdi(column.replaceAll("_", " "))));
  const lines = rows.slice(0, MOST).map((row) => {
    const hasActors = row.some((text) => panel.data.actors.has(text));
    return h(
      "tr",
      {},
      row.map((text) => h("td", {}, cell(panel, text, hasActors))),
    );
  });
  /** @param {Event} event */
  const scroll = (event) => event.currentTarget instanceof Element && markEdges(event.currentTarget);
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer", on: { scroll } },
    h("table", { class: "answer" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, lines)),
  );
}

/**
 * A cell; an incident in a row that has actors in other columns needs no sentence.
 * @param {Evidence} panel
 * @param {string} text
 * @param {boolean} hasActors
 */
function cell(panel, text, hasActors) {
  const { data } = panel;
  const incident = data.incident(text);
  if (incident) {
    const sentence = data.sentence(incident);
    const made = link(panel, `incident:${text}`, bdi(hasActors ? data.type(incident).label : sentence));
    made.title = sentence;
    return made;
  }
  return data.actors.has(text) ? link(panel, `actor:${text}`, bdi(data.name(text))) : bdi(text);
}
