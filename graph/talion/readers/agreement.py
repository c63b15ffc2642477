"""Two readings of one article in one: agreement is evidence, disagreement is doubt.

Each reader alone is right with some probability; where both report an incident with the same type
and overlapping sides, it is wrong only if both are, taken as independent (noisy or).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from talion.extract.explanation import Extraction
from talion.model.findings import Finding, Findings, Link, NamedActor

#: The name of the reader that is two.
TWO_READERS = "both"
#: How probable an incident is that passed the gate, with no second reader.
MODEL_ALONE = 0.7
#: How much of its confidence an incident keeps that the model did not report.
RULES_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class _Pairing:
    """The incidents of two readings: pairs that agree, and those of each alone, by id."""

    pairs: tuple[tuple[Finding, Finding], ...]
    only_model: tuple[Finding, ...]
    only_rules: tuple[Finding, ...]


def agreed(model: Extraction, rules: Extraction) -> Extraction:
    """Return the union of two readings; what both report stands as the model gives it, surer.

    An incident of the rules alone stays with half of its confidence, under an id of its own.

    >>> nothing = Extraction(Findings("a", None, (), (), ()))
    >>> agreed(nothing, nothing).findings.incidents
    ()
    """
    paired = _paired(model.findings.incidents, rules.findings.incidents)
    both = {one.id: _both(one, other) for one, other in paired.pairs}
    kept = tuple(
        replace(i, confidence=both.get(i.id, MODEL_ALONE)) for i in model.findings.incidents
    )
    added, ids = _added(paired, kept)
    links = _links(model.findings.links, rules.findings.links, ids)
    findings = replace(
        model.findings,
        incidents=(*kept, *added),
        links=links,
        actors=_actors(model.findings.actors, rules.findings.actors, added),
    )
    told = tuple(
        replace(e, finding=ids[e.finding])
        for e in rules.explanations
        if ids.get(e.finding) in {f.id for f in added}
    )
    return Extraction(findings, (*model.explanations, *told), model.unresolved, rules.left_out)


def doubtful_first(findings: Findings) -> Findings:
    """Return findings of two readers with what they do not agree on first; others as they are.

    >>> doubtful_first(Findings("a", None, (), (), ())).incidents
    ()
    """
    source = findings.provenance
    if source is None or source.reader != TWO_READERS:
        return findings

    def doubt(item: Finding | Link) -> float:
        return item.confidence if item.confidence is not None else 1.0

    return replace(
        findings,
        incidents=tuple(sorted(findings.incidents, key=doubt)),
        links=tuple(sorted(findings.links, key=doubt)),
    )


def _both(model: Finding, rules: Finding) -> float:
    alone = rules.confidence if rules.confidence is not None else RULES_ALONE
    return round(1 - (1 - MODEL_ALONE) * (1 - alone), 3)


def _paired(model: Iterable[Finding], rules: Iterable[Finding]) -> _Pairing:
    """Pair the incidents that agree, each once, those with more slots alike first."""
    model, rules = list(model), list(rules)
    candidates = sorted(
        ((_alike(one, other), i, j) for i, one in enumerate(model) for j, other in enumerate(rules)
         if _agree(one, other)),
        key=lambda c: (-c[0], c[1], c[2]),
    )  # fmt: skip
    taken: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return _Pairing(
        tuple((model[i], rules[j]) for i, j in sorted(taken.items())),
        tuple(m for i, m in enumerate(model) if i not in taken),
        tuple(r for j, r in enumerate(rules) if j not in taken.values()),
    )


def _agree(one: Finding, other: Finding) -> bool:
    return (
        one.type == other.type
        and _overlap(one.agents, other.agents)
        and _overlap(one.targets, other.targets)
    )


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(one) & set(other)) or (not one and not other)


def _alike(one: Finding, other: Finding) -> int:
    slots = ((one.count, other.count), (one.date, other.date), (one.status, other.status))
    return sum(a == b for a, b in slots)


def _added(
    paired: _Pairing, kept: tuple[Finding, ...]
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """Return the incidents of the rules alone under new ids, and the new ids by the rules' ids."""
    ids = {other.id: one.id for one, other in paired.pairs}
    added: list[Finding] = []
    for finding in paired.only_rules:
        ident = f"e{len(kept) + len(added) + 1}"
        ids[finding.id] = ident
        alone = finding.confidence if finding.confidence is not None else RULES_ALONE
        added.append(replace(finding, id=ident, confidence=round(alone * RULES_ALONE, 3)))
    return tuple(added), ids


def _links(
    model: tuple[Link, ...], rules: tuple[Link, ...], ids: dict[str, str]
) -> tuple[Link, ...]:
    """Return the links of both; one that both give is surer."""
    renamed = [replace(k, source=ids[k.source], target=ids[k.target]) for k in rules]
    by_ends = {(k.type, k.source, k.target): k for k in renamed}
    kept: list[Link] = []
    for link in model:
        other = by_ends.pop((link.type, link.source, link.target), None)
        sure = MODEL_ALONE if other is None else 1 - (1 - MODEL_ALONE) * (1 - _sure(other))
        kept.append(replace(link, confidence=round(sure, 3)))
    ends = {(k.source, k.target) for k in kept}
    alone = [
        replace(k, confidence=round(_sure(k) * RULES_ALONE, 3))
        for k in by_ends.values()
        if (k.source, k.target) not in ends and k.source != k.target
    ]
    return (*kept, *alone)


def _sure(link: Link) -> float:
    return link.confidence if link.confidence is not None else RULES_ALONE


def _actors(
    model: tuple[NamedActor, ...], rules: tuple[NamedActor, ...], added: tuple[Finding, ...]
) -> tuple[NamedActor, ...]:
    """Return the model's actors, with those of the rules that only their incidents name."""
    known = {actor.name for actor in model}
    needed = {name for finding in added for name in (*finding.agents, *finding.targets)}
    return (*model, *(a for a in rules if a.name in needed - known))
