// What is drawn besides actors and their lines: incidents as nodes, answers, fanned-out types.

import { clip } from "../base/dom.js";
import { colours } from "../base/theme.js";
import { incidentsOfPair, splitSelection } from "../data/pairs.js";
import { colourOf, widthOf } from "./vis_style.js";

const EACH_OPEN = 60; // incidents of one actor or pair as nodes
const ROW = 40; // between two incidents of the same parties

// The nodes and edges for a state, by id; `positionOf` gives an actor's drawn node or null.
export class Opened {
  nodes = new Map();
  edges = new Map();

  constructor(world, positionOf) {
    this.world = world;
    this.positionOf = positionOf;
  }

  of(state, result, chain) {
    const incidents = this.#incidents(state, result, chain);
    const beside = new Map();
    const inChain = new Map(); // how many steps between the same parties: they stand in order
    for (const incident of chain)
      inChain.set(partiesOf(incident).join("\t"), (inChain.get(partiesOf(incident).join("\t")) ?? 0) + 1);
    for (const incident of incidents) this.#incidentNode(incident, beside, inChain);
    const ids = new Set([...incidents].map((i) => i.id));
    for (const claim of result.claims) {
      if (claim.type === "in_response_to" && ids.has(claim.source) && ids.has(claim.target)) this.#answer(claim);
    }
    for (const pair of state.fan) this.#fanOut(pair, result);
    return this;
  }

  #incidents(state, result, chain) {
    const opened = new Set(chain);
    const [kind, id] = splitSelection(state.select);
    if (kind === "incident" && this.world.incident(id)) opened.add(this.world.incident(id));
    for (const open of state.open) {
      const own = open.includes("\t") ? incidentsOfPair(this.world, open) : this.world.of(open);
      for (const incident of own.slice(0, EACH_OPEN)) if (result.shown.has(incident.id)) opened.add(incident);
    }
    return opened;
  }

  #incidentNode(incident, beside, inChain) {
    const parties = partiesOf(incident);
    const known = parties.filter((id) => this.positionOf(id));
    const key = parties.join("\t");
    const turn = beside.get(key) ?? 0;
    beside.set(key, turn + 1);
    const steps = inChain.get(key) ?? 0;
    const row = turn < steps ? turn - (steps - 1) / 2 : Math.ceil(turn / 2) * (turn % 2 ? 1 : -1);
    const place = spot(
      known.map((id) => this.positionOf(id)),
      turn,
      row,
    );
    const nodeId = `incident:${incident.id}`;
    const group = this.world.group(incident);
    this.nodes.set(nodeId, {
      id: nodeId,
      parties: known,
      data: { id: nodeId, ...place, size: 7, shape: "hexagon", group, ...lookOf(incident, group) },
    });
    const link = (from, to, arrows) => {
      const id = `${from}>${to}`;
      if (this.positionOf(from === nodeId ? to : from))
        this.edges.set(id, {
          id,
          from,
          to,
          arrows,
          width: 1.2,
          color: colourOf(group),
          dashes: incident.status !== "reported" ? [4, 3] : false,
        });
    };
    for (const agent of incident.agents) link(agent, nodeId, "");
    for (const target of incident.targets) link(nodeId, target, "to");
  }

  #answer(claim) {
    const id = `claim:${claim.id}`;
    const width = claim.basis === "stated" ? 2.2 : 0.8 + 2.2 * (claim.probability ?? 0.5);
    this.edges.set(id, {
      id,
      from: `incident:${claim.target}`,
      to: `incident:${claim.source}`,
      arrows: "to",
      width,
      dashes: claim.basis === "stated" ? false : [6, 4],
      color: colourOf("ink"),
      smooth: { enabled: true, type: "curvedCW", roundness: 0.25 },
    });
  }

  #fanOut(pair, result) {
    const [a, b] = pair.split("\t");
    if (!this.positionOf(a) || !this.positionOf(b)) return;
    const kinds = new Map();
    for (const incident of incidentsOfPair(this.world, pair)) {
      if (!result.shown.has(incident.id)) continue;
      for (const [from, to] of [
        [a, b],
        [b, a],
      ]) {
        if (!incident.agents.includes(from) || !incident.targets.includes(to)) continue;
        const key = `fan:${from}\t${to}\t${incident.type}`;
        const entry = kinds.get(key) ?? { from, to, type: incident.type, count: 0 };
        entry.count += 1;
        kinds.set(key, entry);
      }
    }
    let turn = 0;
    for (const [id, { from, to, type, count }] of kinds) {
      const bend = 0.14 + 0.2 * Math.floor(turn / 2);
      // The side of the bend is seen from the edge's own beginning, so it is turned for the way back.
      const clockwise = (turn++ % 2 === 0) === (from === a);
      const label = `${clip(this.world.types.get(type).label, 24)}${count > 1 ? ` ×${count}` : ""}`;
      this.edges.set(id, {
        id,
        from,
        to,
        width: widthOf(count) + 0.6,
        arrows: "to",
        color: colourOf(this.world.types.get(type).group),
        told: label,
        smooth: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: bend },
      });
    }
  }
}

// Make a data set hold just the wanted extras of ours.
export function sync(set, had, wanted, dataOf) {
  const gone = [...had.keys()].filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = [...wanted].filter(([id, item]) => JSON.stringify(had.get(id)) !== JSON.stringify(item));
  if (changed.length) set.update(changed.map(([, item]) => dataOf(item)));
}

function partiesOf(incident) {
  return [...new Set([...incident.agents, ...incident.targets])].sort();
}

// What is alleged is hollow, what is only planned has a broken rim.
function lookOf({ status }, group) {
  if (status === "reported") return {};
  const [background, border] = [colours().paper, colours()[group]];
  const color = { background, border, highlight: { background, border }, hover: { background, border } };
  return { color, borderWidth: 2, shapeProperties: { borderDashes: status === "prospective" ? [2, 2] : false } };
}

// A place for an incident between its parties, beside the earlier ones.
function spot(parties, turn, row) {
  if (!parties.length) return { x: 60 * turn, y: -120 };
  const middle = { x: mean(parties.map((p) => p.x)), y: mean(parties.map((p) => p.y)) };
  if (parties.length === 1) return { x: middle.x + 70 * Math.cos(turn * 0.9), y: middle.y + 70 * Math.sin(turn * 0.9) };
  const [a, b] = parties;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: middle.x + ((a.y - b.y) / length) * ROW * row, y: middle.y + ((b.x - a.x) / length) * ROW * row };
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
