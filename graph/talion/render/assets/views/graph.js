// The view of the network: vis-network with the nodes and edges that pyvis made, labels drawn by ourselves.

import { button, h } from "../base/dom.js";
import { grouped } from "../base/text.js";
import { ActorNetwork, LARGE } from "../graph/actor_network.js";
import { Camera } from "../graph/camera.js";
import { emphasisOf, fade } from "../graph/emphasis.js";
import { Expansion, expansionOf, sync } from "../graph/expansion.js";
import { graphDrawing } from "../graph/graph_svg.js";
import { labelled, labelOf } from "../graph/labelled.js";
import { Labels } from "../graph/labels.js";
import { listenToPointer } from "../graph/pointer.js";
import { drawnEdge, drawnNode, edgeColour, groupColours, networkOptions, pinsOf } from "../graph/vis_style.js";
import { Visibility } from "../graph/visibility.js";
import { register } from "./registry.js";

/** Changes after which other actors may be wanted. */
const WANTING = ["all", "open", "fan", "select", "chain", "actor"];

export class GraphView {
  expansion = new Expansion();
  labels = new Labels();
  pins = /** @type {Map<string, vis.Point>} */ (new Map());
  emphasis = /** @type {import("../graph/emphasis.js").Emphasis} */ ({
    focus: null,
    ring: new Set(),
    isNear: () => false,
  });
  #visibility = new Visibility(this);
  #started = false;

  /** @param {Page.Context} page */
  constructor({ data, store, result, network }) {
    this.data = data;
    this.store = store;
    this.state = store.value;
    this.result = result();
    this.actors = new ActorNetwork(data, network);
    this.canvas = h("div", {
      class: "network",
      tabindex: "0",
      role: "application",
      "aria-label": "Graph of actors. Arrow keys move, plus and minus zoom, 0 fits. The table has the same in words.",
      on: { keydown: (event) => this.camera.key(event) },
    });
    this.camera = new Camera(this.canvas, store);
    this.note = h("p", { class: "graph-note" });
    this.select = this.#labelSelect();
    this.element = h("div", { class: "graph" }, this.canvas, this.#tools(), this.note);
  }

  get network() {
    return this.camera.network;
  }

  #labelSelect() {
    return h(
      "select",
      { "aria-label": "Labels of actors", on: { change: () => this.store.set({ label: this.select.value }) } },
      h("option", { value: "name" }, "names"),
      h("option", { value: "code" }, "ISO codes"),
      h("option", { value: "flag" }, "flags"),
    );
  }

  #tools() {
    /** @param {string} label @param {string} title @param {() => void} click */
    const tool = (label, title, click) => button(label, click, { title, "aria-label": title });
    return h(
      "div",
      { class: "graph-tools", role: "toolbar", "aria-label": "Graph" },
      tool("+", "Zoom in", () => this.camera.zoomIn()),
      tool("−", "Zoom out", () => this.camera.zoomOut()),
      tool("Fit", "Fit everything in view", () => this.camera.fit()),
      tool("Reset", "Restore moved and hidden actors, collapse what was expanded", () => this.#reset()),
      this.select,
    );
  }

  #reset() {
    this.store.step({ pin: [], away: [], open: [], fan: [], chain: "", select: "", all: false, camera: "" });
    this.camera.fit();
  }

  /** @param {PyvisJson.Network} network */
  grow(network) {
    this.actors.grow(network);
  }

  /** Build the network and draw it once; positions are given, so nothing moves. */
  #start() {
    const wanted = this.actors.wanted(this.state);
    const have = new Set(wanted.map((node) => node.id));
    const edges = this.actors.edges.filter((e) => have.has(e.from) && have.has(e.to));
    this.nodes = new vis.DataSet(wanted.map((node) => this.#node(node)));
    this.edges = new vis.DataSet(edges.map((edge) => this.#edge(edge)));
    const options = networkOptions(this.actors.options, this.edges.length);
    const nothing = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
    const network = new vis.Network(this.canvas, /** @type {vis.Data} */ (nothing), options);
    this.camera.network = network;
    this.#redrawing(false);
    network.setData({ nodes: this.nodes, edges: this.edges });
    if (!this.state.away.length && !this.state.open.length) this.#visibility.unhidden = wanted.length;
    network.on("afterDrawing", (context) => this.#drawLabels(context));
    network.on("resize", () => !this.state.camera && this.camera.on(this.#followed()));
    listenToPointer(this, network);
    this.#started = true;
  }

  /**
   * Each step of a change would draw everything again: hold that until all are done.
   * @param {boolean} allowed
   */
  #redrawing(allowed) {
    this.network.body.emitter.emit(allowed ? "_allowRedraw" : "_blockRedraw");
  }

  /** @param {PyvisJson.Node} node */
  #node(node) {
    return drawnNode(node, this.pins.get(node.id));
  }

  /** @param {PyvisJson.Edge} edge */
  #edge(edge) {
    return drawnEdge(edge, this.actors.edges.length);
  }

  /**
   * Show what passes the filters, expand what is expanded, emphasize what is selected.
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    Object.assign(this, { state, result, pins: pinsOf(state.pin) });
    this.select.value = state.label;
    const first = !this.#started;
    if (first) this.#start();
    this.#redrawing(false);
    if (!first && WANTING.some((key) => changed.has(key))) this.#fill();
    if (changed.has("pin")) this.#place();
    this.#expand();
    this.#visibility.show(state, result);
    this.#describe();
    this.#emphasize();
    this.#move(first, changed);
  }

  /** Add the nodes that a large graph did not begin with. */
  #fill() {
    const { nodes, edges } = this.network.body;
    const missing = this.actors.wanted(this.state).filter((node) => !nodes[node.id]);
    if (!missing.length) return;
    this.nodes?.add(missing.map((node) => this.#node(node)));
    const lines = this.actors.edges.filter((e) => !edges[e.id] && nodes[e.from] && nodes[e.to]);
    this.edges?.add(lines.map((edge) => this.#edge(edge)));
  }

  #place() {
    for (const node of this.actors.nodes) {
      const drawn = this.network.body.nodes[node.id];
      const { x, y } = this.pins.get(node.id) ?? node;
      if (drawn && (drawn.x !== x || drawn.y !== y)) Object.assign(drawn, { x, y });
    }
  }

  /** Let the data sets hold what is expanded, and nothing else besides actors. */
  #expand() {
    const had = this.expansion;
    const now = expansionOf(this.data, this.state, this.result, (id) => this.#position(id));
    if (this.nodes && this.edges) {
      sync(this.nodes, nodesOfExpansion(had), nodesOfExpansion(now));
      sync(this.edges, had.edges, now.edges);
    }
    this.expansion = now;
  }

  /** @param {string} id */
  #position(id) {
    const drawn = this.network.body.nodes[id];
    return drawn && drawn.x !== undefined ? drawn : null;
  }

  /** What is selected or followed stands out; the rest fades. */
  #emphasize() {
    const before = this.emphasis.focus;
    this.emphasis = emphasisOf(this, this.state);
    if (before || this.emphasis.focus) fade(this, this.emphasis);
  }

  /**
   * Draw, and move to what is to be seen.
   * @param {boolean} first
   * @param {Page.Changed} changed
   */
  #move(first, changed) {
    const { camera } = this.state;
    const elsewhere = changed.has("camera") && camera !== this.camera.text();
    const moved = first || changed.has("chain") || changed.has("fan") || elsewhere;
    if (moved && !camera) this.camera.on(this.#followed());
    this.#redrawing(true);
    if (moved && camera) this.camera.go(camera);
    else if (changed.has("select") && this.camera.reach([...this.emphasis.ring])) this.camera.moved();
    else this.network.redraw();
  }

  /** What is to be seen at large: a chain, or pairs fanned out. */
  #followed() {
    if (this.state.chain) return [...(this.emphasis.focus ?? [])];
    return this.state.fan.flatMap((pair) => pair.split("\t"));
  }

  /** @param {string} id */
  isHidden(id) {
    return this.#visibility.isHidden(id);
  }

  #describe() {
    const total = this.actors.nodes.length;
    const away = this.state.away.length;
    /** @param {string} label @param {Partial<Page.State>} patch @param {string} title */
    const step = (label, patch, title) => button(label, () => this.store.step(patch), { class: "link", title });
    const count = `${grouped(this.#visibility.count())} of ${grouped(total)} actors`;
    /** @type {(Node | string)[]} */
    const parts = [step(count, { view: "table", table: "actors" }, "Show them in the table")];
    if (away) {
      parts.push(
        ` · ${grouped(away)} hidden by hand, `,
        step("show again", { away: [] }, "Show the hidden actors again"),
      );
    }
    if (total > LARGE && !this.state.all) {
      parts.push(" · ", step("show all", { all: true, camera: "" }, "Draw every actor"));
    }
    this.note.replaceChildren(...parts);
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawLabels(context) {
    this.labels.draw(context, this.network, labelled(this), this.emphasis.ring, (id) => labelOf(this, id));
  }

  drawing() {
    return graphDrawing(this);
  }

  chainChange() {
    return { camera: "" };
  }

  restyle() {
    if (!this.#started) return;
    this.network.setOptions({ groups: groupColours(), edges: { color: edgeColour("line") } });
    for (const edge of Object.values(this.network.body.edges)) edge.options.color = edgeColour("line");
    this.nodes?.update(this.nodes.get().map(({ id, group }) => ({ id, group })));
    this.edges?.remove([...this.expansion.edges.keys()]);
    this.expansion.edges = new Map();
    this.update(this.state, new Set(), this.result);
  }
}

/** @param {Expansion} expansion */
function nodesOfExpansion({ nodes }) {
  return new Map([...nodes].map(([id, { node }]) => [id, node]));
}

register({
  name: "graph",
  label: "Graph",
  state: { open: [], fan: [], away: [], pin: [], all: false, camera: "", label: "name" },
  looks: ["camera", "pin", "label"],
  create: (page) => new GraphView(page),
});
