// A table as CSV.

import { clean } from "../base/text.js";

/**
 * A table as CSV (RFC 4180, with the mark that tells spreadsheets it is UTF-8). A cell that a
 * spreadsheet would take for a formula is kept from being one.
 * @param {{columns: string[], rows: Page.Row[]}} table
 */
export function csv({ columns, rows }) {
  const lines = [columns, ...rows.map((row) => row.cells)].map((cells) => cells.map(cellText).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** @param {Page.Cell} value */
function cellText(value) {
  const text = typeof value === "number" ? String(value) : clean(value).replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
