"""How probable it is that two reports are of one incident, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from talion.resolve.accounts import Account
from talion.resolve.pair_model import pair_model
from talion.resolve.report_features import Feature, features, is_copy, slot_features

#: Probabilities nearer to 0 or 1 than this count as this far from it.
_EDGE = 0.001
#: So probable are two copies of one passage at least.
_COPIED = 0.95


@dataclass(frozen=True, slots=True)
class Similarity:
    """The probability that two reports are of one incident, with its reasons."""

    score: float
    reasons: tuple[str, ...]


def similarity(a: Account, b: Account) -> Similarity:
    """Return how probable it is that two reports are of one incident, and why.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> told = Accounts(gazetteer()).of_all(view.reports(), {})
    >>> one, two = (told[f"2020-12-{name}#e1"] for name in ("10-moscow-times", "dutchreview"))
    >>> similarity(one, two).reasons
    ('same month: 2020-12-10 and 2020-12', 'both count 2')
    """
    found = features(a, b)
    score = _score(found)
    if is_copy(a, b) or a.report.article == b.report.article:
        score = max(score, _COPIED)
    return Similarity(score, tuple(f.words for f in found if f.words))


def slot_similarity(a: Account, b: Account) -> float:
    """Return how probable one incident is by the slots alone, without the words.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> one = next(iter(Accounts(gazetteer()).of_all(view.reports(), {}).values()))
    >>> 0 < slot_similarity(one, one) < 1
    True
    """
    return _score(slot_features(a, b))


def _score(found: Iterable[Feature]) -> float:
    return round(min(max(pair_model().probability(found), _EDGE), 1 - _EDGE), 3)
