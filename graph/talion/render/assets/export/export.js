// What is seen, for elsewhere: CSV, JSON, SVG, PNG, a link and a line to cite.

import { button, clean, h, plural } from "../base/dom.js";
import { colours } from "../base/theme.js";

const SHAPES = {
  dot: (r) => ["circle", { r }],
  square: (r) => ["rect", { x: -r, y: -r, width: 2 * r, height: 2 * r }],
  diamond: (r) => ["path", { d: `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z` }],
  triangle: (r) => ["path", { d: `M0 ${-1.1 * r}L${r} ${0.8 * r}L${-r} ${0.8 * r}Z` }],
  triangleDown: (r) => ["path", { d: `M0 ${1.1 * r}L${r} ${-0.8 * r}L${-r} ${-0.8 * r}Z` }],
  hexagon: (r) => [
    "path",
    { d: `M${r} 0L${r / 2} ${0.87 * r}L${-r / 2} ${0.87 * r}L${-r} 0L${-r / 2} ${-0.87 * r}L${r / 2} ${-0.87 * r}Z` },
  ],
};
const NS = "http://www.w3.org/2000/svg";

function save(name, type, parts) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// A table as CSV (RFC 4180, with the mark that tells spreadsheets it is UTF-8). A cell that a
// spreadsheet would take for a formula is kept from being one.
export function csv({ columns, rows }) {
  const cell = (value) => {
    const text = typeof value === "number" ? String(value) : clean(value).replace(/^[=+\-@\t\r]/, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows.map((row) => row.cells)].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// The shown part of the data, in the format of the page.
export function shownPart(world, result) {
  const incidents = world.incidents.filter((i) => result.shown.has(i.id));
  const actors = new Set(incidents.flatMap((i) => [...i.agents, ...i.targets]));
  const reports = incidents
    .flatMap((i) => i.reports)
    .map((id) => world.reports.get(id))
    .filter(Boolean);
  const articles = new Set(reports.map((r) => r.article));
  return {
    format: 1,
    title: world.title,
    types: [...world.types.values()].filter((t) => incidents.some((i) => i.type === t.id)),
    actors: [...world.actors.values()].filter((a) => actors.has(a.id)),
    articles: [...world.articles.values()].filter((a) => articles.has(a.id)),
    incidents: incidents.map(({ from, to, words, ...row }) => row),
    reports,
    claims: result.claims.filter((c) => result.shown.has(c.source) && result.shown.has(c.target)),
  };
}

// The graph as it is drawn now, as SVG; positions are those on the screen.
function graphDrawing(graph) {
  const { network } = graph;
  const palette = colours();
  const { clientWidth: width, clientHeight: height } = graph.canvas;
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  const parts = [];
  const at = (node) => [node.x * scale + origin.x, node.y * scale + origin.y];
  const opaque = (value) => (value < 1 ? { opacity: value } : {});
  for (const id of network.body.edgeIndices) {
    const edge = network.body.edges[id];
    const [x1, y1] = at(edge.from);
    const [x2, y2] = at(edge.to);
    const colour = edge.options.color.color ?? palette.line;
    const style = {
      fill: "none",
      stroke: colour,
      "stroke-width": Math.max(0.4, edge.options.width * scale),
      "stroke-dasharray": Array.isArray(edge.options.dashes) ? edge.options.dashes.join(" ") : null,
      ...opaque(edge.options.color.opacity),
    };
    const via = edge.options.smooth.enabled && edge.edgeType.getViaNode?.();
    if (via) {
      const [cx, cy] = at(via);
      parts.push(element("path", { ...style, d: `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}` }));
    } else parts.push(element("path", { ...style, d: `M${x1} ${y1}L${x2} ${y2}` }));
    const [vx, vy] = via ? at(via) : [(x1 + x2) / 2, (y1 + y2) / 2];
    for (const [end, node, x, y] of [
      ["to", edge.to, x2, y2],
      ["from", edge.from, x1, y1],
    ]) {
      if (edge.options.arrows[end].enabled)
        parts.push(
          arrowHead(
            x,
            y,
            Math.atan2(y - vy, x - vx),
            node.options.size * scale,
            4 + 1.5 * Math.sqrt(edge.options.width * scale),
            { fill: colour, ...opaque(edge.options.color.opacity) },
          ),
        );
    }
  }
  for (const id of network.body.nodeIndices) {
    const node = network.body.nodes[id];
    const [x, y] = at(node);
    const [tag, shape] = (SHAPES[node.options.shape] ?? SHAPES.dot)(node.options.size * scale);
    parts.push(
      element(tag, {
        ...shape,
        transform: `translate(${x} ${y})`,
        ...fillOf(node.options, palette),
        ...opaque(node.options.opacity),
      }),
    );
  }
  for (const { text, x, y, opacity } of graph.labels.drawn) {
    parts.push(
      element(
        "text",
        {
          x,
          y: y + 10,
          "text-anchor": "middle",
          "font-family": "system-ui, sans-serif",
          "font-size": 12,
          fill: palette.ink,
          stroke: palette.paper,
          "stroke-width": 3,
          "paint-order": "stroke",
          ...opaque(opacity),
        },
        text,
      ),
    );
  }
  return element(
    "svg",
    { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}` },
    element("rect", { width, height, fill: palette.paper }),
    ...parts,
  );
}

// The head of an arrow that meets a node of a size from an angle.
function arrowHead(x, y, angle, size, length, style) {
  const on = (away, turn) =>
    `${(x - away * Math.cos(angle + turn)).toFixed(1)} ${(y - away * Math.sin(angle + turn)).toFixed(1)}`;
  const back = Math.hypot(size + length, length / 2);
  const wing = Math.atan2(length / 2, size + length);
  return element("path", { ...style, d: `M${on(size, 0)}L${on(back, wing)}L${on(back, -wing)}Z` });
}

function fillOf({ color, group, borderWidth, shapeProperties }, palette) {
  if (borderWidth !== 2) return { fill: palette[group] ?? palette.ink, stroke: palette.paper };
  return {
    fill: color.background,
    stroke: color.border,
    "stroke-width": 2,
    "stroke-dasharray": shapeProperties.borderDashes ? "2 2" : null,
  };
}

function element(tag, attributes, ...children) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && name !== "xmlns") made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const STYLED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
];

// A drawing with its styles written into it, so that it looks the same without the style sheet.
function withStyles(drawing) {
  const copy = drawing.cloneNode(true);
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((made, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of STYLED) made.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "aria-label"]) made.removeAttribute(name);
  });
  const box = drawing.viewBox.baseVal;
  copy.querySelectorAll("path[pointer-events]").forEach((hit) => hit.remove());
  copy.prepend(element("rect", { x: box.x, y: box.y, width: box.width, height: box.height, fill: colours().paper }));
  return copy;
}

function serialized(drawing) {
  return new XMLSerializer().serializeToString(drawing);
}

async function png(drawing) {
  const width = Number(drawing.getAttribute("width"));
  const height = Number(drawing.getAttribute("height"));
  const zoom = Math.min(2, 12000 / Math.max(width, height));
  const url = URL.createObjectURL(new Blob([serialized(drawing)], { type: "image/svg+xml" }));
  const image = new Image();
  await new Promise((done, failed) => {
    image.onload = done;
    image.onerror = () => failed(new Error("the picture could not be drawn"));
    image.src = url;
  });
  const canvas = h("canvas", { width: Math.round(width * zoom), height: Math.round(height * zoom) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// A line to cite what is seen: what, how much of it, which data, where.
export function citation(world, result, source, link) {
  const papers = new Set([...world.articles.values()].map((a) => a.publisher ?? a.id));
  const short = link.startsWith("file:") ? link.replace(/^file:.*\//, "") : link;
  return `Talion, “${clean(world.title)}”: ${result.shown.size} of ${plural(result.whole?.incidents ?? result.total, "incident")} from ${plural(world.articles.size, "article")} (${[...papers].slice(0, 4).map(clean).join(", ")}${papers.size > 4 ? ", …" : ""}); data ${source.name.slice(0, 16)}; ${short}`;
}

// The menu of exports; `views` are {graph, exchange, tables}.
export function exportMenu(world, store, source, views, current) {
  const said = h("p", { class: "muted", "aria-live": "polite" });
  const drawing = () =>
    store.value.view === "exchange" && views.exchange.drawing
      ? withStyles(views.exchange.drawing)
      : graphDrawing(views.graph);
  const name = () => `talion-${store.value.view}`;
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      said.replaceChildren("Copied.");
    } catch {
      const field = h("textarea", { readonly: true, rows: "3", "aria-label": "To copy" });
      field.value = text;
      said.replaceChildren("Copy it from here: ", field);
      field.select();
    }
  };
  const table = () => {
    const found = views.tables.table(store.value.table);
    return { columns: found.columns, rows: views.tables.sorted(found) };
  };
  const items = [
    [
      "CSV",
      "the table of what is shown",
      () => save(`talion-${store.value.table}.csv`, "text/csv;charset=utf-8", [csv(table())]),
    ],
    [
      "JSON",
      "the incidents shown, with their reports",
      () => save("talion.json", "application/json", [JSON.stringify(shownPart(world, current()), null, 1)]),
    ],
    ["SVG", "the drawing, for print", () => save(`${name()}.svg`, "image/svg+xml", [serialized(drawing())])],
    ["PNG", "the drawing, as a picture", async () => save(`${name()}.png`, "image/png", [await png(drawing())])],
    ["Link", "to just this view", () => copy(store.link())],
    ["Citation", "a line to cite it", () => copy(citation(world, current(), source, store.link()))],
  ];
  return h(
    "div",
    { class: "export" },
    items.map(([label, what, click]) => h("div", { class: "item" }, button(label, click), h("span", {}, what))),
    said,
  );
}
