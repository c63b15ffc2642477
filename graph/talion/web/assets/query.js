// The query page: the editor, the ready-made questions, and answers as text only.

import { button, checkedElement, h } from "./base/dom.js";
import { grouped, reasonOf } from "./base/text.js";
import { answerTable, labelled } from "./query_answer.js";
import { sparqlEditor } from "./query_editor.js";
import { labelsOf } from "./query_names.js";
import { parameterForm } from "./query_parameters.js";

/** @typedef {import("./query_parameters.js").Parameter} Parameter */
/** @typedef {{title: string, description: string, sparql: string, parameters: Parameter[]}} Question */
/** @typedef {{questions: Question[], terms: string[], prefixes: [string, string][]}} Known */

const MOST = 1000; // rows shown
const LABELS = 500; // things whose labels are looked up
const NARROW = matchMedia("(max-width: 720px)");
const FIRST = "SELECT ?source ?target WHERE { ?source tal:expelled ?target }";

/** @type {Known} */
const known = JSON.parse(document.getElementById("known")?.textContent ?? "{}");
const status = checkedElement("status", HTMLElement);
const answer = checkedElement("answer", HTMLElement);
const list = checkedElement("questions", HTMLElement);
const ready = checkedElement("ready", HTMLDetailsElement);
const form = checkedElement("parameters", HTMLElement);
const editor = sparqlEditor(checkedElement("editor", HTMLElement), known.terms, run);

/** @param {string} text */
function say(text, wrong = false) {
  status.textContent = text;
  status.classList.toggle("wrong", wrong);
}

/** @param {string} accept */
async function ask(accept) {
  const response = await fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: editor.getValue(),
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

async function run() {
  say("asking …");
  answer.replaceChildren();
  history.replaceState(null, "", `#${new URLSearchParams({ query: editor.getValue() })}`);
  const begun = performance.now();
  try {
    const response = await ask("application/sparql-results+json, text/turtle;q=0.9");
    const words = await show(response);
    say(`${words}${((performance.now() - begun) / 1000).toFixed(2)} s`);
  } catch (error) {
    say(reasonOf(error), true);
  }
}

/**
 * Show an answer; returns a few words about it.
 * @param {Response} response
 */
async function show(response) {
  if (response.headers.get("content-type")?.startsWith("text/turtle")) {
    answer.append(h("pre", {}, await response.text()));
    return "";
  }
  const found = await response.json();
  if (found.boolean !== undefined) return `${found.boolean ? "Yes" : "No"}, `;
  const { length } = found.results.bindings;
  const table = answerTable(found, known.prefixes, MOST);
  answer.append(table);
  labelled(table, labelsOf, LABELS).catch(() => {}); // the IRIs stand without labels
  const cut = length > MOST ? `, the first ${MOST} shown` : "";
  return `${grouped(length)} ${length === 1 ? "row" : "rows"}${cut}, `;
}

async function save() {
  try {
    const response = await ask("text/csv");
    const href = URL.createObjectURL(await response.blob());
    h("a", { href, download: "answer.csv" }).click();
    URL.revokeObjectURL(href);
  } catch (error) {
    say(reasonOf(error), true);
  }
}

/**
 * @param {Question} question
 * @param {Element} chosen
 */
async function choose(question, chosen) {
  for (const other of list.querySelectorAll("button")) other.removeAttribute("aria-current");
  chosen.setAttribute("aria-current", "true");
  editor.setValue(question.sparql);
  offer(question);
  if (NARROW.matches) ready.open = false; // or the answer would stand below it, out of sight
  await run();
  if (NARROW.matches) status.scrollIntoView({ block: "start" });
}

/**
 * Show the fields of a question's parameters, if it has any.
 * @param {Question} question
 */
function offer(question) {
  form.replaceChildren();
  if (!question.parameters.length) return;
  const { element, filled } = parameterForm(question.parameters, question.sparql);
  const ask = button("Ask", async () => {
    try {
      editor.setValue(await filled());
      await run();
    } catch (error) {
      say(reasonOf(error), true);
    }
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter") ask.click();
  });
  form.append(element, ask);
}

/** A list beside the editor where there is room, else a menu above it. */
function fold() {
  ready.open = !NARROW.matches;
}

NARROW.addEventListener("change", fold);
fold();
for (const question of known.questions) {
  const made = button(question.title, () => choose(question, made), { title: question.description });
  list.append(h("li", {}, made));
}
checkedElement("run", HTMLElement).addEventListener("click", run);
checkedElement("csv", HTMLElement).addEventListener("click", save);

const given = new URLSearchParams(location.hash.slice(1)).get("query");
editor.setValue(given ?? known.questions[0]?.sparql ?? FIRST);
if (given) run();
document.body.dataset.ready = "";
