// The same as everything drawn, in words: sortable tables for keyboard and screen reader.

import { button, clean, edged, h, plural } from "../base/dom.js";
import { publishersOf } from "../data/filter.js";
import { pairKey } from "../data/pairs.js";
import { listOf } from "../data/selections.js";

const PAGE = 100;

export class Tables {
  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Tables" });
    this.body = h("div", {
      class: "table-scroll",
      tabindex: "0",
      role: "tabpanel",
      "aria-label": "Table",
      on: { scroll: () => edged(this.body) },
    });
    new ResizeObserver(() => edged(this.body)).observe(this.body);
    this.element = h("section", { class: "tables", "aria-label": "Table" }, this.tabs, this.body);
  }

  update(state, changed, result) {
    this.state = state;
    this.result = result;
    if (state.view !== "table") return;
    if (changed.has("table") || changed.has("sort") || changed.has("view")) this.limit = PAGE;
    this.draw();
  }

  // What each table holds: its columns and rows, `lead` the column that opens the row; `counts` are the selections that list what the
  // number in a column counts.
  table(name) {
    const { world, result } = this;
    const shown = world.incidents.filter((i) => result.shown.has(i.id));
    if (name === "actors") return this.#actors(shown);
    if (name === "relations") return this.#relations(shown);
    if (name === "answers") return this.#answers();
    const columns = [
      "date",
      "who",
      "to whom",
      "type",
      "count",
      "status",
      "quote",
      "answers",
      "answered by",
      "reports",
      "sources",
    ];
    const counts = claimCounts(result.claims);
    return {
      columns,
      lead: "type",
      numeric: ["count", "reports", "answers", "answered by"],
      rows: shown.map((i) => ({
        select: `incident:${i.id}`,
        cells: [
          i.date ?? "",
          world.names(i.agents),
          world.names(i.targets),
          world.types.get(i.type).label,
          i.count ?? "",
          i.status,
          world.reports.get(i.reports[0])?.quote ?? "",
          counts.of.get(i.id) ?? 0,
          counts.to.get(i.id) ?? 0,
          i.reports.length,
          [...new Set(publishersOf(world, i))].join("; "),
        ],
        counts: { reports: `incident:${i.id}`, answers: `incident:${i.id}`, "answered by": `incident:${i.id}` },
        disputed: i.disputed,
      })),
    };
  }

  #actors(shown) {
    const rows = new Map();
    const row = (id) => {
      if (!rows.has(id)) rows.set(id, [0, 0, new Set()]);
      return rows.get(id);
    };
    for (const incident of shown) {
      for (const id of incident.agents) row(id)[0] += 1;
      for (const id of incident.targets) row(id)[1] += 1;
      const parties = new Set([...incident.agents, ...incident.targets]);
      for (const id of parties) for (const other of parties) if (other !== id) row(id)[2].add(other);
    }
    const quiet =
      this.result.shown.size === this.result.total ? [...this.world.actors.keys()].filter((id) => !rows.has(id)) : [];
    for (const id of quiet) row(id);
    return {
      lead: "actor",
      columns: ["actor", "kind", "code", "of", "acted", "suffered", "partners"],
      numeric: ["acted", "suffered", "partners"],
      rows: [...rows].map(([id, [did, bore, partners]]) => {
        const actor = this.world.actors.get(id) ?? { kind: "" };
        return {
          select: `actor:${id}`,
          cells: [
            this.world.name(id),
            actor.kind,
            actor.code ?? "",
            actor.state ? this.world.name(actor.state) : "",
            did,
            bore,
            partners.size,
          ],
          counts: { acted: listOf({ by: id }), suffered: listOf({ to: id }), partners: `actor:${id}` },
        };
      }),
    };
  }

  #relations(shown) {
    const rows = new Map();
    for (const incident of shown) {
      for (const agent of incident.agents) {
        for (const target of incident.targets) {
          const key = `${agent}\t${target}\t${incident.type}`;
          const row = rows.get(key) ?? { agent, target, type: incident.type, count: 0, sum: 0, first: "", last: "" };
          row.count += 1;
          row.sum += incident.count ?? 0;
          if (incident.date && (!row.first || incident.date < row.first)) row.first = incident.date;
          if (incident.date && incident.date > row.last) row.last = incident.date;
          rows.set(key, row);
        }
      }
    }
    return {
      lead: "type",
      columns: ["who", "to whom", "type", "incidents", "counted", "first", "last"],
      numeric: ["incidents", "counted"],
      rows: [...rows.values()].map((r) => ({
        select: `pair:${pairKey(r.agent, r.target)}`,
        cells: [
          this.world.name(r.agent),
          this.world.name(r.target),
          this.world.types.get(r.type).label,
          r.count,
          r.sum || "",
          r.first,
          r.last,
        ],
        counts: {
          incidents: listOf({ by: r.agent, to: r.target, type: r.type }),
          counted: listOf({ by: r.agent, to: r.target, type: r.type }),
        },
      })),
    };
  }

  #answers() {
    const words = { in_response_to: "answers", precedent_of: "is precedent of", part_of: "is part of" };
    const claims = this.result.claims.filter((c) => this.result.shown.has(c.source) && this.result.shown.has(c.target));
    return {
      lead: "incident",
      said: `${plural(claims.length, "claim")}, ${claims.filter((c) => c.type === "in_response_to").length.toLocaleString("en")} of them that one answers another`,
      columns: ["date", "incident", "claim", "other date", "other incident", "basis", "probability", "quote"],
      numeric: ["probability"],
      rows: claims.map((claim) => {
        const [one, other] = [this.world.incident(claim.source), this.world.incident(claim.target)];
        return {
          select: `incident:${claim.source}`,
          others: { "other incident": `incident:${claim.target}` },
          cells: [
            one.date ?? "",
            this.world.sentence(one),
            words[claim.type] ?? claim.type,
            other.date ?? "",
            this.world.sentence(other),
            claim.basis,
            claim.probability ?? "",
            claim.quote ?? "",
          ],
        };
      }),
    };
  }

  sorted(table) {
    const [name, way] = this.state.sort.split(" ");
    const at = table.columns.findIndex((column) => column.replaceAll(" ", "-") === name);
    if (at < 0) return table.rows;
    const sign = way === "down" ? -1 : 1;
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    return [...table.rows].sort((a, b) => {
      const [x, y] = [a.cells[at], b.cells[at]];
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y)));
    });
  }

  draw() {
    const names = ["incidents", "actors", "relations", "answers"];
    this.tabs.replaceChildren(
      ...names.map((name) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            "aria-selected": String(name === this.state.table),
            tabindex: name === this.state.table ? "0" : "-1",
            on: {
              click: () => this.store.set({ table: name, sort: "" }, { step: true }),
              keydown: (event) => this.#tab(event, names),
            },
          },
          name,
        ),
      ),
    );
    const table = this.table(this.state.table);
    const rows = this.sorted(table);
    const numeric = new Set(table.numeric);
    const focus = document.activeElement?.closest("button[data-column]")?.dataset.column;
    this.body.replaceChildren(
      h(
        "table",
        { class: `twin ${this.state.table}`, role: "table" },
        h(
          "caption",
          {},
          `${table.said ?? plural(rows.length, this.state.table.slice(0, -1))}${this.result.shown.size < this.result.total ? ", filtered" : ""}`,
        ),
        h(
          "thead",
          { role: "rowgroup" },
          h(
            "tr",
            { role: "row" },
            table.columns.map((column) => this.#head(column, numeric)),
          ),
        ),
        h(
          "tbody",
          { role: "rowgroup" },
          rows.slice(0, this.limit).map((row) => this.#row(row, table, numeric)),
        ),
      ),
      rows.length > this.limit
        ? button(
            `Show ${Math.min(500, rows.length - this.limit)} more of ${rows.length}`,
            () => {
              this.limit += 500;
              this.draw();
            },
            { class: "link more" },
          )
        : "",
    );
    edged(this.body);
    if (focus) [...this.body.querySelectorAll("button[data-column]")].find((e) => e.dataset.column === focus)?.focus();
  }

  #head(column, numeric) {
    const key = column.replaceAll(" ", "-");
    const [name, way] = this.state.sort.split(" ");
    const here = name === key;
    const next = here && way === "up" ? "down" : "up";
    return h(
      "th",
      {
        scope: "col",
        role: "columnheader",
        class: numeric.has(column) ? "number" : null,
        "aria-sort": here ? (way === "up" ? "ascending" : "descending") : "none",
      },
      button(
        [column, here ? h("span", { "aria-hidden": "true" }, way === "up" ? " ↑" : " ↓") : null],
        () => this.store.set({ sort: `${key} ${next}` }),
        { "data-column": column },
      ),
    );
  }

  #row(row, table, numeric) {
    const chosen = this.state.select === row.select;
    const lead = table.columns.indexOf(table.lead);
    const open = (event) =>
      event.target.closest("a") || String(getSelection()) || this.store.set({ select: row.select }, { step: true });
    return h(
      "tr",
      { role: "row", class: chosen ? "chosen" : null, on: { click: open } },
      row.cells.map((cell, i) => {
        const column = table.columns[i];
        const text = clean(
          typeof cell === "number" && column !== "probability" ? cell.toLocaleString("en") : String(cell),
        );
        const select = i === lead ? row.select : cell && (row.counts?.[column] ?? row.others?.[column]);
        const content = select ? this.#link(select, text, i === lead && chosen) : h("bdi", {}, text);
        const sign =
          column === "status" && row.disputed
            ? h("span", { class: "differs", title: `the reports disagree on ${row.disputed.join(" and ")}` }, " ≠")
            : null;
        return h(
          "td",
          {
            role: "cell",
            "data-column": column,
            class: `${numeric.has(column) ? "number " : ""}c-${column.replaceAll(" ", "-")}${i === lead ? " lead" : ""}${cell === "" || cell === 0 ? " none" : ""}`,
          },
          content,
          sign,
        );
      }),
    );
  }

  #link(select, text, chosen) {
    const go = (event) => {
      event.preventDefault();
      this.store.set({ select }, { step: true });
    };
    return h("a", { href: "#", on: { click: go }, "aria-current": chosen ? "true" : null }, h("bdi", {}, text));
  }

  #tab(event, names) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(this.state.table) + step + names.length) % names.length];
    this.store.set({ table: next, sort: "" }, { step: true });
    this.tabs.querySelector('[aria-selected="true"]').focus();
  }
}

// How many incidents each answers, and how many answer it, however often it is told.
function claimCounts(claims) {
  const found = { of: new Map(), to: new Map() };
  const note = (map, id, other) => map.set(id, (map.get(id) ?? new Set()).add(other));
  for (const claim of claims) {
    if (claim.type !== "in_response_to") continue;
    note(found.of, claim.source, claim.target);
    note(found.to, claim.target, claim.source);
  }
  const sizes = (map) => new Map([...map].map(([id, others]) => [id, others.size]));
  return { of: sizes(found.of), to: sizes(found.to) };
}
