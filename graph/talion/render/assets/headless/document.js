// As much of a document as drawing needs, where there is no browser: elements that keep what they are given, and a
// ruler that knows how wide letters are.

/** Widths of letters in parts of the size of type, by weight and family: “600 Source Sans 3”. */
/** @typedef {Record<string, Record<string, number>>} GlyphWidths */

const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/;
const OTHER = 0.56; // how wide a letter is that the fonts do not have

class DrawnElement {
  style = { setProperty: () => {} };
  #attributes = /** @type {Record<string, string>} */ ({});
  #children = /** @type {unknown[]} */ ([]);

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {string} name @param {unknown} value */
  setAttribute(name, value) {
    this.#attributes[name] = String(value);
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes[name] ?? null;
  }

  /** @param {string} name */
  removeAttribute(name) {
    delete this.#attributes[name];
  }

  /** @param {...unknown} children */
  append(...children) {
    this.#children.push(...children);
  }

  toJSON() {
    return { name: this.name, attributes: this.#attributes, children: this.#children };
  }
}

class Ruler {
  font = "";

  /** @param {GlyphWidths} widths */
  constructor(widths) {
    this.widths = widths;
  }

  /** @param {string} text */
  measureText(text) {
    const [, weight = "400", size = "12", family = ""] = /^(\d+) ([\d.]+)px "([^"]+)"/.exec(this.font) ?? [];
    const known = this.widths[`${weight} ${family}`] ?? {};
    const widthOf = (/** @type {string} */ letter) => known[letter] ?? (WIDE.test(letter) ? 1 : OTHER);
    return { width: Number(size) * [...text].reduce((sum, letter) => sum + widthOf(letter), 0) };
  }
}

/**
 * Give the scripts a document to draw in.
 * @param {GlyphWidths} widths
 */
export function provideDocument(widths) {
  const ruler = new Ruler(widths);
  const canvas = { getContext: () => ruler };
  Object.assign(globalThis, {
    document: {
      createElement: () => canvas,
      createElementNS: (/** @type {string} */ _, /** @type {string} */ name) => new DrawnElement(name),
    },
  });
}
