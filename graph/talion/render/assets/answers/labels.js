// The labels of a row: what the acts of a group are, placed where they meet no other label.

import { clean, clip, grouped, manyOf } from "../base/text.js";
import { isSized } from "./beads.js";
import { widthOf } from "./measure.js";

/** From a lane down to the base line of a label that stands on it, right of its group. */
export const ON_LANE = 4;
const HIGH = 13; // of a label
const TIER = 15; // from a label to one beyond it
const AIR = 4; // between two labels on one line

/**
 * What a group of acts is called: “expulsions: 21, 17, 4 and 1”, “summons, expulsion 2, deportation”.
 * @param {Page.GraphData} data
 * @param {Answers.Bead} bead
 * @param {Answers.Dyad} row
 */
function labelOf(data, { marks }, row) {
  if (marks.every(({ incident }) => incident.status === "prospective")) return "expected";
  const kinds = Map.groupBy(marks, ({ incident }) => incident.type);
  return [...kinds].map(([type, own]) => kindLabel(data, type, own) + outsideWords(data, own, row)).join(", ");
}

/**
 * @param {Page.GraphData} data
 * @param {string} type
 * @param {Answers.Mark[]} marks
 */
function kindLabel(data, type, marks) {
  const name = clip(data.type(type).label, 26);
  const numbers = marks.flatMap(({ incident }) => numberOf(data, incident) ?? []);
  const [only] = marks;
  if (marks.length === 1) return only?.inside || !numbers.length ? name : `${name} ${numbers[0]}`;
  if (marks.every(({ incident }) => isSized(data, incident) && incident.count)) {
    numbers.splice(0, numbers.length, ...marks.map(({ incident }) => grouped(incident.count ?? 0)));
  }
  const several = manyOf(name);
  if (numbers.length < marks.length) return several;
  const [last, ...before] = numbers.toReversed();
  return `${several}: ${before.length ? `${before.reverse().join(", ")} and ${last}` : last}`;
}

/**
 * “ (against OPCW)”, where all of some acts were done to the same one, who is not the other side.
 * @param {Page.GraphData} data
 * @param {Answers.Mark[]} marks
 * @param {Answers.Dyad} row
 */
function outsideWords(data, marks, { acts }) {
  const whom = new Set(
    marks.map(({ incident }) =>
      acts.get(incident.id)?.outside && incident.targets.length ? data.names(incident.targets) : "",
    ),
  );
  const [only] = whom;
  return only && whom.size === 1 ? ` (against ${clip(only, 24)})` : "";
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
function numberOf(data, incident) {
  const { counts } = data.type(incident);
  const number = incident.count ? grouped(incident.count) : "";
  if (!number) return null;
  if (counts === "victims") return `(${number} dead or hurt)`;
  if (counts === "accused") return `(${number} accused)`;
  const tells = isSized(data, incident) || counts === "posts" || counts === "missions";
  return tells && (incident.count ?? 0) > 1 ? number : null;
}

/**
 * Give the groups labels that meet neither each other nor the edges: centred, else begun or ended at the group, else
 * beyond the first line; what finds no room is left to hover, focus and the list.
 * @param {Page.GraphData} data
 * @param {Answers.Bead[]} beads
 * @param {Answers.Room} room
 * @param {(incident: Model.Incident) => number} rank lower is more important
 * @param {Answers.Dyad} row whose arrows a label between the lanes must not meet
 * @returns {Answers.Label[]}
 */
export function labelsOf(data, beads, room, rank, row) {
  const wanted = beads
    .map((bead) => ({ bead, text: clean(labelOf(data, bead, row)), rank: Math.min(...bead.acts.map(rank)) }))
    .sort((a, b) => a.rank - b.rank);
  /** @type {Answers.Label[]} */
  const placed = [];
  const blocks = beads.map((bead) => ({ ...bead, top: Math.max(...bead.marks.map(({ radius }) => radius)) }));
  const arrows = spansOf(beads, row.links);
  for (const { bead, text } of wanted) {
    const top = Math.max(...bead.marks.map(({ radius }) => radius));
    for (const words of new Set([text, text.replace(/ \(.*?\)/g, "")])) {
      const width = widthOf(words, room.letters);
      const found = spots(bead, width, top, room).find(
        (spot) =>
          isFree(spot, placed, blocks, bead, room) &&
          !(spot.inner && arrows.some(([a, b]) => spot.left < b + 6 && spot.left + width > a - 6)),
      );
      if (found) {
        placed.push({ ...found, bead, text: words });
        break;
      }
    }
  }
  return placed;
}

/**
 * How far the arrows between groups reach, from left to right.
 * @param {Answers.Bead[]} beads
 * @param {Answers.Link[]} links
 */
function spansOf(beads, links) {
  const of = new Map(beads.flatMap((bead) => bead.acts.map(({ id }) => [id, bead.x])));
  return links.flatMap(({ cause, answer }) => {
    const [a, b] = [of.get(cause.id), of.get(answer.id)];
    return a === undefined || b === undefined ? [] : [[Math.min(a, b), Math.max(a, b)]];
  });
}

/**
 * Where a label may stand, the best place first.
 * @param {Answers.Bead} bead
 * @param {number} width
 * @param {number} top
 * @param {Answers.Room} room
 */
function spots({ lane, x, half }, width, top, { lanes }) {
  const y = lanes[lane] ?? 0;
  const out = lane ? 1 : -1;
  const lefts = [x - width / 2, x - half, x + half - width];
  const line = (/** @type {number} */ tier) => y + out * (top + (lane ? 12 : 6) + tier * TIER);
  const outward = [0, 1].flatMap((tier) =>
    lefts.map((left) => ({ left, y: line(tier), width, lane, leader: tier > 0, inner: false })),
  );
  const inward = lefts
    .slice(1, 2)
    .map((left) => ({ left, y: y - out * (top + (lane ? 6 : 12)), width, lane, leader: false, inner: true }));
  return [
    ...outward.slice(0, 3),
    { left: x + half + 5, y: y + ON_LANE, width, lane, leader: false, inner: false },
    ...inward,
    ...outward.slice(3),
  ];
}

/**
 * @param {{left: number, y: number, width: number}} spot
 * @param {Answers.Label[]} placed
 * @param {(Answers.Bead & {top: number})[]} blocks
 * @param {Answers.Bead} own
 * @param {Answers.Room} room
 */
function isFree({ left, y, width }, placed, blocks, own, { left: edge, right, top, bottom, lanes }) {
  if (left < edge || left + width > right || y - HIGH + 3 < top || y + 3 > bottom) return false;
  const meets = (
    /** @type {number} */ a,
    /** @type {number} */ b,
    /** @type {number} */ high,
    /** @type {number} */ low,
  ) => left < b + AIR && left + width > a - AIR && y - HIGH + 3 < low && y + 3 > high;
  if (placed.some((label) => meets(label.left, label.left + label.width, label.y - HIGH + 3, label.y + 3)))
    return false;
  return !blocks.some(({ x, half, top: radius, lane, marks }) => {
    const at = lanes[lane] ?? 0;
    if (marks === own.marks) return false;
    return meets(x - half, x + half, at - radius - 2, at + radius + 2);
  });
}
