// The evidence of a chain: its steps in order, each with the words that say it answers an earlier one.

import { bdi, h } from "../base/dom.js";
import { actionButtons, basisOf, loneLine } from "./parts.js";
import { foldedQuote } from "./quote.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

/**
 * @param {Evidence} panel
 * @param {Model.Chain} chain
 */
export function chainEvidence(panel, chain) {
  const { data } = panel;
  const steps = chain.steps.map((step, place) => {
    const earlier = new Set(chain.steps.slice(0, place).flat());
    const incidents = data.incidentsOf(step).map((incident) => stepEvidence(panel, incident, earlier));
    return h("li", { "data-step": place + 1 }, incidents);
  });
  return [h("h3", {}, "Chain: ", bdi(chain.label)), ways(panel, chain), h("ol", { class: "steps" }, steps)];
}

/**
 * Buttons that show the chain in the views that can, without those that would change nothing.
 * @param {Evidence} panel
 * @param {Model.Chain} chain
 */
function ways({ page, state, store }, chain) {
  const now = JSON.stringify(state);
  return actionButtons(
    page.views.map((view) => {
      const change = { view: view.name, ...view.chainChange?.(chain) };
      const possible = Boolean(view.chainChange?.(chain)) && JSON.stringify({ ...state, ...change }) !== now;
      return { label: view.label, click: () => store.step(change), possible };
    }),
  );
}

/**
 * @param {Evidence} panel
 * @param {Model.Incident} incident
 * @param {Set<string>} earlier
 */
function stepEvidence(panel, incident, earlier) {
  const { data } = panel;
  const claim = data.answersOf.get(incident.id)?.find(({ target }) => earlier.has(target));
  const report = data.reports.get(incident.reports[0] ?? "");
  return [
    claim ? basisOf(panel, claim, "↳ answers, ") : null,
    loneLine(panel, incident),
    report ? h("blockquote", { class: "short" }, bdi(report.quote)) : null,
    foldedQuote(claim),
  ];
}
