// The exchange of two sides: what each did, in numbers and drawn in two lanes.

import { button, clip, edged, h, plural } from "../base/dom.js";
import { actsCounted, COUNTED, ledgerOf } from "../data/ledger.js";
import { listOf } from "../data/selections.js";
import { placed } from "../exchange/exchange_layout.js";
import { exchangeDrawing } from "../exchange/exchange_svg.js";
import { actorPicker } from "../search/search.js";

const MOST_DRAWN = 400;
const SHRINK = 0.88; // a drawing a little too wide is made smaller, down to this

export class Exchange {
  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.pickers = [0, 1].map((end) => this.#picker(end));
    this.even = h("input", { type: "checkbox", on: { change: () => store.set({ even: this.even.checked }) } });
    this.said = h("p", { class: "exchange-said" });
    this.cells = [0, 1].map(() => new Map(Object.keys(COUNTED).map((what) => [what, h("td", { class: "number" })])));
    this.place = h("div", {
      class: "exchange-scroll",
      tabindex: "0",
      role: "region",
      "aria-label": "Exchange, drawn",
      on: { scroll: () => this.#follow() },
    });
    this.tip = h("div", { class: "tip", role: "status", hidden: true });
    this.element = h(
      "section",
      { class: "exchange", "aria-label": "Exchange" },
      h(
        "div",
        { class: "exchange-head" },
        this.#balance(),
        h(
          "div",
          { class: "exchange-more" },
          button("⇄", () => store.set({ sides: [...store.value.sides].reverse() }, { step: true }), {
            "aria-label": "Swap the sides",
            title: "Swap the sides",
          }),
          h("label", {}, this.even, " even spacing"),
          this.said,
        ),
      ),
      this.place,
      this.tip,
    );
    new ResizeObserver(
      () => this.state?.view === "exchange" && this.place.clientWidth !== this.drawnWide && this.draw(),
    ).observe(this.place);
  }

  #picker(end) {
    const picker = actorPicker(this.world, {
      label: end ? "Second side" : "First side",
      placeholder: end ? "second side …" : "first side …",
      pick: (actor, input) => {
        const sides = [...this.store.value.sides];
        sides[end] = actor.id;
        input.blur();
        this.store.set({ sides }, { step: true });
      },
    });
    picker.input.addEventListener("focus", () => picker.input.select());
    return picker;
  }

  // The two sides with what each did: the numbers of `talion ledger`.
  #balance() {
    const head = Object.entries(COUNTED).map(([what, title]) => h("th", { scope: "col", title }, what));
    return h(
      "table",
      { class: "balance", "aria-label": "What each side did to the other" },
      h("thead", {}, h("tr", {}, h("td", {}), head)),
      h(
        "tbody",
        {},
        [0, 1].map((lane) =>
          h("tr", {}, h("th", { scope: "row" }, this.pickers[lane].element), [...this.cells[lane].values()]),
        ),
      ),
    );
  }

  nameOf(text) {
    const ids = text.split("\t").filter(Boolean);
    return ids.length ? ids.map((id) => this.world.name(id)).join(", ") : "";
  }

  update(state, _changed, result) {
    this.state = state;
    this.result = result;
    if (state.view !== "exchange") return;
    this.even.checked = state.even;
    this.pickers.forEach(({ input }, end) => {
      if (document.activeElement !== input) input.value = clip(this.nameOf(state.sides[end]), 40);
    });
    this.draw();
  }

  draw() {
    const { sides } = this.state;
    const ledger = ledgerOf(this.world, sides, (incident) => this.result.shown.has(incident.id), this.state);
    const hidden = ledgerOf(this.world, sides, () => true, this.state).acts.size - ledger.acts.size;
    this.tip.hidden = true;
    this.#count(ledger);
    this.#say(ledger, hidden);
    this.drawnWide = this.place.clientWidth;
    this.drawing = ledger.acts.size ? this.#drawing(ledger) : null;
    this.place.replaceChildren(this.drawing ?? this.#nothing(hidden));
    this.#fit();
  }

  #count(ledger) {
    const { sides } = this.state;
    this.cells.forEach((cells, lane) => {
      for (const [what, cell] of cells) {
        const acts = actsCounted(ledger, lane, what);
        const names = [lane, 1 - lane].map((end) => this.nameOf(sides[end]));
        cell.replaceChildren(
          acts.length
            ? this.#number(
                acts.length,
                { side: sides, lane, what },
                `${acts.length}: ${COUNTED[what]}, ${names[0]} to ${names[1]}`,
              )
            : "–",
        );
      }
    });
  }

  #number(text, terms, label) {
    return button(text.toLocaleString("en"), () => this.store.set({ select: listOf(terms) }, { step: true }), {
      class: "link count-link",
      "aria-label": label,
      title: label,
    });
  }

  #say(ledger, hidden) {
    const { sides } = this.state;
    const parts = [];
    if (ledger.acts.size)
      parts.push(
        ledger.answers.length
          ? this.#number(
              plural(ledger.answers.length, "answer"),
              { side: sides, what: "answers" },
              `${plural(ledger.answers.length, "answer")} between the two`,
            )
          : "no answers",
      );
    parts.push(...this.#sums(ledger));
    if (hidden && ledger.acts.size) parts.push(`filters hide ${hidden.toLocaleString("en")}`);
    if (ledger.acts.size > MOST_DRAWN)
      parts.push(`first ${MOST_DRAWN} of ${ledger.acts.size.toLocaleString("en")} drawn`);
    this.said.replaceChildren(...parts.flatMap((part, i) => (i ? [" · ", part] : [part])));
  }

  // How many were expelled (arrested, …) on either side, where it is reported and counted.
  #sums(ledger) {
    const sums = new Map();
    for (const { incident, lane } of ledger.acts.values()) {
      if (incident.status !== "reported" || !incident.count) continue;
      const sum = sums.get(incident.type) ?? [0, 0];
      sum[lane] += incident.count;
      sums.set(incident.type, sum);
    }
    const [best] = [...sums].sort(([, a], [, b]) => Math.min(...b) - Math.min(...a) || b[0] + b[1] - a[0] - a[1]);
    if (!best) return [];
    const [type, both] = best;
    const label = clip(this.world.types.get(type).label, 24);
    const part = (lane) =>
      both[lane]
        ? this.#number(
            both[lane],
            { side: this.state.sides, lane, what: "done", type },
            `${both[lane]} by ${this.nameOf(this.state.sides[lane])}: ${label}`,
          )
        : "–";
    return [h("span", { title: "numbers told, added up" }, `${label}: `, part(0), " to ", part(1), " in all")];
  }

  #nothing(hidden) {
    return h(
      "p",
      { class: "nothing" },
      this.state.sides.every(Boolean)
        ? `Nothing between these two${hidden ? `; filters hide ${hidden.toLocaleString("en")}` : ""}.`
        : "Choose two sides: states, organizations with their members, agencies. Or select a line of the graph and press Exchange.",
    );
  }

  #drawing(ledger) {
    const room = Math.max(this.place.clientWidth, 340);
    const layout = placed(this.world, ledger, { room, even: this.state.even, most: MOST_DRAWN });
    return exchangeDrawing(this.world, ledger, layout, {
      state: this.state,
      names: this.state.sides.map((side) => this.nameOf(side)),
      tip: (words, event) => this.#tell(words, event),
      select: (select) => this.store.set({ select }, { step: true }),
    });
  }

  // What is a little too wide is shown a little smaller; what is much too wide scrolls.
  #fit() {
    if (this.drawing) {
      const { width, height } = this.drawing.viewBox.baseVal;
      const scale = this.place.clientWidth / width;
      const fits = scale < 1 && scale >= SHRINK ? scale : 1;
      this.drawing.setAttribute("width", Math.floor(width * fits));
      this.drawing.setAttribute("height", Math.floor(height * fits));
    }
    this.#follow();
  }

  // The names of the sides stay in view when one scrolls.
  #follow() {
    this.drawing?.querySelector(".sides").setAttribute("transform", `translate(${this.place.scrollLeft} 0)`);
    edged(this.place);
  }

  // Words beside what the pointer or the focus is on; none without an event.
  #tell(words, event) {
    this.tip.hidden = !event;
    if (!event) return;
    const around = this.element.getBoundingClientRect();
    const box = event.currentTarget.getBoundingClientRect();
    this.tip.replaceChildren(h("bdi", {}, words));
    this.tip.style.setProperty(
      "left",
      `${Math.max(8, Math.min(box.left - around.left + box.width / 2 - 140, around.width - 296))}px`,
    );
    this.tip.style.setProperty("top", `${Math.max(8, Math.min(box.bottom - around.top + 8, around.height - 70))}px`);
  }
}
