// The table of incidents.

import { publishersOf } from "../data/filter.js";
import { isResponse } from "../data/graph_data.js";

/**
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @returns {Page.ShownTable}
 */
export function incidentTable(data, result) {
  const responses = countResponses(result.claims);
  return {
    lead: "type",
    columns: [
      "date",
      "source",
      "target",
      "type",
      "count",
      "status",
      "quote",
      "answers",
      "answered by",
      "reports",
      "publishers",
    ],
    numeric: ["count", "reports", "answers", "answered by"],
    rows: data.incidents.filter((i) => result.shown.has(i.id)).map((i) => rowOf(data, i, responses)),
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {ReturnType<typeof countResponses>} responses
 * @returns {Page.Row}
 */
function rowOf(data, incident, responses) {
  const select = `incident:${incident.id}`;
  return {
    select,
    cells: [
      incident.date ?? "",
      data.names(incident.agents),
      data.names(incident.targets),
      data.type(incident).label,
      incident.count ?? "",
      incident.status,
      data.reports.get(incident.reports[0] ?? "")?.quote ?? "",
      responses.of.get(incident.id)?.size ?? 0,
      responses.to.get(incident.id)?.size ?? 0,
      incident.reports.length,
      [...new Set(publishersOf(data, incident))].join("; "),
    ],
    counts: { reports: select, answers: select, "answered by": select },
    disputed: incident.disputed,
  };
}

/**
 * By the id of an incident: which incidents it answers, and which answer it, each once.
 * @param {Json.Claim[]} claims
 */
function countResponses(claims) {
  /** @typedef {Map<string, Set<string>>} Others */
  const found = { of: /** @type {Others} */ (new Map()), to: /** @type {Others} */ (new Map()) };
  /** @param {Others} map @param {string} id @param {string} other */
  const add = (map, id, other) => map.set(id, (map.get(id) ?? new Set()).add(other));
  for (const claim of claims) {
    if (!isResponse(claim)) continue;
    add(found.of, claim.source, claim.target);
    add(found.to, claim.target, claim.source);
  }
  return found;
}
