// Finding actors, incidents and quotes by typing: a combobox that the keyboard reaches.

import { bdi, clean, clip, h } from "../base/dom.js";
import { publisher, wordsOf } from "../data/filter.js";

const EACH = 7;
let number = 0;

// Actors whose name, other names or code begin with or hold the words; the busiest first.
export function findActors(world, words, limit = EACH) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  for (const actor of world.actors.values()) {
    const names = [actor.name, ...(actor.names ?? []), actor.code ?? ""].map((name) => name.toLowerCase());
    const starts = names.some((name) => name.startsWith(wanted));
    if (starts || names.some((name) => name.includes(wanted)))
      found.push({ actor, score: (starts ? 1e7 : 0) + world.of(actor.id).length });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ actor }) => actor);
}

// Incidents and quotes that hold all the words.
export function findIncidents(world, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return { incidents: [], quotes: [], total: 0 };
  const incidents = [];
  const quotes = [];
  let total = 0;
  for (const incident of world.incidents) {
    const text = wordsOf(world, incident);
    if (!wanted.every((word) => text.includes(word))) continue;
    total += 1;
    const report = incident.reports
      .map((id) => world.reports.get(id))
      .find((r) => r && wanted.every((word) => r.quote.toLowerCase().includes(word)));
    if (report) quotes.length < EACH && quotes.push({ incident, report });
    else if (incidents.length < EACH) incidents.push(incident);
  }
  return { incidents, quotes, total };
}

// An input with suggestions; `suggest(text)` gives [{head?, content, pick}], Enter or a click picks.
export function combobox({ label, placeholder, suggest, value = "" }) {
  const id = `list-${(number += 1)}`;
  const list = h("ul", { id, role: "listbox", "aria-label": label, class: "suggestions", hidden: true });
  const input = h("input", {
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder,
  });
  input.value = value;
  let options = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const mark = (place) => {
    at = place;
    options.forEach(({ element }, i) => element.setAttribute("aria-selected", i === at ? "true" : "false"));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", options[at].element.id);
      options[at].element.scrollIntoView({ block: "nearest" });
    }
  };
  const show = async () => {
    const asked = input.value;
    const found = await suggest(asked);
    if (asked !== input.value) return; // something else is asked for by now
    options = found.map((option, i) => ({
      ...option,
      element: h(
        "li",
        { id: `${id}-${i}`, role: "option", "aria-selected": "false", class: option.class },
        option.content,
      ),
    }));
    for (const option of options) {
      option.element.addEventListener("pointerdown", (event) => event.preventDefault());
      option.element.addEventListener("click", () => choose(option));
    }
    list.replaceChildren(...options.map((option) => option.element));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    mark(options.length ? 0 : -1);
  };
  const choose = (option) => {
    close();
    option.pick(input);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) choose(options[at]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      else mark((at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else return;
    event.preventDefault();
  });
  return { element: h("div", { class: "combobox" }, input, list), input };
}

// A combobox of actors.
export function actorPicker(world, { label, placeholder, pick, value }) {
  return combobox({
    label,
    placeholder,
    value,
    suggest: (text) =>
      findActors(world, text).map((actor) => ({
        content: [
          bdi(clip(actor.name, 60)),
          h(
            "span",
            { class: "kind" },
            actor.kind,
            world.members.has(actor.id) ? `, ${world.members.get(actor.id).length} members` : "",
          ),
        ],
        pick: (input) => pick(actor, input),
      })),
  });
}

// The search of the page: actors, then incidents, then quotes, then "only incidents with these words".
export function search(world, store, source, take) {
  const go = (select) => (input) => {
    input.value = "";
    store.set({ select }, { step: true });
  };
  const only = (text, total, all) =>
    total || all
      ? [
          {
            class: "only",
            content: `Only incidents with “${clip(text, 40)}” (${total.toLocaleString("en")}${all ? ` here, ${all} in all` : ""})`,
            pick: (input) => {
              input.value = "";
              store.set({ words: text.trim() }, { step: true });
            },
          },
        ]
      : [];
  const suggest = async (text) => {
    if (!text.trim()) return [];
    let found = null;
    try {
      take((found = await source.find(text)));
    } catch (error) {
      return [{ class: "only", content: clean(error.message), pick: () => {} }];
    }
    const named = found
      ? found.actors.ids
          .slice(0, EACH)
          .map((id) => world.actors.get(id))
          .filter(Boolean)
      : findActors(world, text);
    const actors = named.map((actor) => ({
      content: [bdi(clip(actor.name, 60)), h("span", { class: "kind" }, actor.kind)],
      pick: go(`actor:${actor.id}`),
    }));
    const { incidents, quotes, total } = findIncidents(world, text);
    const acts = incidents.map((i) => ({
      content: [bdi(clip(world.sentence(i), 80)), h("span", { class: "kind" }, clean(i.date ?? "no date"))],
      pick: go(`incident:${i.id}`),
    }));
    const said = quotes.map(({ incident, report }) => ({
      content: [
        h("q", {}, around(report.quote, text)),
        h(
          "span",
          { class: "kind" },
          bdi(clip(publisher(world, report.article), 30)),
          ` · ${clean(incident.date ?? "no date")}`,
        ),
      ],
      pick: go(`incident:${incident.id}`),
    }));
    const nothing =
      !actors.length && !total ? [{ class: "only", content: "Nothing of that name", pick: () => {} }] : [];
    return [...actors, ...acts, ...said, ...only(text, total, found ? inAll(found) : ""), ...nothing];
  };
  return combobox({
    label: "Search actors, incidents and quotes",
    placeholder: "Search actors, incidents, words …  ( / )",
    suggest,
  });
}

// How many incidents the whole store has for some words, as it counts them; "" for none.
function inAll({ incidents, quotes }) {
  const most = incidents.total > quotes.total ? incidents : quotes;
  return most.total ? `${most.total.toLocaleString("en")}${most.capped ? "+" : ""}` : "";
}

// The part of a quote around the first of the words, with it marked.
function around(quote, words) {
  const line = clean(quote).replace(/\s+/g, " ");
  const word = words.trim().split(/\s+/)[0].toLowerCase();
  const place = line.toLowerCase().indexOf(word);
  if (place < 0) return bdi(clip(line, 90));
  const from = Math.max(0, place - 40);
  return [
    from ? "…" : "",
    bdi(line.slice(from, place)),
    h("mark", {}, bdi(line.slice(place, place + word.length))),
    bdi(clip(line.slice(place + word.length), 60)),
  ];
}
