// Every view of the page, in the order of the tabs; the first is the one that a page opens with.

import "./graph.js";
import "./exchange.js";
import "./table.js";
