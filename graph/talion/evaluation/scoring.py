"""Agreement of two annotators' findings: the codebook's scoring.

A finding agrees with a gold one when its type is the same and both its sides overlap; each is
matched once, the best match first. Counted are incidents (all, and the `core` types), the slots of
those matched, actors, links, and `answers`: responses and precedents between groups of incidents
that `part_of` joins. Numbers are summed over articles before they are divided (micro-average).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from talion.evaluation.actor_matching import fold, last_name, plain
from talion.evaluation.incident_matching import matches, right_slots
from talion.evaluation.link_scores import count_links, gold_answers, reached_answers
from talion.evaluation.tally import Agreement, Tally
from talion.model.actor import ActorKind
from talion.model.findings import Finding, Findings
from talion.store.reference import incident_types


def core_types() -> frozenset[str]:
    """Return the types that a graph of tit-for-tat stands on: those that states announce.

    >>> "expulsion" in core_types(), "espionage" in core_types()
    (True, False)
    """
    return frozenset(t.id for t in incident_types() if t.traits.is_announced)


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
    count_links(made, gold.links, predicted.links, ends)
    wanted = gold_answers(gold)
    found = reached_answers(gold, predicted, {p: g for g, p in ends.items()})
    made.answers = Tally(len(wanted), len(found), len(wanted & found))
    return made


def _actors(findings: Findings) -> Counter[tuple[str, str]]:
    """Return an annotator's actors: a name once, two persons with one last name as two."""
    persons = {plain(a.name) for a in findings.actors if a.type == ActorKind.PERSON}
    others = {(a.type, fold(a.name)) for a in findings.actors if a.type != ActorKind.PERSON}
    return Counter(others) + Counter((str(ActorKind.PERSON), last_name(name)) for name in persons)
