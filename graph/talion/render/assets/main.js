// The page: puts the views together and lets each follow the state.

import { button, h, later } from "./dom.js";
import { inlineSource } from "./source.js";
import { Evidence } from "./evidence.js";
import { GraphView } from "./graph.js";
import { applied } from "./filter.js";
import { Store } from "./state.js";
import { World } from "./world.js";

async function start(source) {
  const world = new World().merge(await source.open());
  const store = new Store();
  const graph = new GraphView(world, source.network(), store);
  const evidence = new Evidence(world, store);
  const count = h("p", { class: "count", "aria-live": "polite" });
  document.getElementById("app").append(h("header", { class: "bar" }, h("h1", {}, "Talion"), count), h("main", { class: "middle" }, h("div", { class: "stage" }, graph.element), evidence.element));
  const follow = (state, changed) => {
    const result = applied(world, state);
    count.replaceChildren(`${result.shown.size} of ${result.total} incidents`);
    graph.update(state, changed, result);
    evidence.update(state, changed, result);
  };
  store.listen(follow);
  follow(store.value, new Set());
  later(() => (document.getElementById("app").dataset.ready = ""));
}

start(inlineSource());
