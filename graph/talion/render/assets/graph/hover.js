// What the pointer is over in the graph, told in a card: an actor with its numbers, a pair, an incident.

import { actWords } from "../answers/words.js";
import { h } from "../base/dom.js";
import { plural } from "../base/text.js";
import { GROUP_LABELS, GROUPS } from "../base/theme.js";
import { isResponse } from "../data/graph_data.js";
import { isDirected, pairOf } from "../data/pairs.js";
import { selectionOfEdge } from "./pointer.js";

const WIDE = 328; // of the card

/** @typedef {import("../views/graph.js").GraphView} GraphView */

/**
 * A card that follows the pointer over a network.
 * @param {GraphView} graph
 * @param {HTMLElement} canvas
 */
export function hoverCard(graph, canvas) {
  const card = h("div", { class: "card", hidden: true });
  let coming = 0;
  let told = "";
  const tell = (/** @type {PointerEvent} */ event) => {
    coming = 0;
    const box = canvas.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const over = event.buttons ? "" : selectionAt(graph, at);
    card.hidden = !over;
    canvas.classList.toggle("over", Boolean(over));
    if (!over) return;
    if (over !== told) card.textContent = wordsOf(graph, over);
    told = over;
    card.style.setProperty("left", `${Math.max(8, Math.min(at.x + 14, box.width - WIDE - 8))}px`);
    card.style.setProperty("top", `${Math.min(at.y + 16, box.height - 90)}px`);
  };
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") coming ||= requestAnimationFrame(() => tell(event));
  });
  canvas.addEventListener("pointerleave", () => {
    cancelAnimationFrame(coming);
    coming = 0;
    card.hidden = true;
  });
  return card;
}

/**
 * What a click at a place would select; "" for nothing.
 * @param {GraphView} graph
 * @param {vis.Point} at
 */
function selectionAt(graph, at) {
  const node = graph.network.getNodeAt(at);
  if (node) return graph.expansion.nodes.has(node) ? node : `actor:${node}`;
  const edge = graph.network.getEdgeAt(at);
  return edge ? selectionOfEdge(graph, edge) : "";
}

/**
 * @param {GraphView} graph
 * @param {string} selection
 */
function wordsOf({ data, result }, selection) {
  const colon = selection.indexOf(":");
  const [kind, id] = [selection.slice(0, colon), selection.slice(colon + 1)];
  if (kind === "incident") {
    const incident = data.incident(id);
    return incident ? actWords(data, incident, linksOf(data, result, id)) : "";
  }
  const shown = (/** @type {Model.Incident} */ one) => result.shown.has(one.id);
  if (kind === "actor") {
    const own = data.of(id).filter(shown);
    const did = own.filter(({ agents }) => agents.includes(id));
    const got = own.filter(({ targets }) => targets.includes(id));
    const words = `did ${plural(did.length, "act")}, ${plural(got.length, "act")} against it`;
    return `${data.name(id)}: ${words}. ${familiesOf(data, own)}`;
  }
  const [a, b] = pairOf(id);
  const between = data.of(a).filter(shown);
  const one = between.filter((incident) => isDirected(incident, a, b));
  const other = between.filter((incident) => isDirected(incident, b, a));
  const [first, second] = [data.name(a), data.name(b)];
  return (
    `${first} → ${second}: ${plural(one.length, "act")}; ${second} → ${first}: ${plural(other.length, "act")}. ` +
    familiesOf(data, [...one, ...other])
  );
}

/**
 * “Diplomacy 12, force 3.”
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} incidents
 */
function familiesOf(data, incidents) {
  const counts = Map.groupBy(incidents, (incident) => data.group(incident));
  const parts = GROUPS.flatMap((group) => {
    const own = counts.get(group);
    return own ? [`${(GROUP_LABELS[group] ?? group).split(":")[0]} ${own.length}`] : [];
  });
  const words = parts.join(", ");
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}.` : "";
}

/**
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @param {string} id
 * @returns {Answers.Link[]}
 */
function linksOf(data, result, id) {
  return result.claims.filter(isResponse).flatMap((claim) => {
    if (claim.source !== id && claim.target !== id) return [];
    const [answer, cause] = [data.incident(claim.source), data.incident(claim.target)];
    return answer && cause ? [{ claim, answer, cause }] : [];
  });
}
