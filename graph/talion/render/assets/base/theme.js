// Colours as the style sheet gives them, for what is drawn and not styled.

import { keep, kept } from "./kept.js";

/** The families of incident types, in the order in which they are stacked, from the axis outward. */
export const GROUPS = ["force", "law", "covert", "diplomatic", "words", "other", "talk"];
/** @type {Record<string, string>} */
export const GROUP_LABELS = {
  force: "force: attacks, sabotage, war",
  law: "law and coercion: arrests, sanctions, deportations",
  covert: "covert: spying, hacking, influence",
  diplomatic: "diplomacy: expulsions, closures, recalls",
  words: "words and protest: threats, demands, summons",
  other: "other",
  talk: "talk and cooperation",
};
/** The kinds of actors. */
export const KINDS = ["country", "organization", "agency", "person", "mission"];
const NAMES = ["ink", "muted", "rule", "line", "paper", "panel", "accent", ...KINDS, ...GROUPS];
const DARK = "(prefers-color-scheme: dark)";

/** @type {Record<string, string> | null} */
let known = null;

/**
 * The colours of now: {ink, paper, …, force, covert, …}.
 * @returns {Record<string, string>}
 */
export function colours() {
  known ??= read();
  return known;
}

function read() {
  const probe = document.createElement("i");
  document.body.append(probe);
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of NAMES) {
    probe.style.setProperty("color", `var(--${name})`);
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/**
 * Let the reader choose light or dark; `changed` is called after any change.
 * @param {() => void} changed
 */
export function themed(changed) {
  const refresh = () => {
    known = null;
    changed();
  };
  matchMedia(DARK).addEventListener("change", refresh);
  const theme = kept("theme");
  if (theme !== null) document.documentElement.setAttribute("data-theme", theme);
  return () => {
    const system = matchMedia(DARK).matches ? "dark" : "light";
    const next = (document.documentElement.dataset.theme ?? system) === "dark" ? "light" : "dark";
    document.documentElement.setAttribute("data-theme", next);
    keep("theme", next);
    refresh();
  };
}
