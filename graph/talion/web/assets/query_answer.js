// The answer to a query as a table; what is data only ever becomes text.

import { h } from "./base/dom.js";

export const BASE = "https://w3id.org/talion/";
const NUMBER = /#(integer|decimal|double)$/;

/** @typedef {{type: string, value: string, datatype?: string}} Term */
/** @typedef {{head: {vars: string[]}, results: {bindings: Record<string, Term | undefined>[]}}} Answer */

/**
 * @param {Answer} found
 * @param {[string, string][]} prefixes
 * @param {number} most
 */
export function answerTable({ head: { vars }, results: { bindings } }, prefixes, most) {
  const isNumeric = (/** @type {string} */ name) => bindings.some((row) => isNumber(row[name]));
  const heads = vars.map((name) => {
    const words = name.replaceAll("_", " ");
    return h("th", { scope: "col", class: isNumeric(name) ? "number" : "" }, words);
  });
  const rows = bindings.slice(0, most).map((row) =>
    h(
      "tr",
      {},
      vars.map((name) => cell(row[name], prefixes)),
    ),
  );
  return h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows));
}

/** @param {Term | undefined} term */
function isNumber(term) {
  return NUMBER.test(term?.datatype ?? "");
}

/**
 * @param {Term | undefined} term
 * @param {[string, string][]} prefixes
 */
function cell(term, prefixes) {
  if (!term) return h("td");
  if (term.type !== "uri") {
    return h("td", { class: isNumber(term) ? "number" : null }, h("bdi", {}, term.value));
  }
  return h("td", {}, h("a", { ...linkTo(term.value), "data-iri": term.value }, shortened(term.value, prefixes)));
}

/**
 * Put the label of each thing of the graph before its IRI.
 * @param {Element} table
 * @param {(iris: string[]) => Promise<Map<string, string>>} labelsOf
 * @param {number} most
 */
export async function labelled(table, labelsOf, most) {
  const links = [...table.querySelectorAll("a[data-iri]")].map((link) => ({
    link,
    iri: link.getAttribute("data-iri") ?? "",
  }));
  const own = new Set(links.map(({ iri }) => iri).filter((iri) => iri.startsWith(BASE)));
  const labels = await labelsOf([...own].slice(0, most));
  for (const { link, iri } of links) {
    const label = labels.get(iri);
    if (label) link.replaceChildren(h("bdi", {}, label), " ", h("span", { class: "note" }, link.textContent ?? ""));
  }
}

/** @param {string} iri */
function linkTo(iri) {
  if (iri.startsWith(BASE)) return { href: `/${iri.slice(BASE.length)}` };
  return /^https?:\/\//.test(iri) ? { href: iri, rel: "noreferrer noopener" } : {};
}

/**
 * @param {string} iri
 * @param {[string, string][]} prefixes
 */
function shortened(iri, prefixes) {
  const found = prefixes.find(([, space]) => iri.startsWith(space));
  if (!found) return iri;
  const [prefix, namespace] = found;
  return `${prefix}:${iri.slice(namespace.length)}`;
}
