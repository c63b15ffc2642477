// Colours as the style sheet gives them, for what is drawn and not styled.

const NAMES = [
  "ink",
  "muted",
  "rule",
  "line",
  "paper",
  "panel",
  "accent",
  "country",
  "organization",
  "agency",
  "person",
  "mission",
];
export const GROUPS = ["words", "diplomatic", "law", "covert", "force", "other"];
export const GROUP_LABELS = {
  words: "words: threats, protests",
  diplomatic: "diplomacy: expulsions, closures, recalls",
  law: "law: sanctions, arrests",
  covert: "covert: spying, hacking",
  force: "force: attacks, sabotage, war",
  other: "other",
};
export const KINDS = ["country", "organization", "agency", "person", "mission"];

let known = null;

// The colours of now: {ink, paper, …, force, covert, …}.
export function colours() {
  if (known) return known;
  const probe = document.createElement("i");
  document.body.append(probe);
  known = {};
  for (const name of [...NAMES, ...GROUPS]) {
    probe.style.setProperty("color", `var(--${name})`);
    known[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return known;
}

// Let the reader choose light or dark; `changed` is told of any change.
export function themed(changed) {
  const told = () => {
    known = null;
    changed();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", told);
  remember("theme", (kept) => document.documentElement.setAttribute("data-theme", kept));
  return () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (document.documentElement.dataset.theme ?? dark) === "dark" ? "light" : "dark";
    document.documentElement.setAttribute("data-theme", next);
    keep("theme", next);
    told();
  };
}

// What a browser lets a page keep is a comfort: where it does not, the page works without.
export function keep(key, value) {
  try {
    localStorage.setItem(`talion-${key}`, value);
  } catch {
    // private windows and some files have no storage
  }
}

export function remember(key, found) {
  try {
    const value = localStorage.getItem(`talion-${key}`);
    if (value !== null) found(value);
  } catch {
    // as above
  }
}
