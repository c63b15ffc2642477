// What the evidence panel shows while nothing is selected: a legend, and three examples to click.

import { bdi, button, clip, h, svg } from "../base/dom.js";
import { GROUP_LABELS, KINDS } from "../base/theme.js";
import { pairKey } from "../data/pairs.js";

export function welcome(world, store) {
  return [examples(world, store), legend(world)];
}

function examples(world, store) {
  const made = [chainExample(world, store), exchangeExample(world, store), questionExample(world, store)].filter(
    Boolean,
  );
  if (!made.length) return null;
  return h(
    "div",
    { class: "examples" },
    h("h3", {}, "Three ways in"),
    made.map(([kind, text, click]) =>
      button([h("span", { class: "kind" }, kind), bdi(clip(text, 90))], click, { class: "example" }),
    ),
  );
}

function chainExample(world, store) {
  const chain = world.chains[0];
  return chain
    ? ["a chain", chain.label, () => store.set({ view: "graph", chain: chain.id, select: "" }, { step: true })]
    : null;
}

// The pair whose two sides both acted, and most often.
function exchangeExample(world, store) {
  const pairs = new Map();
  for (const incident of world.incidents) {
    for (const agent of incident.agents) {
      for (const target of incident.targets) {
        if (agent === target) continue;
        const key = pairKey(agent, target);
        const pair = pairs.get(key) ?? [0, 0];
        pair[key.startsWith(`${agent}\t`) ? 0 : 1] += 1;
        pairs.set(key, pair);
      }
    }
  }
  let best = null;
  for (const [key, [one, other]] of pairs) {
    const score = Math.min(one, other) * 1000 + one + other;
    if (!best || score > best.score) best = { key, score };
  }
  if (!best) return null;
  const sides = best.key.split("\t");
  return [
    "an exchange",
    sides.map((id) => world.name(id)).join(" and "),
    () => store.set({ view: "exchange", sides }, { step: true }),
  ];
}

function questionExample(world, store) {
  const question = world.questions.find((q) => q.id === "unanswered") ?? world.questions[0];
  return question
    ? ["a question", question.title, () => store.set({ select: `question:${question.id}` }, { step: true })]
    : null;
}

function legend(world) {
  const kinds = new Set([...world.actors.values()].map((actor) => actor.kind));
  const groups = new Set([...world.types.values()].map((type) => type.group));
  return h(
    "div",
    { class: "legend" },
    h("h3", {}, "Legend"),
    h(
      "ul",
      {},
      KINDS.filter((kind) => kinds.has(kind)).map((kind) => h("li", {}, shape(kind), kind)),
      h("li", {}, h("span", { class: "glyph size", "aria-hidden": "true" }), "larger: more incidents"),
    ),
    h(
      "ul",
      {},
      Object.keys(GROUP_LABELS)
        .filter((group) => groups.has(group))
        .map((group) => h("li", {}, h("span", { class: `mark ${group}`, "aria-hidden": "true" }), GROUP_LABELS[group])),
    ),
    h(
      "ul",
      {},
      h("li", {}, h("span", { class: "mark plain reported", "aria-hidden": "true" }), "reported"),
      h("li", {}, h("span", { class: "mark plain alleged", "aria-hidden": "true" }), "alleged"),
      h("li", {}, h("span", { class: "mark plain prospective", "aria-hidden": "true" }), "only planned or threatened"),
      h("li", {}, h("span", { class: "mark unequal", "aria-hidden": "true" }, "≠"), "the reports disagree"),
      h("li", {}, h("span", { class: "mark ring", "aria-hidden": "true" }), "unanswered, in an exchange"),
      h("li", {}, h("span", { class: "stroke stated", "aria-hidden": "true" }), "answer, stated by a source"),
      h("li", {}, h("span", { class: "stroke inferred", "aria-hidden": "true" }), "answer, inferred by a model"),
    ),
    h(
      "p",
      { class: "muted" },
      "Click an actor or a line to read the sentences behind it; double-click to open its incidents or fan out its types. Drag to move. “/” searches.",
    ),
  );
}

function shape(kind) {
  const points = {
    organization: "M2 2H12V12H2Z",
    agency: "M7 0L14 7L7 14L0 7Z",
    person: "M7 1L13 12H1Z",
    mission: "M7 13L1 2H13Z",
  }[kind];
  return svg(
    "svg",
    { class: `glyph ${kind}`, width: 14, height: 14, "aria-hidden": "true" },
    points ? svg("path", { d: points }) : svg("circle", { cx: 7, cy: 7, r: 6 }),
  );
}
