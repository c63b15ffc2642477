// Where one looks at the graph: zoom, fit, arrow keys, and the place kept in the address.

const MOVE = 80; // pixels an arrow key moves
const NEAR = 1.8; // the largest scale that is gone to unasked

export class Camera {
  #timer = 0;

  constructor(canvas, store) {
    this.canvas = canvas;
    this.store = store;
  }

  // Everything in view, with room for the labels.
  whole() {
    this.network.fit({ animation: false });
    const wide = this.canvas.clientWidth;
    this.network.moveTo({
      scale: Math.min(this.network.getScale() * (wide > 600 ? 0.92 : 0.84), 1.6),
      animation: false,
    });
  }

  // Just these nodes in view, or everything.
  on(ids) {
    const there = ids.filter((id) => this.network.body.nodes[id]);
    if (there.length < 2) return this.whole();
    this.network.fit({ nodes: there, maxZoomLevel: 2 * NEAR, animation: false });
    return this.network.moveTo({ scale: Math.min(this.network.getScale() * 0.7, NEAR), animation: false });
  }

  // Move to nodes of which none is in view; whether that was needed.
  reach(ids) {
    const there = ids.filter((id) => this.network.body.nodes[id]);
    if (!there.length || there.some((id) => this.#inView(id))) return false;
    this.network.moveTo({ position: this.network.getPosition(there[0]), animation: false });
    return true;
  }

  #inView(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPosition(id));
    return x >= 0 && y >= 0 && x <= this.canvas.clientWidth && y <= this.canvas.clientHeight;
  }

  // As text, for the address.
  text() {
    const { x, y } = this.network.getViewPosition();
    return `${Math.round(x)},${Math.round(y)},${this.network.getScale().toFixed(3)}`;
  }

  go(text) {
    const [x, y, scale] = text.split(",").map(Number);
    if ([x, y, scale].every(Number.isFinite) && scale > 0)
      this.network.moveTo({ position: { x, y }, scale, animation: false });
  }

  // Keep the place a moment after the last move.
  moved() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store.set({ camera: this.text() }), 250);
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
    this.moved();
  }

  fit() {
    this.whole();
    this.store.set({ camera: "" });
  }

  // Arrow keys move, plus and minus zoom, 0 fits.
  key(event) {
    const step = MOVE / this.network.getScale();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      const { x, y } = this.network.getViewPosition();
      const [dx, dy] = moves[event.key];
      this.network.moveTo({ position: { x: x + dx, y: y + dy }, animation: false });
      this.moved();
    } else if (event.key === "+" || event.key === "=") this.zoom(1.35);
    else if (event.key === "-") this.zoom(1 / 1.35);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }
}
