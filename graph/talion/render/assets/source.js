// Where the page's data come from: one small interface, so that the same page reads a file or a server.
//
// A source has
//   open()                a promise of the part to begin with
//   neighbourhood(actor)  a promise of the part with an actor's incidents, or null: all is there
//   find(words)           a promise of the part with what the words find, or null: all is there
//   name                  what a citation calls the data
//   notebook              by what name the browser keeps notes and saved views
//   writeNote(note)       only of a source that takes notes: a promise of the note as it stands there
//   things                where the pages of things begin, "" where there are none
//   rest(page)            only of a source that has more than the page: what the whole holds; of()
//                         gives null until the source has answered
//
// types/page.d.ts gives their types. Parts may overlap; the options of the first part's network hold.

/** @param {string} id */
function parsed(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

/**
 * The data in this very file.
 * @returns {Page.Source}
 */
export function inlineSource() {
  return {
    name: document.body.dataset.digest ?? "",
    notebook: document.body.dataset.notebook ?? document.body.dataset.digest ?? "",
    things: document.body.dataset.things ?? "",
    open: async () => ({ document: parsed("data"), network: parsed("network") }),
    neighbourhood: async () => null,
    find: async () => null,
  };
}
