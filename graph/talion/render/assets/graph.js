// The network: vis-network with the nodes and edges that pyvis made, labels drawn by ourselves.

import { clip, h, button } from "./dom.js";
import { colours } from "./theme.js";
import { toggled } from "./state.js";

const LARGE = 400; // more actors than this begin with the busiest
const FIRST = 120;
const FONT = "12px system-ui, sans-serif";
const MOVE = 80;

export class GraphView {
  constructor(world, made, store) {
    this.world = world;
    this.store = store;
    this.made = made;
    this.order = [...made.nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
    this.size = new Map(made.nodes.map((node) => [node.id, node.size]));
    this.busiest = new Set(this.order.slice(0, FIRST).map((node) => node.id));
    this.canvas = h("div", { class: "network", tabindex: "0", role: "application", "aria-label": "Graph of actors. Arrow keys move, plus and minus zoom, 0 fits. The table has the same in words.", on: { keydown: (event) => this.#key(event) } });
    this.note = h("p", { class: "graph-note" });
    this.element = h("div", { class: "graph" }, this.canvas, this.#tools(), this.note);
    this.edgeOf = new Map(made.edges.map((edge) => [pairKey(edge.from, edge.to), edge.id]));
  }

  #tools() {
    const tool = (label, title, click) => button(label, click, { title, "aria-label": title });
    const select = h("select", { "aria-label": "Labels of actors", on: { change: () => this.store.set({ label: select.value }) } },
      h("option", { value: "name" }, "names"), h("option", { value: "code" }, "ISO codes"), h("option", { value: "flag" }, "flags"));
    this.labelSelect = select;
    return h("div", { class: "graph-tools", role: "toolbar", "aria-label": "Graph" },
      tool("+", "Zoom in", () => this.zoom(1.35)), tool("−", "Zoom out", () => this.zoom(1 / 1.35)),
      tool("Fit", "Fit everything in view", () => this.fit()), tool("Reset", "Put back moved and hidden actors, close what was opened", () => this.reset()), select);
  }

  // Take in more of the network; what is known stays where it is.
  grow({ nodes, edges }) {
    // The part was laid out by itself: it is moved so that what both have comes to lie together.
    const places = new Map(this.made.nodes.map((node) => [node.id, node]));
    const shared = nodes.filter((node) => places.has(node.id));
    const shift = (axis) => (shared.length ? mean(shared.map((node) => places.get(node.id)[axis] - node[axis])) : 0);
    const [dx, dy] = [shift("x"), shift("y")];
    const fresh = nodes.filter((node) => !places.has(node.id)).map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }));
    const lines = edges.filter((edge) => !this.edgeOf.has(pairKey(edge.from, edge.to)));
    this.made = { ...this.made, nodes: [...this.made.nodes, ...fresh], edges: [...this.made.edges, ...lines] };
    for (const node of fresh) this.size.set(node.id, node.size);
    for (const edge of lines) this.edgeOf.set(pairKey(edge.from, edge.to), edge.id);
    this.order = [...this.made.nodes].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
    this.pairsFor = -1;
  }

  // Build the network and draw it once; positions are given, so nothing moves.
  start(state) {
    const nodes = this.#wanted(state).map((node) => this.#node(node));
    const have = new Set(nodes.map((node) => node.id));
    this.nodes = new vis.DataSet(nodes);
    this.edges = new vis.DataSet(this.made.edges.filter((e) => have.has(e.from) && have.has(e.to)).map((e) => this.#edge(e)));
    const options = { ...this.made.options, groups: this.#groups() };
    options.edges = { ...options.edges, color: this.#colour("line") };
    options.interaction = { ...options.interaction, hideEdgesOnDrag: this.edges.length > 2500, hideEdgesOnZoom: this.edges.length > 2500 };
    this.network = new vis.Network(this.canvas, { nodes: new vis.DataSet(), edges: new vis.DataSet() }, options);
    this.#drawing(false);
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    if (!state.away.length && !state.open.length) this.wasPlain = nodes.length; // nothing is hidden yet
    this.network.on("afterDrawing", (context) => this.#draw(context));
    this.network.on("click", (event) => this.#click(event));
    this.network.on("doubleClick", (event) => this.#open(event));
    this.network.on("dragEnd", (event) => this.#dropped(event));
    this.network.on("zoom", () => this.#moved());
    this.network.on("resize", () => this.state && !this.state.camera && this.#whole());
  }

  // Each step of a change would draw everything again: hold that until all are done.
  #drawing(allowed) {
    this.network.body.emitter.emit(allowed ? "_allowRedraw" : "_blockRedraw");
  }

  // Everything in view, with room for the labels.
  #whole() {
    this.network.fit({ animation: false });
    const wide = this.canvas.clientWidth;
    this.network.moveTo({ scale: Math.min(this.network.getScale() * (wide > 600 ? 0.92 : 0.84), 1.6), animation: false });
  }

  // The pyvis nodes to have in the network now.
  #wanted(state) {
    if (state.all || this.made.nodes.length <= LARGE) return this.made.nodes;
    const wanted = new Set(this.busiest);
    for (const open of [...state.open, ...state.fan]) for (const actor of this.#around(open)) wanted.add(actor);
    for (const actor of this.#selected(state)) wanted.add(actor);
    for (const actor of state.actor) wanted.add(actor);
    for (const incident of this.chainOf(state)) for (const a of [...incident.agents, ...incident.targets]) wanted.add(a);
    return this.made.nodes.filter((node) => wanted.has(node.id));
  }

  #around(open) {
    if (open.includes("\t")) return open.split("\t");
    return [open, ...this.world.of(open).slice(0, 60).flatMap((i) => [...i.agents, ...i.targets])];
  }

  #selected(state) {
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

  #node({ id, x, y, size, shape, group }) {
    const pin = this.pins?.get(id);
    return { id, x: pin?.x ?? x, y: pin?.y ?? y, size, shape, group };
  }

  #edge({ id, from, to, width, arrows, count }) {
    const many = this.made.edges.length > 1500;
    const tie = count === 0;
    // What all edges have stands in the options once: each setting of its own is parsed thousands of times.
    const made = { id, from, to, width };
    if (tie) made.dashes = [2, 4];
    else if (!many) made.arrows = arrows;
    return made;
  }

  #colour(name) {
    const palette = colours();
    const colour = palette[name] ?? palette.line;
    return { color: colour, highlight: colour, hover: colour, inherit: false, opacity: 1 };
  }

  #groups() {
    const palette = colours();
    const group = (name) => ({ color: { background: palette[name], border: palette.paper, highlight: palette[name], hover: palette[name] } });
    return Object.fromEntries(["country", "organization", "agency", "person", "mission", "words", "diplomatic", "law", "covert", "force", "other"].map((name) => [name, group(name)]));
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
    const moved = first || (changed.has("camera") && state.camera !== this.#camera());
    if (moved && !state.camera) this.#whole();
    this.#drawing(true);
    if (moved && state.camera) this.#toCamera(state.camera);
    else this.network.redraw();
  }

  // Add the nodes that a large graph did not begin with.
  #fill(state) {
    const missing = this.#wanted(state).filter((node) => !this.network.body.nodes[node.id]);
    if (!missing.length) return;
    this.nodes.add(missing.map((node) => this.#node(node)));
    const has = (id) => this.network.body.nodes[id];
    this.edges.add(this.made.edges.filter((e) => !this.network.body.edges[e.id] && has(e.from) && has(e.to)).map((e) => this.#edge(e)));
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
    const everything = result.shown.size === result.total;
    const active = new Set(state.actor);
    for (const id of this.#selected(state)) active.add(id);
    const fanned = new Set(state.fan.map((pair) => this.edgeOf.get(pair)));
    const { nodes, edges } = this.network.body;
    const plain = everything && !away.size && !fanned.size && !this.extraNodes.size;
    if (plain && this.wasPlain === Object.keys(nodes).length) return this.#say(this.network.body.nodeIndices.length, 0);
    this.wasPlain = plain ? Object.keys(nodes).length : -1;
    const counts = this.#counts(result);
    const acting = everything ? null : this.#acting(result);
    for (const id in nodes) {
      if (!this.extraNodes.has(id)) nodes[id].options.hidden = away.has(id) || !(everything || active.has(id) || acting.has(id));
    }
    for (const node of this.extraNodes.values()) {
      const drawn = this.network.body.nodes[node.id];
      if (drawn) drawn.options.hidden = node.parties.length > 0 && node.parties.every((id) => this.network.body.nodes[id]?.options.hidden ?? true);
    }
    for (const id in edges) {
      const edge = edges[id];
      if (this.extraEdges.has(id)) {
        edge.options.hidden = this.#hidden(edge.fromId) || this.#hidden(edge.toId);
        continue;
      }
      const count = counts.get(id);
      edge.options.hidden = fanned.has(id) || nodes[edge.fromId].options.hidden || nodes[edge.toId].options.hidden || (count === 0 && this.pairs.get(id).length > 0);
      if (count) edge.options.width = widthOf(count);
    }
    this.network._updateVisibleIndices();
    const drawn = this.network.body.nodeIndices.length - [...this.extraNodes.keys()].filter((id) => !this.#hidden(id)).length;
    return this.#say(drawn, away.size);
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

  #hidden(id) {
    return this.network.body.nodes[id]?.options.hidden ?? true;
  }

  #say(drawn, away) {
    const total = this.made.nodes.length;
    const parts = [`${drawn.toLocaleString("en")} of ${total.toLocaleString("en")} actors`];
    if (away) parts.push(`${away} hidden by hand`);
    const more = this.made.nodes.length > LARGE && !this.state.all
      ? [" · ", button("show all", () => this.store.set({ all: true, camera: "" }, { step: true }), { class: "link" })] : [];
    this.note.replaceChildren(parts.join(" · "), ...more);
  }

  // How many of each pair's incidents are shown.
  #counts(result) {
    if (this.pairsFor !== this.world.incidents.length) {
      this.pairsFor = this.world.incidents.length;
      this.pairs = pairsOf(this.world, this.made.edges, this.edgeOf);
    }
    const counts = new Map();
    for (const [id, places] of this.pairs) {
      let count = 0;
      for (const place of places) if (result.failing[place] === 0) count += 1;
      counts.set(id, count);
    }
    return counts;
  }

  // Incidents as nodes, and fanned-out types: what is open, and nothing else, is in the data sets.
  #extras(state, result) {
    const nodes = new Map();
    const edges = new Map();
    const chain = this.chainOf(state);
    const opened = new Set(chain);
    const [kind, id] = splitSelection(state.select);
    if (kind === "incident" && this.world.incident(id)) opened.add(this.world.incident(id));
    for (const open of state.open) for (const incident of this.#incidentsOf(open).slice(0, 60)) if (result.shown.has(incident.id)) opened.add(incident);
    const beside = new Map();
    for (const incident of opened) this.#incidentNode(incident, beside, nodes, edges);
    const ids = new Set([...opened].map((i) => i.id));
    for (const claim of result.claims) {
      if (claim.type === "in_response_to" && ids.has(claim.source) && ids.has(claim.target)) this.#answer(claim, edges);
    }
    for (const pair of state.fan) this.#fanOut(pair, result, edges);
    sync(this.nodes, this.extraNodes, nodes, (node) => node.data);
    sync(this.edges, this.extraEdges, edges, (edge) => edge);
    this.extraNodes = nodes;
    this.extraEdges = edges;
  }

  extraNodes = new Map();
  extraEdges = new Map();

  #incidentsOf(open) {
    if (!open.includes("\t")) return this.world.of(open);
    const [a, b] = open.split("\t");
    return this.world.of(a).filter((i) => (i.agents.includes(a) && i.targets.includes(b)) || (i.agents.includes(b) && i.targets.includes(a)));
  }

  #position(id) {
    const drawn = this.network.body.nodes[id];
    return drawn && drawn.x !== undefined ? drawn : null;
  }

  #incidentNode(incident, beside, nodes, edges) {
    const parties = [...new Set([...incident.agents, ...incident.targets])].sort();
    const known = parties.map((id) => this.#position(id)).filter(Boolean);
    const key = parties.join("\t");
    const turn = beside.get(key) ?? 0;
    beside.set(key, turn + 1);
    const place = spot(known, turn);
    const nodeId = `incident:${incident.id}`;
    const group = this.world.group(incident);
    nodes.set(nodeId, { id: nodeId, parties: parties.filter((id) => this.#position(id)), data: { id: nodeId, ...place, size: 7, shape: "hexagon", group } });
    const link = (from, to, arrows) => {
      const id = `${from}>${to}`;
      if (this.#position(from.startsWith("incident:") ? to : from)) edges.set(id, { id, from, to, arrows, width: 1.2, color: this.#colour(group), dashes: incident.status !== "reported" ? [4, 3] : false });
    };
    for (const agent of incident.agents) link(agent, nodeId, "");
    for (const target of incident.targets) link(nodeId, target, "to");
  }

  #answer(claim, edges) {
    const id = `claim:${claim.id}`;
    const width = claim.basis === "stated" ? 2.2 : 0.8 + 2.2 * (claim.probability ?? 0.5);
    edges.set(id, { id, from: `incident:${claim.target}`, to: `incident:${claim.source}`, arrows: "to", width, dashes: claim.basis === "stated" ? false : [6, 4], color: this.#colour("ink"), smooth: { enabled: true, type: "curvedCW", roundness: 0.25 } });
  }

  #fanOut(pair, result, edges) {
    const [a, b] = pair.split("\t");
    if (!this.#position(a) || !this.#position(b)) return;
    const kinds = new Map();
    for (const incident of this.#incidentsOf(pair)) {
      if (!result.shown.has(incident.id)) continue;
      for (const [from, to] of [[a, b], [b, a]]) {
        if (incident.agents.includes(from) && incident.targets.includes(to)) {
          const key = `fan:${from}\t${to}\t${incident.type}`;
          const entry = kinds.get(key) ?? { from, to, type: incident.type, count: 0 };
          entry.count += 1;
          kinds.set(key, entry);
        }
      }
    }
    let turn = 0;
    for (const [id, { from, to, type, count }] of kinds) {
      const bend = 0.12 + 0.11 * Math.floor(turn / 2);
      // The side of the bend is seen from the edge's own beginning, so it is turned for the way back.
      const clockwise = (turn++ % 2 === 0) === (from === a);
      const label = `${clip(this.world.types.get(type).label, 24)}${count > 1 ? ` ×${count}` : ""}`;
      edges.set(id, { id, from, to, width: widthOf(count) + 0.6, arrows: "to", color: this.#colour(this.world.types.get(type).group), label, font: { size: 10, face: "system-ui, sans-serif", color: colours().ink, strokeColor: colours().paper, strokeWidth: 3, align: "middle" }, smooth: { enabled: true, type: clockwise ? "curvedCW" : "curvedCCW", roundness: bend } });
    }
  }

  // What is selected or followed stands out; the rest fades.
  #emphasize(state) {
    const chain = this.chainOf(state);
    const focus = new Set(chain.flatMap((i) => [`incident:${i.id}`, ...i.agents, ...i.targets]));
    this.ring = new Set(this.#selected(state));
    const [kind, id] = splitSelection(state.select);
    if (kind === "incident") this.ring = new Set([`incident:${id}`]);
    if (!focus.size && kind === "actor" && this.network.body.nodes[id]) {
      focus.add(id);
      for (const near of this.network.getConnectedNodes(id)) if (!this.#hidden(near)) focus.add(near);
    }
    if (!focus.size && (kind === "pair" || kind === "incident")) {
      for (const actor of this.#selected(state)) focus.add(actor);
      for (const node of this.extraNodes.keys()) focus.add(node);
    }
    const before = this.focus;
    this.focus = focus.size ? focus : null;
    if (!before && !this.focus) return;
    const line = this.#colour("line");
    const faint = { ...line, opacity: 0.25 };
    const strong = { ...line, color: colours().muted };
    for (const [nodeId, node] of Object.entries(this.network.body.nodes)) node.options.opacity = !this.focus || focus.has(nodeId) ? 1 : 0.18;
    for (const [edgeKey, edge] of Object.entries(this.network.body.edges)) {
      if (this.extraEdges.has(edgeKey)) continue;
      const near = kind === "actor" && !chain.length ? edge.fromId === id || edge.toId === id : focus.has(edge.fromId) && focus.has(edge.toId);
      edge.options.color = !this.focus ? line : near ? strong : faint;
    }
  }

  // Labels at one size on the screen, the most important first, none upon another.
  #draw(context) {
    if (!this.network) return;
    const scale = this.network.getScale();
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    const ratio = context.canvas.width / context.canvas.clientWidth;
    const { clientWidth: width, clientHeight: height } = context.canvas;
    const palette = colours();
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = "round";
    const taken = [];
    const labels = [];
    for (const { node, priority } of this.#labelled()) {
      const x = node.x * scale + origin.x;
      const y = node.y * scale + origin.y;
      const radius = node.options.size * scale;
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      if (this.ring?.has(node.id)) {
        context.beginPath();
        context.arc(x, y, radius + 4, 0, 2 * Math.PI);
        context.strokeStyle = palette.accent;
        context.lineWidth = 2;
        context.stroke();
      }
      if (radius < 2.2 && !priority && labels.length > 40) break; // the rest are smaller still
      labels.push({ node, x, y, radius, priority });
      if (labels.length > 400) break;
    }
    // Among few nodes, no label hides another's shape.
    if (labels.length <= 150) for (const { x, y, radius } of labels) taken.push([x - radius, y - radius, x + radius, y + radius]);
    const most = taken.length + 160;
    context.textAlign = "center";
    context.textBaseline = "top";
    this.drawn = [];
    for (const { node, x: middle, y: centre, radius, priority } of labels) {
      context.font = priority ? `600 ${FONT}` : FONT;
      const text = this.labelOf(node.id);
      const half = this.#widths(context, text) / 2 + 2;
      const spots = [[middle, centre + radius + 3], [middle, centre - radius - 17], [middle + radius + half + 2, centre - 7], [middle - radius - half - 2, centre - 7]];
      if (this.extraNodes.has(node.id)) spots.unshift(spots[2], spots[3]);
      const boxOf = ([x, y]) => [x - half, y - 1, x + half, y + 14];
      const free = (box) => box[0] > 0 && box[2] < width && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
      const spot = spots.find((place) => free(boxOf(place))) ?? (priority ? spots[0] : null);
      if (!spot) continue;
      const [x, y] = spot;
      taken.push(boxOf(spot));
      this.drawn.push({ text, x, y, id: node.id });
      context.globalAlpha = node.options.opacity < 1 ? 0.4 : 1;
      context.strokeStyle = palette.paper;
      context.lineWidth = 3.5;
      context.strokeText(text, x, y);
      context.fillStyle = palette.ink;
      context.fillText(text, x, y);
      if (taken.length > most) break;
    }
    context.restore();
    this.onDraw?.();
  }

  measured = new Map();

  #widths(context, text) {
    const key = context.font + text;
    if (!this.measured.has(key)) this.measured.set(key, context.measureText(text).width);
    return this.measured.get(key);
  }

  // Drawn nodes, the ones to label first first.
  *#labelled() {
    const body = this.network.body.nodes;
    const first = new Set([...(this.ring ?? []), ...(this.focus ?? []), ...this.extraNodes.keys()]);
    for (const id of first) {
      const node = body[id];
      if (node && !node.options.hidden) yield { node, priority: Boolean(this.ring?.has(id)) };
    }
    for (const { id } of this.order) {
      const node = body[id];
      if (node && !node.options.hidden && !first.has(id)) yield { node, priority: false };
    }
  }

  labelOf(id) {
    if (id.startsWith("incident:") && this.extraNodes.has(id)) {
      const incident = this.world.incident(id.slice(9));
      return clip(`${this.world.types.get(incident.type).label}${incident.count ? ` ${incident.count}` : ""}${incident.date ? `, ${incident.date}` : ""}`, 40);
    }
    const actor = this.world.actors.get(id);
    const code = actor?.code;
    if (this.state?.label === "code" && code) return clip(code, 6);
    if (this.state?.label === "flag" && /^[A-Z]{2}$/.test(code ?? "")) return String.fromCodePoint(...[...code].map((c) => 0x1f1a5 + c.charCodeAt(0)));
    return clip(this.world.name(id), 28);
  }

  #click(event) {
    if (this.justOpened) return;
    const [node] = event.nodes;
    const [edge] = event.edges;
    if (node) this.store.set({ select: node.startsWith("incident:") && this.extraNodes.has(node) ? node : `actor:${node}` }, { step: true });
    else if (edge) this.store.set({ select: this.#edgeSelection(edge) }, { step: true });
    else if (this.state.select || this.state.chain) this.store.set({ select: "", chain: "" }, { step: true });
  }

  #edgeSelection(id) {
    if (id.startsWith("claim:")) return `incident:${this.world.claims.find((c) => `claim:${c.id}` === id)?.source ?? ""}`;
    const extra = this.extraEdges.get(id);
    if (extra && (extra.from.startsWith("incident:") || extra.to.startsWith("incident:"))) return extra.from.startsWith("incident:") ? extra.from : extra.to;
    const edge = this.network.body.edges[id];
    return `pair:${pairKey(edge.fromId, edge.toId)}`;
  }

  #open(event) {
    const [node] = event.nodes;
    const [edge] = event.edges;
    if (node && !this.extraNodes.has(node)) this.store.set({ open: toggled(this.state.open, node), select: `actor:${node}` }, { step: true });
    else if (edge && !node && !this.extraEdges.has(edge)) {
      const pair = this.#edgeSelection(edge).slice(5);
      this.store.set({ fan: toggled(this.state.fan, pair), select: `pair:${pair}` }, { step: true });
    }
  }

  #dropped(event) {
    const moved = event.nodes.filter((id) => !this.extraNodes.has(id));
    if (moved.length) {
      const pins = new Map(this.pins);
      for (const id of moved) pins.set(id, this.network.getPosition(id));
      this.store.set({ pin: [...pins].map(([id, { x, y }]) => `${id},${Math.round(x)},${Math.round(y)}`) });
    } else this.#moved();
  }

  #camera() {
    const { x, y } = this.network.getViewPosition();
    return `${Math.round(x)},${Math.round(y)},${this.network.getScale().toFixed(3)}`;
  }

  #toCamera(text) {
    const [x, y, scale] = text.split(",").map(Number);
    if ([x, y, scale].every(Number.isFinite) && scale > 0) this.network.moveTo({ position: { x, y }, scale, animation: false });
  }

  #moved() {
    clearTimeout(this.cameraTimer);
    this.cameraTimer = setTimeout(() => this.store.set({ camera: this.#camera() }), 250);
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
    this.#moved();
  }

  fit() {
    this.#whole();
    this.store.set({ camera: "" });
  }

  reset() {
    this.store.set({ pin: [], away: [], open: [], fan: [], chain: "", select: "", all: false, camera: "" }, { step: true });
    this.fit();
  }

  #key(event) {
    const step = MOVE / this.network.getScale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      const { x, y } = this.network.getViewPosition();
      const [dx, dy] = moves[event.key];
      this.network.moveTo({ position: { x: x + dx, y: y + dy }, animation: false });
      this.#moved();
    } else if (event.key === "+" || event.key === "=") this.zoom(1.35);
    else if (event.key === "-") this.zoom(1 / 1.35);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  // Colours have changed.
  restyle() {
    if (!this.network) return;
    this.network.setOptions({ groups: this.#groups(), edges: { color: this.#colour("line") } });
    for (const edge of Object.values(this.network.body.edges)) edge.options.color = this.#colour("line");
    this.nodes.update(this.nodes.get().map(({ id, group }) => ({ id, group })));
    const extra = this.extraEdges;
    this.extraEdges = new Map();
    this.edges.remove([...extra.keys()]);
    this.update(this.state, new Set(), this.result);
  }
}

// Make a data set hold just the wanted extras of ours.
function sync(set, had, wanted, dataOf) {
  const gone = [...had.keys()].filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = [...wanted].filter(([id, item]) => JSON.stringify(had.get(id)) !== JSON.stringify(item));
  if (changed.length) set.update(changed.map(([, item]) => dataOf(item)));
}

// A place for an incident between its parties, beside the earlier ones.
function spot(parties, turn) {
  if (!parties.length) return { x: 60 * turn, y: -120 };
  const middle = { x: mean(parties.map((p) => p.x)), y: mean(parties.map((p) => p.y)) };
  const row = Math.ceil(turn / 2) * (turn % 2 ? 1 : -1);
  if (parties.length === 1) return { x: middle.x + 70 * Math.cos(turn * 0.9), y: middle.y + 70 * Math.sin(turn * 0.9) };
  const [a, b] = parties;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: middle.x + ((a.y - b.y) / length) * 40 * row, y: middle.y + ((b.x - a.x) / length) * 40 * row };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pinOf(text) {
  const [, id, x, y] = /^(.*),(-?\d+),(-?\d+)$/s.exec(text) ?? [];
  return [id, { x: Number(x), y: Number(y) }];
}

function widthOf(count) {
  return Math.min(0.8 + 0.9 * Math.floor(Math.log2(count)), 7);
}

// "kind:id" taken apart.
export function splitSelection(select) {
  const colon = select.indexOf(":");
  return colon < 0 ? ["", ""] : [select.slice(0, colon), select.slice(colon + 1)];
}

// A pair of actors as one text, the same both ways round.
export function pairKey(a, b) {
  return a < b ? `${a}\t${b}` : `${b}\t${a}`;
}

// The incidents of each edge that pyvis made.
function pairsOf(world, edges, edgeOf) {
  const pairs = new Map(edges.map((edge) => [edge.id, []]));
  world.incidents.forEach((incident, place) => {
    for (const agent of incident.agents) {
      for (const target of incident.targets) {
        const places = pairs.get(edgeOf.get(pairKey(agent, target)));
        if (places && places.at(-1) !== place) places.push(place);
      }
    }
  });
  return pairs;
}
