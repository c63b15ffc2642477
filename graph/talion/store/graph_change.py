"""What became of incidents and decisions when some articles or decisions changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from talion.model.claim import Claim
from talion.model.decision import Decision
from talion.model.incident import Incident
from talion.model.overlaps import Total
from talion.store.derived_totals import Key


@dataclass(frozen=True, slots=True)
class KnownClaims:
    """All claims between the incidents of a graph: `told`, and those that the dates rule out."""

    told: Sequence[Claim]
    ruled_out: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class GraphChange:
    """Incidents and decisions that are gone or came, with their titles, and the totals to renew.

    What changed is gone and came. `former` are the incidents that claims joined to what is gone,
    before the change; `claims` are all there are after it.
    """

    gone: Collection[str]
    come: Collection[Incident]
    former: Collection[str]
    claims: KnownClaims
    titles: Mapping[str, str]
    decisions_gone: Collection[Decision]
    decisions_come: Collection[Decision]
    totals_gone: Collection[Key]
    totals: Mapping[Key, Total]
