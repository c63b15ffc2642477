// The star and the note of what is selected.

import { button, h } from "../base/dom.js";

/**
 * @param {import("../evidence/evidence.js").Evidence} panel
 * @param {string} about
 */
export function noteBox({ page }, about) {
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
    { class: "star", "aria-pressed": String(star), "aria-label": "Star" },
  );
  const area = h("textarea", {
    rows: "2",
    "aria-label": "My note",
    placeholder: "a note of mine " + "…",
    on: { change: () => notes.write(about, { text: area.value.trim() }) },
  });
  area.value = text;
  return h("div", { class: "note-box" }, toggle, area);
}
