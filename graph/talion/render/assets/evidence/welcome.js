// What the evidence panel shows while nothing is selected: a legend, and three examples to click.

import { bdi, button, h, svg } from "../base/dom.js";
import { clip } from "../base/text.js";
import { GROUP_LABELS, KINDS } from "../base/theme.js";
import { pairKey, pairOf } from "../data/pairs.js";

/** @typedef {{kind: string, text: string, change: Partial<Page.State>}} Example */

/**
 * @param {Page.Context} page
 * @returns {Dom.Child}
 */
export function welcome({ data, store }) {
  const found = [chainExample(data), exchangeExample(data), questionExample(data)].filter(
    (example) => example !== null,
  );
  const buttons = found.map(({ kind, text, change }) => {
    const words = [h("span", { class: "kind" }, kind), bdi(clip(text, 90))];
    return button(words, () => store.step(change), { class: "example" });
  });
  return [
    found.length
      ? h("div", { class: "examples" }, h("h3", {}, found.length > 1 ? "Ways in" : "A way in"), buttons)
      : null,
    legend(data),
  ];
}

/**
 * @param {Page.GraphData} data
 * @returns {Example | null}
 */
function chainExample({ chains: [chain] }) {
  if (!chain) return null;
  return { kind: "a chain", text: chain.label, change: { view: "graph", chain: chain.id, select: "" } };
}

/**
 * The pair whose two sides both acted, and most often.
 * @param {Page.GraphData} data
 * @returns {Example | null}
 */
function exchangeExample(data) {
  let best = { key: "", score: 0 };
  for (const [key, [one, other]] of countsOfPairs(data)) {
    const score = Math.min(one, other) * 1000 + one + other;
    if (score > best.score) best = { key, score };
  }
  if (!best.key) return null;
  const sides = pairOf(best.key);
  const text = sides.map((id) => data.name(id)).join(" and ");
  return { kind: "an exchange", text, change: { view: "exchange", sides } };
}

/**
 * By pair: how often the first acted on the second, and the other way round.
 * @param {Page.GraphData} data
 */
function countsOfPairs(data) {
  /** @type {Map<string, [number, number]>} */
  const pairs = new Map();
  for (const { agents, targets } of data.incidents) {
    for (const agent of agents) {
      for (const target of targets) {
        if (agent === target) continue;
        const key = pairKey(agent, target);
        const [one, other] = pairs.get(key) ?? [0, 0];
        pairs.set(key, key.startsWith(`${agent}\t`) ? [one + 1, other] : [one, other + 1]);
      }
    }
  }
  return pairs;
}

/**
 * @param {Page.GraphData} data
 * @returns {Example | null}
 */
function questionExample({ questions }) {
  const question = questions.find((q) => q.id === "unanswered") ?? questions[0];
  if (!question) return null;
  return { kind: "a question", text: question.title, change: { select: `question:${question.id}` } };
}

/** @param {Page.GraphData} data */
function legend(data) {
  const kinds = new Set([...data.actors.values()].flatMap(({ id, kind }) => (data.isDrawn(id) ? [kind] : [])));
  const groups = new Set([...data.types.values()].map((type) => type.group));
  const actors = KINDS.filter((kind) => kinds.has(kind)).map((kind) => h("li", {}, shape(kind), kind));
  const families = Object.entries(GROUP_LABELS).filter(([group]) => groups.has(group));
  return h(
    "div",
    { class: "legend" },
    h("h3", {}, "Legend"),
    h("ul", {}, actors, item("glyph size", "larger: more incidents")),
    h(
      "ul",
      {},
      families.map(([group, label]) => item(`mark ${group}`, label)),
    ),
    h(
      "ul",
      {},
      statusItems(),
      item("stroke stated", "response, stated by a source"),
      item("stroke inferred", "response, inferred by a model"),
    ),
    h(
      "p",
      { class: "muted" },
      "A line has the colour of its gravest family, of those with a tenth of its hostile acts. Click an actor or a " +
        "line to read the sentences behind it; double-click to expand its incidents " +
        "or fan out its types. Drag to move. “/” searches.",
    ),
  );
}

function statusItems() {
  return [
    item("mark plain reported", "reported"),
    item("mark plain alleged", "alleged"),
    item("mark plain prospective", "only planned or threatened"),
    item("mark unequal", "the reports disagree", "≠"),
    item("mark ring", "unanswered, in an exchange"),
  ];
}

/**
 * @param {string} sign the class of the sign
 * @param {string} words
 * @param {string} inside
 */
function item(sign, words, inside = "") {
  return h("li", {}, h("span", { class: sign, "aria-hidden": "true" }, inside), words);
}

/** @type {Record<string, string>} */
const SHAPES = {
  organization: "M2 2H12V12H2Z",
  agency: "M7 0L14 7L7 14L0 7Z",
  person: "M7 1L13 12H1Z",
  mission: "M7 13L1 2H13Z",
};

/** @param {string} kind */
function shape(kind) {
  const d = SHAPES[kind];
  const drawn = d ? svg("path", { d }) : svg("circle", { cx: 7, cy: 7, r: 6 });
  return svg("svg", { class: `glyph ${kind}`, width: 14, height: 14, "aria-hidden": "true" }, drawn);
}
