"""What passed the gate as an extraction: the same that the extractor returns."""

from collections.abc import Iterator
from dataclasses import replace

from talion.extract.explanation import Explanation, Extraction, Unresolved
from talion.extract.rules import Reason, Rule, SlotName
from talion.gate.gate import Admission, PassedIncident
from talion.gate.refusal import Refused
from talion.model.article import Article
from talion.model.findings import Finding, Link


def to_extraction(article: Article, admission: Admission) -> Extraction:
    """Return the extraction, incidents in the order of the text, named e1, e2 and so on.

    >>> from talion.gate.gate import admit
    >>> from talion.gate.proposal import Proposal
    >>> to_extraction(Article("a", "…"), admit(Article("a", "…"), Proposal())).findings.article
    'a'
    """
    ordered = sorted(admission.passed, key=lambda p: (p.act.start, p.act.end))
    ids = {p.finding.id: f"e{n}" for n, p in enumerate(ordered, 1)}
    incidents: list[Finding] = [replace(p.finding, id=ids[p.finding.id]) for p in ordered]
    links: list[Link] = [
        replace(k, source=ids[k.source], target=ids[k.target]) for k in admission.findings.links
    ]
    return Extraction(
        replace(admission.findings, incidents=tuple(incidents), links=tuple(links)),
        tuple(_explanation(ids[p.finding.id], p) for p in ordered),
        tuple(_unresolved(article, refused) for refused in admission.refused),
    )


def _explanation(ident: str, passed: PassedIncident) -> Explanation:
    return Explanation(
        ident, "", "", tuple(_rules(passed)), passed.act.text, passed.act.start, passed.act.end
    )


def _rules(passed: PassedIncident) -> Iterator[tuple[SlotName, Reason]]:
    """Yield the words by which each slot was filled."""
    made = passed.proposed
    sides = ((SlotName.AGENTS, made.agents), (SlotName.TARGETS, made.targets))
    quotes = [
        (slot, "”, “".join(side.quote for side in part if side.quote)) for slot, part in sides
    ]
    quotes += [
        (SlotName.COUNT, made.count_quote or ""),
        (SlotName.DATE, made.date_quote or ""),
        (SlotName.STATUS, made.status_quote or ""),
    ]
    yield from ((slot, Reason(Rule.QUOTED, quote)) for slot, quote in quotes if quote)


def _unresolved(article: Article, refused: Refused) -> Unresolved:
    place = max(article.text.find(refused.quote), 0) if refused.quote else 0
    return Unresolved(
        f"{refused.item}: {refused.said}", refused.part.value, place, refused.reason, refused.quote
    )
