// The network: vis-network with the nodes and edges that pyvis made, labels drawn by ourselves.

import { button, clip, h } from "../base/dom.js";
import { pairKey, placesOfEdges, splitSelection } from "../data/pairs.js";
import { Camera } from "../graph/camera.js";
import { fade, focusOf } from "../graph/emphasis.js";
import { mean, Opened, sync } from "../graph/expanded.js";
import { Labels } from "../graph/labels.js";
import { Handling } from "../graph/pointer.js";
import { colourOf, drawnEdge, drawnNode, groupColours, networkOptions, pinOf, widthOf } from "../graph/vis_style.js";

const LARGE = 400; // more actors than this begin with the busiest
const FIRST = 120;
const AROUND = 60; // incidents whose actors an opened actor brings in

export class GraphView {
  extraNodes = new Map(); // incidents as nodes
  extraEdges = new Map(); // their lines, answers, fanned-out types
  labels = new Labels();
  steps = new Map(); // of the chain followed: the number of each incident's step

  constructor(world, made, store) {
    this.world = world;
    this.store = store;
    this.made = made;
    this.order = sizeOrder(made.nodes);
    this.busiest = new Set(this.order.slice(0, FIRST).map((node) => node.id));
    this.canvas = h("div", {
      class: "network",
      tabindex: "0",
      role: "application",
      "aria-label": "Graph of actors. Arrow keys move, plus and minus zoom, 0 fits. The table has the same in words.",
      on: { keydown: (event) => this.camera.key(event) },
    });
    this.camera = new Camera(this.canvas, store);
    this.note = h("p", { class: "graph-note" });
    this.element = h("div", { class: "graph" }, this.canvas, this.#tools(), this.note);
    this.edgeOf = new Map(made.edges.map((edge) => [pairKey(edge.from, edge.to), edge.id]));
  }

  #tools() {
    const tool = (label, title, click) => button(label, click, { title, "aria-label": title });
    const select = h(
      "select",
      { "aria-label": "Labels of actors", on: { change: () => this.store.set({ label: select.value }) } },
      h("option", { value: "name" }, "names"),
      h("option", { value: "code" }, "ISO codes"),
      h("option", { value: "flag" }, "flags"),
    );
    this.labelSelect = select;
    return h(
      "div",
      { class: "graph-tools", role: "toolbar", "aria-label": "Graph" },
      tool("+", "Zoom in", () => this.camera.zoom(1.35)),
      tool("−", "Zoom out", () => this.camera.zoom(1 / 1.35)),
      tool("Fit", "Fit everything in view", () => this.camera.fit()),
      tool("Reset", "Put back moved and hidden actors, close what was opened", () => this.reset()),
      select,
    );
  }

  // Take in more of the network; what is known stays where it is.
  grow({ nodes, edges }) {
    // The part was laid out by itself: it is moved so that what both have comes to lie together.
    const places = new Map(this.made.nodes.map((node) => [node.id, node]));
    const shared = nodes.filter((node) => places.has(node.id));
    const shift = (axis) => (shared.length ? mean(shared.map((node) => places.get(node.id)[axis] - node[axis])) : 0);
    const [dx, dy] = [shift("x"), shift("y")];
    const fresh = nodes
      .filter((node) => !places.has(node.id))
      .map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }));
    const lines = edges.filter((edge) => !this.edgeOf.has(pairKey(edge.from, edge.to)));
    this.made = { ...this.made, nodes: [...this.made.nodes, ...fresh], edges: [...this.made.edges, ...lines] };
    for (const edge of lines) this.edgeOf.set(pairKey(edge.from, edge.to), edge.id);
    this.order = sizeOrder(this.made.nodes);
    this.pairsFor = -1;
  }

  // Build the network and draw it once; positions are given, so nothing moves.
  start(state) {
    const nodes = this.#wanted(state).map((node) => this.#node(node));
    const have = new Set(nodes.map((node) => node.id));
    this.nodes = new vis.DataSet(nodes);
    this.edges = new vis.DataSet(
      this.made.edges.filter((e) => have.has(e.from) && have.has(e.to)).map((e) => this.#edge(e)),
    );
    const options = networkOptions(this.made.options, this.edges.length);
    this.network = new vis.Network(this.canvas, { nodes: new vis.DataSet(), edges: new vis.DataSet() }, options);
    this.camera.network = this.network;
    this.#drawing(false);
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    if (!state.away.length && !state.open.length) this.wasPlain = nodes.length; // nothing is hidden yet
    this.network.on("afterDrawing", (context) => this.#draw(context));
    new Handling(this).listen(this.network);
    this.network.on("resize", () => this.state && !this.state.camera && this.camera.on(this.#followed(this.state)));
  }

  // Each step of a change would draw everything again: hold that until all are done.
  #drawing(allowed) {
    this.network.body.emitter.emit(allowed ? "_allowRedraw" : "_blockRedraw");
  }

  // The pyvis nodes to have in the network now.
  #wanted(state) {
    if (state.all || this.made.nodes.length <= LARGE) return this.made.nodes;
    const wanted = new Set(this.busiest);
    for (const open of [...state.open, ...state.fan]) for (const actor of this.#around(open)) wanted.add(actor);
    for (const actor of this.selected(state)) wanted.add(actor);
    for (const actor of state.actor) wanted.add(actor);
    for (const incident of this.chainOf(state))
      for (const a of [...incident.agents, ...incident.targets]) wanted.add(a);
    return this.made.nodes.filter((node) => wanted.has(node.id));
  }

  #around(open) {
    if (open.includes("\t")) return open.split("\t");
    return [
      open,
      ...this.world
        .of(open)
        .slice(0, AROUND)
        .flatMap((i) => [...i.agents, ...i.targets]),
    ];
  }

  // The actors of what is selected.
  selected(state) {
    const [kind, id] = splitSelection(state.select);
    if (kind === "actor") return [id];
    if (kind === "pair") return id.split("\t");
    const incident = kind === "incident" ? this.world.incident(id) : null;
    return incident ? [...incident.agents, ...incident.targets] : [];
  }

  chainOf(state) {
    const chain = this.world.chains.find((c) => c.id === state.chain);
    return (chain?.incidents ?? []).map((id) => this.world.incident(id)).filter(Boolean);
  }

  #node(node) {
    return drawnNode(node, this.pins?.get(node.id));
  }

  #edge(edge) {
    return drawnEdge(edge, this.made.edges.length);
  }

  // Show what passes the filters, open what is open, emphasize what is selected.
  update(state, changed, result) {
    this.state = state;
    this.result = result;
    this.labelSelect.value = state.label;
    this.pins = new Map(state.pin.map((text) => pinOf(text)));
    const first = !this.network;
    if (first) this.start(state);
    this.#drawing(false);
    if (!first && ["all", "open", "fan", "select", "chain", "actor"].some((key) => changed.has(key))) this.#fill(state);
    if (changed.has("pin")) this.#place();
    this.#extras(state, result);
    this.#show(state, result);
    this.#emphasize(state);
    const moved =
      first ||
      changed.has("chain") ||
      changed.has("fan") ||
      (changed.has("camera") && state.camera !== this.camera.text());
    if (moved && !state.camera) this.camera.on(this.#followed(state));
    this.#drawing(true);
    if (moved && state.camera) this.camera.go(state.camera);
    else if (changed.has("select") && this.camera.reach([...this.ring])) this.camera.moved();
    else this.network.redraw();
  }

  // What is to be seen at large: a chain, or pairs fanned out.
  #followed(state) {
    if (state.chain) return [...(this.focus ?? [])];
    return state.fan.flatMap((pair) => pair.split("\t"));
  }

  // Add the nodes that a large graph did not begin with.
  #fill(state) {
    const missing = this.#wanted(state).filter((node) => !this.network.body.nodes[node.id]);
    if (!missing.length) return;
    this.nodes.add(missing.map((node) => this.#node(node)));
    const has = (id) => this.network.body.nodes[id];
    this.edges.add(
      this.made.edges
        .filter((e) => !this.network.body.edges[e.id] && has(e.from) && has(e.to))
        .map((e) => this.#edge(e)),
    );
  }

  #place() {
    for (const node of this.made.nodes) {
      const drawn = this.network.body.nodes[node.id];
      const pin = this.pins.get(node.id) ?? node;
      if (drawn && (drawn.x !== pin.x || drawn.y !== pin.y)) Object.assign(drawn, { x: pin.x, y: pin.y });
    }
  }

  // The options of the drawn nodes and edges are set directly and drawn once: through the data
  // sets, every one of thousands would be parsed again, which takes longer than the eye allows.
  #show(state, result) {
    const away = new Set(state.away);
    const fanned = new Set(state.fan.map((pair) => this.edgeOf.get(pair)));
    const { nodes, edges } = this.network.body;
    const plain = result.shown.size === result.total && !away.size && !fanned.size && !this.extraNodes.size;
    if (plain && this.wasPlain === Object.keys(nodes).length) return this.#say(this.network.body.nodeIndices.length, 0);
    this.wasPlain = plain ? Object.keys(nodes).length : -1;
    this.#showNodes(state, result, away);
    const counts = this.#counts(result);
    for (const id in edges) {
      const edge = edges[id];
      edge.options.hidden = this.hidden(edge.fromId) || this.hidden(edge.toId);
      if (this.extraEdges.has(id)) continue;
      const count = counts.get(id);
      edge.options.hidden ||=
        fanned.has(id) || (count === 0 && this.pairs.get(id).length > 0) || this.#allOpen(id, result);
      if (count) edge.options.width = widthOf(count);
    }
    this.network._updateVisibleIndices();
    const drawn =
      this.network.body.nodeIndices.length - [...this.extraNodes.keys()].filter((id) => !this.hidden(id)).length;
    return this.#say(drawn, away.size);
  }

  #showNodes(state, result, away) {
    const { nodes } = this.network.body;
    const everything = result.shown.size === result.total;
    const active = new Set([...state.actor, ...this.selected(state)]);
    const acting = everything ? null : this.#acting(result);
    for (const id in nodes) {
      if (!this.extraNodes.has(id))
        nodes[id].options.hidden = away.has(id) || !(everything || active.has(id) || acting.has(id));
    }
    for (const node of this.extraNodes.values()) {
      if (nodes[node.id])
        nodes[node.id].options.hidden = node.parties.length > 0 && node.parties.every((id) => this.hidden(id));
    }
  }

  // Whether all that a line stands for is drawn as nodes, so that the line would say it twice.
  #allOpen(id, result) {
    const places = this.extraNodes.size ? (this.pairs.get(id) ?? []) : [];
    const shown = places.filter((place) => result.failing[place] === 0);
    return (
      shown.length > 0 && shown.every((place) => this.extraNodes.has(`incident:${this.world.incidents[place].id}`))
    );
  }

  #acting(result) {
    const acting = new Set();
    this.world.incidents.forEach((incident, place) => {
      if (result.failing[place] !== 0) return;
      for (const id of incident.agents) acting.add(id);
      for (const id of incident.targets) acting.add(id);
    });
    return acting;
  }

  hidden(id) {
    return this.network.body.nodes[id]?.options.hidden ?? true;
  }

  #say(drawn, away) {
    const total = this.made.nodes.length;
    const step = (label, patch, title) =>
      button(label, () => this.store.set(patch, { step: true }), { class: "link", title });
    const parts = [
      step(
        `${drawn.toLocaleString("en")} of ${total.toLocaleString("en")} actors`,
        { view: "table", table: "actors" },
        "Show them in the table",
      ),
    ];
    if (away)
      parts.push(
        ` · ${away.toLocaleString("en")} hidden by hand, `,
        step("show again", { away: [] }, "Show the hidden actors again"),
      );
    if (total > LARGE && !this.state.all)
      parts.push(" · ", step("show all", { all: true, camera: "" }, "Draw every actor"));
    this.note.replaceChildren(...parts);
  }

  // How many of each pair's incidents are shown.
  #counts(result) {
    if (this.pairsFor !== this.world.incidents.length) {
      this.pairsFor = this.world.incidents.length;
      this.pairs = placesOfEdges(this.world, this.made.edges, this.edgeOf);
    }
    const counts = new Map();
    for (const [id, places] of this.pairs) {
      let count = 0;
      for (const place of places) if (result.failing[place] === 0) count += 1;
      counts.set(id, count);
    }
    return counts;
  }

  // What is open, and nothing else, is in the data sets.
  #extras(state, result) {
    const { nodes, edges } = new Opened(this.world, (id) => this.#position(id)).of(state, result, this.chainOf(state));
    sync(this.nodes, this.extraNodes, nodes, (node) => node.data);
    sync(this.edges, this.extraEdges, edges, (edge) => edge);
    this.extraNodes = nodes;
    this.extraEdges = edges;
  }

  #position(id) {
    const drawn = this.network.body.nodes[id];
    return drawn && drawn.x !== undefined ? drawn : null;
  }

  // What is selected or followed stands out; the rest fades.
  #emphasize(state) {
    const before = this.focus;
    const { ring, focus, near } = focusOf(this, state);
    const chain = this.world.chains.find((c) => c.id === state.chain);
    this.steps = new Map((chain?.steps ?? []).flatMap((step, place) => step.map((id) => [id, place + 1])));
    this.ring = ring;
    this.focus = focus;
    if (before || focus) fade(this, focus, near);
  }

  #draw(context) {
    if (!this.network) return;
    this.labels.draw(context, this.network, this.#labelled(), this.ring, (id) => this.labelOf(id));
  }

  // Drawn nodes, the ones to label first first.
  *#labelled() {
    const body = this.network.body.nodes;
    const first = new Set([...(this.ring ?? []), ...(this.focus ?? []), ...this.extraNodes.keys()]);
    for (const id of first) {
      const node = body[id];
      if (node && !node.options.hidden)
        yield { node, priority: Boolean(this.ring?.has(id)), beside: this.extraNodes.has(id) };
    }
    for (const id of this.extraEdges.keys()) {
      const middle = id.startsWith("fan:") ? this.#middle(this.network.body.edges[id]) : null;
      if (middle) yield { node: { id, ...middle, options: { size: 1, opacity: 1 } }, priority: false, beside: true };
    }
    for (const { id } of this.order) {
      const node = body[id];
      if (node && !node.options.hidden && !first.has(id)) yield { node, priority: false, beside: false };
    }
  }

  // The middle of a bent line.
  #middle(edge) {
    const via = edge && !edge.options.hidden && edge.edgeType.getViaNode?.();
    const part = (axis) => (edge.from[axis] + 2 * via[axis] + edge.to[axis]) / 4;
    return via ? { x: part("x"), y: part("y") } : null;
  }

  labelOf(id) {
    if (this.extraEdges.has(id)) return this.extraEdges.get(id).told;
    if (this.extraNodes.has(id)) {
      const incident = this.world.incident(id.slice("incident:".length));
      const step = this.steps.get(incident.id);
      const sign = incident.disputed?.length ? " ≠" : "";
      return clip(
        `${step ? `${step} · ` : ""}${this.world.types.get(incident.type).label}${incident.count ? ` ${incident.count}` : ""}${sign}${incident.date ? `, ${incident.date}` : ""}`,
        44,
      );
    }
    const actor = this.world.actors.get(id);
    const code = actor?.code;
    if (this.state?.label === "code" && code) return clip(code, 6);
    if (this.state?.label === "flag" && /^[A-Z]{2}$/.test(code ?? ""))
      return String.fromCodePoint(...[...code].map((c) => 0x1f1a5 + c.charCodeAt(0)));
    return clip(this.world.name(id), 28);
  }

  reset() {
    this.store.set(
      { pin: [], away: [], open: [], fan: [], chain: "", select: "", all: false, camera: "" },
      { step: true },
    );
    this.camera.fit();
  }

  // Colours have changed.
  restyle() {
    if (!this.network) return;
    this.network.setOptions({ groups: groupColours(), edges: { color: colourOf("line") } });
    for (const edge of Object.values(this.network.body.edges)) edge.options.color = colourOf("line");
    this.nodes.update(this.nodes.get().map(({ id, group }) => ({ id, group })));
    const extra = this.extraEdges;
    this.extraEdges = new Map();
    this.edges.remove([...extra.keys()]);
    this.update(this.state, new Set(), this.result);
  }
}

function sizeOrder(nodes) {
  return [...nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
}
