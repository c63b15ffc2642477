// What the whole store holds, where the page has a part of it: counted by the app, kept here.

import { dayOf, isoOf } from "./data/graph_data.js";

const KEPT = 300; // answers, before they are thrown away

// The part of a slice that some actors, partners and days are, as the app takes it.
export function slice({ actors = [], partners = [], from = null, to = null }) {
  return [
    ...actors.map((a) => ["actor", a]),
    ...partners.map((p) => ["partner", p]),
    ...(from === null
      ? []
      : [
          ["from", isoOf(from)],
          ["to", isoOf(to)],
        ]),
  ];
}

export class Whole {
  constructor({ world, again }, asked) {
    this.world = world;
    world.partial = true;
    this.again = again;
    this.asked = asked;
    this.kept = new Map();
  }

  // An answer of the app, or null while it is on its way; the page is drawn again when it is there.
  #ask(what, terms) {
    const key = `${what}?${new URLSearchParams(terms)}`;
    if (this.kept.has(key)) return this.kept.get(key);
    if (this.kept.size > KEPT) this.kept.clear();
    this.kept.set(key, null);
    this.asked(what, terms).then(
      (found) => {
        this.kept.set(key, found);
        this.#soon();
      },
      (error) => {
        this.kept.delete(key); // asked for again when the page is drawn again
        this.failed?.(error.message);
      },
    );
    return null;
  }

  // Once for all answers that come together.
  #soon() {
    this.coming ??= setTimeout(() => {
      this.coming = undefined;
      this.again();
    }, 0);
  }

  // How many incidents of a slice are of each type and status, as [type, status, count].
  #rows(terms) {
    return this.#ask("counts", terms)?.counts.map((row) => [row.type, row.status, row.incidents]) ?? null;
  }

  // How many incidents of a slice pass the filters of types and statuses; null while it is not known.
  count(state, terms) {
    const rows = this.#rows(terms);
    return rows && sum(rows.filter(([type, status]) => passes(state, type, status)));
  }

  // What main.js calls `whole` (see source.js).
  of(state) {
    const days = { from: state.from, to: state.to };
    const actors = { actors: state.actor };
    const [all, within, theirs, both] = [{}, days, actors, { ...days, ...actors }].map((terms) =>
      this.#rows(slice(terms)),
    );
    const months = this.#months(state);
    if (!all || !within || !theirs || !both) return null;
    const total = sum(all);
    return {
      total,
      incidents: sum(both.filter(([type, status]) => passes(state, type, status))),
      types: tally(all, both, 0, (row) => !state.status.includes(row[1])),
      statuses: tally(all, both, 1, (row) => !state.type.includes(row[0])),
      hides: {
        type: sum(all.filter(([type]) => state.type.includes(type))),
        status: sum(all.filter(([, status]) => state.status.includes(status))),
        actor: total - sum(theirs),
        time: total - sum(within),
      },
      months: months && { ...months, undated: total - months.dated },
    };
  }

  #months(state) {
    const shown = (this.#rows([]) ?? []).map(([, status]) => status).filter((status) => !state.status.includes(status));
    const terms = slice({ actors: state.actor });
    if (state.status.length) terms.push(...[...new Set(shown)].map((status) => ["status", status]));
    const all = this.#ask("timeline", []);
    const left = terms.length ? this.#ask("timeline", terms) : all;
    if (!all?.months.length || !left) return null;
    const rows = (found, hidden) =>
      found.months.map(({ month, types }) => ({
        day: dayOf(`${month}-01`),
        types: Object.fromEntries(Object.entries(types).filter(([type]) => !hidden.includes(type))),
      }));
    const whole = rows(all, []);
    return {
      first: whole[0].day,
      last: endOf(all.months.at(-1).month),
      all: whole,
      left: rows(left, state.type),
      dated: whole.reduce((n, { types }) => n + Object.values(types).reduce((a, b) => a + b, 0), 0),
    };
  }
}

function passes(state, type, status) {
  return !state.type.includes(type) && !state.status.includes(status);
}

function sum(rows) {
  return rows.reduce((total, [, , count]) => total + count, 0);
}

// For each value at a place of the rows: how many there are, and how many of them the others leave.
function tally(all, both, place, others) {
  const counts = new Map();
  for (const row of all) counts.set(row[place], { left: 0, total: (counts.get(row[place])?.total ?? 0) + row[2] });
  for (const row of both) if (others(row)) counts.get(row[place]).left += row[2];
  return counts;
}

// The last day of a month.
function endOf(month) {
  const [year, number] = month.split("-").map(Number);
  return (
    dayOf(
      `${String(number === 12 ? year + 1 : year).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}-01`,
    ) - 1
  );
}
