"""Which incidents of two annotators are the same: each once, the best match first."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from talion.evaluation.actor_matching import FoldedParty, Roster
from talion.model.findings import Finding, Findings
from talion.model.incident import Slot


@dataclass(frozen=True, slots=True)
class _Side:
    """A finding prepared for matching."""

    finding: Finding
    agents: FoldedParty
    targets: FoldedParty
    words: Counter[str]


def _sides(own: Findings, other: Findings) -> list[_Side]:
    roster = Roster(own.actors, other.actors)
    return [
        _Side(
            finding,
            roster.party(finding.agents),
            roster.party(finding.targets),
            Counter(re.findall(r"\w+", finding.quote.casefold())),
        )
        for finding in own.incidents
    ]


def matches(gold: Findings, predicted: Findings) -> tuple[tuple[Finding, Finding], ...]:
    """Return the incidents that agree, each once: the best by slots, then words, then names.

    >>> nothing = Findings("a", None, (), (), ())
    >>> matches(nothing, nothing)
    ()
    """
    ranked = []
    theirs = _sides(predicted, gold)
    for g, one in enumerate(_sides(gold, predicted)):
        for p, two in enumerate(theirs):
            if (
                one.finding.type == two.finding.type
                and one.agents.agrees(two.agents)
                and one.targets.agrees(two.targets)
            ):
                slots = sum(right_slots(one.finding, two.finding).values())
                names = one.agents.share(two.agents) + one.targets.share(two.targets)
                ranked.append((-slots, -_alike(one.words, two.words), -names, g, p))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, g, p in sorted(ranked):
        if g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return tuple((gold.incidents[g], predicted.incidents[p]) for g, p in pairs.items())


def _alike(one: Counter[str], two: Counter[str]) -> float:
    """Return F1 of two multisets of words; 0 where both are empty."""
    whole = one.total() + two.total()
    return 2 * (one & two).total() / whole if whole else 0.0


def right_slots(gold: Finding, predicted: Finding) -> Mapping[Slot, bool]:
    """Return which slots agree: they are equal, or one date is a prefix of the other.

    >>> from talion.model.incident import Status
    >>> gold = Finding("e1", "threat", Status.REPORTED, (), ("Iran",), 2, "2018-03-26", "…")
    >>> found = Finding("e1", "threat", Status.ALLEGED, (), ("Iran",), 2, "2018-03", "…")
    >>> [slot.value for slot, right in right_slots(gold, found).items() if right]
    ['count', 'date']
    """
    known, found = gold.date, predicted.date
    if known is None or found is None:
        date = known is found
    else:
        date = known.startswith(found) or found.startswith(known)
    return {
        Slot.COUNT: gold.count == predicted.count,
        Slot.DATE: date,
        Slot.STATUS: gold.status == predicted.status,
    }
