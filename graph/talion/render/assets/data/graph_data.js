// The data in memory, with the indexes that the views read.

import { clean } from "../base/dom.js";

const DAY = 86400000;

// A day as a number, from an ISO date.
export function dayOf(iso) {
  const [, sign, year, month, date] = /^(-?)(\d+)-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  if (!year) return null;
  const time = new Date(0);
  time.setUTCFullYear(Number(sign + year), month - 1, date);
  return Math.round(time.getTime() / DAY);
}

// The ISO date of a day's number.
export function isoOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

// "11 days", "5 months", "2 years": about how long, for people.
export function duration(days) {
  const n = Math.abs(Math.round(days));
  if (n < 60) return n === 1 ? "1 day" : `${n} days`;
  if (n < 730) return `${Math.round(n / 30.44)} months`;
  return `${Math.round(n / 365.25)} years`;
}

export class World {
  constructor() {
    this.types = new Map();
    this.actors = new Map();
    this.articles = new Map();
    this.reports = new Map();
    this.incidents = [];
    this.at = new Map(); // incident id → place in incidents
    this.claims = [];
    this.offices = [];
    this.chains = [];
    this.questions = [];
    this.byActor = new Map();
    this.answersOf = new Map(); // incident id → claims of what it answers
    this.answersTo = new Map(); // incident id → claims of what answers it
    this.otherClaims = new Map(); // incident id → precedents and parts, both ways
    this.members = new Map(); // organization id → members here
    this.partial = false; // whether a server has more
  }

  // Take in a document (the whole, or a part that a server sent); what is known already stays.
  merge(part) {
    if (part.format > 1) throw new Error(`this page reads data of format 1, not ${part.format}`);
    this.title = part.title ?? this.title;
    this.total = part.total ?? this.total; // of the whole store, where this is a part
    for (const row of part.types ?? []) this.types.set(row.id, { ...row, label: row.label || row.id });
    for (const row of part.actors ?? []) this.#actor(row);
    for (const row of part.articles ?? []) this.articles.set(row.id, row);
    for (const row of part.reports ?? []) this.reports.set(row.id, row);
    for (const row of part.incidents ?? []) this.#incident(row);
    const known = new Set(this.claims.map((claim) => claim.id));
    for (const row of part.claims ?? []) if (!known.has(row.id)) this.#claim(row);
    for (const row of part.offices ?? []) this.offices.push(row);
    for (const row of part.chains ?? [])
      this.chains.push({ ...row, label: row.label || row.id, incidents: row.steps.flat() });
    for (const row of part.questions ?? []) this.questions.push({ ...row, title: row.title || row.id });
    return this;
  }

  #actor(row) {
    if (this.actors.has(row.id)) return;
    row.name ||= row.id;
    this.actors.set(row.id, row);
    for (const group of row.memberOf ?? []) push(this.members, group, row.id);
  }

  #incident(row) {
    if (this.at.has(row.id)) return;
    row.agents ??= [];
    row.targets ??= [];
    row.reports ??= [];
    row.from = row.earliest ? dayOf(row.earliest) : null;
    row.to = row.latest ? dayOf(row.latest) : null;
    if (!this.types.has(row.type))
      this.types.set(row.type, { id: row.type, label: row.type, severity: 0, group: "other" });
    this.at.set(row.id, this.incidents.length);
    this.incidents.push(row);
    for (const actor of new Set([...row.agents, ...row.targets])) push(this.byActor, actor, row);
  }

  #claim(row) {
    this.claims.push(row);
    if (row.type === "in_response_to") {
      push(this.answersOf, row.source, row);
      push(this.answersTo, row.target, row);
    } else {
      push(this.otherClaims, row.source, row);
      push(this.otherClaims, row.target, row);
    }
  }

  incident(id) {
    return this.incidents[this.at.get(id)];
  }

  of(actor) {
    return this.byActor.get(actor) ?? [];
  }

  name(actor) {
    return clean(this.actors.get(actor)?.name ?? actor);
  }

  names(actors) {
    return actors.length ? actors.map((actor) => this.name(actor)).join(", ") : "unknown";
  }

  group(incident) {
    return this.types.get(incident.type).group;
  }

  // A sentence for an incident: who did what to whom, how many.
  sentence(incident) {
    const kind = this.types.get(incident.type);
    const number = incident.count ? ` (${incident.count.toLocaleString("en")})` : "";
    return `${this.names(incident.agents)} → ${this.names(incident.targets)}: ${clean(kind.label)}${number}`;
  }
}

function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
