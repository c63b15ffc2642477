"""Contradictions: responses that surely came before what they are said to respond to."""

from collections.abc import Iterable, Mapping

from talion.model.claim import Claim, ClaimType
from talion.model.date import Date


def came_before(response: Date | None, antecedent: Date | None) -> bool:
    """Whether dates rule a response out: its last possible day lies before the antecedent's first.

    A missing date rules out nothing.

    >>> came_before(Date("2018-03-17"), Date("2018-03-20")), came_before(Date("2018"), None)
    (True, False)
    >>> came_before(Date("2018-03"), Date("2018-03-20"))
    False
    """
    if response is None or antecedent is None:
        return False
    return response.before(antecedent) is True


def parted(
    claims: Iterable[Claim], dates: Mapping[str, Date | None]
) -> tuple[list[Claim], list[Claim]]:
    """Return the claims that the dates of incidents allow, and the contradictions among them.

    Only a response needs an order in time. An incident that `dates` lacks has no date.

    >>> from talion.model.claim import Basis
    >>> claim = Claim("a#l1", ClaimType.RESPONSE, "b", "a", Basis.STATED)
    >>> allowed, ruled_out = parted([claim], {"a": Date("2017"), "b": Date("1986")})
    >>> len(allowed), len(ruled_out)
    (0, 1)
    """
    allowed: list[Claim] = []
    ruled_out: list[Claim] = []
    for claim in claims:
        reversed_ = claim.type == ClaimType.RESPONSE and came_before(
            dates.get(claim.source), dates.get(claim.target)
        )
        (ruled_out if reversed_ else allowed).append(claim)
    return allowed, ruled_out
