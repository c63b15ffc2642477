"""Contradictions: responses that the dates rule out, alone or together with other responses."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.joint_dates import JointDates, earlier, steps_between

_Pair = tuple[str, str]


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

    Only a response needs an order in time. An incident that `dates` lacks has no date. A response
    is a contradiction where its dates rule it out, and where they do together with responses that
    are more certain: then no choice of days puts all in order, and the least certain yields. What
    is stated is more certain than what is inferred; then whatever has the higher confidence (a
    person or a table vouches for what has none), more articles, earlier dates, the earlier id. Each
    run of a model is taken apart from others.

    >>> from talion.model.claim import Basis
    >>> claim = Claim("a#l1", ClaimType.RESPONSE, "b", "a", Basis.STATED)
    >>> allowed, ruled_out = parted([claim], {"a": Date("2017"), "b": Date("1986")})
    >>> len(allowed), len(ruled_out)
    (0, 1)
    >>> then = Claim("a#l2", ClaimType.RESPONSE, "c", "b", Basis.STATED, confidence=0.7)
    >>> dates = {"a": Date("2018-03-20"), "b": Date("2018-03"), "c": Date("2018-03-17")}
    >>> [claim.id for claim in parted([claim, then], dates)[1]]
    ['a#l2']
    """
    claims = list(claims)
    impossible = _impossible([c for c in claims if c.type == ClaimType.RESPONSE], dates)
    return (
        [claim for claim in claims if claim.id not in impossible],
        [claim for claim in claims if claim.id in impossible],
    )


def conflict(claim: Claim, allowed: Iterable[Claim], dates: Mapping[str, Date | None]) -> list[str]:
    """Return the incidents, in the order of responses, that have no days together with a claim.

    `allowed` are the claims beside which the contradiction is one. Of two incidents their own dates
    rule the response out.

    >>> from talion.model.claim import Basis
    >>> one, other = (
    ...     Claim(f"a#{b}", ClaimType.RESPONSE, b, a, Basis.STATED) for b, a in ("ba", "cb")
    ... )
    >>> dates = {"a": Date("2018-03-20"), "b": Date("2018-03"), "c": Date("2018-03-17")}
    >>> conflict(other, [one], dates)
    ['a', 'b', 'c']
    """
    if came_before(dates.get(claim.source), dates.get(claim.target)):
        return [claim.target, claim.source]
    runs = (None, claim.run)
    used = [c for c in allowed if c.type == ClaimType.RESPONSE and c.run in runs]
    pairs = ((c.source, c.target) for c in used)
    return steps_between(pairs, _bounds(dates), claim.source, claim.target)


def _bounds(dates: Mapping[str, Date | None]) -> dict[str, tuple[float, float]]:
    return {
        incident: (date.earliest.toordinal(), date.latest.toordinal())
        for incident, date in dates.items()
        if date is not None
    }


def _impossible(responses: list[Claim], dates: Mapping[str, Date | None]) -> set[str]:
    """Return the ids of the claims of responses that the dates rule out."""
    bounds = _bounds(dates)
    order = JointDates.of(bounds)
    found: set[str] = set()
    by_run = sorted(responses, key=lambda c: (c.basis == Basis.INFERRED, c.run or ""))
    for (inferred, _), run in groupby(by_run, lambda c: (c.basis == Basis.INFERRED, c.run)):
        known = order.copy() if inferred else order
        for (response, antecedent), alike in _ranked(run, bounds):
            if not known.accept(response, antecedent):
                found.update(claim.id for claim in alike)
    return found


def _ranked(
    claims: Iterable[Claim], bounds: Mapping[str, tuple[float, float]]
) -> list[tuple[_Pair, list[Claim]]]:
    """Return the pairs of incidents that claims relate, the most certain first."""
    by_pair: dict[_Pair, list[Claim]] = {}
    for claim in claims:
        by_pair.setdefault((claim.source, claim.target), []).append(claim)

    def rank(item: tuple[_Pair, list[Claim]]) -> tuple[float | str, ...]:
        pair, alike = item
        sure = max(_certainty(claim) for claim in alike)
        articles = len({claim.article for claim in alike})
        return -sure, -articles, *earlier(*pair, bounds), min(claim.id for claim in alike)

    return sorted(by_pair.items(), key=rank)


def _certainty(claim: Claim) -> float:
    known = claim.confidence if claim.basis == Basis.STATED else claim.probability
    return 1.0 if known is None else known
