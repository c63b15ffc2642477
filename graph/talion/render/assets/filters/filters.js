// The panel of filters; each says how many of how many it hides.

import { bdi, button, clip, h, plural } from "../base/dom.js";
import { GROUP_LABELS, GROUPS } from "../base/theme.js";
import { counted, publishersOf, shownClaim } from "../data/filter.js";
import { listOf } from "../data/selections.js";
import { actorPicker } from "../search/search.js";
import { toggled } from "../state.js";

const STATUS = { reported: "reported", alleged: "alleged", prospective: "only planned" };
const PAPERS = 12; // publishers listed before "all"

export class Filters {
  constructor(world, store) {
    this.world = world;
    this.store = store;
    this.sections = {};
    this.chance = h("input", {
      type: "range",
      min: "0",
      max: "100",
      step: "5",
      "aria-label": "Least probability of inferred answers, in percent",
      on: { input: () => store.set({ chance: Number(this.chance.value) / 100 }) },
    });
    this.chanceSaid = h("output", { class: "number" });
    this.picker = actorPicker(world, {
      label: "Only incidents of an actor",
      placeholder: "add an actor …",
      pick: (actor, input) => {
        input.value = "";
        if (!store.value.actor.includes(actor.id))
          store.set({ actor: [...store.value.actor, actor.id] }, { step: true });
      },
    });
    const sections = ["words", "type", "status", "answers", "actor", "publisher"].map((name) => this.#section(name));
    this.clear = button(
      "Clear all filters",
      () =>
        store.set(
          {
            words: "",
            type: [],
            status: [],
            basis: [],
            actor: [],
            publisher: [],
            chance: 0,
            linked: false,
            from: null,
            to: null,
            sure: false,
          },
          { step: true },
        ),
      { class: "link clear" },
    );
    this.element = h(
      "aside",
      { class: "filters", "aria-label": "Filters" },
      h("header", { class: "panel-head" }, h("h2", {}, "Filters"), this.clear),
      sections,
    );
  }

  #section(name) {
    const titles = {
      words: "Words",
      type: "Types",
      status: "Status",
      answers: "Answers",
      actor: "Actors",
      publisher: "Sources",
    };
    const said = h("span", { class: "said" });
    const body = h("div", { class: "options" });
    const element = h(
      "details",
      { open: name !== "publisher", class: `facet ${name}` },
      h("summary", {}, h("span", { class: "name" }, titles[name]), said),
      body,
    );
    this.sections[name] = { element, said, body };
    return element;
  }

  update(state, changed, result) {
    this.state = state;
    const { world } = this;
    this.clear.hidden = result.shown.size === result.total && !state.basis.length && !state.chance;
    const types = result.whole?.types ?? counted(world, result, "type", (i) => [i.type]);
    const sorted = [...types.keys()].sort((a, b) => order(world, a) - order(world, b) || (a < b ? -1 : 1));
    this.#boxes(
      "type",
      sorted,
      types,
      (type) => [
        h("span", { class: `mark ${world.types.get(type).group}`, "aria-hidden": "true" }),
        bdi(clip(world.types.get(type).label, 40)),
      ],
      result,
      (type) => GROUP_LABELS[world.types.get(type).group],
    );
    const statuses = result.whole?.statuses ?? counted(world, result, "status", (i) => [i.status]);
    this.#boxes(
      "status",
      Object.keys(STATUS).filter((s) => statuses.has(s)),
      statuses,
      (status) => [h("span", { class: `mark plain ${status}`, "aria-hidden": "true" }), STATUS[status]],
      result,
    );
    const publishers = counted(world, result, "publisher", (i) => publishersOf(world, i));
    const papers = [...publishers.keys()].sort(
      (a, b) => publishers.get(b).total - publishers.get(a).total || (a < b ? -1 : 1),
    );
    this.#boxes(
      "publisher",
      this.every ? papers : papers.slice(0, PAPERS),
      publishers,
      (name) => bdi(clip(name, 40)),
      result,
    );
    if (papers.length > PAPERS && !this.every)
      this.sections.publisher.body.append(
        button(
          `all ${papers.length}`,
          () => {
            this.every = true;
            this.update(state, changed, result);
          },
          { class: "link" },
        ),
      );
    this.sections.publisher.said.replaceChildren(
      `${papers.length - state.publisher.length}/${papers.length}${here(result)}`,
      hides(result.hides.publisher),
    );
    this.#answers(state, result);
    this.#actors(state, result);
    this.#words(state, result);
  }

  #boxes(name, values, counts, label, result, title) {
    const { said, body } = this.sections[name];
    const off = this.state[name];
    said.replaceChildren(
      `${values.filter((v) => !off.includes(v)).length}/${values.length}`,
      hides((result.whole ?? result).hides[name]),
    );
    const had = document.activeElement?.dataset?.value;
    body.replaceChildren(
      ...values.map((value) => {
        const { left, total } = counts.get(value);
        const box = h("input", {
          type: "checkbox",
          "data-value": value,
          on: { change: () => this.store.set({ [name]: toggled(off, value) }, { step: true }) },
        });
        box.checked = !off.includes(value);
        return h(
          "div",
          { class: "choice", title: title?.(value) },
          h("label", {}, box, h("span", { class: "label" }, label(value))),
          this.#number(left, total, { [name]: value }, value, result),
        );
      }),
      this.#hidden(name, result),
    );
    if (had !== undefined) [...body.querySelectorAll("input")].find((box) => box.dataset.value === had)?.focus();
  }

  // How many, as a button that lists them; of a part of a store only the number, told of the whole.
  #number(left, total, terms, what, result) {
    const text =
      left === total ? total.toLocaleString("en") : `${left.toLocaleString("en")}/${total.toLocaleString("en")}`;
    if (result.whole || !total) return h("span", { class: "number" }, text);
    return button(text, () => this.store.set({ select: listOf(terms) }, { step: true }), {
      class: "number tally-button",
      "aria-label": `List ${clip(what, 40)}: ${text}`,
    });
  }

  // A button that lists what a filter hides; none of a part of a store.
  #hidden(name, result) {
    const count = result.whole ? 0 : result.hides[name];
    return count
      ? button(
          `list the ${count.toLocaleString("en")} hidden`,
          () => this.store.set({ select: listOf({ hidden: name }) }, { step: true }),
          { class: "link hidden-list" },
        )
      : "";
  }

  #answers(state, result) {
    const { said, body } = this.sections.answers;
    const claims = this.world.claims.filter((c) => c.type === "in_response_to");
    const shown = claims.filter((c) => shownClaim(state, c)).length;
    said.replaceChildren(
      `${shown.toLocaleString("en")}/${claims.length.toLocaleString("en")}${here(result)}`,
      hides(result.hides.linked),
    );
    const box = (basis, label) => {
      const all = claims.filter((c) => c.basis === basis);
      const left = all.filter((c) => shownClaim(state, c)).length;
      const input = h("input", {
        type: "checkbox",
        disabled: !all.length,
        on: { change: () => this.store.set({ basis: toggled(state.basis, basis) }, { step: true }) },
      });
      input.checked = !state.basis.includes(basis);
      return h(
        "div",
        { class: "choice" },
        h(
          "label",
          {},
          input,
          h("span", { class: "label" }, h("span", { class: `stroke ${basis}`, "aria-hidden": "true" }), label),
        ),
        this.#number(left, all.length, { basis }, label, {}),
      );
    };
    this.chance.value = String(Math.round(state.chance * 100));
    this.chanceSaid.textContent = `≥ ${Math.round(state.chance * 100)} %`;
    const linked = h("input", {
      type: "checkbox",
      on: { change: () => this.store.set({ linked: !state.linked }, { step: true }) },
    });
    linked.checked = state.linked;
    const inferred = claims.some((c) => c.basis === "inferred");
    const focused = document.activeElement === this.chance;
    body.replaceChildren(
      box("stated", "stated by a source"),
      box("inferred", "inferred by a model"),
      ...(inferred
        ? [
            h(
              "label",
              { class: "choice range" },
              h("span", { class: "label" }, "probability"),
              this.chance,
              this.chanceSaid,
            ),
          ]
        : []),
      h(
        "label",
        { class: "choice" },
        linked,
        h("span", { class: "label" }, "only incidents that answer or are answered"),
      ),
      this.#hidden("linked", result),
    );
    if (focused) this.chance.focus();
  }

  #actors(state, result) {
    const { said, body } = this.sections.actor;
    said.replaceChildren(
      state.actor.length ? `${state.actor.length}/${this.world.actors.size}${here(result)}` : "all",
      hides((result.whole ?? result).hides.actor),
    );
    const chips = state.actor.map((id) =>
      chip(this.world.name(id), () => this.store.set({ actor: toggled(state.actor, id) }, { step: true })),
    );
    if (this.picker.element.parentNode === body) {
      for (const old of body.querySelectorAll(".chip, .hidden-list")) old.remove();
      body.prepend(...chips);
    } else body.replaceChildren(...chips, this.picker.element);
    body.append(...[this.#hidden("actor", result)].filter(Boolean));
  }

  #words(state, result) {
    const { element, said, body } = this.sections.words;
    element.hidden = !state.words;
    said.replaceChildren(hides(result.hides.words));
    body.replaceChildren(
      ...(state.words
        ? [chip(`“${state.words}”`, () => this.store.set({ words: "" }, { step: true })), this.#hidden("words", result)]
        : []),
    );
  }
}

function order(world, type) {
  const kind = world.types.get(type);
  return -GROUPS.indexOf(kind.group) * 10 - (kind.severity ?? 0);
}

function hides(count) {
  return count ? h("span", { class: "hides" }, `hides ${count.toLocaleString("en")}`) : "";
}

export function chip(text, remove) {
  return h(
    "span",
    { class: "chip" },
    bdi(clip(text, 40)),
    button("×", remove, { "aria-label": `Remove ${clip(text, 40)}` }),
  );
}

// Where the page has a part of a store, what its server does not count is counted in that part.
function here(result) {
  return result.whole ? " here" : "";
}

// "24 of 57 incidents"; of a part of a store, what is here of all that pass in the whole.
export function countSaid(result) {
  const all = result.whole?.incidents ?? result.total;
  return result.shown.size === all
    ? plural(all, "incident")
    : `${result.shown.size.toLocaleString("en")} of ${plural(all, "incident")}`;
}

// What the filters count, for a part of a store.
export function countMeant(result) {
  if (!result.whole) return "Show them in the table";
  return `${result.shown.size.toLocaleString("en")} are here, of ${plural(result.whole.incidents, "incident")} of the whole store that pass the filters of types, status, actors and time. Sources, answers and words are looked for only among the ${result.total.toLocaleString("en")} that are here.`;
}
