// The table of incidents.

import { plural } from "../base/text.js";
import { publishersOf } from "../data/filter.js";
import { isResponse } from "../data/graph_data.js";
import { roleTest } from "../data/replies.js";

/**
 * @param {Page.GraphData} data
 * @param {Page.Result} result
 * @param {Page.State} state
 * @returns {Page.ShownTable}
 */
export function incidentTable(data, result, state) {
  const roleOf = roleTest(data, state);
  const responses = countResponses(result.claims);
  const rows = data.incidents.filter((i) => result.shown.has(i.id)).map((i) => rowOf(data, i, responses, roleOf(i)));
  return {
    lead: "type",
    columns: [
      "date",
      "source",
      "target",
      "type",
      "count",
      "status",
      "role",
      "quote",
      "answers",
      "answered by",
      "reports",
      "publishers",
    ],
    numeric: ["count", "reports", "answers", "answered by"],
    caption: captionOf(rows),
    rows,
  };
}

/**
 * @param {Page.GraphData} data
 * @param {Model.Incident} incident
 * @param {ReturnType<typeof countResponses>} responses
 * @param {string} role
 * @returns {Page.Row}
 */
function rowOf(data, incident, responses, role) {
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
      role,
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

const ROLE = 6; // its column
/** What one and several of a role do. @type {Record<string, [string, string]>} */
const ROLES = {
  opens: ["opens an exchange", "open an exchange"],
  responds: ["responds to what was done to it", "respond to what was done to them"],
  joins: ["joins others", "join others"],
};

/** How many there are, and what they are in an exchange. @param {Page.Row[]} rows */
function captionOf(rows) {
  const parts = Object.entries(ROLES).flatMap(([role, [one, several]]) => {
    const count = rows.filter(({ cells }) => cells[ROLE] === role).length;
    return count ? [plural(count, one, several)] : [];
  });
  return [plural(rows.length, "incident"), parts.join(", ")].filter(Boolean).join(": ");
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
