// Colours as the style sheet gives them, for what is drawn and not styled.

const NAMES = ["ink", "muted", "rule", "paper", "panel", "accent", "country", "organization", "agency", "person", "mission"];
export const GROUPS = ["words", "diplomatic", "law", "covert", "force", "other"];
export const GROUP_LABELS = {
  words: "words: threats, protests",
  diplomatic: "diplomatic: expulsions, closures, recalls",
  law: "law and sanctions",
  covert: "covert: spying, hacking",
  force: "force: attacks, sabotage, war",
  other: "other",
};

let known = null;

// The colours of now: {ink, paper, …, force, covert, …}.
export function colours() {
  if (known) return known;
  const style = getComputedStyle(document.documentElement);
  known = Object.fromEntries([...NAMES, ...GROUPS].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return known;
}

export function forgetColours() {
  known = null;
}
