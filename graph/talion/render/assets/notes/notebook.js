// An analyst's notes, stars and saved views: kept in the browser, by the data that they are about.

import { keep, kept } from "../base/kept.js";

/** @typedef {{text: string, star: boolean}} Note by the selection that it is about: "incident:…", "actor:…" */
/** @typedef {{name: string, hash: string}} SavedView */

export class Notebook {
  #notes = /** @type {Map<string, Note>} */ (new Map());
  #views = /** @type {SavedView[]} */ ([]);

  /** @param {string} data the name of the data */
  constructor(data) {
    this.key = `notes-${data.slice(0, 16)}`;
    this.#read(kept(this.key) ?? "");
  }

  /** What was kept, where it still reads as such. @param {string} text */
  #read(text) {
    try {
      const { notes = {}, views = [] } = JSON.parse(text || "{}");
      for (const [about, note] of Object.entries(notes)) {
        this.#notes.set(about, { text: String(note?.text ?? ""), star: Boolean(note?.star) });
      }
      for (const { name, hash } of views) this.#views.push({ name: String(name), hash: String(hash) });
    } catch {
      // what another program left there is no notebook
    }
  }

  #keep() {
    keep(this.key, JSON.stringify(this.content()));
  }

  /** All of it, for a file. */
  content() {
    return { notes: Object.fromEntries(this.#notes), views: this.#views };
  }

  /** @param {string} about */
  of(about) {
    return this.#notes.get(about) ?? { text: "", star: false };
  }

  /**
   * @param {string} about
   * @param {Partial<Note>} change
   */
  write(about, change) {
    const note = { ...this.of(about), ...change };
    if (note.text || note.star) this.#notes.set(about, note);
    else this.#notes.delete(about);
    this.#keep();
  }

  /** What notes and stars are about. */
  get all() {
    return [...this.#notes];
  }

  get views() {
    return this.#views;
  }

  /** @param {SavedView} view */
  saveView(view) {
    this.#views = [...this.#views.filter(({ name }) => name !== view.name), view];
    this.#keep();
  }

  /** @param {SavedView} view */
  dropView(view) {
    this.#views = this.#views.filter((other) => other !== view);
    this.#keep();
  }
}
