// Whether those to whom something was done responded, and whether it opened an exchange itself.

import { isShownClaim } from "./certainty.js";
import { stateFolding } from "./sides.js";

const LIKELY = 0.5; // what is inferred less surely is no response

/** What may be asked of an incident, and in which words. */
export const REPLIES = {
  "": "responded to or not",
  none: "no response by the target",
  some: "the target responded",
};

/**
 * A test whether the target of an incident responded ("some"), or is not known to have ("none"); of what
 * is only planned neither holds. A response that is only expected is none, nor is one by somebody else.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @returns {(incident: Model.Incident) => "" | "none" | "some"}
 */
export function replyTest(data, state) {
  const toStates = stateFolding(data);
  return (incident) => {
    if (incident.status === "prospective") return "";
    const targets = new Set([...incident.targets, ...toStates(incident.targets)]);
    const answers = likely(data.answersTo.get(incident.id), state).map(({ source }) => data.incident(source));
    const isTheirs = answers.some(
      (answer) =>
        answer &&
        answer.status !== "prospective" &&
        (!targets.size || [...answer.agents, ...toStates(answer.agents)].some((id) => targets.has(id))),
    );
    if (isTheirs) return "some";
    return data.ends.has(incident.id) ? "" : "none"; // of what came as an end of a claim, it is not known
  };
}

/**
 * What an incident is in an exchange: it opens one, responds to what was done to its source, or joins others.
 * @param {Page.GraphData} data
 * @param {Page.State} state
 * @returns {(incident: Model.Incident) => "opens" | "responds" | "joins"}
 */
export function roleTest(data, state) {
  const toStates = stateFolding(data);
  const wider = new Set(data.claims.filter(({ type }) => type === "part_of").map(({ source }) => source));
  return (incident) => {
    const causes = likely(data.answersOf.get(incident.id), state).map(({ target }) => data.incident(target));
    const agents = new Set([...incident.agents, ...toStates(incident.agents)]);
    if (
      causes.some((cause) => cause?.targets.some((id) => agents.has(id) || toStates([id]).some((s) => agents.has(s))))
    )
      return "responds";
    return causes.length || wider.has(incident.id) ? "joins" : "opens";
  };
}

/**
 * @param {Json.Claim[]} claims
 * @param {Page.State} state
 */
function likely(claims = [], state) {
  return claims.filter((c) => isShownClaim(state, c) && (c.basis === "stated" || (c.probability ?? 0) >= LIKELY));
}
