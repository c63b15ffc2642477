// The form of a ready-made question: a field for each of its parameters, filled in by name.

import { h } from "./base/dom.js";
import { BASE } from "./query_answer.js";
import { completions, resolved } from "./query_names.js";

/** @typedef {{name: string, default: string, meaning: string}} Parameter */

const PREFIXED = /^([a-z]+):(.*)$/;

/**
 * The fields of a question, and a function that returns its query with what they hold.
 * @param {Parameter[]} parameters
 * @param {string} sparql
 */
export function parameterForm(parameters, sparql) {
  const fields = parameters.map(field);
  const element = h(
    "div",
    { class: "parameters" },
    fields.map((each) => each.element),
  );
  const filled = async () => {
    let text = sparql;
    for (const { parameter, input } of fields) {
      const line = `VALUES ?${parameter.name} { ${parameter.default} }`;
      text = text.replace(line, `VALUES ?${parameter.name} { ${await nodeOf(parameter, input.value)} }`);
    }
    return text;
  };
  return { element, filled };
}

/** @param {Parameter} parameter */
function field(parameter) {
  const [, prefix, rest] = PREFIXED.exec(parameter.default) ?? [null, "", parameter.default];
  const list = h("datalist", { id: `known-${parameter.name}` });
  const attributes = { value: rest, ...(prefix === "actor" ? { list: list.id, autocomplete: "off" } : {}) };
  const input = h("input", { type: "text", name: parameter.name, ...attributes });
  if (prefix === "actor") {
    input.addEventListener("input", async () => {
      const found = await completions(input.value);
      list.replaceChildren(...found.map(({ id, name }) => h("option", { value: name }, id)));
    });
  }
  const words = parameter.meaning || parameter.name;
  return { parameter, input, element: h("label", {}, h("span", {}, words), input, list) };
}

/**
 * The term of what a person typed: an IRI, a prefixed name, or the name of a thing like the default.
 * @param {Parameter} parameter
 * @param {string} typed
 */
async function nodeOf(parameter, typed) {
  const value = typed.trim();
  const prefix = PREFIXED.exec(parameter.default)?.[1];
  if (!value) return parameter.default;
  if (/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(value)) return `<${value}>`;
  const rest = prefix ? value.replace(`${prefix}:`, "") : value;
  if (prefix === "actor") return `<${BASE}id/actor/${encodeURIComponent(await resolved(rest))}>`;
  if (prefix === "incident") return `<${BASE}id/incident/${encodeURIComponent(rest)}>`;
  if (/^([\w-]+:)?[\w.-]+$/.test(value)) return value.includes(":") || !prefix ? value : `${prefix}:${value}`;
  return JSON.stringify(value);
}
