// The editor of the query page: YASQE, with completion from our own terms and the graph's actors.

import { completions } from "./query_names.js";

const HINTS = 60;
const ACTOR = "actor:";

/**
 * @param {HTMLElement} place
 * @param {string[]} terms
 * @param {() => void} run
 */
export function sparqlEditor(place, terms, run) {
  registerTerms(terms);
  const editor = new Yasqe(place, {
    autocompleters: ["variables", "talion"],
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    resizeable: false,
    requestConfig: { endpoint: "/sparql" },
  });
  const keys = { ...editor.getOption("extraKeys"), "Ctrl-Enter": run, "Cmd-Enter": run };
  editor.setOption("extraKeys", keys);
  editor.getInputField().setAttribute("aria-label", "Query in SPARQL");
  // What scrolls can be scrolled by keyboard too, without writing in it.
  const scroller = editor.getScrollerElement();
  scroller.setAttribute("tabindex", "0");
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", "The query's text");
  return editor;
}

/** @param {string[]} terms */
function registerTerms(terms) {
  if (!Yasqe.forkAutocompleter) return;
  /** @type {Yasqe.Completer} */
  const completer = {
    name: "talion",
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => /^[\w-]*:[\w-]*$/.test(yasqe.getCompleteToken().string.trim()),
    preProcessToken: (_, token) => token,
    postProcessHints: (_, hints) => hints,
    get: async (_, token) => {
      const begun = (token?.string ?? "").trim();
      if (begun.startsWith(ACTOR)) {
        const found = await completions(begun.slice(ACTOR.length));
        return found.filter(({ id }) => /^[\w-]+$/.test(id)).map(({ id }) => ACTOR + id);
      }
      return terms.filter((term) => term.startsWith(begun)).slice(0, HINTS);
    },
    postProcessSuggestion: (_, __, suggestion) => suggestion,
  };
  Yasqe.registerAutocompleter(completer, true);
}
