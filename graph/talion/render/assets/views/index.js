// Every view of the page, in the order of the tabs; the first is the one that a page opens with.

import "./answers.js";
import "./exchange.js";
import "./lanes.js";
import "./story.js";
import "./graph.js";
import "./map.js";
import "./table.js";
