"""Who states a deed: the words before its quote, and whether its sentence names who did it."""

import re

from talion.gate.evidence import ArticleEvidence
from talion.gate.proposal import ProposedIncident, ProposedSide
from talion.model.actor import Actor, ActorKind
from talion.model.incident import Span

#: So many words before a quote belong to it: "plans to" a measure, "accused Peru of" a deed.
OF_MEASURE, OF_DEED = 3, 5
#: So many words before a quote may name who states it: "a Kyiv official said on Monday that".
_SPEAKER = 9
_CLAUSE, _STATEMENT = re.compile(r"[,;:.?!]"), re.compile(r"[;:.?!]")
_WORD = re.compile(r"\S+")


def words_before(evidence: ArticleEvidence, act: Span, most: int) -> str:
    """Return the last words before a quote in its clause, so many at most, folded.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "On Monday, Peru plans to expel two envoys."))
    >>> words_before(evidence, evidence.folded.find("expel two envoys"), OF_MEASURE)
    'peru plans to'
    """
    start, end = _before(evidence, act, most, _CLAUSE)
    return evidence.folded.text[start:end].strip()


def is_said_by_another(evidence: ArticleEvidence, incident: ProposedIncident, act: Span) -> bool:
    """Whether a quote is what somebody states who is not named as its agent: "Kyiv says that".

    >>> from talion.model.article import Article
    >>> article = Article("a", "Chile says that Peru shelled a village. Peru says it did so.")
    >>> evidence = ArticleEvidence(article)
    >>> for quote in ("Peru shelled a village", "it did so"):
    ...     made = ProposedIncident("e1", "x", "reported", (ProposedSide("Peru"),), (), quote)
    ...     print(is_said_by_another(evidence, made, evidence.folded.find(quote)))
    True
    False
    """
    start, end = _before(evidence, act, _SPEAKER, _STATEMENT)
    if not evidence.table.attributed.search(evidence.folded.text[start:end]):
        return False
    return not any(_is_named(evidence, side, start, end) for side in incident.agents)


def is_unattributed(evidence: ArticleEvidence, incident: ProposedIncident, act: Span) -> bool:
    """Whether all agents are states, and the sentence of the act mentions none of them.

    Words quoted for an agent in that sentence mention it, too.

    >>> from talion.model.article import Article
    >>> article = Article("a", "Peru was angry with Chile. Somebody had tapped its telephones.")
    >>> evidence = ArticleEvidence(article)
    >>> made = ProposedIncident(
    ...     "e1", "x", "reported", (ProposedSide("Chile"),), (ProposedSide("Peru"),), "tapped its"
    ... )
    >>> is_unattributed(evidence, made, evidence.folded.find("tapped its"))
    True
    """
    sentence = evidence.sentences(act)
    start, end = evidence.folded.folded_bounds(sentence)
    states = [_known(evidence, side) for side in incident.agents]
    if not states or not all(a is not None and a.kind is ActorKind.COUNTRY for a in states):
        return False
    quotes = (evidence.folded.find(side.quote) for side in incident.agents if side.quote)
    if any(q is not None and sentence.start <= q.start < sentence.end for q in quotes):
        return False
    return not any(_is_named(evidence, side, start, end) for side in incident.agents)


def _before(
    evidence: ArticleEvidence, act: Span, most: int, breaks: re.Pattern[str]
) -> tuple[int, int]:
    """Return the folded bounds of the last words before a quote, back to a break at most."""
    first, _ = evidence.folded.folded_bounds(evidence.sentences(act))
    end, _ = evidence.folded.folded_bounds(act)
    passage = evidence.folded.text[first:end]
    first += max((m.end() for m in breaks.finditer(passage)), default=0)
    words = list(_WORD.finditer(evidence.folded.text[first:end]))[-most:]
    return (first + words[0].start() if words else end), end


def _is_named(evidence: ArticleEvidence, side: ProposedSide, start: int, end: int) -> bool:
    """Whether folded characters [start, end) mention a party, by the end of its name at least."""
    actor = _known(evidence, side)
    if actor is None:
        return side.name.casefold().split()[-1] in evidence.folded.text[start:end]
    return any(start <= a and b <= end for a, b in evidence.names.mentions_of(actor))


def _known(evidence: ArticleEvidence, side: ProposedSide) -> Actor | None:
    known = evidence.names.known
    return known.actor(side.name, evidence.published) or known.actor(side.name)
