// Starts the page in the app, over all of a small store or parts of a large one.

import { h } from "./base/dom.js";
import { start } from "./main.js";
import { noteWriter, serverSource } from "./server.js";
import { inlineSource } from "./source.js";

const { api, notes } = document.body.dataset;
const source = api ? serverSource(api) : inlineSource();
await start(notes ? { ...source, writeNote: noteWriter(notes) } : source);
document.querySelector("header .views")?.after(h("a", { href: "/query" }, "SPARQL"));
