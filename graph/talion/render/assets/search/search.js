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
  const named = found ? foundActors(data, found) : findActors(data, text);
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
    ...only(page, text, total, found?.total ?? null),
    ...(named.length || total ? [] : [note("No match")]),
  ];
}

/**
 * The actors that a server found, now that they are here.
 * @param {Page.GraphData} data
 * @param {Page.FoundPart} found
 */
export function foundActors(data, { actors }) {
  return actors.ids.slice(0, EACH).flatMap((id) => data.actors.get(id) ?? []);
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
 * @param {number | null} all how many the whole store has, where the page has a part of it
 * @returns {Option[]}
 */
function only(page, text, total, all) {
  if (!total && !all) return [];
  const count = all === null ? grouped(total) : `${grouped(total)} here, ${grouped(all)} in all`;
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
 * The part of a quote around the first of the words, with it marked.
 * @param {string} quote
 * @param {string} words
 * @returns {Dom.Child}
 */
function around(quote, words) {
  const line = clean(quote).replace(/\s+/g, " ");
  const word = (words.trim().split(/\s+/)[0] ?? "").toLowerCase();
  const place = placeOf(line.toLowerCase(), word);
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

/**
 * Where a word begins with some letters, or else where they stand; -1 where they do not.
 * @param {string} line
 * @param {string} letters
 */
function placeOf(line, letters) {
  for (let place = line.indexOf(letters); place >= 0; place = line.indexOf(letters, place + 1)) {
    if (!/[\p{L}\p{N}]/u.test(line[place - 1] ?? "")) return place;
    if (!letters) break;
  }
  return line.indexOf(letters);
}
