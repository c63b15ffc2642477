// Where the page's data come from: one small interface, so that the same page reads a file or a server.
//
// A source has
//   open()                a promise of the part to begin with
//   neighbourhood(actor)  a promise of the part with an actor's incidents, or null: all is there
//   find(words)           a promise of the part with what the words find, or null: all is there;
//                         with {actors, incidents, quotes} as {ids, total, capped}
//   name                  what a citation calls the data
//   rest(page)            only of a source that has more than the page: what the whole holds, as
//                         {of(state), follow(state, result), element}; `page` is {world, store,
//                         take(part), again()}. of() gives null until the source has answered, or
//                           {total, incidents, types, statuses, hides, months}: how many there are,
//                           how many pass, by type and status {left, total}, what each filter
//                           hides, and {first, last, all, left, undated} of the timeline
//
// A part is {document, network}: a document as docs/page-data.md tells, and the network that pyvis
// made of it ({nodes, edges, options}; the first part's options hold). Parts may overlap.

function parsed(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// The data in this very file.
export function inlineSource() {
  return {
    name: document.body.dataset.digest,
    open: async () => ({ document: parsed("data"), network: parsed("network") }),
    neighbourhood: async () => null,
    find: async () => null,
  };
}
