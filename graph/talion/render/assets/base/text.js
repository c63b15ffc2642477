// Text for people: without what is not for showing, short enough, and numbers as words.

// Text without the characters that are not for showing: controls, direction overrides.
/** @param {unknown} text */
export function clean(text) {
  return String(text ?? "").replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    "",
  );
}

/**
 * A short label of one line, for drawings.
 * @param {unknown} text
 */
export function clip(text, length = 40) {
  const line = clean(text).replace(/\s+/g, " ").trim();
  const letters = [...line.slice(0, 4 * length)];
  const cut = letters
    .slice(0, length - 1)
    .join("")
    .trimEnd();
  return letters.length > length ? `${cut}…` : line;
}

/**
 * The address of a web page, or null for anything else (`javascript:`, `data:`, nonsense).
 * @param {string | undefined} address
 */
export function webAddress(address) {
  try {
    const url = new URL(address ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * "1,204".
 * @param {number} count
 */
export function grouped(count) {
  return count.toLocaleString("en");
}

/**
 * "1 incident", "2 incidents", "1,204 incidents".
 * @param {number} count
 * @param {string} one
 */
export function plural(count, one, many = `${one}s`) {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/**
 * A quote that is the row of a table, taken apart: where the row stands, and the name and value of each of its
 * columns; null for any other quote.
 * @param {string} quote
 */
export function rowCells(quote) {
  const [place = "", ...parts] = quote.split(" | ");
  const cells = parts.map((part) => /^([^:]{1,60}): (.*)$/s.exec(part)?.slice(1) ?? null);
  if (!/^.+:\d+$/.test(place) || !cells.length || cells.some((cell) => !cell)) return null;
  return { place, cells: cells.map((cell) => /** @type {[string, string]} */ (cell)) };
}

/**
 * Several of a type by its label: the head takes the plural, unless it cannot be counted or is cut off.
 * @param {string} one
 */
export function manyOf(one) {
  const [head = "", ...rest] = one.split(" of ");
  const several = /mons$/.test(head) ? `${head}es` : /(s|age|war|…)$/.test(head) ? head : `${head}s`;
  return [several, ...rest].join(" of ");
}

/**
 * "1 of 2 acts was answered", "6 of 7 acts were answered".
 * @param {number} count
 * @param {number} total
 */
export function answeredOf(count, total) {
  return `${grouped(count)} of ${plural(total, "act")} ${count === 1 ? "was" : "were"} answered`;
}

/** @param {number} share */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/**
 * What went wrong, as a text.
 * @param {unknown} error
 */
export function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
