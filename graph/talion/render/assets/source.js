// Where the page's data come from: one small interface, so that the same page reads a file or a server.
//
// A source has
//   network()             the network as pyvis made it: {nodes, edges, options}
//   open()                a promise of the document to begin with (docs/page-data.md)
//   neighbourhood(actor)  a promise of a document with an actor's incidents, or null: all is there
//   find(words)           a promise of a document with what the words find, or null: all is there
//   name                  what a citation calls the data

function parsed(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// The data in this very file.
export function inlineSource() {
  return {
    name: document.body.dataset.digest,
    network: () => parsed("network"),
    open: async () => parsed("data"),
    neighbourhood: async () => null,
    find: async () => null,
  };
}
