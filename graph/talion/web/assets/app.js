// Starts the page in the app, over all of a small store or parts of a large one.

import { h } from "./base/dom.js";
import { start } from "./main.js";
import { serverSource } from "./server.js";
import { inlineSource } from "./source.js";

const { api } = document.body.dataset;
await start(api ? serverSource(api) : inlineSource());
document.querySelector("header .views")?.after(h("a", { href: "/query" }, "SPARQL"));
