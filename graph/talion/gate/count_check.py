"""Whether a count stands in the words of an article, in figures, in words, or as a singular."""

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.numbers_in_text import numbers_in, without_amounts_of_time
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.model.incident import Span
from talion.model.type_traits import TypeTraits


def check_count(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return why the count of an incident does not follow from the article; None where it does.

    A count stands in the words quoted for it where these hold a number, else in the sentence of the
    act or the article. One is also said by a singular, a difference by the two numbers between
    which it lies ("from 30 to 20"), a small number by as many names.

    >>> from talion.model.article import Article
    >>> evidence = ArticleEvidence(Article("a", "Peru expelled two envoys and closed a consulate."))
    >>> from talion.model.type_traits import CountedAs
    >>> act = evidence.folded.find("expelled two envoys")
    >>> made = ProposedIncident("e1", "x", "reported", (), (), act.text, count=3)
    >>> check_count(evidence, made, act, TypeTraits(counts=CountedAs.PERSONS)).name
    'COUNT_NOT_IN_TEXT'
    """
    count = incident.count
    if count is None or traits.counts is None:
        return None
    quoted = evidence.folded.find(incident.count_quote) if incident.count_quote else None
    if quoted is not None and numbers_in(fold_text(quoted.text), evidence.table):
        stated = _states(evidence, quoted.text, count, quoted.text)
        return None if stated else Refusal.COUNT_NOT_IN_TEXT
    near = quoted or evidence.sentences(act)
    if _states(evidence, near.text, count, act.text):
        return None
    wider = evidence.sentences(near, before=1)
    if _states(evidence, wider.text, count, act.text) or count in _numbers(evidence):
        return None
    persons = {side.name for side in (*incident.agents, *incident.targets)}
    if 1 < count <= max(len(persons), _capitalized(near.text)):
        return None
    return Refusal.COUNT_NOT_IN_TEXT


def _states(evidence: ArticleEvidence, text: str, count: int, act: str) -> bool:
    folded = fold_text(text)
    numbers = numbers_in(folded, evidence.table)
    if count in numbers:
        return True
    if count - 1 in numbers and evidence.table.others.search(folded):
        return True
    if count == 1:
        own = numbers_in(without_amounts_of_time(fold_text(act), evidence.table), evidence.table)
        return not own - {0, 1} or evidence.table.singular.search(folded) is not None
    return any(a - b == count for a in numbers for b in numbers)


def _numbers(evidence: ArticleEvidence) -> frozenset[int]:
    return numbers_in(evidence.folded.text, evidence.table)


def _capitalized(text: str) -> int:
    """Return how many names a list of persons in a text may hold, counted by its commas."""
    parts = [p.strip() for p in text.replace(" and ", ",").replace(";", ",").split(",")]
    return sum(p[:1].isupper() for p in parts)
