// Where the figures of the command line start: the page's own drawing, without a browser.

import { withOutside } from "../data/dyads.js";
import { applied } from "../data/filter.js";
import { GraphData } from "../data/graph_data.js";
import { dyadOf, exchangeLedger } from "../exchange/pair.js";
import { exchangeFigure } from "../figure/exchange_figure.js";
import { framed } from "../figure/frame.js";
import { lanesFigure } from "../figure/lanes_figure.js";
import { pairFigure } from "../figure/pair_figure.js";
import { waveOf } from "../lanes/plan.js";
import { startOf } from "../state.js";
import { storyOf } from "../story/steps.js";
import { provideDocument } from "./document.js";

/**
 * What a figure is asked to show, and how.
 * @typedef {object} Wanted
 * @property {"chain" | "exchange" | "wave"} kind
 * @property {Partial<Page.State>} state
 * @property {string[]} acts of a wave, with its responses, by id
 * @property {string[]} actors of a wave
 * @property {string} band who is answered in a wave
 * @property {number} width
 * @property {number} height
 * @property {string} title
 * @property {string} note
 */

const OWN = { sides: ["", ""], bin: "", least: 0.3, lanes: [] };

/** @type {Record<Wanted["kind"], (data: GraphData, state: Page.State, wanted: Wanted) => Page.Figure | null>} */
const FIGURES = {
  chain: (data, state) => {
    const story = storyOf(data, state, applied(data, state));
    return story?.steps.length ? pairFigure(data, story.pair) : null;
  },
  exchange: (data, state) => {
    const { shown } = applied(data, state);
    const { ledger } = exchangeLedger(data, state, ({ id }) => shown.has(id));
    const pair = withOutside(data, state, dyadOf(data, ledger, state.sides), ({ id }) => shown.has(id));
    return pair.acts.size ? exchangeFigure(data, pair, state) : null;
  },
  wave: (data, state, { acts, actors, band }) => lanesFigure(data, waveOf(data, state, actors, band, acts)),
};

/**
 * The figure as a tree of elements; null where there is nothing to draw.
 * @param {Json.Document} document
 * @param {Wanted} wanted
 * @param {import("./document.js").GlyphWidths} widths
 */
function figureTree(document, wanted, widths) {
  provideDocument(widths);
  const data = new GraphData();
  data.merge(document);
  const state = { ...startOf([]), ...OWN, ...wanted.state };
  const figure = FIGURES[wanted.kind](data, state, wanted);
  return figure ? JSON.stringify(framed(figure, wanted)) : null;
}

Object.assign(globalThis, { figureTree });
