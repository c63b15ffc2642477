// The data in memory, with the indexes that the views read.

import { clean, grouped } from "../base/text.js";
import { dayOf } from "./dates.js";
import { pairKey } from "./pairs.js";

const FORMAT = 1;
const RESPONSE = "in_response_to";

/**
 * Whether a claim says that one incident answers another.
 * @param {Json.Claim} claim
 */
export function isResponse(claim) {
  return claim.type === RESPONSE;
}

export class GraphData {
  title = "";
  /** @type {number | undefined} */
  total; // incidents of the whole store, where this is a part
  partial = false; // whether a server has more
  /** The keys of the pairs that answered each other most in the whole store. */
  ranked = /** @type {Set<string>} */ (new Set());
  /** Incidents of a part that are here without all claims of their own. */
  ends = /** @type {Set<string>} */ (new Set());
  types = /** @type {Map<string, Model.Type>} */ (new Map());
  actors = /** @type {Map<string, Model.Actor>} */ (new Map());
  articles = /** @type {Map<string, Json.Article>} */ (new Map());
  reports = /** @type {Map<string, Json.Report>} */ (new Map());
  incidents = /** @type {Model.Incident[]} */ ([]);
  /** The place of an incident among the incidents, by id. */
  placeOf = /** @type {Map<string, number>} */ (new Map());
  claims = /** @type {Json.Claim[]} */ ([]);
  /** Responses that the dates rule out. */
  contradictions = /** @type {Json.Claim[]} */ ([]);
  offices = /** @type {Json.Office[]} */ ([]);
  chains = /** @type {Model.Chain[]} */ ([]);
  questions = /** @type {Model.Question[]} */ ([]);
  /** By the id of an incident: the claims of what it answers, and of what answers it. */
  answersOf = /** @type {Map<string, Json.Claim[]>} */ (new Map());
  answersTo = /** @type {Map<string, Json.Claim[]>} */ (new Map());
  /** By the id of an incident: those that may be the same, and the wider actions that it is counted in. */
  mayBe = /** @type {Map<string, string[]>} */ (new Map());
  wholes = /** @type {Map<string, string[]>} */ (new Map());
  /** By the id of an incident: its precedents and parts, both ways. */
  otherClaims = /** @type {Map<string, Json.Claim[]>} */ (new Map());
  /** By the id of an organization: its members here. */
  members = /** @type {Map<string, string[]>} */ (new Map());
  #byActor = /** @type {Map<string, Model.Incident[]>} */ (new Map());
  #known = /** @type {Set<string>} */ (new Set()); // ids of claims
  #blocs = /** @type {Set<string>} */ (new Set());

  /**
   * Take in a document (the whole, or a part that a server sent); what is known already stays.
   * @param {Json.Document} part
   */
  merge(part) {
    if (part.format > FORMAT) throw new Error(`this page reads data of format ${FORMAT}, not ${part.format}`);
    this.title = part.title;
    this.total = part.total ?? this.total;
    for (const [one, other] of part.ranked ?? []) this.ranked.add(pairKey(one, other));
    for (const row of part.types) this.types.set(row.id, { ...row, label: row.label || row.id });
    for (const row of part.actors) this.#addActor(row);
    for (const row of part.blocs ?? []) this.#addBloc(row);
    for (const row of part.articles) this.articles.set(row.id, row);
    for (const row of part.reports) this.reports.set(row.id, row);
    const ends = new Set(part.ends);
    for (const row of part.incidents) {
      if (!ends.has(row.id)) this.ends.delete(row.id);
      else if (!this.placeOf.has(row.id)) this.ends.add(row.id);
      this.#addIncident(row);
    }
    for (const row of part.claims) this.#addClaim(row);
    for (const row of part.contradictions) this.#addContradiction(row);
    for (const [one, other] of part.overlaps) this.#addOverlap(one, other);
    for (const [member, whole] of part.included) pushOnce(this.wholes, member, whole);
    this.offices.push(...part.offices);
    for (const row of part.chains) this.#addChain(row);
    this.questions.push(...part.questions.map((row) => ({ ...row, title: row.title || row.id })));
  }

  /** @param {Json.Actor} row */
  #addActor(row) {
    this.#blocs.delete(row.id);
    if (this.actors.has(row.id)) return;
    this.actors.set(row.id, { ...row, name: row.name || row.id });
    for (const group of row.memberOf ?? []) push(this.members, group, row.id);
  }

  /** @param {Json.Actor} row */
  #addBloc(row) {
    if (this.actors.has(row.id)) return;
    this.#addActor(row);
    this.#blocs.add(row.id);
  }

  /** @param {Json.Incident} row */
  #addIncident(row) {
    if (this.placeOf.has(row.id)) return;
    const incident = {
      ...row,
      agents: row.agents ?? [],
      targets: row.targets ?? [],
      reports: row.reports ?? [],
      from: row.earliest ? dayOf(row.earliest) : null,
      to: row.latest ? dayOf(row.latest) : null,
    };
    if (!this.types.has(row.type)) {
      this.types.set(row.type, { id: row.type, label: row.type, severity: 0, group: "other" });
    }
    this.placeOf.set(row.id, this.incidents.length);
    this.incidents.push(incident);
    for (const actor of partiesOf(incident)) push(this.#byActor, actor, incident);
  }

  /** @param {Json.Claim} row */
  #addClaim(row) {
    if (this.#known.has(row.id)) return;
    this.#known.add(row.id);
    this.claims.push(row);
    if (isResponse(row)) {
      push(this.answersOf, row.source, row);
      push(this.answersTo, row.target, row);
    } else {
      push(this.otherClaims, row.source, row);
      push(this.otherClaims, row.target, row);
    }
  }

  /** @param {Json.Claim} row */
  #addContradiction(row) {
    if (this.#known.has(row.id)) return;
    this.#known.add(row.id);
    this.contradictions.push(row);
  }

  /** @param {string} one @param {string} other */
  #addOverlap(one, other) {
    pushOnce(this.mayBe, one, other);
    pushOnce(this.mayBe, other, one);
  }

  /** @param {Json.Chain} row */
  #addChain(row) {
    const steps = row.steps ?? [];
    this.chains.push({ ...row, steps, label: row.label || row.id, incidents: steps.flat() });
  }

  /** @param {string} id */
  incident(id) {
    const place = this.placeOf.get(id);
    return place === undefined ? undefined : this.incidents[place];
  }

  /**
   * Some incidents by their ids, without those that are not here.
   * @param {string[]} ids
   */
  incidentsOf(ids) {
    return ids.flatMap((id) => this.incident(id) ?? []);
  }

  /** How many actors take part in an incident. */
  get acting() {
    return this.#byActor.size;
  }

  /** Whether an actor is more than an organization of others. @param {string} id */
  isDrawn(id) {
    return !this.#blocs.has(id);
  }

  /** @param {string} id */
  chain(id) {
    return this.chains.find((chain) => chain.id === id);
  }

  /**
   * The incidents that an actor takes part in.
   * @param {string} actor
   */
  of(actor) {
    return this.#byActor.get(actor) ?? [];
  }

  /** @param {Model.Incident} incident */
  reportsOf(incident) {
    return incident.reports.flatMap((id) => this.reports.get(id) ?? []);
  }

  /** @param {string} actor */
  name(actor) {
    return clean(this.actors.get(actor)?.name ?? actor);
  }

  /** @param {string[]} actors */
  names(actors) {
    return actors.length ? actors.map((actor) => this.name(actor)).join(", ") : "unknown";
  }

  /**
   * The type of an incident, or a type by its id.
   * @param {Model.Incident | string} of
   * @returns {Model.Type}
   */
  type(of) {
    const id = typeof of === "string" ? of : of.type;
    return this.types.get(id) ?? { id, label: id, severity: 0, group: "other" };
  }

  /**
   * The family of an incident's type.
   * @param {Model.Incident} incident
   */
  group(incident) {
    return this.type(incident).group;
  }

  /**
   * A sentence for an incident: who did what to whom, how many.
   * @param {Model.Incident} incident
   */
  sentence(incident) {
    const number = incident.count ? ` (${grouped(incident.count)})` : "";
    const parties = `${this.names(incident.agents)} → ${this.names(incident.targets)}`;
    return `${parties}: ${clean(this.type(incident).label)}${number}`;
  }
}

/**
 * The actors of an incident, each once.
 * @param {Model.Incident} incident
 */
export function partiesOf(incident) {
  return new Set([...incident.agents, ...incident.targets]);
}

/**
 * Put a value into the list of a key.
 * @template Key, Value
 * @param {Map<Key, Value[]>} map
 * @param {Key} key
 * @param {Value} value
 */
function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * Put an id into the list of another, where it is not in it.
 * @param {Map<string, string[]>} map
 * @param {string} key
 * @param {string} value
 */
function pushOnce(map, key, value) {
  if (!map.get(key)?.includes(value)) push(map, key, value);
}
