// What a number stands for: a list of incidents or answers, named by a text that the address keeps.
//
//   by, to, of      actors (ids) that act, suffer, take part; several must all
//   type, status, publisher, group    what they must be
//   date            "none", or "maybe": perhaps inside the brush
//   hidden          a filter that hides them
//   basis           answers on that basis ("any" for all)
//   side, lane, what    acts of an exchange: two sides, one of them (0, 1), a word of COUNTED or "answers"

import { bit, publishersOf, shownClaim, within } from "./filter.js";
import { actsCounted, COUNTED, ledgerOf } from "./ledger.js";

// The selection that lists what fits these terms; a value may be a list.
export function listOf(terms) {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(terms)) for (const one of [value].flat()) text.append(name, one);
  return `list:${text}`;
}

// {title, incidents} or {title, claims} for the text of such a selection.
export function listed(world, state, result, text) {
  const terms = new URLSearchParams(text);
  const sides = terms.getAll("side");
  if (sides.length === 2) return ofExchange(world, state, result, sides, terms);
  if (terms.has("basis")) {
    const basis = terms.get("basis");
    return {
      title: basis === "any" ? "Answers" : `Answers, ${basis}`,
      claims: world.claims.filter(
        (c) => c.type === "in_response_to" && (basis === "any" || c.basis === basis) && shownClaim(state, c),
      ),
    };
  }
  const [by, to, of] = ["by", "to", "of"].map((name) => terms.getAll(name));
  const fits = (incident) =>
    by.every((id) => incident.agents.includes(id)) &&
    to.every((id) => incident.targets.includes(id)) &&
    of.every((id) => incident.agents.includes(id) || incident.targets.includes(id));
  const tests = [
    fits,
    ...[...terms]
      .filter(([name]) => Object.hasOwn(TESTS, name))
      .map(([name, value]) => TESTS[name](value, { world, state, result })),
  ];
  const begin = by[0] ?? to[0] ?? of[0];
  const incidents = (begin === undefined ? world.incidents : world.of(begin)).filter((incident) =>
    tests.every((test) => test(incident)),
  );
  return { title: titleOfList(world, terms, { by, to, of }), incidents };
}

const TESTS = {
  type: (value) => (incident) => incident.type === value,
  status: (value) => (incident) => incident.status === value,
  group:
    (value, { world }) =>
    (incident) =>
      world.group(incident) === value,
  publisher:
    (value, { world }) =>
    (incident) =>
      publishersOf(world, incident).includes(value),
  date:
    (value, { state }) =>
    (incident) =>
      value === "none" ? incident.from === null : within(incident, state.from, state.to) === "maybe",
  hidden:
    (value, { world, result }) =>
    (incident) =>
      (result.failing[world.at.get(incident.id)] & bit(value)) !== 0,
};

const SAID = {
  date: { none: "without a date", maybe: "perhaps inside the time chosen" },
  hidden: {
    time: "outside the time chosen",
    type: "hidden by type",
    status: "hidden by status",
    actor: "hidden by the choice of actors",
    publisher: "hidden by source",
    linked: "neither answering nor answered",
    words: "without the words",
  },
};

function titleOfList(world, terms, { by, to, of }) {
  const parts = [];
  if (by.length || to.length)
    parts.push([by.length ? world.names(by) : "anyone", to.length ? world.names(to) : "anyone"].join(" → "));
  if (of.length) parts.push(world.names(of));
  for (const [name, value] of terms) {
    if (name === "type") parts.push(world.types.get(value)?.label ?? value);
    else if (SAID[name]) parts.push(SAID[name][value] ?? value);
    else if (Object.hasOwn(TESTS, name)) parts.push(value);
  }
  const [first = "Incidents", ...rest] = parts;
  return [first[0]?.toUpperCase() + first.slice(1), ...rest].join(", ");
}

function ofExchange(world, state, result, sides, terms) {
  const ledger = ledgerOf(world, sides, (incident) => result.shown.has(incident.id), state);
  const lane = Number(terms.get("lane")) === 1 ? 1 : 0;
  const names = sides.map((side) => world.names(side.split("\t")));
  const what = terms.get("what");
  if (what === "answers") return { title: `${names.join(" and ")}: answers`, claims: ledger.answers };
  const acts = Object.hasOwn(COUNTED, what ?? "") ? actsCounted(ledger, lane, what) : [];
  const type = terms.get("type");
  const incidents = acts
    .map((act) => act.incident)
    .filter((incident) => !type || (incident.type === type && incident.count));
  const about = type ? `${world.types.get(type)?.label ?? type} with a number` : COUNTED[what];
  return { title: `${names[lane]} → ${names[1 - lane]}: ${about ?? ""}`, incidents };
}
