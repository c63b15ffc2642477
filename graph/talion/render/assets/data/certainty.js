// How sure an incident or a response is, and whether that is enough to be shown.

/**
 * How surely something was read, 0 to 1; what a person reviewed or a table states is certain.
 * @param {{confidence?: number}} row
 */
export function confidenceOf({ confidence }) {
  return confidence ?? 1;
}

/**
 * Whether a claim is shown: its basis is, and it is probable enough.
 * @param {Page.State} state
 * @param {Json.Claim} claim
 */
export function isShownClaim(state, claim) {
  if (state.basis.includes(claim.basis)) return false;
  if (claim.basis === "stated" && confidenceOf(claim) < state.confidence) return false;
  return claim.basis !== "inferred" || (claim.probability ?? 0) >= state.chance;
}
