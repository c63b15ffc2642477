"""Agreement of two annotators' findings: the codebook's scoring.

A finding agrees with a gold one when its type is the same and both its sides overlap; each is
matched once, the best match first. Counted are incidents (all, and the `core` types), the slots of
those matched, actors, links, and `answers`: responses and precedents between groups of incidents
that `part_of` joins. Numbers are summed over articles before they are divided (micro-average).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from talion.evaluation.actor_matching import FoldedParty, Roster, fold, last_name, plain
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType
from talion.model.findings import Finding, Findings, Link
from talion.model.incident import Slot
from talion.store.reference import incident_types

SLOTS = tuple(Slot)


def core_types() -> frozenset[str]:
    """Return the types that a graph of tit-for-tat stands on: those that states announce.

    >>> "expulsion" in core_types(), "espionage" in core_types()
    (True, False)
    """
    return frozenset(t.id for t in incident_types() if t.traits.is_announced)


@dataclass(slots=True)
class Tally:
    """True positives, and the numbers of gold and of predicted items.

    >>> Tally(gold=4, predicted=2, right=1).f1
    0.3333333333333333
    """

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def add(self, other: "Tally") -> None:
        """Add the numbers of another article."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.right += other.right

    @property
    def precision(self) -> float | None:
        """The share of the predicted items that is right; None where there is nothing at all."""
        if self.predicted:
            return self.right / self.predicted
        return 0.0 if self.gold else None

    @property
    def recall(self) -> float | None:
        """The share of the gold items that was found; None where there is nothing at all."""
        if self.gold:
            return self.right / self.gold
        return 0.0 if self.predicted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing at all."""
        whole = self.gold + self.predicted
        return 2 * self.right / whole if whole else None

    def to_dict(self) -> dict[str, Any]:
        """Return the numbers and the measures."""
        numbers = {"gold": self.gold, "predicted": self.predicted, "right": self.right}
        return {**numbers, "precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(slots=True)
class Agreement:
    """The agreement of two annotators' findings, counted."""

    incidents: Tally = field(default_factory=Tally)
    core: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    links: Tally = field(default_factory=Tally)
    links_matched_ends: Tally = field(default_factory=Tally)
    answers: Tally = field(default_factory=Tally)
    slots: Counter[Slot] = field(default_factory=Counter)

    def add(self, other: "Agreement") -> None:
        """Add the numbers of another article."""
        for name in (f.name for f in fields(self) if f.name != "slots"):
            getattr(self, name).add(getattr(other, name))
        self.slots.update(other.slots)

    def to_dict(self) -> dict[str, Any]:
        """Return all numbers under the codebook's names."""
        of = self.incidents.right
        slots = {
            slot: {
                "right": self.slots[slot],
                "of": of,
                "share": self.slots[slot] / of if of else None,
            }
            for slot in SLOTS
        }
        return {
            "incidents": self.incidents.to_dict(),
            "core": self.core.to_dict(),
            "slots": slots,
            "actors": self.actors.to_dict(),
            "links": self.links.to_dict(),
            "links_matched_ends": self.links_matched_ends.to_dict(),
            "answers": self.answers.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article annotated twice: the findings that match, were missed, and are false."""

    article: str
    matched: tuple[tuple[Finding, Finding], ...]
    missed: tuple[Finding, ...]
    false: tuple[Finding, ...]
    agreement: Agreement


def compare(gold: Findings, predicted: Findings | None) -> Comparison:
    """Compare the findings in one article with the gold ones; None stands for no findings.

    >>> nothing = Findings("a", None, (), (), ())
    >>> compare(nothing, None).agreement.incidents
    Tally(gold=0, predicted=0, right=0)
    """
    if predicted is None:
        predicted = Findings(gold.article, gold.published, (), (), ())
    pairs = matches(gold, predicted)
    known, found = {g.id for g, _ in pairs}, {p.id for _, p in pairs}
    return Comparison(
        article=gold.article,
        matched=pairs,
        missed=tuple(i for i in gold.incidents if i.id not in known),
        false=tuple(i for i in predicted.incidents if i.id not in found),
        agreement=_counted(gold, predicted, pairs),
    )


def total(comparisons: Iterable[Comparison]) -> Agreement:
    """Sum the numbers of several articles.

    >>> total([]).incidents.f1 is None
    True
    """
    summed = Agreement()
    for comparison in comparisons:
        summed.add(comparison.agreement)
    return summed


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


def _counted(
    gold: Findings, predicted: Findings, pairs: tuple[tuple[Finding, Finding], ...]
) -> Agreement:
    made = Agreement()
    for tally, types in ((made.incidents, None), (made.core, core_types())):
        tally.gold = sum(types is None or i.type in types for i in gold.incidents)
        tally.predicted = sum(types is None or i.type in types for i in predicted.incidents)
        tally.right = sum(types is None or g.type in types for g, _ in pairs)
    for one, two in pairs:
        made.slots.update(slot for slot, right in right_slots(one, two).items() if right)
    mine, theirs = _actors(gold), _actors(predicted)
    made.actors = Tally(mine.total(), theirs.total(), (mine & theirs).total())
    ends = {g.id: p.id for g, p in pairs}
    _count_links(made, gold.links, predicted.links, ends)
    wanted = _answers(gold)
    found = _reached(gold, predicted, {p: g for g, p in ends.items()})
    made.answers = Tally(len(wanted), len(found), len(wanted & found))
    return made


def _actors(findings: Findings) -> Counter[tuple[str, str]]:
    """Return an annotator's actors: a name once, two persons with one last name as two."""
    persons = {plain(a.name) for a in findings.actors if a.type == ActorKind.PERSON}
    others = {(a.type, fold(a.name)) for a in findings.actors if a.type != ActorKind.PERSON}
    return Counter(others) + Counter((str(ActorKind.PERSON), last_name(name)) for name in persons)


def _count_links(
    made: Agreement, gold: Iterable[Link], predicted: Iterable[Link], ends: Mapping[str, str]
) -> None:
    """Count links whose ends are matched and whose type agrees."""
    wanted = {(k.type, k.source, k.target) for k in gold}
    found = {(k.type, k.source, k.target) for k in predicted}
    matched = set(ends.values())
    inner = {(t, ends[a], ends[b]) for t, a, b in wanted if a in ends and b in ends}
    reachable = {k for k in found if matched.issuperset(k[1:])}
    right = len(inner & reachable)
    made.links = Tally(len(wanted), len(found), right)
    made.links_matched_ends = Tally(len(inner), len(reachable), right)


def _groups(findings: Findings) -> Mapping[str, frozenset[str]]:
    """Return for each incident those that `part_of` joins to it, with itself."""
    groups = {i.id: frozenset({i.id}) for i in findings.incidents}
    for link in findings.links:
        if link.type == ClaimType.PART:
            joined = groups[link.source] | groups[link.target]
            groups.update(dict.fromkeys(joined, joined))
    return groups


#: A type of link and the two groups it joins; a fourth part where it joins nothing that is known.
Answer = tuple[str, ...]


def _answers(gold: Findings) -> set[Answer]:
    groups = _groups(gold)
    return {
        (k.type, min(groups[k.source]), min(groups[k.target]))
        for k in gold.links
        if k.type != ClaimType.PART
    }


def _reached(gold: Findings, predicted: Findings, ends: Mapping[str, str]) -> set[Answer]:
    """Return the answers of a reader between the gold groups that their ends reach.

    An answer whose ends reach none counts all the same, and is wrong.
    """
    known, own = _groups(gold), _groups(predicted)
    found: set[Answer] = set()
    for link in predicted.links:
        if link.type == ClaimType.PART:
            continue
        first, second = (
            {min(known[ends[member]]) for member in own[end] if member in ends}
            for end in (link.source, link.target)
        )
        if first and second:
            found.update((link.type, a, b) for a in first for b in second)
        else:
            found.add((link.type, min(own[link.source]), min(own[link.target]), "unmatched"))
    return found
