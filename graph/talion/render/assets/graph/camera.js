// Where one looks at the graph: zoom, fit, arrow keys, and the place kept in the address.

const MOVE = 80; // pixels an arrow key moves
const NEAR = 1.8; // the largest scale that is gone to unasked
const ZOOM = 1.35;

export class Camera {
  #timer = 0;
  #network = /** @type {vis.Network | null} */ (null);

  /**
   * @param {HTMLElement} canvas
   * @param {Page.StateStore} store
   */
  constructor(canvas, store) {
    this.canvas = canvas;
    this.store = store;
  }

  get network() {
    if (!this.#network) throw new Error("the network is not drawn yet");
    return this.#network;
  }

  set network(network) {
    this.#network = network;
  }

  /** Everything in view, with room for the labels. */
  everything() {
    this.network.fit({ animation: false });
    const room = this.canvas.clientWidth > 600 ? 0.92 : 0.84;
    this.network.moveTo({ scale: Math.min(this.network.getScale() * room, 1.6), animation: false });
  }

  /**
   * Just these nodes in view, or everything.
   * @param {string[]} ids
   */
  on(ids) {
    const drawn = this.#drawn(ids);
    if (drawn.length < 2) {
      this.everything();
      return;
    }
    this.network.fit({ nodes: drawn, maxZoomLevel: 2 * NEAR, animation: false });
    this.network.moveTo({ scale: Math.min(this.network.getScale() * 0.7, NEAR), animation: false });
  }

  /**
   * Move to nodes of which none is in view; whether that was needed.
   * @param {string[]} ids
   */
  reach(ids) {
    const [first, ...others] = this.#drawn(ids);
    if (first === undefined || [first, ...others].some((id) => this.#inView(id))) return false;
    this.network.moveTo({ position: this.network.getPosition(first), animation: false });
    return true;
  }

  /** @param {string[]} ids */
  #drawn(ids) {
    return ids.filter((id) => this.network.body.nodes[id]);
  }

  /** @param {string} id */
  #inView(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPosition(id));
    return x >= 0 && y >= 0 && x <= this.canvas.clientWidth && y <= this.canvas.clientHeight;
  }

  /** As text, for the address. */
  text() {
    const { x, y } = this.network.getViewPosition();
    return `${Math.round(x)},${Math.round(y)},${this.network.getScale().toFixed(3)}`;
  }

  /** @param {string} text */
  go(text) {
    const [x = NaN, y = NaN, scale = NaN] = text.split(",").map(Number);
    if (![x, y, scale].every(Number.isFinite) || scale <= 0) return;
    this.network.moveTo({ position: { x, y }, scale, animation: false });
  }

  /** Keep the place a moment after the last move. */
  moved() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store.set({ camera: this.text() }), 250);
  }

  zoomIn() {
    this.#zoom(ZOOM);
  }

  zoomOut() {
    this.#zoom(1 / ZOOM);
  }

  /** @param {number} factor */
  #zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
    this.moved();
  }

  /** Show everything; a move that is not kept yet is not kept any more. */
  fit() {
    clearTimeout(this.#timer);
    this.everything();
    this.store.set({ camera: "" });
  }

  /**
   * Arrow keys move, plus and minus zoom, 0 fits.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const step = MOVE / this.network.getScale();
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.#move(-step, 0),
      ArrowRight: () => this.#move(step, 0),
      ArrowUp: () => this.#move(0, -step),
      ArrowDown: () => this.#move(0, step),
      "+": () => this.zoomIn(),
      "=": () => this.zoomIn(),
      "-": () => this.zoomOut(),
      0: () => this.fit(),
    };
    const action = keys[event.key];
    if (!action) return;
    action();
    event.preventDefault();
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  #move(dx, dy) {
    const { x, y } = this.network.getViewPosition();
    this.network.moveTo({ position: { x: x + dx, y: y + dy }, animation: false });
    this.moved();
  }
}
