// The star and the note of what is selected, and where they are kept.

import { button, h } from "../base/dom.js";

/**
 * @param {import("../evidence/evidence.js").Evidence} panel
 * @param {string} about
 */
export function noteBox({ page }, about, label = "My note") {
  const { notes } = page;
  const toggle = button("", () => write({ star: !notes.of(about).star }), {
    class: "star",
    "aria-label": label === "My note" ? "Star" : "Star this answer",
  });
  const area = h("textarea", {
    rows: "2",
    "aria-label": label,
    placeholder: "a note of mine …",
    on: { change: () => write({ text: area.value.trim() }) },
  });
  const status = h("small", { class: "muted note-status", role: "status" });
  const show = () => {
    const { text, star } = notes.of(about);
    area.value = text;
    toggle.textContent = star ? "★" : "☆";
    toggle.setAttribute("aria-pressed", String(star));
  };
  /** @param {Partial<import("./notebook.js").Note>} change */
  const write = async (change) => {
    const before = notes.of(about);
    const writing = notes.write(about, change);
    show();
    status.replaceChildren("saving …");
    const { stored, reason } = await writing;
    show();
    const undo = button("Undo", () => write(before), { class: "link" });
    const words = stored ? "Saved in the store." : `Kept in this browser${reason ? `: ${reason}` : "."}`;
    status.replaceChildren(words, " ", undo);
  };
  if (notes.isStored(about)) status.replaceChildren("From the store.");
  show();
  return h("div", { class: "note-box" }, toggle, h("div", {}, area, status));
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
