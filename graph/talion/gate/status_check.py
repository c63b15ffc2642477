"""Whether a status agrees with the words by which an article hedges an act, or does not."""

import re

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.gate.who_states_it import (
    OF_DEED,
    OF_MEASURE,
    is_said_by_another,
    is_unattributed,
    words_before,
)
from talion.model.incident import Span, Status
from talion.model.type_traits import TypeTraits


def check_status(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return why the status of an incident cannot be; None where the words allow it.

    Words quoted for it count where they stand by the act. What is prospective has words that say so
    in its own quote or in those; of a measure they are more than an order ("is to leave"). What a
    state announces itself is alleged only by hearsay, in the same words. A deed is alleged also by
    words in its paragraph and the two sentences before. A deed is not reported where its quote or
    the words just before it call it alleged, where somebody else states it ("Kyiv says that …"), or
    where it is covert and its sentence does not name the state that is said to have done it; nor is
    a measure that those words call undecided.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "Peru expelled two envoys."))
    >>> act = evidence.folded.find("Peru expelled two envoys")
    >>> made = ProposedIncident("e1", "x", "alleged", (), (), act.text)
    >>> check_status(evidence, made, act, TypeTraits()).name
    'NOT_HEDGED'
    """
    table, own = evidence.table, fold_text(act.text)
    if incident.status == Status.REPORTED:
        return _why_not_reported(evidence, incident, act, traits)
    quoted = _quoted(evidence, incident, act)
    if incident.status == Status.PROSPECTIVE:
        plain = table.ordered.sub(" ", own) if traits.is_measure else own
        said = table.prospective.search(plain) or _any(table.prospective, quoted)
        return None if said else Refusal.NOT_TO_COME
    if traits.is_announced:
        return None if _any(table.hearsay, [act, *quoted]) else Refusal.NOT_HEDGED
    wide = [evidence.sentences(act, before=2), evidence.paragraph(act), *quoted]
    return None if _any(table.alleged, wide) else Refusal.NOT_HEDGED


def _why_not_reported(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return why an incident is no plain report; None where it may be one."""
    table = evidence.table
    most = OF_MEASURE if traits.is_measure else OF_DEED
    near = (fold_text(act.text), words_before(evidence, act, most))
    if traits.is_measure and any(map(table.undecided.search, near)):
        return Refusal.UNDECIDED
    if not traits.is_deed:
        return None
    if any(map(table.claimed.search, near)) or is_said_by_another(evidence, incident, act):
        return Refusal.HEDGED
    if traits.covert and is_unattributed(evidence, incident, act):
        return Refusal.UNATTRIBUTED
    return None


def _quoted(evidence: ArticleEvidence, incident: ProposedIncident, act: Span) -> list[Span]:
    """Return the words quoted for a status, if they stand near the act."""
    quoted = evidence.folded.find(incident.status_quote) if incident.status_quote else None
    if quoted is None:
        return []
    before, after = evidence.sentences(act, before=2), evidence.next_sentence(act)
    around = evidence.paragraph(act)
    start, end = min(before.start, around.start), max(after.end, around.end)
    return [quoted] if start <= quoted.start and quoted.end <= end else []


def _any(pattern: re.Pattern[str], spans: list[Span]) -> bool:
    return any(pattern.search(fold_text(span.text)) for span in spans)
