// A source of data that asks the app for what it does not have yet (see source.js).

import { Strip } from "./coverage_bar.js";
import { Whole } from "./server_totals.js";
import { inlineSource } from "./source.js";

const WAIT = 120; // milliseconds without a key pressed before words are looked for

// Ask the app; `terms` are [name, value] pairs.
async function ask(path, terms) {
  const response = await fetch(`${path}?${new URLSearchParams(terms)}`, { headers: { Accept: "application/json" } });
  const found = await response.json();
  if (!response.ok) throw new Error(found.error);
  return found;
}

export function serverSource(api) {
  const asked = (what, terms) => ask(`${api}/${what}`, terms);
  const near = new Map(); // actor → how much of its neighbourhood is here
  let typed = 0;
  const neighbourhood = async (actor) => {
    if (near.has(actor)) return null;
    const found = await asked("neighbourhood", [["actor", actor]]);
    near.set(actor, found.capped);
    return found;
  };
  const find = async (words) => {
    const mine = (typed += 1);
    await new Promise((done) => setTimeout(done, WAIT));
    return mine === typed ? asked("search", [["q", words.slice(0, 200)]]) : null;
  };
  const rest = (page) => {
    const whole = new Whole(page, asked);
    const strip = new Strip(page, whole, { asked, neighbourhood, near });
    return {
      of: (state) => whole.of(state),
      follow: (state, result) => strip.follow(state, result),
      element: strip.element,
    };
  };
  return { ...inlineSource(), neighbourhood, find, rest };
}
