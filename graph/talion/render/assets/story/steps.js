// The steps of a story: of a chain, or of an exchange by the order of time.

import { isSized } from "../answers/beads.js";
import { clip, grouped, plural } from "../base/text.js";
import { dateWords } from "../data/dates.js";
import { withOutside } from "../data/dyads.js";
import { bestResponses } from "../data/ledger.js";
import { dyadOf, exchangeLedger } from "../exchange/pair.js";

/**
 * @typedef {object} Step
 * @property {Model.Incident[]} incidents
 * @property {string} title
 * @property {Answers.Link | undefined} link what it answers, best known
 */
/**
 * @typedef {object} Story
 * @property {string} title
 * @property {string} kind
 * @property {Step[]} steps
 * @property {Answers.Dyad} pair
 */

/**
 * The story of the chain that is followed, else of the exchange that is chosen, else of the first chain.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @returns {Story | null}
 */
export function storyOf(data, state, result) {
  const chain = data.chain(state.chain);
  if (chain) return chainStory(data, state, chain);
  if (state.sides.every(Boolean)) return exchangeStory(data, state, result);
  const [first] = data.chains;
  return first ? chainStory(data, state, first) : null;
}

/**
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Model.Chain} chain
 * @returns {Story}
 */
function chainStory(data, state, chain) {
  const groups = chain.steps.map((ids) => data.incidentsOf(ids)).filter(({ length }) => length);
  const ids = new Set(groups.flat().map(({ id }) => id));
  const claims = bestResponses(data, { ...state, basis: [], chance: 0 });
  const links = claims.flatMap((claim) => linkOf(data, claim, ids));
  const openers = new Set((groups[0] ?? []).flatMap(({ agents }) => agents));
  const opens = (/** @type {Model.Incident} */ { agents }) => agents.some((id) => openers.has(id));
  const acts = new Map(groups.flat().map((incident) => [incident.id, { incident, lane: opens(incident) ? 1 : 0 }]));
  const others = [
    ...new Set(
      groups
        .flat()
        .filter((incident) => !opens(incident))
        .flatMap(({ agents }) => agents),
    ),
  ];
  const targets = others.length ? others : [...new Set(groups.flat().flatMap(({ targets }) => targets))];
  const pair = pairOf([targets, [...openers]], acts, links);
  return {
    title: `${data.names([...openers].slice(0, 2))} and ${data.names(targets.slice(0, 2))}`,
    kind: `a chain of ${plural(groups.length, "step")}${yearsOf(groups.flat())}`,
    steps: groups.map((incidents) => stepOf(data, incidents, links)),
    pair,
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @param {Page.Result} result
 * @returns {Story}
 */
function exchangeStory(data, state, result) {
  const { ledger } = exchangeLedger(data, state, ({ id }) => result.shown.has(id));
  const all = withOutside(data, state, dyadOf(data, ledger, state.sides), ({ id }) => result.shown.has(id));
  const linked = new Set(all.links.flatMap(({ cause, answer }) => [cause.id, answer.id]));
  const acts = new Map([...all.acts].filter(([id]) => linked.has(id)));
  const time = (/** @type {Model.Incident} */ { id, from }) =>
    from ?? (all.links.find(({ cause }) => cause.id === id)?.answer.from ?? 1e7) - 0.5;
  const inOrder = [...acts.values()]
    .map(({ incident }) => incident)
    .sort((a, b) => time(a) - time(b))
    .slice(0, 60);
  return {
    title: all.sides.map((side) => data.names(side)).join(" and "),
    kind: `an exchange${yearsOf(inOrder)}`,
    steps: inOrder.map((incident) => stepOf(data, [incident], all.links)),
    pair: pairOf(
      all.sides,
      new Map(
        inOrder.flatMap(({ id }) => {
          const act = acts.get(id);
          return act ? [[id, act]] : [];
        }),
      ),
      all.links,
    ),
  };
}

/**
 * @param {string[][]} sides
 * @param {Answers.Dyad["acts"]} acts
 * @param {Answers.Link[]} links
 * @returns {Answers.Dyad}
 */
function pairOf(sides, acts, links) {
  const done = links.filter(({ answer }) => answer.status !== "prospective");
  const answered = new Set(done.map(({ cause }) => cause.id));
  return {
    key: "story",
    sides,
    acts,
    links,
    answered,
    about: answered.size,
    total: [...acts.values()].filter(({ incident }) => incident.status !== "prospective").length,
    talk: 0,
    own: answered.size,
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Json.Claim} claim
 * @param {Set<string>} ids
 * @returns {Answers.Link[]}
 */
function linkOf(data, claim, ids) {
  const [answer, cause] = [data.incident(claim.source), data.incident(claim.target)];
  return answer && cause && ids.has(answer.id) && ids.has(cause.id) ? [{ claim, answer, cause }] : [];
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} incidents
 * @param {Answers.Link[]} links
 * @returns {Step}
 */
function stepOf(data, incidents, links) {
  const ids = new Set(incidents.map(({ id }) => id));
  return { incidents, title: titleOf(data, incidents), link: links.find(({ answer }) => ids.has(answer.id)) };
}

/**
 * “United States: expulsion of 10”; of several acts, who did what.
 * @param {Page.GraphData} data
 * @param {Model.Incident[]} incidents
 */
function titleOf(data, incidents) {
  const who = [...new Set(incidents.flatMap(({ agents }) => agents))];
  const what = [...new Set(incidents.map((incident) => deed(data, incident, incidents.length === 1)))];
  const names =
    who.length > 2 ? `${data.name(who[0] ?? "")} and ${who.length - 1} more` : data.names(who).replace(", ", " and ");
  return `${names}: ${clip(what.join(" and "), 60)}`;
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {boolean} alone
 */
function deed(data, incident, alone) {
  const { label } = data.type(incident);
  return alone && incident.count && isSized(data, incident) ? `${label} of ${grouped(incident.count)}` : label;
}

/** @param {Model.Incident[]} incidents */
function yearsOf(incidents) {
  const years = incidents
    .flatMap(({ date }) => (/^\d{4}/.test(date ?? "") ? [dateWords(date?.slice(0, 4))] : []))
    .sort();
  const [first, last] = [years[0], years.at(-1)];
  return first ? (first === last ? `, ${first}` : `, ${first}–${last}`) : "";
}
