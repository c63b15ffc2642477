// Starts the page in the app, over all of a small store or parts of a large one.

import { start } from "./main.js";
import { serverSource } from "./server.js";
import { inlineSource } from "./source.js";

start(document.body.dataset.api ? serverSource(document.body.dataset.api) : inlineSource());
