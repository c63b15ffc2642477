// The search of the page: actors, then incidents, then quotes, then "only incidents with these words".

import { bdi, h } from "../base/dom.js";
import { clean, clip, grouped, reasonOf } from "../base/text.js";
import { combobox } from "./combobox.js";
import { EACH, findActors, findIncidents } from "./find.js";

/** @typedef {import("./combobox.js").Option} Option */

/**
 * The search over what is here and, where a source has more, over all of it; `take` is given what that sends.
 * @param {Page.Context} page
 * @param {(part: Page.Part | null) => void} take
 */
export function search(page, take) {
  return combobox({
    label: "Search actors, incidents and quotes",
    placeholder: "Search actors, incidents, words …  ( / )",
    suggest: async (text) => {
      if (!text.trim()) return [];
      try {
        const found = await page.source.find(text);
        take(found);
        return suggestions(page, text, found);
      } catch (error) {
        return [note(clean(reasonOf(error)))];
      }
    },
  });
}

/**
 * @param {Page.Context} page
 * @param {string} text
 * @param {Page.FoundPart | null} found
 * @returns {Option[]}
 */
function suggestions(page, text, found) {
  const { data } = page;
  const ids = found?.actors.ids.slice(0, EACH) ?? [];
  const named = found ? ids.flatMap((id) => data.actors.get(id) ?? []) : findActors(data, text);
  const { incidents, quotes, total } = findIncidents(data, text);
  /** @type {(select: string, content: Dom.Child, kind: Dom.Child) => Option} */
  const leading = (select, content, kind) => ({
    content: [content, h("span", { class: "kind" }, kind)],
    pick: (input) => {
      input.value = "";
      page.store.step({ select });
    },
  });
  return [
    ...named.map((actor) => leading(`actor:${actor.id}`, bdi(clip(actor.name, 60)), actor.kind)),
    ...incidents.map((i) => leading(`incident:${i.id}`, bdi(clip(data.sentence(i), 80)), dateOf(i))),
    ...quotes.map(({ incident, quote, publisher }) =>
      leading(`incident:${incident.id}`, h("q", {}, around(quote, text)), [
        bdi(clip(publisher, 30)),
        ` · ${dateOf(incident)}`,
      ]),
    ),
    ...only(page, text, total, found ? inAll(found) : ""),
    ...(named.length || total ? [] : [note("No match")]),
  ];
}

/**
 * @param {string} content
 * @returns {Option}
 */
function note(content) {
  return { class: "only", content, pick: () => {} };
}

/** @param {Model.Incident} incident */
function dateOf(incident) {
  return clean(incident.date ?? "no date");
}

/**
 * The way to filter by the words.
 * @param {Page.Context} page
 * @param {string} text
 * @param {number} total
 * @param {string} all
 * @returns {Option[]}
 */
function only(page, text, total, all) {
  if (!total && !all) return [];
  const count = `${grouped(total)}${all ? ` here, ${all} in all` : ""}`;
  return [
    {
      class: "only",
      content: `Only incidents with “${clip(text, 40)}” (${count})`,
      pick: (input) => {
        input.value = "";
        page.store.step({ words: text.trim() });
      },
    },
  ];
}

/**
 * How many incidents the whole store has for some words, as it counts them; "" for none.
 * @param {Page.FoundPart} found
 */
function inAll({ incidents, quotes }) {
  const most = incidents.total > quotes.total ? incidents : quotes;
  return most.total ? `${grouped(most.total)}${most.capped ? "+" : ""}` : "";
}

/**
 * The part of a quote around the first of the words, with it marked.
 * @param {string} quote
 * @param {string} words
 * @returns {Dom.Child}
 */
function around(quote, words) {
  const line = clean(quote).replace(/\s+/g, " ");
  const word = (words.trim().split(/\s+/)[0] ?? "").toLowerCase();
  const place = line.toLowerCase().indexOf(word);
  if (place < 0) return bdi(clip(line, 90));
  const from = Math.max(0, place - 40);
  const end = place + word.length;
  return [
    from ? "…" : "",
    bdi(line.slice(from, place)),
    h("mark", {}, bdi(line.slice(place, end))),
    line[end] === " " ? " " : "",
    bdi(clip(line.slice(end), 60)),
  ];
}
