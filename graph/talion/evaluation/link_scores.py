"""Agreement on links, and on answers: links between groups of incidents that `part_of` joins."""

from collections.abc import Iterable, Mapping

from talion.evaluation.tally import Agreement, Tally
from talion.model.claim import ClaimType
from talion.model.findings import Findings, Link


def count_links(
    made: Agreement, gold: Iterable[Link], predicted: Iterable[Link], ends: Mapping[str, str]
) -> None:
    """Count links whose ends are matched and whose type agrees.

    >>> made = Agreement()
    >>> count_links(made, (), (), {})
    >>> made.links
    Tally(gold=0, predicted=0, right=0)
    """
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


def gold_answers(gold: Findings) -> set[Answer]:
    """Return the answers between the gold groups.

    >>> gold_answers(Findings("a", None, (), (), ()))
    set()
    """
    groups = _groups(gold)
    return {
        (k.type, min(groups[k.source]), min(groups[k.target]))
        for k in gold.links
        if k.type != ClaimType.PART
    }


def reached_answers(gold: Findings, predicted: Findings, ends: Mapping[str, str]) -> set[Answer]:
    """Return the answers of a reader between the gold groups that their ends reach.

    An answer whose ends reach none counts all the same, and is wrong.

    >>> nothing = Findings("a", None, (), (), ())
    >>> reached_answers(nothing, nothing, {})
    set()
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
