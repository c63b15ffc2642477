// The two sides of an exchange with what each did, in numbers: those of `talion ledger`.

import { bdi, button, h, joined } from "../base/dom.js";
import { clip, grouped, plural } from "../base/text.js";
import { COUNTED, chanceOf, eventsCounted } from "../data/ledger.js";
import { actorsOfSide } from "../data/pairs.js";
import { listOf } from "../data/selections.js";
import { totalOf } from "../data/totals.js";
import { actorPicker } from "../search/combobox.js";

/** @typedef {import("../data/totals.js").Total} Total */

/**
 * The names of a side's actors; "" where there are none.
 * @param {Page.GraphData} data
 * @param {string | undefined} side
 */
export function nameOfSide(data, side = "") {
  return actorsOfSide(side)
    .map((id) => data.name(id))
    .join(", ");
}

export class Balance {
  #sides = ["", ""];

  /** @param {Page.Context} page */
  constructor(page) {
    const { data, store } = page;
    this.page = page;
    this.data = data;
    this.store = store;
    this.pickers = [this.#picker(0, "First side"), this.#picker(1, "Second side")];
    this.cells = this.pickers.map(
      () => new Map(Object.keys(COUNTED).map((what) => [what, h("td", { class: "number" })])),
    );
    const heads = Object.entries(COUNTED).map(([what, title]) => h("th", { scope: "col", title }, what));
    const rows = this.pickers.map(({ element }, lane) =>
      h("tr", {}, h("th", { scope: "row" }, element), [...(this.cells[lane]?.values() ?? [])]),
    );
    this.element = h(
      "table",
      { class: "balance", "aria-label": "What each side did to the other" },
      h("thead", {}, h("tr", {}, h("td"), heads)),
      h("tbody", {}, rows),
    );
    this.summary = h("p", { class: "exchange-summary" });
  }

  /**
   * @param {number} end
   * @param {string} label
   */
  #picker(end, label) {
    const picker = actorPicker(this.page, {
      label,
      placeholder: `${label.toLowerCase()} …`,
      pick: (actor, input) => {
        input.blur();
        this.store.step({ sides: this.#sides.with(end, actor.id) });
      },
    });
    picker.input.addEventListener("focus", () => picker.input.select());
    return picker;
  }

  /**
   * Write the names of the sides that are shown, where nobody is typing.
   * @param {string[]} sides
   */
  nameSides(sides) {
    this.#sides = sides;
    for (const [end, { input }] of this.pickers.entries()) {
      if (document.activeElement !== input) input.value = clip(nameOfSide(this.data, sides[end]), 40);
    }
  }

  /**
   * Write the numbers of a ledger.
   * @param {Exchange.Ledger} ledger
   * @param {string[]} sides
   */
  count(ledger, sides) {
    for (const [lane, cells] of this.cells.entries()) {
      const names = [lane, 1 - lane].map((end) => nameOfSide(this.data, sides[end]));
      for (const [what, cell] of cells) {
        const counted = eventsCounted(ledger, lane, what).map(({ incident }) => incident);
        const { length } = counted;
        const { different } = totalOf(this.data, counted);
        const sure = different < length ? `, of which at least ${different} surely differ` : "";
        const label = `${length}: ${COUNTED[what]}, ${names[0]} to ${names[1]}${sure}`;
        const about = what === "answered" ? answeredAbout(ledger, counted) : length;
        const text = about < length ? `about ${grouped(about)}` : grouped(length);
        const possible = about < length ? `about ${grouped(about)} by the probabilities of all responses; ` : "";
        cell.replaceChildren(length ? this.#number(text, { side: sides, lane, what }, possible + label) : "–");
      }
    }
  }

  /**
   * A number that lists what it counts.
   * @param {string} text
   * @param {Page.Terms} terms
   * @param {string} label
   */
  #number(text, terms, label) {
    const attributes = { class: "link count-link", "aria-label": label, title: label };
    return button(text, () => this.store.step({ select: listOf(terms) }), attributes);
  }

  /**
   * Say what there is between the sides, with notes on what is not drawn.
   * @param {Exchange.Ledger} ledger
   * @param {string[]} sides
   * @param {string[]} notes
   */
  describe(ledger, sides, notes) {
    const parts = ledger.events.size
      ? [this.#responses(ledger, sides), this.#sums(ledger, sides), ...notes].filter(Boolean)
      : [];
    this.summary.replaceChildren(...joined(parts, " · "));
  }

  /**
   * @param {Exchange.Ledger} ledger
   * @param {string[]} side
   */
  #responses({ responses }, side) {
    if (!responses.length) return "no responses";
    const all = plural(responses.length, "response");
    const about = Math.round(responses.reduce((sum, claim) => sum + chanceOf(claim), 0));
    const words =
      about < responses.length ? `about ${plural(about, "response")}, ${grouped(responses.length)} possible` : all;
    return this.#number(words, { side, what: "responses" }, `${words} between the two`);
  }

  /**
   * How many were expelled (arrested, …) on either side, where it is reported and counted.
   * @param {Exchange.Ledger} ledger
   * @param {string[]} side
   */
  #sums(ledger, side) {
    const best = largestSum(this.data, ledger);
    if (!best) return null;
    const { type, totals } = best;
    const label = clip(this.data.type(type).label, 24);
    const parts = totals.map((total, lane) => {
      const name = nameOfSide(this.data, side[lane]);
      if (!total.counted) return [total.incidents ? "no number" : "none", " by ", bdi(clip(name, 24))];
      const title = `${sumWords(total)} by ${name}: ${label}`;
      return [this.#number(shortSum(total), { side, lane, what: "done", type }, title), " by ", bdi(clip(name, 24))];
    });
    const exact = totals.every(({ least, most }) => least === most);
    const title = exact
      ? "reported numbers, added up"
      : "at least: of incidents that surely differ; up to: of all, whose reports may overlap";
    return h("span", { title }, `${label}: `, parts[0] ?? "", ", ", parts[1] ?? "");
  }
}

/**
 * How many of some incidents were answered, as the sum of probabilities.
 * @param {Exchange.Ledger} ledger
 * @param {Model.Incident[]} incidents
 */
function answeredAbout({ events }, incidents) {
  return Math.round(incidents.reduce((sum, { id }) => sum + (events.get(id)?.about ?? 0), 0));
}

/**
 * "60", or "60 to 108".
 * @param {Total} total
 */
function shortSum({ least, most }) {
  return least === most ? grouped(least) : `${grouped(least)}–${grouped(most)}`;
}

/**
 * "60", or "at least 60, up to 108 in 3 reports that may overlap".
 * @param {Total} total
 */
function sumWords({ least, most, reports }) {
  if (least === most) return grouped(least);
  return `at least ${grouped(least)}, up to ${grouped(most)} in ${plural(reports, "report")} that may overlap`;
}

/**
 * The type whose numbers, added up, are largest on both sides; null where nothing is counted.
 * @param {Page.GraphData} data
 * @param {Exchange.Ledger} ledger
 */
function largestSum(data, ledger) {
  const done = [...ledger.events.values()].filter(({ incident }) => incident.status === "reported");
  const counted = done.filter(({ incident }) => incident.count);
  const [best] = [...new Set(counted.map(({ incident }) => incident.type))]
    .map((type) => {
      const totals = [0, 1].map((lane) =>
        totalOf(
          data,
          done.filter((event) => event.lane === lane && event.incident.type === type).map(({ incident }) => incident),
        ),
      );
      const sums = totals.map(({ least }) => least);
      return { type, totals, least: Math.min(...sums), both: sums.reduce((a, b) => a + b) };
    })
    .sort((a, b) => b.least - a.least || b.both - a.both);
  return best ?? null;
}
