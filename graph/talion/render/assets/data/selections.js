// What a number stands for: a list of incidents or responses, named by a text that the address keeps.
//
//   by, to, of      actors (ids) that act, are acted upon, take part; several must all
//   type, status, publisher, group    what they must be
//   date            "none", or "maybe": possibly inside the brush
//   hidden          a filter that hides them
//   basis           responses on that basis ("any" for all)
//   side, lane, what    incidents of an exchange: two sides, one of them (0, 1), a word of COUNTED or "responses"

import { grouped } from "../base/text.js";
import { isShownClaim } from "./certainty.js";
import { bit, publishersOf, within } from "./filter.js";
import { isResponse } from "./graph_data.js";
import { COUNTED, eventsCounted, ledgerOf } from "./ledger.js";
import { actorsOfSide } from "./pairs.js";

/** @typedef {{data: Page.GraphData, state: Page.State, result: Page.Result}} Shown */
/** @typedef {{title: string, incidents: Model.Incident[]} | {title: string, claims: Json.Claim[]}} Listed */

/**
 * The selection that lists what fits these terms; a value may be a list.
 * @param {Page.Terms} terms
 */
export function listOf(terms) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(terms)) {
    for (const one of Array.isArray(value) ? value : [value]) text.append(name, String(one));
  }
  return `list:${text}`;
}

/**
 * What the text of such a selection lists.
 * @param {Shown} shown
 * @param {string} text
 * @returns {Listed}
 */
export function listed(shown, text) {
  const terms = new URLSearchParams(text);
  const sides = terms.getAll("side");
  if (sides.length === 2) return ofExchange(shown, sides, terms);
  const basis = terms.get("basis");
  return basis ? responsesOn(shown, basis) : incidentsOf(shown, terms);
}

/**
 * @param {Shown} shown
 * @param {string} basis
 */
function responsesOn({ data, state }, basis) {
  const any = basis === "any";
  const claims = data.claims.filter((c) => isResponse(c) && (any || c.basis === basis) && isShownClaim(state, c));
  return { title: any ? "Responses" : `Responses, ${basis}`, claims };
}

/**
 * @param {Shown} shown
 * @param {URLSearchParams} terms
 */
function incidentsOf(shown, terms) {
  const { data } = shown;
  const [by, to, of] = ["by", "to", "of"].map((name) => terms.getAll(name));
  const tests = [...terms].flatMap(([name, value]) => TESTS[name]?.(value, shown) ?? []);
  const first = [...by, ...to, ...of][0];
  const some = first === undefined ? data.incidents : data.of(first);
  return {
    title: titleOf(data, terms, { by, to, of }),
    incidents: some.filter((incident) => tests.every((test) => test(incident))),
  };
}

/**
 * By term: what an incident must be to fit its value.
 * @type {Record<string, (value: string, shown: Shown) => (incident: Model.Incident) => boolean>}
 */
const TESTS = {
  by: (id) => (incident) => incident.agents.includes(id),
  to: (id) => (incident) => incident.targets.includes(id),
  of: (id) => (incident) => incident.agents.includes(id) || incident.targets.includes(id),
  type: (value) => (incident) => incident.type === value,
  status: (value) => (incident) => incident.status === value,
  group:
    (value, { data }) =>
    (incident) =>
      data.group(incident) === value,
  publisher:
    (value, { data }) =>
    (incident) =>
      publishersOf(data, incident).includes(value),
  date:
    (value, { state }) =>
    (incident) =>
      value === "none" ? incident.from === null : within(incident, state.from, state.to) === "maybe",
  hidden:
    (value, { data, result }) =>
    (incident) =>
      ((result.failing[data.placeOf.get(incident.id) ?? -1] ?? 0) & bit(value)) !== 0,
};

/** @type {Record<string, Record<string, string>>} */
const WORDS = {
  date: { none: "without a date", maybe: "possibly inside the time chosen" },
  hidden: {
    time: "outside the time chosen",
    confidence: "read less surely than chosen",
    type: "hidden by type",
    status: "hidden by status",
    actor: "hidden by the choice of actors",
    publisher: "hidden by publisher",
    linked: "neither answering nor answered",
    words: "without the words",
    sides: "done by or to others",
    reply: "with another answer to whether the target responded",
  },
};

/**
 * @param {Page.GraphData} data
 * @param {URLSearchParams} terms
 * @param {{by: string[], to: string[], of: string[]}} actors
 */
function titleOf(data, terms, { by, to, of }) {
  const parts = [];
  if (by.length || to.length) {
    parts.push([by, to].map((ids) => (ids.length ? data.names(ids) : "anyone")).join(" → "));
  }
  if (of.length) parts.push(data.names(of));
  for (const [name, value] of terms) {
    if (["by", "to", "of"].includes(name)) continue;
    if (name === "type") parts.push(data.type(value).label);
    else if (Object.hasOwn(TESTS, name)) parts.push(WORDS[name]?.[value] ?? value);
  }
  const [first = "Incidents", ...rest] = parts;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ");
}

/**
 * @param {Shown} shown
 * @param {string[]} sides
 * @param {URLSearchParams} terms
 * @returns {Listed}
 */
function ofExchange({ data, state, result }, sides, terms) {
  const ledger = ledgerOf(data, sides, (incident) => result.shown.has(incident.id), state);
  const names = sides.map((side) => data.names(actorsOfSide(side)));
  const what = terms.get("what") ?? "";
  if (what === "responses") return { title: `${names.join(" and ")}: responses`, claims: ledger.responses };
  const lane = Number(terms.get("lane")) === 1 ? 1 : 0;
  const type = terms.get("type");
  const incidents = eventsCounted(ledger, lane, what)
    .map((event) => event.incident)
    .filter((incident) => !type || (incident.type === type && incident.count));
  const about = type ? `${data.type(type).label} with a number` : COUNTED[what];
  return { title: `${names[lane]} → ${names[1 - lane]}: ${about ?? ""}`, incidents };
}

/**
 * "24 of 57 incidents"; of a part of a store, what is here of all that pass in the whole.
 * @param {Page.Result} result
 */
export function shownWords({ shown, total, totals }) {
  const all = totals?.incidents ?? total;
  const noun = all === 1 ? "incident" : "incidents";
  return shown.size === all ? `${grouped(all)} ${noun}` : `${grouped(shown.size)} of ${grouped(all)} ${noun}`;
}
