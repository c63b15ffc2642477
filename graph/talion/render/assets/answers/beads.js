// The marks of a row: acts of one day or of one answer side by side like beads, each where its date is.

import { dayOf } from "../data/dates.js";
import { isDated } from "../data/intervals.js";

const PER_PERSON = 3.2; // the radius of a mark is this times the root of the people expelled or barred
const LEAST = 5;
const ACT = 6; // the radius of any other act
const BETWEEN = 1.5;
const INSIDE = 8; // from this radius on the number stands within
const BEFORE = 58; // from an undated cause to its answer
const AFTER = 74; // from what it would answer to an expected act
const NEAR = 9; // between two groups of beads on a lane
const BAR = 20; // a date less exact than this many pixels has a bar
const ROUNDS = 4;
const TOGETHER = 14; // nearer than this, groups are one

/**
 * The radius of an act's mark.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
export function radiusOf(data, incident, perPerson = PER_PERSON, act = ACT) {
  const type = data.type(incident);
  if (isSized(data, incident) && incident.count)
    return Math.min(Math.max(LEAST * (perPerson / PER_PERSON), perPerson * Math.sqrt(incident.count)), 34);
  return type.group === "words" ? act - 1 : act;
}

/**
 * Where the acts of a row stand.
 * @param {Page.GraphData} data
 * @param {Answers.Dyad} row
 * @param {import("./axis.js").Axis} axis
 * @param {Answers.Room} room
 * @returns {Answers.Bead[]}
 */
export function beadsOf(data, row, axis, room) {
  const places = new Places(data, row, axis, room);
  /** @type {Map<string, Answers.Bead>} */
  const beads = new Map();
  for (const act of row.acts.values()) {
    const place = places.of(act.incident);
    if (!place) continue;
    const key = `${act.lane}\t${place.key}`;
    const known = beads.get(key);
    if (known) known.acts.push(act.incident);
    else beads.set(key, { lane: act.lane, acts: [act.incident], marks: [], half: 0, label: "", ...place });
  }
  const all = gathered([...beads.values()], row);
  const linked = new Set(row.links.flatMap(({ cause, answer }) => [cause.id, answer.id]));
  for (const bead of all) string(data, bead, room, linked);
  settle(all, row, room);
  return all;
}

/**
 * Groups of a lane that stand in nearly one place as one, where none answers another.
 * @param {Answers.Bead[]} beads
 * @param {Answers.Dyad} row
 */
function gathered(beads, { links }) {
  /** @type {Answers.Bead[]} */
  const found = [];
  for (const bead of beads.toSorted((a, b) => a.x - b.x)) {
    const near = found.findLast(
      (other) => other.lane === bead.lane && !other.bar && !bead.bar && bead.x - other.x < TOGETHER,
    );
    const ids = new Set([...(near?.acts ?? []), ...bead.acts].map(({ id }) => id));
    if (near && !links.some(({ cause, answer }) => ids.has(cause.id) && ids.has(answer.id)))
      near.acts.push(...bead.acts);
    else found.push(bead);
  }
  return found;
}

/**
 * Put the acts of a group side by side, the largest first; those that no arrow joins stand after the others.
 * @param {Page.GraphData} data
 * @param {Answers.Bead} bead
 * @param {Answers.Room} room
 * @param {Set<string>} linked
 */
function string(data, bead, { perPerson = PER_PERSON, act = ACT }, linked) {
  const sized = bead.acts.map((incident) => ({ incident, radius: radiusOf(data, incident, perPerson, act) }));
  const alone = (/** @type {{incident: Model.Incident}} */ { incident }) => (linked.has(incident.id) ? 0 : 1);
  sized.sort((a, b) => alone(a) - alone(b) || b.radius - a.radius || (a.incident.id < b.incident.id ? -1 : 1));
  const width = sized.reduce((sum, { radius }) => sum + 2 * radius, 0) + BETWEEN * (sized.length - 1);
  let dx = -width / 2;
  bead.marks = sized.map(({ incident, radius }) => {
    const mark = {
      incident,
      radius,
      dx: dx + radius,
      inside: Boolean(incident.count) && isSized(data, incident) && radius >= INSIDE,
    };
    dx += 2 * radius + BETWEEN;
    return mark;
  });
  bead.half = width / 2;
}

/**
 * Whether an act's number is of people expelled or barred, which alone gives size.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
export function isSized(data, incident) {
  const type = data.type(incident);
  return type.counts === "persons" && Boolean(type.removes);
}

/** Finds where each act of a row is anchored. */
class Places {
  /**
   * @param {Page.GraphData} data
   * @param {Answers.Dyad} row
   * @param {import("./axis.js").Axis} axis
   * @param {Answers.Room} room
   */
  constructor(data, row, axis, room) {
    this.data = data;
    this.axis = axis;
    this.room = room;
    this.causes = Map.groupBy(row.links, ({ answer }) => answer.id);
    this.answers = Map.groupBy(row.links, ({ cause }) => cause.id);
  }

  /**
   * @param {Model.Incident} incident
   * @returns {Answers.Place | null}
   */
  of(incident) {
    if (isDated(incident)) return this.#dated(incident);
    if (incident.status === "prospective") return this.#expected(incident);
    return this.#before(incident) ?? this.#published(incident);
  }

  /** @param {Model.Dated} incident @returns {Answers.Place} */
  #dated(incident) {
    const [from, to] = this.#bounded(incident);
    const [left, right] = [this.axis.x(from), this.axis.x(to + 1)];
    const isVague = to > from && right - left > BAR;
    const [turn, turns] = isVague ? this.#turn(incident) : [0, 1];
    const x = left + ((turn + 0.5) / turns) * (right - left);
    const bar = isVague ? { left, right } : null;
    return { key: `${from} ${to} ${turn}/${turns}`, x, bar, tail: 0, from, to };
  }

  /**
   * A date as exact as publication, causes and answers leave it.
   * @param {Model.Dated} incident
   * @returns {[number, number]}
   */
  #bounded(incident) {
    let { from, to } = incident;
    const published = publishedOf(this.data, incident);
    if (published !== null && published >= from) to = Math.min(to, published);
    for (const { answer } of this.answers.get(incident.id) ?? []) {
      if (isDated(answer) && answer.status !== "prospective" && answer.to >= from) to = Math.min(to, answer.to);
    }
    for (const { cause } of this.causes.get(incident.id) ?? []) {
      if (isDated(cause) && cause.from <= to) from = Math.max(from, cause.from);
    }
    return [from, to];
  }

  /**
   * Acts of one interval that answer each other share it, the cause first: which turn of how many.
   * @param {Model.Dated} incident
   * @returns {[number, number]}
   */
  #turn(incident) {
    const same = (/** @type {Model.Incident} */ other) => other.from === incident.from && other.to === incident.to;
    const [before, after] = [
      this.#depth(incident, this.causes, "cause", same),
      this.#depth(incident, this.answers, "answer", same),
    ];
    return [before, before + after + 1];
  }

  /**
   * @param {Model.Incident} incident
   * @param {Map<string, Answers.Link[]>} links
   * @param {"cause" | "answer"} end
   * @param {(other: Model.Incident) => boolean} same
   * @returns {number}
   */
  #depth(incident, links, end, same, limit = 4) {
    const next = (links.get(incident.id) ?? []).map((link) => link[end]).filter(same);
    return limit && next.length ? 1 + Math.max(...next.map((one) => this.#depth(one, links, end, same, limit - 1))) : 0;
  }

  /** @param {Model.Incident} incident @returns {Answers.Place | null} */
  #expected(incident) {
    const places = (this.causes.get(incident.id) ?? []).flatMap(({ cause }) => this.of(cause) ?? []);
    const [first] = places.sort((a, b) => a.x - b.x);
    return first ? { key: `after ${first.key}`, x: first.x + AFTER, bar: null, tail: 0, from: null, to: null } : null;
  }

  /**
   * An undated cause stands before its first answer.
   * @param {Model.Incident} incident
   * @returns {Answers.Place | null}
   */
  #before(incident) {
    const answers = (this.answers.get(incident.id) ?? []).map(({ answer }) => answer);
    const places = answers.flatMap((answer) =>
      isDated(answer) ? this.#dated(answer) : (this.#published(answer) ?? []),
    );
    const [first] = places.sort((a, b) => a.x - b.x);
    if (!first) return null;
    return {
      key: `before ${first.key}`,
      x: first.x - (this.room.before ?? BEFORE),
      bar: null,
      tail: 50,
      from: null,
      to: null,
    };
  }

  /**
   * What is undated happened before it was told, where it answers something.
   * @param {Model.Incident} incident
   * @returns {Answers.Place | null}
   */
  #published(incident) {
    if (!this.causes.has(incident.id)) return null;
    const day = publishedOf(this.data, incident);
    return day === null ? null : { key: `by ${day}`, x: this.axis.x(day), bar: null, tail: 30, from: null, to: day };
  }
}

/**
 * The last day of the first publication that tells of an incident; null where none says when it appeared.
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 */
function publishedOf(data, incident) {
  let first = /** @type {number | null} */ (null);
  for (const { article } of data.reportsOf(incident)) {
    const day = lastDayOf(data.articles.get(article)?.published ?? "");
    if (day !== null && (first === null || day < first)) first = day;
  }
  return first;
}

/** @param {string} edtf */
function lastDayOf(edtf) {
  if (/^\d{4}-\d\d-\d\d/.test(edtf)) return dayOf(edtf.slice(0, 10));
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(edtf) ?? [];
  if (!year || !month) return null;
  const next = dayOf(
    month === "12" ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, "0")}-01`,
  );
  return next === null ? null : next - 1;
}

/**
 * Move groups apart, so that none stands upon another on its lane and no cause right of its answer.
 * @param {Answers.Bead[]} beads
 * @param {Answers.Dyad} row
 * @param {Answers.Room} room
 */
function settle(beads, row, { left, right }) {
  const of = new Map(beads.flatMap((bead) => bead.acts.map(({ id }) => [id, bead])));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const lane of [0, 1]) {
      const own = beads.filter((bead) => bead.lane === lane).sort((a, b) => a.x - b.x);
      apart(own, left, right);
    }
    for (const { cause, answer } of row.links) {
      const [before, after] = [of.get(cause.id), of.get(answer.id)];
      if (before && after && before.lane !== after.lane && before.x > after.x) before.x = after.x;
    }
  }
}

/**
 * @param {Answers.Bead[]} own
 * @param {number} left
 * @param {number} right
 */
function apart(own, left, right) {
  let edge = left;
  for (const bead of own) {
    bead.x = Math.max(bead.x, edge + bead.half);
    edge = bead.x + bead.half + NEAR;
  }
  edge = right;
  for (const bead of own.toReversed()) {
    bead.x = Math.min(bead.x, edge - bead.half);
    edge = bead.x - bead.half - NEAR;
  }
}
