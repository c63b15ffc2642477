// What a number stands for, as a list of incidents or of responses.

import { bdi, h } from "../base/dom.js";
import { plural } from "../base/text.js";
import { basisOf, incidentList, loneLine, moreButton } from "./parts.js";

/**
 * @param {import("./evidence.js").Evidence} panel
 * @param {import("../data/selections.js").Listed} listed
 */
export function listEvidence(panel, listed) {
  const title = h("h3", {}, bdi(listed.title));
  if ("incidents" in listed) return [title, incidentList(panel, listed.incidents)];
  const { claims } = listed;
  return [
    title,
    h("p", { class: "muted" }, `${plural(claims.length, "response")}.`),
    h(
      "ol",
      { class: "claims" },
      claims.slice(0, panel.limit).map((claim) => claimItem(panel, claim)),
    ),
    moreButton(panel, claims.length, "response"),
  ];
}

/**
 * @param {import("./evidence.js").Evidence} panel
 * @param {Json.Claim} claim
 */
function claimItem(panel, claim) {
  const [response, cause] = [panel.data.incident(claim.source), panel.data.incident(claim.target)];
  return h("li", {}, loneLine(panel, response), basisOf(panel, claim, "answers, "), loneLine(panel, cause));
}
