// An analyst's notes, stars and saved views: those in the store, and those kept in the browser, by the
// data that they are about. What is kept here stands above what the store says.

import { keep, kept } from "../base/kept.js";
import { reasonOf } from "../base/text.js";

/** @typedef {{text: string, star: boolean}} Note by the selection that it is about: "incident:…", "actor:…" */
/** @typedef {{name: string, hash: string}} SavedView */
/** @typedef {{stored: boolean, reason: string}} Place where a note went; why not into the store */

const NONE = { text: "", star: false };

export class Notebook {
  #notes = /** @type {Map<string, Note>} */ (new Map());
  #stored = /** @type {Map<string, Note>} */ (new Map());
  #views = /** @type {SavedView[]} */ ([]);

  /**
   * @param {Page.Source} source
   * @param {Json.Note[]} [rows] the notes in the store
   */
  constructor({ notebook, writeNote }, rows = []) {
    this.key = `notes-${notebook.slice(0, 16)}`;
    this.writeNote = writeNote;
    for (const { about, text = "", star = false } of rows) this.#stored.set(about, { text, star });
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
    keep(this.key, JSON.stringify({ notes: Object.fromEntries(this.#notes), views: this.#views }));
  }

  /** All of it, for a file. */
  content() {
    return { notes: Object.fromEntries(this.all), views: this.#views };
  }

  /** @param {string} about */
  of(about) {
    return this.#notes.get(about) ?? this.#stored.get(about) ?? NONE;
  }

  /** Whether the note on something stands in the store. @param {string} about */
  isStored(about) {
    return this.#stored.has(about) && !this.#notes.has(about);
  }

  /**
   * Change a note: in the store where there is a way to write there, else in the browser.
   * @param {string} about
   * @param {Partial<Note>} change
   * @returns {Promise<Place>}
   */
  async write(about, change) {
    const note = { ...this.of(about), ...change };
    this.#keepHere(about, note);
    if (!this.writeNote) return { stored: false, reason: "" };
    try {
      const { text = "", star = false } = await this.writeNote({ about, ...note });
      if (text || star) this.#stored.set(about, { text, star });
      else this.#stored.delete(about);
      if (this.#notes.get(about) === note) this.#notes.delete(about); // else it was changed again meanwhile
      this.#keep();
      return { stored: true, reason: "" };
    } catch (error) {
      return { stored: false, reason: reasonOf(error) };
    }
  }

  /**
   * @param {string} about
   * @param {Note} note
   */
  #keepHere(about, note) {
    if (note.text || note.star || this.#stored.has(about) || this.writeNote) this.#notes.set(about, note);
    else this.#notes.delete(about);
    this.#keep();
  }

  /** What notes and stars are about. @returns {[string, Note][]} */
  get all() {
    return [...new Map([...this.#stored, ...this.#notes])].filter(([, { text, star }]) => text || star);
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
