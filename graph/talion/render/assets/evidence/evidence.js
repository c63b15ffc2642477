// The panel that shows what is behind whatever is selected: incidents, quotes, claims, sources.

import { button, h, markEdges, nodesOf } from "../base/dom.js";
import { splitSelection } from "../data/pairs.js";
import { listed } from "../data/selections.js";
import { noteBox } from "../notes/box.js";
import { actorEvidence } from "./actor.js";
import { chainEvidence } from "./chain.js";
import { incidentEvidence } from "./incident.js";
import { listEvidence } from "./list.js";
import { pairEvidence } from "./pair.js";
import { questionEvidence } from "./question.js";
import { welcome } from "./welcome.js";

const MANY = 40; // incidents listed before "more"
const MORE = 200;

export class Evidence {
  limit = MANY;

  /** @param {Page.Context} page */
  constructor(page) {
    this.page = page;
    this.data = page.data;
    this.store = page.store;
    this.state = page.store.value;
    this.result = page.result();
    this.welcome = welcome(page);
    this.body = h("div", { class: "evidence-body" });
    const close = button("×", () => this.#close(), { class: "close", "aria-label": "Close the evidence panel" });
    const head = h("header", { class: "panel-head" }, h("h2", {}, "Evidence"), close);
    this.element = h("section", { class: "evidence", "aria-label": "Evidence", tabindex: "-1" }, head, this.body);
  }

  #close() {
    this.page.closeSheets();
    this.store.step({ select: "", chain: "" });
  }

  /** Whether more than at first is asked for. */
  get isLong() {
    return this.limit > MANY;
  }

  /** Show more of what is listed. */
  showMore() {
    this.limit += MORE;
    this.refresh();
  }

  refresh() {
    this.update(this.store.value, new Set(), this.result);
  }

  /**
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    this.state = state;
    this.result = result;
    const another = changed.has("select") || changed.has("chain");
    if (another) this.limit = MANY;
    if (another) this.body.scrollTop = 0; // before there is anything new that would have to be laid out for it
    const content = this.#content();
    this.element.classList.toggle("empty", content === null);
    this.body.replaceChildren(...nodesOf(content ?? this.welcome));
    for (const box of this.body.querySelectorAll(".scroll")) markEdges(box);
  }

  /** @returns {Dom.Child} */
  #content() {
    const { data, state } = this;
    const [kind, id] = splitSelection(state.select);
    const found = this.#selected(kind, id);
    if (found) return found;
    const told = this.page.views.some(({ name, tells }) => tells && name === state.view);
    const chain = kind === "question" || told ? undefined : data.chain(state.chain);
    return chain ? chainEvidence(this, chain) : null;
  }

  /**
   * @param {string} kind
   * @param {string} id
   * @returns {Dom.Child}
   */
  #selected(kind, id) {
    const { data, state, result } = this;
    const incident = kind === "incident" ? data.incident(id) : undefined;
    if (incident) return [incidentEvidence(this, incident), noteBox(this, state.select)];
    const actor = kind === "actor" ? data.actors.get(id) : undefined;
    if (actor) return [actorEvidence(this, actor), noteBox(this, state.select)];
    if (kind === "pair" && id.includes("\t")) return pairEvidence(this, id);
    if (kind === "list") return listEvidence(this, listed({ data, state, result }, id));
    const question = kind === "question" ? data.questions.find((q) => q.id === id) : undefined;
    return question ? questionEvidence(this, question) : null;
  }
}
