// Quotes in their passages, and the articles that they stand in.

import { bdi, h } from "../base/dom.js";
import { clean, rowCells, webAddress } from "../base/text.js";
import { publisher } from "../data/filter.js";

/**
 * A quote, marked in the passage that it stands in.
 * @param {Json.Words} words
 */
export function quoted({ quote, passage, at = 0 }) {
  const row = rowCells(quote);
  if (row) return rowTable(row);
  if (!passage) return h("blockquote", {}, h("mark", {}, bdi(quote)));
  const end = at + quote.length;
  const marked = h("mark", {}, bdi(passage.slice(at, end)));
  return h("blockquote", {}, bdi(passage.slice(0, at)), marked, bdi(passage.slice(end)));
}

/**
 * The row of a table by its columns.
 * @param {{place: string, cells: [string, string][]}} row
 */
function rowTable({ place, cells }) {
  const lines = cells.map(([name, value]) =>
    h("tr", {}, h("th", { scope: "row" }, bdi(name)), h("td", {}, bdi(value))),
  );
  return h("table", { class: "row-cells" }, h("caption", {}, "row ", bdi(place)), h("tbody", {}, lines));
}

/**
 * The quote of a claim, folded; null where it has none.
 * @param {Json.Claim | undefined} claim
 * @param {...Dom.Child} after
 */
export function foldedQuote(claim, ...after) {
  if (claim?.quote === undefined) return null;
  return h("details", {}, h("summary", {}, "the words that say so"), quoted({ ...claim, quote: claim.quote }), after);
}

/**
 * The article of a quote, with a link to the sentence on the web.
 * @param {{data: Page.GraphData}} panel
 * @param {string | undefined} id
 * @param {string | undefined} quote
 */
export function articleLine({ data }, id, quote) {
  const article = data.articles.get(id ?? "");
  const name = bdi(publisher(data, id));
  const address = webAddress(article?.url);
  const outside = { href: address && sentenceAddress(address, quote), target: "_blank", rel: "noopener noreferrer" };
  return h(
    "p",
    { class: "source" },
    address ? h("a", outside, name) : name,
    article?.title ? [" · ", bdi(article.title, { class: "title" })] : null,
    article?.published ? [" · ", h("time", {}, clean(article.published))] : null,
  );
}

/**
 * @param {string} address
 * @param {string | undefined} quote
 */
function sentenceAddress(address, quote) {
  if (!quote || address.includes("#")) return address;
  return `${address}#:~:text=${encodeURIComponent(quote.slice(0, 200).toWellFormed?.() ?? "")}`;
}
