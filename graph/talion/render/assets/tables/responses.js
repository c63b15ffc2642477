// The table of claims between incidents: responses, precedents and parts.

import { plural } from "../base/text.js";
import { isResponse } from "../data/graph_data.js";

/** @type {Record<string, string>} */
const CLAIMS = { in_response_to: "answers", precedent_of: "is a precedent of", part_of: "is part of" };

/**
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @returns {Page.ShownTable}
 */
export function responseTable(data, result) {
  const claims = result.claims.filter((c) => result.shown.has(c.source) && result.shown.has(c.target));
  return {
    lead: "incident",
    caption: `${plural(claims.length, "claim")}, of which ${plural(claims.filter(isResponse).length, "response")}`,
    columns: ["date", "incident", "claim", "other date", "other incident", "basis", "probability", "quote"],
    numeric: ["probability"],
    rows: claims.flatMap((claim) => rowOf(data, claim)),
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Json.Claim} claim
 * @returns {Page.Row[]}
 */
function rowOf(data, claim) {
  const [one, other] = [data.incident(claim.source), data.incident(claim.target)];
  if (!one || !other) return [];
  return [
    {
      select: `incident:${claim.source}`,
      others: { "other incident": `incident:${claim.target}` },
      cells: [
        one.date ?? "",
        data.sentence(one),
        CLAIMS[claim.type] ?? claim.type.replaceAll("_", " "),
        other.date ?? "",
        data.sentence(other),
        claim.basis,
        claim.probability ?? "",
        claim.quote ?? "",
      ],
    },
  ];
}
