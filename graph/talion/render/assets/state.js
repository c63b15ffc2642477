// What one sees, as one value; it is kept in the address, so that a link shows the same.

export const START = Object.freeze({
  view: "graph", // graph, exchange, table
  table: "incidents", // which table
  select: "", // kind:id of what the evidence panel shows
  words: "", // only incidents with these words
  type: [], // types hidden
  status: [], // statuses hidden
  basis: [], // bases of answers hidden
  actor: [], // only incidents of these actors, when there are any
  publisher: [], // publishers hidden
  chance: 0, // inferred answers below this probability hidden
  linked: false, // only incidents that answer or are answered
  from: null, // brush: first and last day
  to: null,
  sure: false, // only incidents that surely lie in the brush
  sides: ["", ""], // the exchange's sides: actor ids
  even: false, // the exchange's dates evenly spaced
  chain: "", // chain followed
  open: [], // actors and pairs whose incidents are nodes
  fan: [], // pairs whose types are fanned out
  away: [], // actors hidden
  pin: [], // id,x,y of moved actors
  all: false, // every actor, also of a large graph
  camera: "", // x,y,scale
  label: "name", // name, code, flag
  sort: "",
});

const LISTS = "|";

function encode(value) {
  if (Array.isArray(value)) return value.map((v) => String(v).replace(/[\\|]/g, "\\$&")).join(LISTS);
  return value === true ? "1" : String(value);
}

function decode(text, like) {
  if (Array.isArray(like)) {
    const parts = [];
    let part = "";
    for (let i = 0; i < text.length; i++) {
      if (text[i] === "\\") part += text[++i] ?? "";
      else if (text[i] === LISTS) parts.push(part), (part = "");
      else part += text[i];
    }
    return [...parts, part];
  }
  if (typeof like === "boolean") return text === "1";
  if (typeof like === "number" || like === null) return Number.isFinite(Number(text)) ? Number(text) : like;
  return text;
}

// The part of the address after #: only what differs from the start.
export function toHash(state) {
  const parts = new URLSearchParams();
  for (const [key, start] of Object.entries(START)) {
    if (state[key] !== null && encode(state[key]) !== encode(start ?? "")) parts.set(key, encode(state[key]));
  }
  return parts.toString();
}

export function fromHash(hash) {
  const state = { ...START };
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (Object.hasOwn(START, key)) state[key] = decode(text, START[key]);
  }
  if (state.sides.length !== 2) state.sides = ["", ""];
  return state;
}

// Holds the state, tells listeners what changed and writes the address.
export class Store {
  #listeners = [];
  #timer = 0;

  constructor() {
    this.value = fromHash(location.hash);
    addEventListener("hashchange", () => this.#read());
    addEventListener("popstate", () => this.#read());
  }

  #read() {
    if (location.hash.slice(1) !== toHash(this.value)) this.#tell(fromHash(location.hash));
  }

  listen(listener) {
    this.#listeners.push(listener);
  }

  // Change some of it. A step one may want to take back (`step`) gets a place in the history.
  set(patch, { step = false } = {}) {
    if (!this.#tell({ ...this.value, ...patch })) return;
    clearTimeout(this.#timer);
    if (step) this.#write(true);
    else this.#timer = setTimeout(() => this.#write(false), 200);
  }

  link() {
    const hash = toHash(this.value);
    return location.href.replace(/#.*$/, "") + (hash ? `#${hash}` : "");
  }

  #write(step) {
    if (this.link() === location.href) return;
    if (location.protocol === "about:") return; // in a notebook's frame, which has no address
    history[step ? "pushState" : "replaceState"](null, "", `#${toHash(this.value)}`);
  }

  #tell(next) {
    const changed = new Set(
      Object.keys(START).filter((key) => encode(next[key] ?? "") !== encode(this.value[key] ?? "")),
    );
    this.value = next;
    if (changed.size) for (const listener of this.#listeners) listener(next, changed);
    return changed.size > 0;
  }
}

// A list with an item put in when it is missing, taken out when it is there.
export function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
