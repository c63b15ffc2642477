// The line that says how much of what one looks at is here, of how much the store has, and gets more.

import { bdi, button, h, plural } from "./base/dom.js";
import { isoOf } from "./data/graph_data.js";
import { slice } from "./server_totals.js";

const MORE = 200; // incidents got at once
const PAGES = 5; // pages asked for at most, where most of them is here already
const PAUSE = 350; // milliseconds of rest before what is not here at all is got by itself

export class Strip {
  constructor({ world, take, again }, whole, { asked, neighbourhood, near }) {
    Object.assign(this, { world, take, again, whole, asked, neighbourhood, near });
    whole.failed = (reason) => this.said.replaceChildren(h("span", { class: "hides" }, reason));
    this.problem = null; // what went wrong, and while looking at what
    this.read = new Map(); // scope → incidents of it that were asked for
    this.said = h("span", { role: "status" });
    this.more = button("", () => this.#get(), { class: "link" });
    this.element = h("p", { class: "strip" }, this.said, " ", this.more);
  }

  follow(state) {
    this.state = state;
    const scope = scopeOf(state);
    const total = this.whole.count(state, slice(scope));
    const here = this.world.incidents.filter((incident) => inside(incident, scope, state)).length;
    this.scope = scope;
    if (this.problem?.at !== scope.key + state.select) this.problem = null;
    this.said.replaceChildren(...this.#words(scope, here, total));
    const left = total === null ? 0 : total - here;
    this.more.hidden = left <= 0;
    this.more.disabled = Boolean(this.busy);
    this.more.replaceChildren(this.busy ? "loading …" : `Load ${Math.min(MORE, left).toLocaleString("en")} more`);
    this.#missing(state);
    clearTimeout(this.timer);
    if (total && !here && !this.busy && !this.read.has(scope.key)) this.timer = setTimeout(() => this.#get(), PAUSE);
  }

  #words(scope, here, total) {
    if (this.problem) return [h("span", { class: "hides" }, this.problem.reason)];
    if (total === null) return ["counting …"];
    const of =
      total > here
        ? [h("b", {}, here.toLocaleString("en")), " of ", h("b", {}, total.toLocaleString("en")), " incidents"]
        : [total === 1 ? "The only incident" : `All ${plural(total, "incident")}`];
    return [
      ...of,
      ...this.#whose(scope),
      this.#when(scope),
      total === 1 ? " is here" : " are here",
      this.#partners(scope),
      ".",
    ];
  }

  #names(ids) {
    return ids.flatMap((id, place) => [place ? ", " : "", bdi(this.world.name(id))]);
  }

  #whose({ actors, partners }) {
    if (!actors.length) return [];
    return partners.length
      ? [" between ", ...this.#names(actors), " and ", ...this.#names(partners)]
      : [" of ", ...this.#names(actors)];
  }

  #when({ from, to }) {
    return from === null ? "" : `, ${isoOf(from)} to ${isoOf(to)},`;
  }

  // How many of an actor's partners are here.
  #partners({ actors, partners }) {
    const found = actors.length === 1 && !partners.length ? this.near.get(actors[0])?.partners : null;
    return found && found.shown < found.total
      ? `, with ${found.shown.toLocaleString("en")} of ${plural(found.total, "partner")}`
      : "";
  }

  // An incident that a link names and that is not here yet.
  #missing({ select }) {
    const id = select.startsWith("incident:") ? select.slice(9) : "";
    if (!id || this.world.incident(id) || this.read.has(select)) return;
    this.read.set(select, 0);
    this.#taking(async () => this.take(await this.asked("incident", [["id", id]])));
  }

  // Get the next incidents of the scope: of one actor first its neighbourhood, then page by page.
  #get() {
    const { scope, state } = this;
    return this.#taking(async () => {
      const first = !this.read.has(scope.key);
      let at = this.read.get(scope.key) ?? 0;
      this.read.set(scope.key, at);
      const count = () => this.world.incidents.filter((incident) => inside(incident, scope, state)).length;
      const before = count();
      if (first && scope.actors.length === 1 && !scope.partners.length)
        this.take(await this.neighbourhood(scope.actors[0]));
      for (let page = 0; page < PAGES && count() < before + MORE; page += 1) {
        const limit = before + MORE - count();
        const found = await this.asked("incidents", [
          ...slice(scope),
          ...this.#shown(state),
          ["limit", limit],
          ["offset", at],
        ]);
        this.take(found);
        at += limit;
        this.read.set(scope.key, at);
        if (at >= found.total) break;
      }
    });
  }

  // The types and statuses that the filters leave, as the app takes them.
  #shown(state) {
    const terms = [];
    const left = (all, hidden) => [...all.keys()].filter((value) => !hidden.includes(value));
    const { types, statuses } = this.whole.of(state) ?? {};
    if (types && state.type.length)
      terms.push(
        ...left(types, state.type)
          .slice(0, 50)
          .map((type) => ["type", type]),
      );
    if (statuses && state.status.length)
      terms.push(...left(statuses, state.status).map((status) => ["status", status]));
    return terms;
  }

  async #taking(work) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    this.follow(this.state);
    try {
      await work();
    } catch (error) {
      this.problem = { reason: error.message, at: this.scope.key + this.state.select };
    }
    this.busy = false;
    this.again();
  }
}

// What one looks at: the incidents of what is selected, or between the two sides of the exchange, or
// of the actors filtered for, in the time that is brushed.
function scopeOf(state) {
  const [kind, id] = [state.select.split(":")[0], state.select.slice(state.select.indexOf(":") + 1)];
  let [actors, partners] = [state.actor, []];
  if (state.view === "exchange" && state.sides.every(Boolean))
    [actors, partners] = state.sides.map((side) => side.split("\t"));
  else if (kind === "pair" && id.includes("\t")) [actors, partners] = id.split("\t").map((one) => [one]);
  else if (kind === "actor") actors = [id];
  const scope = { actors, partners, from: state.from, to: state.to };
  return { ...scope, key: JSON.stringify([scope, state.type, state.status]) };
}

// Whether an incident is of a scope, as the app counts: by the first day that it may be of.
function inside(incident, { actors, partners, from, to }, state) {
  if (state.type.includes(incident.type) || state.status.includes(incident.status)) return false;
  if (from !== null && (incident.from === null || incident.from < from || incident.from > to)) return false;
  if (!actors.length) return true;
  const some = (side, ids) => side.some((actor) => ids.includes(actor));
  if (!partners.length) return some(incident.agents, actors) || some(incident.targets, actors);
  return (
    (some(incident.agents, actors) && some(incident.targets, partners)) ||
    (some(incident.targets, actors) && some(incident.agents, partners))
  );
}
