// Names of the graph for the query page: completion of actors, and labels of IRIs in an answer.

/** @typedef {{id: string, name: string, description: string}} Named */

/**
 * The actors with a name that begins so.
 * @param {string} begun
 * @returns {Promise<Named[]>}
 */
export async function completions(begun) {
  if (!begun.trim()) return [];
  const response = await fetch(`/reconcile/suggest/entity?${new URLSearchParams({ prefix: begun.trim() })}`);
  return response.ok ? (await response.json()).result : [];
}

/**
 * The id of the actor that a name stands for; an error where there is none.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function resolved(name) {
  const queries = JSON.stringify({ it: { query: name, limit: 1 } });
  const response = await fetch("/reconcile", { method: "POST", body: new URLSearchParams({ queries }) });
  if (!response.ok) throw new Error((await response.json()).error);
  const [best] = (await response.json()).it.result;
  const isName = best?.features.some((/** @type {{id: string, value: unknown}} */ f) => f.id === "is-name" && f.value);
  if (isName) return best.id;
  const hint = best ? `; did you mean ${best.name}?` : "";
  throw new Error(`'${name}' is not an actor of this graph${hint}`);
}

/**
 * The labels of IRIs, of those that have one.
 * @param {string[]} iris
 * @returns {Promise<Map<string, string>>}
 */
export async function labelsOf(iris) {
  if (!iris.length) return new Map();
  const nodes = iris.map((iri) => `<${iri}>`).join(" ");
  const query = `SELECT ?x ?label { VALUES ?x { ${nodes} } ?x rdfs:label|skos:prefLabel ?label }`;
  const headers = { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" };
  const response = await fetch("/sparql", { method: "POST", headers, body: query });
  if (!response.ok) return new Map();
  const { results } = await response.json();
  return new Map(
    results.bindings.map((/** @type {Record<string, {value: string}>} */ row) => [
      row.x?.value ?? "",
      row.label?.value ?? "",
    ]),
  );
}
