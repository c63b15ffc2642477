// The view of the network: vis-network with the nodes and edges that pyvis made, labels drawn by ourselves.

import { h } from "../base/dom.js";
import { pairKey } from "../data/pairs.js";
import { ActorNetwork } from "../graph/actor_network.js";
import { Camera } from "../graph/camera.js";
import { DrawnNetwork } from "../graph/drawn_network.js";
import { emphasisOf, fade } from "../graph/emphasis.js";
import { Expansion, expansionOf } from "../graph/expansion.js";
import { graphDrawing } from "../graph/graph_svg.js";
import { hoverCard } from "../graph/hover.js";
import { labelled, labelOf } from "../graph/labelled.js";
import { Labels } from "../graph/labels.js";
import { noteParts } from "../graph/note.js";
import { listenToPointer } from "../graph/pointer.js";
import { tiesSelect } from "../graph/ties.js";
import { graphTools, labelSelect } from "../graph/tools.js";
import { pinsOf } from "../graph/vis_style.js";
import { Visibility } from "../graph/visibility.js";
import { walked } from "../graph/walk.js";
import { register } from "./registry.js";

const NAME = "graph";
/** Changes after which other actors may be wanted. */
const WANTING = ["all", "open", "fan", "select", "chain", "actor"];

export class GraphView {
  expansion = new Expansion();
  labels = new Labels();
  /** By line, the family that colours it. */
  tones = /** @type {Map<string, string>} */ (new Map());
  pins = /** @type {Map<string, vis.Point>} */ (new Map());
  emphasis = /** @type {import("../graph/emphasis.js").Emphasis} */ ({
    focus: null,
    ring: new Set(),
    isNear: () => false,
  });
  #visibility = new Visibility(this);
  #drawn = /** @type {DrawnNetwork | null} */ (null);
  /** What has changed while another view was open. */
  #missed = /** @type {Page.Changed} */ (new Set());

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
      "aria-label":
        "Graph of actors. Enter takes the busiest actor, arrow keys go along lines from the actor " +
        "taken, or move the view; " +
        "plus and minus zoom, 0 fits, Escape lets go. The table has the same in words.",
      on: { keydown: (event) => this.#key(event) },
    });
    this.camera = new Camera(this.canvas, store);
    this.note = h("p", { class: "graph-note" });
    this.select = labelSelect((label) => store.set({ label }));
    this.ties = tiesSelect(store);
    const tools = graphTools(this.camera, () => this.#reset(), this.select, this.ties.element);
    this.element = h("div", { class: "graph" }, this.canvas, tools, this.note, hoverCard(this, this.canvas));
  }

  /**
   * Enter takes an actor, arrows go along its lines; without one they move the view.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const next = walked(this, event.key);
    if (next === undefined) return this.camera.key(event);
    event.preventDefault();
    if (next !== null) this.store.step({ select: next });
    return undefined;
  }

  get network() {
    return this.camera.network;
  }

  #reset() {
    this.store.step({ pin: [], away: [], open: [], fan: [], chain: "", select: "", all: false, ties: 0, camera: "" });
    this.camera.fit();
  }

  /** @param {PyvisJson.Network} network */
  grow(network) {
    this.actors.grow(network);
  }

  /**
   * Show what passes the filters, expand what is expanded, emphasize what is selected.
   * @param {Page.State} state
   * @param {Page.Changed} changed
   * @param {Page.Result} result
   */
  update(state, changed, result) {
    Object.assign(this, { state, result, pins: pinsOf(state.pin) });
    if (state.view !== NAME) {
      this.#missed = new Set([...this.#missed, ...changed, "all"]);
      return;
    }
    this.#draw(new Set([...this.#missed, ...changed]));
    this.#missed = new Set();
  }

  /** @param {Page.Changed} changed */
  #draw(changed) {
    const { state, result } = this;
    this.select.value = state.label;
    const first = !this.#drawn;
    const drawn = this.#drawn ?? this.#start();
    drawn.hold();
    if (!first && WANTING.some((key) => changed.has(key))) drawn.fill(this.actors.wanted(state), this.pins);
    if (changed.has("pin")) drawn.place(this.pins);
    const expansion = expansionOf(this.data, state, result, (id) => drawn.position(id));
    drawn.expand(this.expansion, expansion);
    this.expansion = expansion;
    this.#visibility.show(state, result);
    const total = this.actors.nodes.filter(({ id }) => this.data.of(id).length > 0).length;
    const { ties } = this.#visibility;
    this.ties.update(state, ties.all);
    this.note.replaceChildren(...noteParts(this.store, this.#visibility.count(), total, ties, this.data.partial));
    this.#emphasize();
    this.#move(drawn, first, changed);
  }

  #start() {
    const wanted = this.actors.wanted(this.state);
    const drawn = new DrawnNetwork(this.canvas, this.actors, wanted, this.pins);
    const { network } = drawn;
    this.#drawn = drawn;
    this.camera.network = network;
    network.on("afterDrawing", (context) => this.#drawLabels(context));
    network.on("resize", () => !this.state.camera && this.camera.on(this.#followed()));
    listenToPointer(this, network);
    return drawn;
  }

  /** What is selected or followed stands out; the rest fades. */
  #emphasize() {
    const before = this.emphasis.focus;
    this.emphasis = emphasisOf(this, this.state);
    if (before || this.emphasis.focus) fade(this, this.emphasis);
  }

  /**
   * Draw, and move to what is to be seen.
   * @param {DrawnNetwork} drawn
   * @param {boolean} first
   * @param {Page.Changed} changed
   */
  #move(drawn, first, changed) {
    const { camera } = this.state;
    const elsewhere = changed.has("camera") && camera !== this.camera.text();
    const moved = first || changed.has("chain") || changed.has("fan") || elsewhere;
    if (moved && !camera) this.camera.on(this.#followed());
    drawn.release();
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

  /**
   * Whether a line between two actors is drawn.
   * @param {string} a
   * @param {string} b
   */
  isJoined(a, b) {
    const edge = this.network.body.edges[this.actors.edgeOf.get(pairKey(a, b)) ?? ""];
    return !edge?.options.hidden;
  }

  /** @param {CanvasRenderingContext2D} context */
  #drawLabels(context) {
    this.labels.draw(context, this.network, labelled(this), this.emphasis.ring, (id) => labelOf(this, id));
  }

  drawing() {
    return this.#drawn ? graphDrawing(this) : null;
  }

  chainChange() {
    return { camera: "" };
  }

  restyle() {
    if (!this.#drawn) return;
    this.#drawn.restyle();
    this.#visibility.unhidden = -1;
    this.#drawn.edges.remove([...this.expansion.edges.keys()]);
    this.expansion.edges = new Map();
    this.update(this.state, new Set(), this.result);
  }
}

register({
  name: NAME,
  label: "Graph",
  state: { open: [], fan: [], away: [], pin: [], all: false, ties: 0, camera: "", label: "name" },
  looks: ["camera", "pin", "label"],
  timed: true,
  create: (page) => new GraphView(page),
});
