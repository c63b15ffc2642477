// The star and the note of what is selected.

import { button, h } from "../base/dom.js";

/**
 * @param {import("../evidence/evidence.js").Evidence} panel
 * @param {string} about
 */
export function noteBox({ page }, about, label = "My note") {
  const { notes } = page;
  const { text, star } = notes.of(about);
  const toggle = button(
    star ? "★" : "☆",
    () => {
      const on = !notes.of(about).star;
      notes.write(about, { star: on });
      toggle.textContent = on ? "★" : "☆";
      toggle.setAttribute("aria-pressed", String(on));
    },
    { class: "star", "aria-pressed": String(star), "aria-label": label === "My note" ? "Star" : "Star this answer" },
  );
  const area = h("textarea", {
    rows: "2",
    "aria-label": label,
    placeholder: "a note of mine " + "…",
    on: { change: () => notes.write(about, { text: area.value.trim() }) },
  });
  area.value = text;
  return h("div", { class: "note-box" }, toggle, area);
}

/**
 * The same of a response, folded until there is one.
 * @param {import("../evidence/evidence.js").Evidence} panel
 * @param {Json.Claim} claim
 */
export function responseNote(panel, { id }) {
  const about = `claim:${id}`;
  const { text, star } = panel.page.notes.of(about);
  const box = noteBox(panel, about, "My note on this answer");
  return h("details", { class: "response-note", open: Boolean(text || star) }, h("summary", {}, "Note"), box);
}
