/** As much of vis-network 9.1.2 as the page uses, `body` (which is not public) included. */
declare namespace vis {
  interface Options {
    nodes?: object;
    edges?: object;
    groups?: object;
    interaction?: object;
    [name: string]: unknown;
  }

  interface Point {
    x: number;
    y: number;
  }

  interface Colour {
    color: string;
    highlight: string;
    hover: string;
    inherit: boolean;
    opacity: number;
  }

  interface NodeColour {
    background: string;
    border: string;
    highlight: string | object;
    hover: string | object;
  }

  interface NodeData {
    id: string;
    x?: number;
    y?: number;
    size?: number;
    shape?: string;
    group?: string;
    color?: NodeColour;
    borderWidth?: number;
    shapeProperties?: { borderDashes: number[] | false };
  }

  interface EdgeData {
    id: string;
    from: string;
    to: string;
    width: number;
    arrows?: string;
    dashes?: number[] | false;
    color?: Colour;
    smooth?: { enabled: boolean; type: string; roundness: number };
    /** Words that the page draws itself; vis-network would draw a `label`. */
    caption?: string;
  }

  interface NodeOptions {
    hidden: boolean;
    size: number;
    shape: string;
    group: string;
    opacity: number;
    borderWidth: number;
    color: NodeColour;
    shapeProperties: { borderDashes: number[] | false };
  }

  interface DrawnNode extends Point {
    id: string;
    options: NodeOptions;
  }

  interface DrawnEdge {
    fromId: string;
    toId: string;
    from: DrawnNode;
    to: DrawnNode;
    edgeType: { getViaNode?(): Point | null };
    options: {
      hidden: boolean;
      width: number;
      dashes: number[] | boolean;
      color: Colour;
      smooth: { enabled: boolean };
      arrows: Record<"from" | "to", { enabled: boolean }>;
    };
  }

  /** The ids of what a click or a drag is on. */
  interface Pointed {
    nodes: string[];
    edges: string[];
  }

  class DataSet<Item extends { id: string }> {
    constructor(items?: Item[]);
    readonly length: number;
    add(items: Item[]): void;
    update(items: Partial<Item>[]): void;
    remove(ids: string[]): void;
    get(): Item[];
  }

  interface Data {
    nodes: DataSet<NodeData>;
    edges: DataSet<EdgeData>;
  }

  class Network {
    constructor(container: HTMLElement, data: Data, options: Options);
    body: {
      nodes: Record<string, DrawnNode>;
      edges: Record<string, DrawnEdge>;
      nodeIndices: string[];
      edgeIndices: string[];
      emitter: { emit(name: string): void };
    };
    setData(data: Data): void;
    setOptions(options: Options): void;
    on(name: "afterDrawing", listener: (context: CanvasRenderingContext2D) => void): void;
    on(name: "click" | "doubleClick" | "dragEnd", listener: (pointed: Pointed) => void): void;
    on(name: "zoom" | "resize", listener: () => void): void;
    fit(options: { nodes?: string[]; maxZoomLevel?: number; animation: boolean }): void;
    moveTo(options: { position?: Point; scale?: number; animation: boolean }): void;
    getScale(): number;
    getViewPosition(): Point;
    getPosition(id: string): Point;
    getConnectedNodes(id: string): string[];
    getNodeAt(at: Point): string | undefined;
    getEdgeAt(at: Point): string | undefined;
    canvasToDOM(point: Point): Point;
    redraw(): void;
    _updateVisibleIndices(): void;
  }
}
