// Starts the page in the app, over all of a small store or parts of a large one.

import { start } from "./main.js";
import { serverSource } from "./server.js";
import { inlineSource } from "./source.js";

await start(document.body.dataset.api ? serverSource(document.body.dataset.api) : inlineSource());

const link = document.createElement("a");
link.href = "/query";
link.textContent = "SPARQL";
document.querySelector("header .views")?.after(link);
