"""Whether the words quoted for a link carry it, and whether its incidents allow it."""

from collections.abc import Mapping
from dataclasses import dataclass

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.proposal import ProposedLink
from talion.gate.refusal import Refusal
from talion.model.claim import ClaimType
from talion.model.date import Date
from talion.model.findings import Finding
from talion.model.incident import Span

#: Words of a link's quote that by themselves say nothing.
_FEW = 2


@dataclass(frozen=True, slots=True)
class Accepted:
    """An incident that passed: the finding and where its quote stands."""

    finding: Finding
    act: Span


def check_link(
    evidence: ArticleEvidence, link: ProposedLink, accepted: Mapping[str, Accepted]
) -> Span | Refusal:
    """Return where the words of a link stand, or why it cannot be.

    The words must be of two at least, say more than that one thing came later, and stand in the
    paragraph of one of the incidents or name one of its parties. A response does not lie before
    what it responds to.
    """
    source, target = accepted.get(link.source), accepted.get(link.target)
    if source is None or target is None:
        return Refusal.LOOSE_END
    if link.source == link.target:
        return Refusal.TO_ITSELF
    quote = evidence.folded.find(link.quote) if link.quote.strip() else None
    if quote is None:
        return Refusal.NOT_VERBATIM
    if evidence.is_instruction(quote):
        return Refusal.INSTRUCTION
    words = evidence.table.later.sub(" ", fold_text(quote.text)).split()
    if len(words) < (1 if len(fold_text(quote.text).split()) < _FEW else _FEW):
        return Refusal.NO_LINK_WORDS
    if not _near(evidence, quote, source, target):
        return Refusal.FAR_WORDS
    if link.type == ClaimType.RESPONSE and _before(source.finding, target.finding):
        return Refusal.BEFORE_CAUSE
    return quote


def _near(evidence: ArticleEvidence, quote: Span, source: Accepted, target: Accepted) -> bool:
    """Whether the words of a link stand by one of its incidents, or name a party of one."""
    first, last = quote.start, quote.end
    for end in (source, target):
        around = evidence.paragraph(end.act)
        if around.start <= last and first <= around.end:
            return True
    passage = evidence.paragraph(quote)
    start, stop = evidence.folded.folded_bounds(passage)
    known = evidence.names.known
    mentioned = (known.by_id(ident) for ident in evidence.names.states_within(start, stop))
    named = {actor.name for actor in mentioned if actor is not None}
    parties = {name for end in (source, target) for name in _parties(end.finding)}
    return bool(named & parties)


def _parties(finding: Finding) -> tuple[str, ...]:
    return (*finding.agents, *finding.targets)


def _before(response: Finding, cause: Finding) -> bool:
    """Whether a response certainly lies before its cause."""
    if response.date is None or cause.date is None:
        return False
    return Date(response.date).latest < Date(cause.date).earliest
