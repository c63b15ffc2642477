// What one sees, as one value; it is kept in the address, so that a link shows the same.

const LISTS = "|";

/** What no filter hides. */
export const NO_FILTERS = Object.freeze({
  words: "",
  type: [],
  status: [],
  basis: [],
  actor: [],
  publisher: [],
  chance: 0,
  confidence: 0,
  linked: false,
  by: [],
  against: [],
  reply: "",
  from: null,
  to: null,
  sure: false,
});
/** What every view shares; each adds keys of its own. docs/page-data.md says what they mean. */
const SHARED = { select: "", chain: "", step: 0, talk: false, filters: false, title: "", note: "", ...NO_FILTERS };

/**
 * The state that a page begins with; the first view is the one shown.
 * @param {Page.ViewType[]} views
 */
export function startOf(views) {
  const own = views.map((view) => view.state ?? {});
  const start = Object.assign({ view: views[0]?.name ?? "" }, SHARED, ...own);
  return Object.freeze(/** @type {Page.State} */ (start));
}

/** @param {unknown} value */
function encode(value) {
  if (Array.isArray(value)) return value.map((v) => String(v).replace(/[\\|]/g, "\\$&")).join(LISTS);
  return value === true ? "1" : String(value ?? "");
}

/**
 * @param {string} text
 * @param {unknown} like
 */
function decode(text, like) {
  if (Array.isArray(like)) {
    const list = decodeList(text);
    return like.length && list.length !== like.length ? like : list;
  }
  if (typeof like === "boolean") return text === "1";
  if (typeof like === "number" || like === null) return Number.isFinite(Number(text)) ? Number(text) : like;
  return text;
}

/** @param {string} text */
function decodeList(text) {
  const parts = [];
  let part = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === LISTS) {
      parts.push(part);
      part = "";
    } else if (text[i] === "\\") part += text[++i] ?? "";
    else part += text[i];
  }
  return [...parts, part];
}

/**
 * The part of the address after #: only what differs from the start.
 * @param {Page.State} state
 * @param {Page.State} start
 */
function toHash(state, start) {
  const parts = new URLSearchParams();
  for (const key of keysOf(start)) {
    if (state[key] !== null && encode(state[key]) !== encode(start[key])) parts.set(key, encode(state[key]));
  }
  return parts.toString();
}

/**
 * @param {string} hash
 * @param {Page.State} start
 * @returns {Page.State}
 */
function fromHash(hash, start) {
  /** @type {Record<string, unknown>} */
  const state = { ...start };
  for (const [key, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (Object.hasOwn(start, key)) state[key] = decode(text, start[/** @type {keyof Page.State} */ (key)]);
  }
  return /** @type {Page.State} */ (/** @type {unknown} */ (state));
}

/** @param {Page.State} state */
function keysOf(state) {
  return /** @type {(keyof Page.State)[]} */ (Object.keys(state));
}

/** Holds the state, calls listeners with what changed, and writes the address. */
export class StateStore {
  /** @type {((state: Page.State, changed: Page.Changed) => void)[]} */
  #listeners = [];
  #timer = 0;
  #start;

  /** @param {Page.State} start */
  constructor(start) {
    this.#start = start;
    this.value = fromHash(location.hash, start);
    addEventListener("hashchange", () => this.#read());
    addEventListener("popstate", () => this.#read());
  }

  #read() {
    if (location.hash.slice(1) !== toHash(this.value, this.#start)) {
      this.#replace(fromHash(location.hash, this.#start));
    }
  }

  /** @param {(state: Page.State, changed: Page.Changed) => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Change some of it, a change that one may make many times a second.
   * @param {Partial<Page.State>} patch
   */
  set(patch) {
    if (!this.#replace({ ...this.value, ...patch })) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write("replaceState"), 200);
  }

  /**
   * Change some of it, as a step that one may want to take back: it gets a place in the history.
   * @param {Partial<Page.State>} patch
   */
  step(patch) {
    if (!this.#replace({ ...this.value, ...patch })) return;
    clearTimeout(this.#timer);
    this.#write("pushState");
  }

  /** The address of what one sees. */
  link() {
    const hash = toHash(this.value, this.#start);
    return location.href.replace(/#.*$/, "") + (hash ? `#${hash}` : "");
  }

  /** @param {"pushState" | "replaceState"} way */
  #write(way) {
    if (this.link() === location.href) return;
    if (location.protocol === "about:") return; // in a notebook's frame, which has no address
    history[way](null, "", `#${toHash(this.value, this.#start)}`);
  }

  /** @param {Page.State} next */
  #replace(next) {
    const changed = new Set(keysOf(this.#start).filter((key) => encode(next[key]) !== encode(this.value[key])));
    this.value = next;
    if (changed.size) for (const listener of this.#listeners) listener(next, changed);
    return changed.size > 0;
  }
}

/**
 * A list with an item put in when it is missing, taken out when it is there.
 * @template Item
 * @param {Item[]} list
 * @param {Item} item
 */
export function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
