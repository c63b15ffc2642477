// The page: puts the views together and lets each follow the state.

import { bdi, button, clip, h, later } from "./base/dom.js";
import { keep, remember, themed } from "./base/theme.js";
import { applied } from "./data/filter.js";
import { World } from "./data/graph_data.js";
import { Evidence } from "./evidence/evidence.js";
import { welcome } from "./evidence/welcome.js";
import { exportMenu } from "./export/export.js";
import { countMeant, countSaid, Filters } from "./filters/filters.js";
import { search } from "./search/search.js";
import { Store } from "./state.js";
import { Timeline } from "./timeline/timeline.js";
import { Exchange } from "./views/exchange.js";
import { GraphView } from "./views/graph.js";
import { Tables } from "./views/table.js";

const VIEWS = ["graph", "exchange", "table"];
// What changes only where one looks, not what is shown.
const LOOKS = new Set(["camera", "pin", "label", "sort", "table"]);

// A button that opens a menu; the menu closes when one leaves it.
function menu(label, content) {
  const element = h("details", { class: "menu" }, h("summary", {}, label), h("div", { class: "menu-body" }, content));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    element.firstChild.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (element.open && !element.contains(event.target)) element.open = false;
  });
  element.addEventListener("click", (event) => {
    if (event.target.closest(".pick")) element.open = false;
  });
  return element;
}

function picks(items, click) {
  return h(
    "ul",
    {},
    items.map((item) =>
      h(
        "li",
        {},
        button([bdi(clip(item.label ?? item.title, 90))], () => click(item), { class: "pick" }),
      ),
    ),
  );
}

function viewTabs(store) {
  const tabs = VIEWS.map((view) =>
    button(view[0].toUpperCase() + view.slice(1), () => store.set({ view }, { step: true }), { "data-view": view }),
  );
  return {
    element: h("nav", { class: "views", "aria-label": "Views" }, tabs),
    follow: (state) =>
      tabs.forEach((tab) => tab.setAttribute("aria-current", tab.dataset.view === state.view ? "page" : "false")),
  };
}

// Small screens show filters and evidence as sheets.
function sheets(app, store) {
  const filters = button("Filters", () => app.classList.toggle("show-filters"), { class: "sheet-button" });
  const close = () => app.classList.remove("show-filters", "show-legend");
  if (matchMedia("(max-width: 800px)").matches) {
    let seen = false;
    remember("seen", () => (seen = true));
    if (!seen && location.hash.length < 2) app.classList.add("show-legend");
  }
  keep("seen", "1");
  const legend = button(
    "?",
    () => {
      if (store.value.select || store.value.chain) store.set({ select: "", chain: "" }, { step: true });
      app.classList.toggle("show-legend");
    },
    { class: "legend-button", "aria-label": "Legend and examples", title: "Legend and examples" },
  );
  return { filters, legend, close };
}

function header(world, store, source, take, views, current, dark, sheet) {
  const found = search(world, store, source, take);
  const count = h("p", { class: "count", role: "status" });
  const tabs = viewTabs(store);
  const chains = world.chains.length
    ? menu(
        "Chains",
        picks(world.chains, (chain) =>
          store.set(
            { chain: chain.id, select: "", view: store.value.view === "table" ? "graph" : store.value.view },
            { step: true },
          ),
        ),
      )
    : null;
  const questions = world.questions.length
    ? menu(
        "Questions",
        picks(world.questions, (q) => store.set({ select: `question:${q.id}` }, { step: true })),
      )
    : null;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
    event.preventDefault();
    found.input.focus();
  });
  const element = h(
    "header",
    { class: "bar" },
    h(
      "h1",
      {},
      world.title === "Talion" ? "Talion" : [h("span", { class: "brand" }, "Talion "), bdi(clip(world.title, 40))],
    ),
    h("div", { class: "search" }, found.element),
    tabs.element,
    chains,
    questions,
    menu("Export", exportMenu(world, store, source, views, current)),
    sheet.filters,
    sheet.legend,
    button("◐", dark, { "aria-label": "Light or dark", title: "Light or dark" }),
    count,
  );
  return {
    element,
    follow: (state, result) => {
      tabs.follow(state);
      count.replaceChildren(
        button(countSaid(result), () => store.set({ view: "table", table: "incidents" }, { step: true }), {
          title: countMeant(result),
        }),
      );
    },
  };
}

// Draw the page for a source of data and keep it in step with the address.
export async function start(source) {
  const store = new Store();
  const world = new World();
  const { document: first, network } = await source.open();
  world.merge(first);
  const app = document.getElementById("app");
  const again = () => follow(store.value, new Set(["all"]));
  const take = (part) => {
    if (!part) return;
    world.merge(part.document);
    graph.grow(part.network);
  };
  // The same for what is found while one types: drawn only when something came.
  const takeFound = (part) => {
    const had = world.incidents.length;
    take(part);
    if (world.incidents.length > had) again();
  };
  const rest = source.rest?.({ world, store, take, again });
  const judged = (state) => ({ ...applied(world, state), whole: rest?.of(state) ?? null });
  let result = applied(world, store.value);
  const graph = new GraphView(world, network, store);
  const views = { graph, exchange: new Exchange(world, store), tables: new Tables(world, store) };
  const evidence = new Evidence(world, store);
  const shown = welcome(world, store);
  evidence.empty = () => shown;
  evidence.expand = async (actor) => take(await source.neighbourhood(actor));
  const sheet = sheets(app, store);
  evidence.close = sheet.close;
  const stage = h("div", { class: "stage" }, graph.element, views.exchange.element, views.tables.element);
  const panels = [evidence, new Filters(world, store), new Timeline(world, store)];
  const head = header(
    world,
    store,
    source,
    takeFound,
    views,
    () => result,
    themed(() => {
      graph.restyle();
      follow(store.value, new Set());
    }),
    sheet,
  );
  head.element.prepend(
    h(
      "a",
      {
        class: "skip",
        href: "#",
        on: {
          click: (event) => {
            event.preventDefault();
            store.set({ view: "table" }, { step: true });
            views.tables.body.focus();
          },
        },
      },
      "Skip to the table",
    ),
  );
  app.append(
    rest ? h("div", {}, head.element, rest.element) : head.element,
    h("main", { class: "middle" }, panels[1].element, stage, evidence.element),
    panels[2].element,
  );

  const show = (state) => {
    stage.dataset.view = state.view;
    app.classList.toggle("has-selection", Boolean(state.select || state.chain));
  };
  function follow(state, changed) {
    show(state);
    if (changed.has("select") || changed.has("chain")) sheet.close();
    if (changed.size && [...changed].every((key) => LOOKS.has(key))) {
      graph.update(state, changed, result);
      views.tables.update(state, changed, result);
      return;
    }
    result = judged(state);
    graph.update(state, changed, result);
    for (const view of [views.exchange, views.tables, ...panels]) view.update(state, changed, result);
    head.follow(state, result);
    rest?.follow(state, result);
    document.title = clip(titleOf(world, state), 80);
  }
  show(store.value);
  graph.update(store.value, new Set(), result);
  performance.mark("graph");
  // The graph first; the rest as soon as it is on the screen.
  later(() => {
    for (const view of [views.exchange, views.tables, ...panels]) view.update(store.value, new Set(), result);
    head.follow(store.value, result);
    document.title = clip(titleOf(world, store.value), 80);
    store.listen(follow);
    if (rest) again();
    app.dataset.ready = "";
  });
}

function titleOf(world, state) {
  if (state.view === "exchange" && state.sides.every(Boolean))
    return `${state.sides.map((s) => world.names(s.split("\t"))).join(" and ")} – ${world.title}`;
  return world.title;
}
