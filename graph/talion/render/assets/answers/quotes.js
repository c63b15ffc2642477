// The words that say that one act answers another: the best of a row.

import { clean, rowCells } from "../base/text.js";
import { dateWords } from "../data/dates.js";
import { publisher } from "../data/filter.js";
import { weight } from "../data/ledger.js";

/**
 * The best link of a row: stated before inferred, then words that no row above shows, then the gravest answer, then
 * the longest quote that fits.
 * @param {Page.GraphData} data
 * @param {{links: Answers.Link[]}} row
 * @param {(quote: string) => boolean} fits
 * @param {Set<string>} [shown] quotes of the rows above
 * @returns {Answers.Link | undefined}
 */
export function bestLink(data, { links }, fits, shown) {
  const key = (/** @type {Answers.Link} */ { claim, answer }) => {
    const quote = quoteOf(claim);
    const length = fits(quote) ? quote.length : 1 / (1 + quote.length);
    return [weight(claim), shown?.has(quote) ? 0 : 1, data.type(answer).severity, length];
  };
  return links
    .map((link) => ({ link, key: key(link) }))
    .sort((a, b) => a.key.reduce((found, one, n) => found || (b.key[n] ?? 0) - one, 0))[0]?.link;
}

/**
 * Whether words read as a sentence: the row of a table does not, and is given in words instead.
 * @param {string} quote
 */
export function isProse(quote) {
  return !rowCells(quote) && quote.split(" ").length >= Math.max(2, quote.split(",").length);
}

/** @param {Json.Claim} claim */
export function quoteOf({ quote = "" }) {
  return clean(quote).replace(/\s+/g, " ").trim();
}

/**
 * Publisher and date of the words.
 * @param {Page.GraphData} data
 * @param {Answers.Link} link
 */
export function sourceOf(data, { claim, answer }) {
  const article = data.articles.get(claim.article ?? data.reportsOf(answer)[0]?.article ?? "");
  if (!article) return "";
  return clean(
    [publisher(data, article.id), article.published ? dateWords(article.published) : ""].filter(Boolean).join(", "),
  );
}
