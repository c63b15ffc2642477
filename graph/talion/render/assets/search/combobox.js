// An input with suggestions that the keyboard reaches.

import { bdi, h } from "../base/dom.js";
import { clip, plural } from "../base/text.js";

/** @typedef {{class?: string, content: Dom.Child, pick(input: HTMLInputElement): void}} Option */
/** @typedef {{label: string, placeholder: string, suggest(text: string): Option[] | Promise<Option[]>}} Suggesting */

let made = 0;

/**
 * An input with the suggestions for its text; Enter or a click picks one.
 * @param {Suggesting} suggesting
 */
export function combobox(suggesting) {
  const box = new Combobox(suggesting);
  return { element: h("div", { class: "combobox" }, box.input, box.list), input: box.input };
}

class Combobox {
  /** @type {{element: HTMLElement, option: Option}[]} */
  #options = [];
  #marked = -1;

  /** @param {Suggesting} suggesting */
  constructor({ label, placeholder, suggest }) {
    made += 1;
    this.id = `list-${made}`;
    this.suggest = suggest;
    this.list = h("ul", { id: this.id, role: "listbox", "aria-label": label, class: "suggestions", hidden: true });
    this.input = h("input", {
      type: "text",
      role: "combobox",
      "aria-label": label,
      "aria-expanded": "false",
      "aria-controls": this.id,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      placeholder,
      on: {
        input: () => this.#show(),
        focus: () => this.input.value && this.#show(),
        blur: () => this.#close(),
        keydown: (event) => this.#key(event),
      },
    });
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.#marked = -1;
  }

  /** @param {number} place */
  #mark(place) {
    this.#marked = place;
    for (const [i, { element }] of this.#options.entries()) {
      element.setAttribute("aria-selected", String(i === place));
    }
    const element = this.#options[place]?.element;
    if (!element) return;
    this.input.setAttribute("aria-activedescendant", element.id);
    element.scrollIntoView({ block: "nearest" });
  }

  async #show() {
    const asked = this.input.value;
    const found = await this.suggest(asked);
    if (asked !== this.input.value) return; // something else is asked for by now
    this.#options = found.map((option, i) => ({ option, element: this.#item(option, i) }));
    this.list.replaceChildren(...this.#options.map(({ element }) => element));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark(found.length ? 0 : -1);
  }

  /**
   * @param {Option} option
   * @param {number} place
   */
  #item(option, place) {
    const on = {
      /** @param {Event} event */
      pointerdown: (event) => event.preventDefault(),
      click: () => this.#choose(option),
    };
    const id = `${this.id}-${place}`;
    return h("li", { id, role: "option", "aria-selected": "false", class: option.class, on }, option.content);
  }

  /** @param {Option} option */
  #choose(option) {
    this.#close();
    option.pick(this.input);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const marked = this.#options[this.#marked];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && marked) this.#choose(marked.option);
    else if (step && this.list.hidden) this.#show();
    else if (step) this.#mark((this.#marked + step + this.#options.length) % this.#options.length);
    else return;
    event.preventDefault();
  }
}

/**
 * A combobox of actors, of the whole store where a server has more.
 * @param {Page.Context} page
 * @param {{label: string, placeholder: string, pick(actor: Model.Actor, input: HTMLInputElement): void}} picking
 */
export function actorPicker(page, { label, placeholder, pick }) {
  /** @param {Model.Actor} actor */
  const kindOf = (actor) => {
    const members = page.data.members.get(actor.id)?.length;
    return h("span", { class: "kind" }, actor.kind, members ? `, ${plural(members, "member")}` : "");
  };
  return combobox({
    label,
    placeholder,
    suggest: async (text) =>
      (await page.findActors(text)).map((actor) => ({
        content: [bdi(clip(actor.name, 60)), kindOf(actor)],
        pick: (input) => pick(actor, input),
      })),
  });
}
