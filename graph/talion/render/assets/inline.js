// The single file: the page over the data in it.

import { start } from "./main.js";
import { inlineSource } from "./source.js";

start(inlineSource());
