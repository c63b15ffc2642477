// The panel that shows what is behind whatever is selected: incidents, quotes, claims, sources.

import { bdi, button, clean, edged, h, plural, webAddress } from "../base/dom.js";
import { GROUP_LABELS } from "../base/theme.js";
import { publisher, shownClaim } from "../data/filter.js";
import { delayed } from "../data/intervals.js";
import { pairKey, splitSelection } from "../data/pairs.js";
import { listed, listOf } from "../data/selections.js";
import { toggled } from "../state.js";

const MANY = 40; // incidents listed before "more"
const PARTNERS = 12; // partners listed before "more"
const CLAIM_WORDS = {
  precedent_of: ["is told as a precedent of", "has as a precedent"],
  part_of: ["is part of", "has as a part"],
};

export class Evidence {
  limit = MANY;

  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.body = h("div", { class: "evidence-body" });
    this.element = h(
      "section",
      { class: "evidence", "aria-label": "Evidence", tabindex: "-1" },
      h(
        "header",
        { class: "panel-head" },
        h("h2", {}, "Evidence"),
        button("×", () => (this.close?.(), store.set({ select: "", chain: "" }, { step: true })), {
          class: "close",
          "aria-label": "Close the evidence panel",
        }),
      ),
      this.body,
    );
  }

  update(state, changed, result) {
    this.state = state;
    this.result = result;
    if (changed.has("select") || changed.has("chain")) this.limit = MANY;
    const content = this.#content(state);
    this.element.classList.toggle("empty", content === null);
    this.body.replaceChildren(
      ...[content ?? this.empty?.() ?? h("p", {}, "Select something.")].flat(9).filter(Boolean),
    );
    for (const box of this.body.querySelectorAll(".scroll")) edged(box);
    if (changed.has("select") || changed.has("chain")) this.body.scrollTop = 0;
  }

  #content(state) {
    const [kind, id] = splitSelection(state.select);
    if (kind === "incident" && this.world.incident(id)) return this.#incident(this.world.incident(id));
    if (kind === "actor" && this.world.actors.has(id)) return this.#actor(this.world.actors.get(id));
    if (kind === "pair" && id.includes("\t")) return this.#pair(...id.split("\t"));
    if (kind === "list") return this.#listed(listed(this.world, this.state, this.result, id));
    if (kind === "question") return this.#question(this.world.questions.find((q) => q.id === id));
    const chain = this.world.chains.find((c) => c.id === state.chain);
    return chain ? this.#chain(chain) : null;
  }

  // A link that selects something in this page.
  link(select, ...text) {
    return h(
      "a",
      {
        href: "#",
        class: "inner",
        on: {
          click: (event) => {
            event.preventDefault();
            this.store.set({ select }, { step: true });
          },
        },
      },
      ...text,
    );
  }

  // A number that opens what it counts.
  #number(count, terms) {
    const link = this.link(listOf(terms), count.toLocaleString("en"));
    link.classList.add("count-link");
    return link;
  }

  actorLinks(ids) {
    return ids.length
      ? ids.flatMap((id, place) => [place ? ", " : null, this.link(`actor:${id}`, bdi(this.world.name(id)))])
      : h("span", { class: "muted" }, "unknown");
  }

  #mark(incident) {
    return h("span", { class: `mark ${this.world.group(incident)} ${incident.status}`, "aria-hidden": "true" });
  }

  #date(row) {
    if (!row.date) return h("span", { class: "muted" }, "no date");
    return h(
      "time",
      {
        datetime: row.earliest,
        title: row.earliest === row.latest ? row.earliest : `between ${row.earliest} and ${row.latest}`,
      },
      clean(row.date),
    );
  }

  // One incident in a line of a list.
  line(incident, extra) {
    const kind = this.world.types.get(incident.type);
    return h(
      "li",
      { class: this.result.shown.has(incident.id) ? "" : "filtered" },
      this.link(
        `incident:${incident.id}`,
        this.#mark(incident),
        h("span", { class: "when" }, this.#date(incident)),
        " ",
        h(
          "span",
          { class: "what" },
          bdi(this.world.names(incident.agents)),
          " → ",
          bdi(this.world.names(incident.targets)),
          ": ",
          bdi(kind.label),
          incident.count ? h("b", {}, ` ${incident.count.toLocaleString("en")}`) : null,
          incident.status === "reported" ? null : h("span", { class: "status" }, ` ${incident.status}`),
          disputedSign(incident),
        ),
        extra,
      ),
    );
  }

  // What a number stands for.
  #listed({ title, incidents, claims }) {
    if (incidents) return [h("h3", {}, bdi(title)), ...this.#list(incidents)];
    const of = claims.slice(0, this.limit);
    return [
      h("h3", {}, bdi(title)),
      h("p", { class: "muted" }, `${plural(claims.length, "answer")}.`),
      h(
        "ol",
        { class: "claims" },
        of.map((claim) =>
          h(
            "li",
            {},
            h("ul", { class: "lines" }, this.line(this.world.incident(claim.source))),
            this.#why(claim, "answers, "),
            h("ul", { class: "lines" }, this.line(this.world.incident(claim.target))),
          ),
        ),
      ),
      this.#more(claims.length, "answer"),
    ];
  }

  #more(length, what) {
    if (length <= this.limit) return null;
    return button(
      plural(length - this.limit, `more ${what}`),
      () => {
        this.limit += 200;
        this.update(this.state, new Set(), this.result);
      },
      { class: "link" },
    );
  }

  #list(incidents) {
    const shown = incidents.filter((i) => this.result.shown.has(i.id));
    const sorted = [...shown].sort((a, b) => (b.from ?? -1e9) - (a.from ?? -1e9));
    const hidden = incidents.length - shown.length;
    const all = plural(incidents.length, "incident") + (this.world.partial ? " here" : "");
    return [
      h(
        "p",
        { class: "muted" },
        hidden
          ? `${shown.length.toLocaleString("en")} of ${all}; filters hide ${hidden.toLocaleString("en")}.`
          : `${all}.`,
      ),
      h(
        "ol",
        { class: "lines" },
        sorted.slice(0, this.limit).map((i) => this.line(i)),
      ),
      this.#more(sorted.length, "incident"),
    ];
  }

  #incident(incident) {
    const kind = this.world.types.get(incident.type);
    const reports = incident.reports.map((id) => this.world.reports.get(id)).filter(Boolean);
    return [
      h(
        "h3",
        {},
        this.#mark(incident),
        bdi(this.world.names(incident.agents)),
        " → ",
        bdi(this.world.names(incident.targets)),
        ": ",
        bdi(kind.label),
        incident.count ? ` ${incident.count.toLocaleString("en")}` : "",
      ),
      h(
        "dl",
        { class: "slots" },
        slot("who", this.actorLinks(incident.agents)),
        slot("to whom", this.actorLinks(incident.targets)),
        slot(
          "what",
          h("span", { title: clean(kind.definition ?? "") }, bdi(kind.label)),
          h("span", { class: "muted" }, ` · ${GROUP_LABELS[kind.group].split(":")[0]}`),
        ),
        slot("when", this.#date(incident)),
        incident.count ? slot("how many", incident.count.toLocaleString("en")) : null,
        slot("status", statusWord(incident.status)),
      ),
      this.#actions([
        [
          "Exchange",
          () => this.#exchange(incident.agents, incident.targets),
          incident.agents.length && incident.targets.length,
        ],
      ]),
      incident.disputed?.length ? this.#disputes(incident, reports) : null,
      this.#answers(incident),
      this.#others(incident),
      h("h4", {}, plural(reports.length, "report")),
      reports.map((report) => this.#report(report, incident)),
    ];
  }

  #disputes(incident, reports) {
    const row = (name, value) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, name),
        reports.map((r) => h("td", {}, bdi(value(r) ?? "–"))),
      );
    return h(
      "div",
      { class: "disputes" },
      h("h4", {}, "The reports disagree"),
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("td", {}),
            reports.map((r) => h("th", { scope: "col" }, bdi(publisher(this.world, r.article)))),
          ),
        ),
        h(
          "tbody",
          {},
          incident.disputed.map((name) =>
            row(name, (r) => (Array.isArray(r[name]) ? this.world.names(r[name]) : r[name])),
          ),
        ),
      ),
    );
  }

  #report(report, incident) {
    const article = this.world.articles.get(report.article) ?? { id: report.article };
    const differs = [];
    if (report.status !== incident.status) differs.push(`says ${report.status}`);
    if ((report.count ?? null) !== (incident.count ?? null))
      differs.push(report.count ? `gives ${report.count}` : "gives no number");
    if ((report.date ?? null) !== (incident.date ?? null))
      differs.push(report.date ? `dates it ${report.date}` : "gives no date");
    return h(
      "article",
      { class: "report" },
      quoted(report),
      this.#source(article, report),
      differs.length ? h("p", { class: "differs" }, `This report ${clean(differs.join(", "))}.`) : null,
    );
  }

  #source(article, row) {
    const address = webAddress(article.url);
    const name = bdi(publisher(this.world, article.id));
    const title = article.title ? [" · ", bdi(article.title, { class: "title" })] : null;
    const sentence =
      address && !address.includes("#") && row.quote
        ? `${address}#:~:text=${encodeURIComponent(row.quote.slice(0, 200).toWellFormed?.() ?? "")}`
        : address;
    return h(
      "p",
      { class: "source" },
      address ? h("a", { href: sentence, target: "_blank", rel: "noopener noreferrer" }, name) : name,
      title,
      article.published ? [" · ", h("time", {}, clean(article.published))] : null,
    );
  }

  #answers(incident) {
    const part = (title, claims, end) => {
      const shown = (claims ?? []).filter((claim) => shownClaim(this.state, claim));
      if (!shown.length) return null;
      const others = Map.groupBy(shown, (claim) => claim[end]);
      return [
        h("h4", {}, title, others.size > 1 ? ` (${others.size})` : ""),
        h(
          "ul",
          { class: "claims" },
          [...others].map(([id, told]) => this.#claim(told, this.world.incident(id))),
        ),
      ];
    };
    return [
      part("Answers", this.world.answersOf.get(incident.id), "target"),
      part("Answered by", this.world.answersTo.get(incident.id), "source"),
    ];
  }

  // What one answers, or is answered by, with all the words that say so.
  #claim(claims, other) {
    if (!other) return null;
    const [best] = [...claims].sort(
      (a, b) =>
        (a.basis === "stated" ? 0 : 1) - (b.basis === "stated" ? 0 : 1) || (b.probability ?? 0) - (a.probability ?? 0),
    );
    return h(
      "li",
      {},
      h("ul", { class: "lines" }, this.line(other)),
      this.#why(best),
      claims
        .filter((claim) => claim.quote)
        .map((claim) =>
          h(
            "details",
            {},
            h("summary", {}, "the words that say so"),
            quoted(claim),
            this.#source(this.world.articles.get(claim.article) ?? { id: claim.article }, claim),
          ),
        ),
    );
  }

  // On what basis one answers the other, and after how long.
  #why(claim, before = null) {
    const delay = delayed(this.world.incident(claim.target), this.world.incident(claim.source));
    return h(
      "p",
      { class: "why" },
      before,
      basis(claim),
      delay ? ` · ${delay}` : null,
      claim.basis === "inferred"
        ? ` · by a model of who answers whom${claim.run ? ` (run ${clean(claim.run)})` : ""}; no source says so`
        : null,
    );
  }

  #others(incident) {
    const claims = this.world.otherClaims.get(incident.id) ?? [];
    if (!claims.length) return null;
    return h(
      "details",
      { class: "others" },
      h("summary", {}, `Precedents and parts (${claims.length})`),
      h(
        "ul",
        { class: "claims" },
        claims.map((claim) => {
          const own = claim.source === incident.id;
          const other = this.world.incident(own ? claim.target : claim.source);
          return other
            ? h(
                "li",
                {},
                h("p", { class: "why" }, CLAIM_WORDS[claim.type]?.[own ? 0 : 1] ?? clean(claim.type)),
                h("ul", { class: "lines" }, this.line(other)),
                claim.quote ? h("details", {}, h("summary", {}, "the words that say so"), quoted(claim)) : null,
              )
            : null;
        }),
      ),
    );
  }

  #actor(actor) {
    const incidents = this.world.of(actor.id);
    const partners = new Map();
    for (const incident of incidents)
      for (const other of new Set([...incident.agents, ...incident.targets]))
        if (other !== actor.id) partners.set(other, (partners.get(other) ?? 0) + 1);
    const partnersFirst = [...partners].sort((a, b) => b[1] - a[1]);
    const busiest = partnersFirst.slice(0, this.limit === MANY ? PARTNERS : this.limit);
    const rest = partnersFirst.length - busiest.length;
    const pinned = this.state.pin.find((text) => text.startsWith(`${actor.id},`));
    const offices = this.world.offices.filter((o) => o.person === actor.id);
    return [
      h("h3", {}, bdi(actor.name)),
      h(
        "p",
        { class: "muted" },
        actor.kind,
        actor.code ? ` · ${clean(actor.code)}` : null,
        actor.state ? [" of ", this.link(`actor:${actor.state}`, bdi(this.world.name(actor.state)))] : null,
        offices.map((o) => [
          " · ",
          bdi(o.role),
          o.state ? [", ", this.link(`actor:${o.state}`, bdi(this.world.name(o.state)))] : null,
        ]),
      ),
      this.#actions([
        [
          this.state.open.includes(actor.id) ? "Close incidents" : "Open incidents",
          () => this.#expand(actor.id),
          incidents.length,
        ],
        [
          this.state.actor.includes(actor.id) ? "Not only these" : "Only these",
          () => this.store.set({ actor: toggled(this.state.actor, actor.id) }, { step: true }),
          incidents.length,
        ],
        [
          "Unpin",
          () => {
            this.store.set({ pin: this.state.pin.filter((text) => text !== pinned) }, { step: true });
            this.update(this.store.value, new Set(), this.result);
          },
          pinned,
        ],
        ["Hide", () => this.store.set({ away: [...this.state.away, actor.id], select: "" }, { step: true }), true],
      ]),
      busiest.length
        ? [
            h("h4", {}, "With"),
            h(
              "p",
              { class: "partners" },
              busiest.map(([other, count]) => [
                this.link(
                  `pair:${pairKey(actor.id, other)}`,
                  bdi(this.world.name(other)),
                  h("span", { class: "number" }, ` ${count}`),
                ),
                " ",
              ]),
              rest
                ? button(
                    `${rest.toLocaleString("en")} more`,
                    () => {
                      this.limit += 200;
                      this.update(this.state, new Set(), this.result);
                    },
                    { class: "link" },
                  )
                : null,
            ),
          ]
        : null,
      h("h4", {}, "Incidents"),
      this.#deeds(actor.id, incidents),
      ...this.#list(incidents),
    ];
  }

  // How often an actor acted, and how often it was acted upon.
  #deeds(id, incidents) {
    const shown = incidents.filter((i) => this.result.shown.has(i.id));
    const part = (end, terms, what) => {
      const count = shown.filter((i) => i[end].includes(id)).length;
      return [count ? this.#number(count, terms) : "0", ` ${what}`];
    };
    return h("p", {}, "acted in ", part("agents", { by: id }, "· "), "suffered ", part("targets", { to: id }, ""));
  }

  async #expand(actor) {
    await this.expand?.(actor);
    this.store.set({ open: toggled(this.state.open, actor) }, { step: true });
  }

  #pair(a, b) {
    const incidents = this.world
      .of(a)
      .filter(
        (i) => (i.agents.includes(a) && i.targets.includes(b)) || (i.agents.includes(b) && i.targets.includes(a)),
      );
    const key = pairKey(a, b);
    return [
      h(
        "h3",
        {},
        this.link(`actor:${a}`, bdi(this.world.name(a))),
        " and ",
        this.link(`actor:${b}`, bdi(this.world.name(b))),
      ),
      this.#actions([
        ["Exchange", () => this.#exchange([a], [b]), incidents.length],
        [
          this.state.fan.includes(key) ? "Fold types" : "Fan out types",
          () => this.store.set({ fan: toggled(this.state.fan, key) }, { step: true }),
          incidents.length,
        ],
        [
          this.state.open.includes(key) ? "Close incidents" : "Open incidents",
          () => this.store.set({ open: toggled(this.state.open, key) }, { step: true }),
          incidents.length,
        ],
      ]),
      this.#tally(a, b, incidents),
      ...this.#list(incidents),
    ];
  }

  #tally(a, b, incidents) {
    const kinds = new Map();
    for (const incident of incidents) {
      if (!this.result.shown.has(incident.id)) continue;
      const row = kinds.get(incident.type) ?? [0, 0];
      if (incident.agents.includes(a) && incident.targets.includes(b)) row[0] += 1;
      if (incident.agents.includes(b) && incident.targets.includes(a)) row[1] += 1;
      kinds.set(incident.type, row);
    }
    if (!kinds.size) return null;
    return h(
      "table",
      { class: "tally" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "type"),
          h("th", { scope: "col" }, bdi(this.world.name(a)), " did"),
          h("th", { scope: "col" }, bdi(this.world.name(b)), " did"),
        ),
      ),
      h(
        "tbody",
        {},
        [...kinds].map(([type, [one, other]]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, bdi(this.world.types.get(type).label)),
            [
              [one, a, b],
              [other, b, a],
            ].map(([count, by, to]) =>
              h("td", { class: "number" }, count ? this.#number(count, { by, to, type }) : "–"),
            ),
          ),
        ),
      ),
    );
  }

  #exchange(a, b) {
    this.store.set({ view: "exchange", sides: [a.join("\t"), b.join("\t")] }, { step: true });
  }

  #chain(chain) {
    const steps = chain.steps.map((step) => step.map((id) => this.world.incident(id)).filter(Boolean));
    const all = steps.flat();
    const first = all.find((i) => i.agents.length && i.targets.length);
    return [
      h("h3", {}, "Chain: ", bdi(chain.label)),
      this.#actions([
        ["Exchange", () => this.#exchange(first.agents, first.targets), first],
        ["Graph", () => this.store.set({ view: "graph", camera: "" }, { step: true }), this.state.view !== "graph"],
      ]),
      h(
        "ol",
        { class: "steps" },
        steps.map((step, place) =>
          h(
            "li",
            { "data-step": place + 1 },
            step.map((incident) =>
              this.#step(
                incident,
                new Set(
                  steps
                    .slice(0, place)
                    .flat()
                    .map((i) => i.id),
                ),
              ),
            ),
          ),
        ),
      ),
    ];
  }

  #step(incident, earlier) {
    const claim = (this.world.answersOf.get(incident.id) ?? []).find((c) => earlier.has(c.target));
    const report = this.world.reports.get(incident.reports[0]);
    return [
      claim ? this.#why(claim, "↳ answers, ") : null,
      h("ul", { class: "lines" }, this.line(incident)),
      report ? h("blockquote", { class: "short" }, bdi(report.quote)) : null,
      claim?.quote ? h("details", {}, h("summary", {}, "the words that say it answers"), quoted(claim)) : null,
    ];
  }

  #question(question) {
    if (!question) return null;
    const named = question.columns?.some((column) => column === "who" || column === "whom");
    const cell = (text) => {
      if (this.world.at.has(text)) return this.#incidentCell(this.world.incident(text), named);
      return this.world.actors.has(text) ? this.link(`actor:${text}`, bdi(this.world.name(text))) : bdi(text);
    };
    const follow = (event) => edged(event.currentTarget);
    const rows = question.rows ?? [];
    return [
      h("h3", {}, bdi(question.title)),
      question.description ? h("p", {}, bdi(question.description)) : null,
      h("p", { class: "muted" }, `${plural(rows.length, "row")}, of the whole graph (filters do not change it).`),
      h(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer", on: { scroll: follow } },
        h(
          "table",
          { class: "answer" },
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              (question.columns ?? []).map((c) => h("th", { scope: "col" }, bdi(c))),
            ),
          ),
          h(
            "tbody",
            {},
            rows.slice(0, 500).map((row) =>
              h(
                "tr",
                {},
                row.map((text) => h("td", {}, cell(text))),
              ),
            ),
          ),
        ),
      ),
      question.sparql ? h("details", {}, h("summary", {}, "SPARQL"), h("pre", {}, clean(question.sparql))) : null,
    ];
  }

  // An incident in an answer that has its parties in other columns needs no sentence.
  #incidentCell(incident, short) {
    const sentence = this.world.sentence(incident);
    const link = this.link(
      `incident:${incident.id}`,
      bdi(short ? this.world.types.get(incident.type).label : sentence),
    );
    link.title = sentence;
    return link;
  }

  #actions(actions) {
    return h(
      "p",
      { class: "actions" },
      actions.filter(([, , possible]) => possible).map(([label, click]) => button(label, click)),
    );
  }
}

// The sign that reports of an incident disagree.
export function disputedSign(incident) {
  return incident.disputed?.length
    ? h("span", { class: "differs", title: `the reports disagree on ${incident.disputed.join(" and ")}` }, " ≠")
    : null;
}

function slot(name, ...value) {
  return [h("dt", {}, name), h("dd", {}, value)];
}

function basis(claim) {
  return h(
    "span",
    { class: `basis ${claim.basis}` },
    claim.basis === "stated" ? "stated" : `inferred, ${percent(claim.probability)}`,
  );
}

function percent(probability) {
  return probability === undefined ? "no probability" : `${Math.round(probability * 100)} %`;
}

function statusWord(status) {
  return (
    {
      reported: "reported as done or decided",
      alleged: "alleged: a claim, not established",
      prospective: "prospective: expected or threatened",
    }[status] ?? clean(status)
  );
}

// A quote, marked in the passage that it stands in.
export function quoted(row) {
  if (!row.passage) return h("blockquote", {}, h("mark", {}, bdi(row.quote)));
  const end = row.at + row.quote.length;
  return h(
    "blockquote",
    {},
    bdi(row.passage.slice(0, row.at)),
    h("mark", {}, bdi(row.passage.slice(row.at, end))),
    bdi(row.passage.slice(end)),
  );
}
