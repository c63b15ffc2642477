// The rows of the opening view: pairs and waves, ranked by what was answered, how grave and how late.

import { isDated } from "../data/intervals.js";

const WAVE_DAYS = 5; // acts of a wave lie no further apart
const WAVE_STATES = 3;
const VAGUE = 31; // a date less exact than this is of no wave

/**
 * The rows for some pairs: those that are the same but for one side are one row, waves stand before.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad[]} dyads
 */
export function rowsOf(data, dyads) {
  const answered = dyads.filter(({ answered }) => answered.size);
  const waves = wavesOf(data, dyads).filter(({ answered: met }) => met.size);
  const inWaves = new Set(waves.flatMap(({ acts }) => [...acts.keys()]));
  const rest = joined(merged(answered)).map((row) => ({ ...row, own: ownOf(row, inWaves) }));
  return ranked(data, [...waves, ...rest.filter(({ own }) => own)]);
}

/**
 * How many acts of a row were answered that no wave shows.
 * @param {Answers.Dyad} row
 * @param {Set<string>} inWaves
 */
function ownOf({ links }, inWaves) {
  const own = links.filter(
    ({ cause, answer }) => answer.status !== "prospective" && !(inWaves.has(cause.id) && inWaves.has(answer.id)),
  );
  return new Set(own.map(({ cause }) => cause.id)).size;
}

/**
 * @param {Page.GraphData} data
 * @param {Answers.Dyad[]} rows
 */
function ranked(data, rows) {
  const keyed = rows.map((row) => {
    const acts = [...row.acts.values()].map(({ incident }) => incident);
    const severity = acts.reduce((sum, incident) => sum + data.type(incident).severity, 0);
    const latest = acts.reduce((most, { to }) => Math.max(most, to ?? -Infinity), -Infinity);
    return { row: withBelow(row, rows), keys: [row.answered.size, severity, latest] };
  });
  const by =
    (/** @type {number} */ n) =>
    (/** @type {{keys: number[]}} */ { keys }) =>
      keys[n] ?? 0;
  const ways = [by(0), by(1), by(2)];
  return keyed
    .sort((a, b) => ways.reduce((found, way) => found || way(b) - way(a), 0) || (a.row.key < b.row.key ? -1 : 1))
    .map(({ row }) => row);
}

/**
 * The same row with the side that most rows have below.
 * @param {Answers.Dyad} row
 * @param {Answers.Dyad[]} rows
 * @returns {Answers.Dyad}
 */
function withBelow(row, rows) {
  const often = row.sides.map((side) =>
    Math.max(...side.map((id) => rows.filter(({ sides }) => sides.some((ids) => ids.includes(id))).length)),
  );
  if ((often[0] ?? 0) <= (often[1] ?? 0)) return row;
  const acts = new Map([...row.acts].map(([id, act]) => [id, { ...act, lane: 1 - act.lane }]));
  return { ...row, acts, sides: row.sides.toReversed() };
}

/**
 * Pairs in which the same was done, with one side in common, as one: the Baltic states and Russia.
 * @param {Answers.Dyad[]} dyads
 */
function merged(dyads) {
  /** @type {Map<string, Answers.Dyad>} */
  const found = new Map();
  for (const dyad of dyads) {
    const ids = [...dyad.acts.keys()].sort().join("\n");
    const known = found.get(ids);
    const both = known ? together(known, dyad) : null;
    found.set(both || !known ? ids : `${ids}\n${dyad.key}`, both ?? dyad);
  }
  return [...found.values()];
}

/**
 * Two pairs as one, where they have a side in common; null where they have not.
 * @param {Answers.Dyad} one
 * @param {Answers.Dyad} other
 * @returns {Answers.Dyad | null}
 */
function together(one, other) {
  for (const lane of [0, 1]) {
    const shared = one.sides[lane]?.join("\t");
    const at = other.sides.findIndex((side) => side.join("\t") === shared);
    if (at < 0) continue;
    const side = [...(one.sides[1 - lane] ?? []), ...(other.sides[1 - at] ?? [])];
    const acts = new Map(one.acts);
    for (const [id, act] of other.acts)
      if (!acts.has(id)) acts.set(id, { ...act, lane: at === lane ? act.lane : 1 - act.lane });
    const links = [
      ...one.links,
      ...other.links.filter((link) => !one.links.some(({ claim }) => claim.id === link.claim.id)),
    ];
    return {
      key: `${one.key}\n${other.key}`,
      sides: lane ? [[...new Set(side)], one.sides[1] ?? []] : [one.sides[0] ?? [], [...new Set(side)]],
      acts,
      links,
      answered: new Set([...one.answered, ...other.answered]),
      about: Math.max(one.about, other.about),
      total: [...acts.values()].filter(({ incident }) => incident.status !== "prospective").length,
      talk: one.talk + other.talk,
      own: Math.max(one.own, other.own),
    };
  }
  return null;
}

/**
 * A pair whose only response answers what another pair is about joins that pair: Romania, the Czech Republic.
 * @param {Answers.Dyad[]} dyads
 */
function joined(dyads) {
  const rows = [...dyads];
  for (const dyad of dyads) {
    const [only, ...others] = dyad.links;
    if (!only || others.length || dyad.acts.size > 2) continue;
    const host = rows.find(
      (row) => row !== dyad && rows.includes(dyad) && row.acts.has(only.cause.id) && hosts(row, only),
    );
    const both = host ? together(host, dyad) : null;
    if (host && both) rows.splice(rows.indexOf(host), 1, both);
    if (host && both) rows.splice(rows.indexOf(dyad), 1);
  }
  return rows;
}

/**
 * @param {Answers.Dyad} row
 * @param {Answers.Link} link
 */
function hosts(row, { cause }) {
  return row.links.length <= 3 && row.links.some((link) => link.cause.id === cause.id);
}

/**
 * Acts of three or more states against one side within five days, all answered or answering alike.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad[]} dyads
 */
function wavesOf(data, dyads) {
  /** @type {Map<string, {incident: Model.Dated, side: string, dyad: Answers.Dyad}[]>} */
  const alike = new Map();
  for (const dyad of dyads) {
    for (const { incident, lane } of dyad.acts.values()) {
      if (!isDated(incident) || incident.status !== "reported" || incident.to - incident.from > VAGUE) continue;
      if (data.group(incident) === "words") continue;
      const [side, target] = [dyad.sides[lane]?.[0] ?? "", dyad.sides[1 - lane]?.[0] ?? ""];
      const key = `${incident.type}\t${target}`;
      alike.set(key, [...(alike.get(key) ?? []), { incident, side, dyad }]);
    }
  }
  return [...alike].flatMap(([key, acts]) => wavesAmong(key.split("\t")[1] ?? "", acts));
}

/**
 * @param {string} target
 * @param {{incident: Model.Dated, side: string, dyad: Answers.Dyad}[]} acts
 */
function wavesAmong(target, acts) {
  const waves = [];
  const inOrder = acts.toSorted((a, b) => a.incident.from - b.incident.from);
  while (inOrder.length) {
    const [first] = inOrder;
    const end = (first?.incident.from ?? 0) + WAVE_DAYS;
    const own = inOrder.splice(0, inOrder.filter(({ incident }) => incident.from <= end).length);
    if (new Set(own.map(({ side }) => side)).size >= WAVE_STATES) waves.push(waveOf(target, own));
  }
  return waves;
}

/**
 * @param {string} target
 * @param {{incident: Model.Dated, side: string, dyad: Answers.Dyad}[]} own
 * @returns {Answers.Dyad}
 */
function waveOf(target, own) {
  const ids = new Set(own.map(({ incident }) => incident.id));
  const largest = own.toSorted((a, b) => (b.incident.count ?? 0) - (a.incident.count ?? 0));
  /** @type {Answers.Dyad["acts"]} */
  const acts = new Map(own.map(({ incident }) => [incident.id, { incident, lane: 0 }]));
  /** @type {Map<string, Answers.Link>} */
  const links = new Map();
  for (const { dyad } of own) {
    for (const link of dyad.links) {
      const [answers, answered] = [ids.has(link.answer.id), ids.has(link.cause.id)];
      if (!answers && !answered) continue;
      links.set(link.claim.id, link);
      for (const other of [link.cause, link.answer]) {
        if (!acts.has(other.id)) acts.set(other.id, { incident: other, lane: 1 });
      }
    }
  }
  const answered = new Set([...links.values()].map(({ cause }) => cause.id));
  const sides = [[...new Set(largest.map(({ side }) => side))], [target]];
  const total = [...acts.values()].filter(({ incident }) => incident.status !== "prospective").length;
  return {
    key: `wave\n${target}\n${own[0]?.incident.id}`,
    sides,
    acts,
    links: [...links.values()],
    answered,
    about: answered.size,
    total,
    talk: 0,
    own: answered.size,
  };
}
