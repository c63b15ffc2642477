"""Whether a count stands in the words of an article, in figures, in words, or as a singular."""

import re

from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.numbers_in_text import numbers_in, without_amounts_of_time
from talion.gate.proposal import ProposedIncident
from talion.gate.refusal import Refusal
from talion.gate.time_expressions import time_expressions
from talion.model.incident import Span
from talion.model.type_traits import CountedAs, TypeTraits

#: A sum of money or a share, which counts nothing.
_MONEY = re.compile(
    r"[$€£¥] ?\d[\d.,]*(?: ?(?:bn|m|tn|billion|million|trillion)(?!\w))?|"
    r"(?<![\d.,])\d[\d.,]*+ ?(?:%|[$€£¥])"
)
#: The age of somebody who is named: ", 66,".
_AGE = re.compile(r"(?<=[^\W\d]), \d{1,2}(?=[,.)]| and )")
#: The number of a row or an item at the beginning of a line.
_LISTED = re.compile(r"^\W*\d{1,3} ?[|)]|(?<!\w)(?:(?:no|nr)\.|№|n°) ?\d{1,4}(?!\w)")
#: An article that has so few numbers leaves no doubt which may be meant.
_FEW = 8


def check_count(
    evidence: ArticleEvidence, incident: ProposedIncident, act: Span, traits: TypeTraits
) -> Refusal | None:
    """Return why the count of an incident does not follow from the article; None where it does.

    A count stands in the words quoted for it where these hold a number, else in the quote of the
    act where that does, else in its paragraph or the sentences beside it, else anywhere in an
    article of few numbers. Times, lengths of time, ages and sums of money count nothing. One is
    also said by a singular, a cut by the two numbers between which it lies ("from 30 to 20"), a sum
    by its parts, a small number by as many names.

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
    near = [span for span in (quoted, act) if span is not None]
    decisive = next((span.text for span in near if _numbers(evidence, span.text) - {1}), None)
    if decisive is not None:
        stated = _states(evidence, decisive, count, act.text, traits)
        return None if stated else Refusal.COUNT_NOT_IN_TEXT
    around = evidence.paragraph(act), evidence.sentences(act, before=1), evidence.next_sentence(act)
    if any(_states(evidence, span.text, count, act.text, traits) for span in (*near, *around)):
        return None
    everywhere = _numbers(evidence, evidence.article.text)
    if count in everywhere and len(everywhere) <= _FEW:
        return None
    persons = {side.name for side in (*incident.agents, *incident.targets)}
    if 1 < count <= max(len(persons), _capitalized(evidence.sentences(act).text)):
        return None
    return Refusal.COUNT_NOT_IN_TEXT


def _states(evidence: ArticleEvidence, text: str, count: int, act: str, traits: TypeTraits) -> bool:
    folded, numbers = fold_text(text), _numbers(evidence, text)
    if count in numbers:
        return True
    if count - 1 in numbers and evidence.table.others.search(folded):
        return True
    if count == 1:
        return not _numbers(evidence, act) - {0, 1} or bool(evidence.table.singular.search(folded))
    one = {1} if evidence.table.singular.search(folded) else set()
    if text == act and any(a + b == count for a in numbers for b in numbers | one if a != b):
        return True
    cut = traits.counts is CountedAs.POSTS
    return cut and any(a - b == count for a in numbers for b in numbers)


def _numbers(evidence: ArticleEvidence, text: str) -> frozenset[int]:
    """Return the numbers in a text that may count persons or things."""
    folded = without_amounts_of_time(fold_text(text), evidence.table)
    for pattern in (_AGE, _LISTED, _MONEY):
        folded = pattern.sub(" , ", folded)
    letters = list(folded)
    for time in time_expressions(folded, evidence.language, evidence.published):
        letters[time.start : time.end] = "," * (time.end - time.start)
    return numbers_in("".join(letters), evidence.table)


def _capitalized(text: str) -> int:
    """Return how many names a list of persons in a text may hold, counted by its commas."""
    parts = [p.strip() for p in text.replace(" and ", ",").replace(";", ",").split(",")]
    return sum(p[:1].isupper() for p in parts)
