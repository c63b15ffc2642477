// The figure of an exchange: marks where the acts are few, else squares or bars by bin.

import { clip } from "../base/text.js";
import { isDated } from "../data/intervals.js";
import { nameOfSide } from "../exchange/balance.js";
import { FEW, fittingBins, MANY, squaresDrawing } from "../exchange/squares.js";
import { pairFigure } from "./pair_figure.js";

/**
 * The drawing of an exchange of many acts, and how they are stacked in it.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {Page.State} state
 * @param {number} width
 */
export function stackedExchange(data, pair, { from, to, bin, least, select, sides }, width) {
  const dated = [...pair.acts.values()].map(({ incident }) => incident).filter(isDated);
  const first = from ?? Math.min(...dated.map((incident) => incident.from));
  const last = to ?? Math.max(...dated.map((incident) => incident.to));
  const solid = pair.acts.size > MANY;
  const bins = fittingBins(data, pair, { first, last, width, unit: bin, solid });
  const names = sides.map((side) => clip(nameOfSide(data, side), 40));
  return { bins, solid, drawing: squaresDrawing(data, pair, { bins, width, solid, least, selected: select, names }) };
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} pair
 * @param {Page.State} state
 * @returns {Page.Figure}
 */
export function exchangeFigure(data, pair, state) {
  const made = pairFigure(data, pair);
  if (pair.acts.size <= FEW) return made;
  return { ...made, drawing: (width) => stackedExchange(data, pair, state, width).drawing };
}
