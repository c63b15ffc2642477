// The query page: the editor, the ready-made questions, and answers as text only.

const BASE = "https://w3id.org/talion/";
const SHOWN = 1000;
const NUMBER = /#(integer|decimal|double)$/;
const NARROW = matchMedia("(max-width: 720px)");
const known = JSON.parse(document.getElementById("known").textContent);
const [said, answer, list, ready] = ["said", "answer", "questions", "ready"].map((id) => document.getElementById(id));

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Completion from our own terms and prefixes; nothing is fetched.
Yasqe.forkAutocompleter &&
  Yasqe.registerAutocompleter(
    {
      name: "talion",
      bulk: false,
      autoShow: false,
      persistenceId: null,
      isValidCompletionPosition: (yasqe) => /^[\w-]*:[\w-]*$/.test(yasqe.getCompleteToken().string.trim()),
      preProcessToken: (_, token) => token,
      postProcessHints: (_, hints) => hints,
      get: async (_, token) => {
        const begun = (token?.string ?? "").trim();
        return known.terms.filter((term) => term.startsWith(begun)).slice(0, 60);
      },
      postProcessSuggestion: (_, __, suggestion) => suggestion,
    },
    true,
  );

const editor = new Yasqe(document.getElementById("editor"), {
  autocompleters: ["variables", "talion"],
  persistenceId: null,
  showQueryButton: false,
  createShareableLink: null,
  resizeable: false,
  requestConfig: { endpoint: "/sparql" },
});
editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), "Ctrl-Enter": run, "Cmd-Enter": run });
editor.getInputField().setAttribute("aria-label", "Query in SPARQL");
// What scrolls can be scrolled by keyboard too, without writing in it.
for (const [name, value] of [
  ["tabindex", "0"],
  ["role", "group"],
  ["aria-label", "The query's text"],
])
  editor.getScrollerElement().setAttribute(name, value);

function tell(text, wrong = false) {
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
}

function shortened(iri) {
  const [prefix, namespace] = known.prefixes.find(([, space]) => iri.startsWith(space)) ?? [];
  return prefix === undefined ? iri : `${prefix}:${iri.slice(namespace.length)}`;
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  if (term.type === "uri") {
    const inside = term.value.startsWith(BASE);
    const link = element("a", shortened(term.value));
    if (inside) link.href = `/${term.value.slice(BASE.length)}`;
    else if (/^https?:\/\//.test(term.value)) {
      link.href = term.value;
      link.rel = "noreferrer noopener";
    }
    made.append(link);
  } else {
    made.append(element("bdi", term.value));
    if (NUMBER.test(term.datatype ?? "")) made.className = "number";
  }
  return made;
}

function table(found) {
  const variables = found.head.vars;
  const rows = found.results.bindings;
  const made = element("table");
  const head = element("tr");
  const numeric = new Set(variables.filter((name) => rows.some((row) => NUMBER.test(row[name]?.datatype ?? ""))));
  for (const name of variables)
    head.append(element("th", name.replaceAll("_", " "), { scope: "col", class: numeric.has(name) ? "number" : "" }));
  made.append(element("thead"), element("tbody"));
  made.tHead.append(head);
  for (const row of rows.slice(0, SHOWN)) {
    const line = element("tr");
    for (const name of variables) line.append(cell(row[name]));
    made.tBodies[0].append(line);
  }
  return made;
}

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
  tell("asking …");
  answer.replaceChildren();
  history.replaceState(null, "", `#${new URLSearchParams({ query: editor.getValue() })}`);
  const begun = performance.now();
  try {
    const response = await ask("application/sparql-results+json, text/turtle;q=0.9");
    const took = () => `${((performance.now() - begun) / 1000).toFixed(2)} s`;
    if (response.headers.get("content-type").startsWith("text/turtle")) {
      answer.append(element("pre", await response.text()));
      tell(took());
      return;
    }
    const found = await response.json();
    if (found.boolean !== undefined) {
      tell(`${found.boolean ? "Yes" : "No"}, ${took()}`);
      return;
    }
    const count = found.results.bindings.length;
    answer.append(table(found));
    tell(
      `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}${count > SHOWN ? `, the first ${SHOWN} shown` : ""}, ${took()}`,
    );
  } catch (error) {
    tell(error.message, true);
  }
}

async function save() {
  try {
    const response = await ask("text/csv");
    const link = element("a", "", { download: "answer.csv" });
    link.href = URL.createObjectURL(await response.blob());
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    tell(error.message, true);
  }
}

function choose(question, button) {
  for (const other of list.querySelectorAll("button")) other.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  editor.setValue(question.sparql);
  if (NARROW.matches) ready.open = false; // or the answer would stand below it, out of sight
  run().then(() => NARROW.matches && said.scrollIntoView({ block: "start" }));
}

// A list beside the editor where there is room, else a menu above it.
function fold() {
  ready.open = !NARROW.matches;
}
NARROW.addEventListener("change", fold);
fold();

for (const question of known.questions) {
  const button = element("button", question.title, { type: "button", title: question.description });
  button.addEventListener("click", () => choose(question, button));
  const item = element("li");
  item.append(button);
  list.append(item);
}
document.getElementById("run").addEventListener("click", run);
document.getElementById("csv").addEventListener("click", save);

const given = new URLSearchParams(location.hash.slice(1)).get("query");
editor.setValue(given ?? known.questions[0]?.sparql ?? "SELECT ?who ?whom WHERE { ?who tal:expelled ?whom }");
if (given) run();
document.body.dataset.ready = "";
