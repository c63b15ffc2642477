// Where the acts of an exchange are drawn: two lanes, dates from left to right, what has no date apart.

import { clip } from "../base/dom.js";

export const LINES = [0, 190]; // where the lanes run
const EDGE = 10;
const RIGHT = 30;
const LETTER = 6; // about the width of a letter of a label
const DATE = 78; // room for a date's label
const PILE = 132; // how high marks are piled before a new pile begins
const AIR = 14;
const MANY_PILED = 8;
const RAIL = 12; // from a pile to the arrows beside it

// Place the acts of a ledger in a room so wide; `even` spaces dates evenly. Gives {marks, columns,
// zones, width, top, bottom}: marks are {incident, lane, x, y, radius, beside, label}, columns
// {x, incident}, zones (of undated acts) {from, to, label}.
export function placed(world, ledger, { room, even, most }) {
  const acts = inOrder(ledger).slice(0, most);
  const marks = acts.map((act) => markOf(world, act));
  const [before, dated, after] = ["before", "dated", "after"].map((place) =>
    marks.filter((mark) => placeOf(ledger, mark.act) === place),
  );
  const columns = grouped(dated).map((own) => ({ marks: own, incident: own[0].incident, ...extent(own) }));
  let x = EDGE;
  const zones = [];
  if (before.length) {
    x = zone(zones, before, x, columns.length + after.length > 0);
  }
  x = spread(columns, x, room - RIGHT - (after.length ? extent(after).left + extent(after).right + 2 * AIR : 0), even);
  if (after.length) x = zone(zones, after, x, false);
  const reach = LINES.map((line, lane) =>
    Math.max(
      34,
      ...marks.filter((m) => m.lane === lane).map((m) => Math.abs(m.y - line) + m.radius + (m.beside ? 6 : 24)),
    ),
  );
  return { marks, columns, zones, width: x + RIGHT - AIR, top: LINES[0] - reach[0], bottom: LINES[1] + reach[1] };
}

// Time order; what has no date stands by its type, what an arrow begins or ends at nearest to dates.
function inOrder(ledger) {
  const linked = ({ gives, gets }) => gives.length + gets.length > 0;
  const key = (act) => {
    const { from, to, type, id } = act.incident;
    return from === null ? [Infinity, Infinity, linked(act) ? 1 : 0, type, id] : [from, to, 0, "", id];
  };
  return [...ledger.acts.values()]
    .map((act) => [key(act), act])
    .sort(([a], [b]) => {
      const at = a.findIndex((value, i) => value !== b[i]);
      return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
    })
    .map(([, act]) => act);
}

function markOf(world, act) {
  const { incident, lane } = act;
  const radius = Math.min(7 + 2.4 * Math.sqrt(incident.count ?? 0), 30);
  const inside = Boolean(incident.count) && radius > 9.5;
  const kind = clip(world.types.get(incident.type).label, 22);
  const label = kind + (incident.count && !inside ? ` ${incident.count}` : "");
  return { act, incident, lane, radius, inside, kind, name: label, label };
}

// What has no date stands before all, but after all what only answers or is only planned.
function placeOf(_ledger, { incident, gives, gets }) {
  if (incident.from !== null) return "dated";
  const ahead = incident.status === "prospective" || (gives.length > 0 && !gets.length);
  return ahead ? "after" : "before";
}

// Marks of one date (as exactly told) together.
function grouped(marks) {
  const columns = new Map();
  for (const mark of marks) {
    const key = `${mark.incident.from} ${mark.incident.to}`;
    columns.set(key, [...(columns.get(key) ?? []), mark]);
  }
  return [...columns.values()];
}

// Pile the marks of a column outward from each lane, labels beside; a lone one has its label above
// or below. Offsets are from the column's x. Returns how far it reaches to both sides.
function extent(marks) {
  const reach = { left: 0, right: 0 };
  for (const lane of [0, 1]) {
    const own = marks.filter((mark) => mark.lane === lane);
    if (own.length === 1) alone(own[0], reach);
    else pile(own, reach);
  }
  return reach;
}

function alone(mark, reach) {
  const half = Math.max(mark.radius, (mark.name.length * LETTER) / 2);
  Object.assign(mark, { dx: 0, away: 0, beside: false });
  reach.left = Math.max(reach.left, half);
  reach.right = Math.max(reach.right, half);
}

// Among many, those of one kind stand together and only the last pile of them has the label.
function pile(own, reach) {
  const many = own.length > MANY_PILED;
  let [dx, away, wide, first] = [0, 0, 0, null];
  own.forEach((mark, i) => {
    const other = many && i > 0 && mark.incident.type !== own[i - 1].incident.type;
    if (i && (other || away + 2 * mark.radius > PILE)) {
      const gap = many && !other ? own[i - 1].radius + 4 : wide + AIR;
      if (many && !other) first.label = "";
      [dx, away, wide, first] = [dx + gap + RAIL + mark.radius, 0, 0, null];
    } else if (i) away += mark.radius + 5;
    Object.assign(mark, { dx, away, beside: true, label: !many ? mark.name : first ? "" : mark.kind });
    first ??= mark;
    away += mark.radius;
    wide = Math.max(wide, mark.radius + 7 + mark.label.length * LETTER);
    reach.left = Math.max(reach.left, mark.radius + RAIL - dx);
    reach.right = Math.max(reach.right, dx + wide);
  });
  // The arrows of what stands behind others go along the left of its pile.
  for (const mark of own)
    mark.railed = RAIL + Math.max(...own.filter((other) => other.dx === mark.dx).map((other) => other.radius));
}

function settle(marks, x) {
  for (const mark of marks) {
    mark.x = x + mark.dx;
    mark.y = LINES[mark.lane] + (mark.lane ? mark.away : -mark.away);
  }
}

function zone(zones, marks, from, more) {
  const { left, right } = extent(marks);
  const x = from + AIR + left;
  settle(marks, x);
  const to = Math.max(x + right + AIR, from + DATE);
  zones.push({ from, to, label: marks.every((m) => m.incident.status === "prospective") ? "expected" : "no date" });
  return to + (more ? 2 * AIR : AIR);
}

// Put the dates between two places: none nearer than their marks and labels need, the spare room by
// the time between (its root, so that years do not press days together) or evenly.
function spread(columns, from, until, even) {
  if (!columns.length) return from;
  const least = columns.map((column, i) =>
    i ? Math.max(DATE, columns[i - 1].right + column.left + AIR) : Math.max(column.left, DATE / 2),
  );
  const last = Math.max(columns.at(-1).right, DATE / 2);
  const spare = Math.max(until - from - last - least.reduce((sum, gap) => sum + gap, 0), 0);
  const gaps = columns
    .slice(1)
    .map((column, i) => (even ? 1 : Math.sqrt(column.incident.from - columns[i].incident.from)));
  const total = gaps.reduce((sum, gap) => sum + gap, 0) || 1;
  let x = from;
  columns.forEach((column, i) => {
    x += least[i] + (i ? (spare * gaps[i - 1]) / total : 0);
    column.x = x;
    settle(column.marks, x);
  });
  return x + last + AIR;
}
