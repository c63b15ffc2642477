// The menu of notes: what is starred or noted, saved views, and all of it as a file.

import { bdi, button, h } from "../base/dom.js";
import { clip } from "../base/text.js";
import { splitSelection } from "../data/pairs.js";
import { menu } from "../header/menu.js";

const IN_STORE = "Notes are kept in the store, views in this browser; Export, JSON has both.";
const IN_BROWSER = "Kept in this browser; Export, JSON has them too.";

/**
 * @param {Page.Context} page
 */
export function notesMenu(page) {
  const body = h("div", { class: "notes-menu" });
  const made = menu("Notes", body);
  const fill = () => body.replaceChildren(...content(page, fill));
  made.addEventListener("toggle", () => made.open && fill());
  return made;
}

/**
 * @param {Page.Context} page
 * @param {() => void} again
 */
function content(page, again) {
  const { notes, store } = page;
  const name = h("input", { type: "text", "aria-label": "Name of this view", placeholder: "name of this view" });
  const save = button("Save this view", () => {
    const [, hash = ""] = store.link().split("#");
    notes.saveView({ name: name.value.trim() || `view ${notes.views.length + 1}`, hash });
    again();
  });
  const views = notes.views.map((view) =>
    h(
      "li",
      {},
      button(
        bdi(clip(view.name, 50)),
        () => {
          location.hash = view.hash;
        },
        { class: "pick" },
      ),
      button(
        "×",
        () => {
          notes.dropView(view);
          again();
        },
        { "aria-label": `Remove ${clip(view.name, 40)}` },
      ),
    ),
  );
  const items = notes.all.map(([about, { text, star }]) => {
    const title = bdi(clip(titleOf(page.data, about), 60));
    const words = [star ? "★ " : "", title, text ? h("small", {}, bdi(clip(text, 90))) : null];
    return h(
      "li",
      {},
      button(words, () => store.step({ select: selectionOf(page.data, about) }), { class: "pick" }),
    );
  });
  return [
    h("p", { class: "note-save" }, name, save),
    h("ul", {}, views),
    h("ul", {}, items),
    items.length + views.length
      ? null
      : h("p", { class: "muted" }, "Stars and notes stand in the evidence of an act, an answer or an actor."),
    h("p", { class: "muted" }, notes.writeNote ? IN_STORE : IN_BROWSER),
  ].filter((part) => part !== null);
}

/**
 * What is selected to see what a note is about; of a response, the act that answers.
 * @param {Page.GraphData} data
 * @param {string} about
 */
function selectionOf(data, about) {
  const claim = claimOf(data, about);
  return claim ? `incident:${claim.source}` : about;
}

/**
 * @param {Page.GraphData} data
 * @param {string} about
 */
function claimOf(data, about) {
  const [kind, id] = splitSelection(about);
  return kind === "claim" ? data.claims.find((claim) => claim.id === id) : undefined;
}

/**
 * @param {Page.GraphData} data
 * @param {string} about
 */
function titleOf(data, about) {
  const [kind, id] = splitSelection(about);
  const claim = claimOf(data, about);
  const [answer, cause] = [claim?.source, claim?.target].map((end) => data.incident(end ?? ""));
  if (answer && cause) return `${data.sentence(answer)} ← ${data.sentence(cause)}`;
  const incident = kind === "incident" ? data.incident(id) : undefined;
  return incident ? data.sentence(incident) : data.name(id);
}
