// The evidence of an actor: who it is, with whom it had to do, its incidents.

import { bdi, button, h } from "../base/dom.js";
import { clean, grouped } from "../base/text.js";
import { partiesOf } from "../data/graph_data.js";
import { pairKey } from "../data/pairs.js";
import { toggled } from "../state.js";
import { actionButtons, actorLink, incidentList, link, numberLink, thingLink } from "./parts.js";

/** @typedef {import("./evidence.js").Evidence} Evidence */

const PARTNERS = 12; // partners listed before "more"

/**
 * @param {Evidence} panel
 * @param {Model.Actor} actor
 */
export function actorEvidence(panel, actor) {
  const incidents = panel.data.of(actor.id);
  return [
    h("h3", {}, bdi(actor.name)),
    description(panel, actor),
    thingLink(panel, "actor", actor.id),
    actions(panel, actor.id, incidents.length > 0),
    partners(panel, actor.id, incidents),
    h("h4", {}, "Incidents"),
    counts(panel, actor.id, incidents),
    incidentList(panel, incidents),
  ];
}

/**
 * Its kind, code, state and offices.
 * @param {Evidence} panel
 * @param {Model.Actor} actor
 */
function description(panel, actor) {
  const offices = panel.data.offices.filter((office) => office.person === actor.id);
  return h(
    "p",
    { class: "muted" },
    actor.kind,
    actor.code ? ` · ${clean(actor.code)}` : null,
    actor.state ? [" of ", actorLink(panel, actor.state)] : null,
    offices.map(({ role, state }) => [" · ", bdi(role), state ? [", ", actorLink(panel, state)] : null]),
  );
}

/**
 * @param {Evidence} panel
 * @param {string} id
 * @param {boolean} busy
 */
function actions(panel, id, busy) {
  const { state, store } = panel;
  const pinned = state.pin.find((text) => text.startsWith(`${id},`));
  const unpin = () => {
    store.step({ pin: state.pin.filter((text) => text !== pinned) });
    panel.refresh();
  };
  const expand = async () => {
    await panel.page.expand(id);
    store.step({ open: toggled(store.value.open, id) });
  };
  return actionButtons([
    { label: `${state.open.includes(id) ? "Collapse" : "Expand"} incidents`, click: expand, possible: busy },
    {
      label: state.actor.includes(id) ? "Remove from filter" : "Only this actor",
      click: () => store.step({ actor: toggled(state.actor, id) }),
      possible: busy,
    },
    { label: "Unpin", click: unpin, possible: pinned !== undefined },
    { label: "Hide", click: () => store.step({ away: [...state.away, id], select: "" }), possible: true },
  ]);
}

/**
 * With whom it shares incidents, the most often first.
 * @param {Evidence} panel
 * @param {string} id
 * @param {Model.Incident[]} incidents
 */
function partners(panel, id, incidents) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const incident of incidents) {
    for (const other of partiesOf(incident)) if (other !== id) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  if (!counts.size) return null;
  const busiest = [...counts].sort((a, b) => b[1] - a[1]).slice(0, panel.isLong ? panel.limit : PARTNERS);
  const rest = counts.size - busiest.length;
  return [
    h("h4", {}, panel.data.partial ? "With, in what is here" : "With"),
    h(
      "p",
      { class: "partners" },
      busiest.map(([other, count]) => [partnerLink(panel, id, other, count), " "]),
      rest ? button(`${grouped(rest)} more`, () => panel.showMore(), { class: "link" }) : null,
    ),
  ];
}

/**
 * @param {Evidence} panel
 * @param {string} id
 * @param {string} other
 * @param {number} count
 */
function partnerLink(panel, id, other, count) {
  const number = h("span", { class: "number" }, ` ${count}`);
  return link(panel, `pair:${pairKey(id, other)}`, bdi(panel.data.name(other)), number);
}

/**
 * How often it acted, and how often it was acted upon.
 * @param {Evidence} panel
 * @param {string} id
 * @param {Model.Incident[]} incidents
 */
function counts(panel, id, incidents) {
  const shown = incidents.filter((i) => panel.result.shown.has(i.id));
  const source = shown.filter((i) => i.agents.includes(id)).length;
  const target = shown.filter((i) => i.targets.includes(id)).length;
  /** @param {number} count @param {Page.Terms} terms */
  const number = (count, terms) => (count ? numberLink(panel, count, terms) : "0");
  return h(
    "p",
    {},
    "source of ",
    number(source, { by: id }),
    " · target of ",
    number(target, { to: id }),
    panel.data.partial ? " here" : "",
  );
}
