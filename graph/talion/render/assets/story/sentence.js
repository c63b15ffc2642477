// The sentence that some words stand in, out of their passage.

const MOST = 340; // characters; a longer sentence is cut at a word

/**
 * Words in the sentence around them, with where they start in it.
 * @param {Json.Words} words
 * @returns {Json.Words}
 */
export function inSentence({ quote, passage, at = 0 }) {
  if (!passage) return { quote };
  const before = passage.slice(0, at);
  const start = Math.max(
    ...[...before.matchAll(/[.!?…]["”’)]*\s+(?=["“‘'(]?\p{Lu})|\n+/gu)].map((found) => found.index + found[0].length),
    0,
  );
  const end = at + quote.length;
  const stop = /[.!?…]["”’)]*(?=\s+["“‘'(]?\p{Lu}|\s*$)|\n/u.exec(passage.slice(Math.max(end - 1, 0)));
  const until = stop ? Math.max(end, end - 1 + stop.index + stop[0].length) : passage.length;
  if (until - start <= MOST || quote.length > MOST)
    return { quote, passage: passage.slice(start, until), at: at - start };
  const first = Math.max(start, passage.indexOf(" ", at - (MOST - quote.length) / 2) + 1);
  const cut = first > start && first <= at ? first : start;
  return {
    quote,
    passage: `${cut > start ? "… " : ""}${passage.slice(cut, until)}`,
    at: at - cut + (cut > start ? 2 : 0),
  };
}
