"""Whether a status agrees with the words by which an article hedges an act, or does not."""

import re

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.model.incident import Span, Status
from talion.model.type_traits import TypeTraits


def check_status(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return why the status of an incident cannot be; None where the words allow it.

    What is prospective has words that say so in its own quote, or in those quoted for its status; a
    deed that is alleged also in its paragraph and the two sentences before. What a state announces
    itself is alleged only by hearsay. A deed whose own quote calls it alleged is not reported; nor
    is a measure that its quote calls undecided.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "Peru expelled two envoys."))
    >>> act = evidence.folded.find("Peru expelled two envoys")
    >>> made = ProposedIncident("e1", "x", "alleged", (), (), act.text)
    >>> check_status(evidence, made, act, TypeTraits()).name
    'NOT_HEDGED'
    """
    table, own = evidence.table, fold_text(act.text)
    if incident.status == Status.REPORTED:
        if traits.is_deed and table.claimed.search(own):
            return Refusal.HEDGED
        if traits.is_measure and table.undecided.search(own):
            return Refusal.UNDECIDED
        return None
    quoted = evidence.folded.find(incident.status_quote) if incident.status_quote else None
    if incident.status == Status.PROSPECTIVE:
        near = [act, *([quoted] if quoted else [])]
        return None if _any(table.prospective, near) else Refusal.NOT_TO_COME
    if traits.is_announced:
        near = [evidence.sentences(act), *([quoted] if quoted else [])]
        return None if _any(table.hearsay, near) else Refusal.NOT_HEDGED
    wide = [evidence.sentences(act, before=2), evidence.paragraph(act)]
    near = [*wide, *([quoted] if quoted else [])]
    return None if _any(table.alleged, near) else Refusal.NOT_HEDGED


def _any(pattern: re.Pattern[str], spans: list[Span]) -> bool:
    return any(pattern.search(fold_text(span.text)) for span in spans)
