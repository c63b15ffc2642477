"""How similar two articles' reports are, and whether they can be of one incident at all.

What cannot be is ruled out first (`can_be_one`): different types or parties, dates that exclude
each other, one report prospective and one not. The rest is weighed (`similarity`): a day, a count
or a name in common weigh much, a year weighs little, shared words something, and two articles that
cover one current story probably mean the same by its lesser parts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from rapidfuzz import fuzz

from talion.model.actor import ActorKind
from talion.model.date import Date, Precision
from talion.model.gazetteer import Gazetteer, fold
from talion.model.incident import Report, Status

#: The score from which on two reports are of one incident.
THRESHOLD = 0.5

#: A pair is merged only if every other pair with the same article is less similar by this much.
MARGIN = 0.05

#: The weight of each kind of agreement.
SAME_DAY, SAME_MONTH, SAME_YEAR = 0.5, 0.4, 0.25
SAME_COUNT, SAME_ONE, OTHER_COUNT = 0.3, 0.1, -0.2
SAME_NAME, SAME_STORY, WORDS, COPIED = 0.2, 0.2, 0.3, 0.5

#: An incident is current in an article published within this time of it.
CURRENT = timedelta(days=31)

#: From this number of content words on, equal quotes are copies, not coincidence.
_COPY = 6
_COMMON = """
    about after all also and any are because been before being between both but could did does
    during for from had has have her him his how however into its just like may more most not
    now off one only other our out over said same say saying says she should since some such
    than that the their them then there these they this those though told under until upon
    very was were what when where which while who whom whose why will with would you your
"""
_STOP = frozenset(_COMMON.split())
_ENDINGS = (
    ("ations", "ate"),
    ("ation", "ate"),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ers", ""),
    ("er", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)


@dataclass(frozen=True, slots=True)
class Participants:
    """One side of an incident: its states, and the organizations, agencies and persons."""

    states: frozenset[str]
    others: frozenset[str]

    def agrees(self, other: "Participants") -> bool:
        """Whether both can be the same side: the same states, and no contradiction in the others.

        >>> nobody = Participants(frozenset(), frozenset())
        >>> russia = Participants(frozenset({"russia"}), frozenset())
        >>> russia.agrees(russia), russia.agrees(nobody)
        (True, False)
        """
        if self.states and other.states and self.states != other.states:
            return False
        if self.others and other.others and not self.others & other.others:
            return False
        mine, theirs = self.states | self.others, other.states | other.others
        return bool(mine & theirs) or not (mine or theirs)


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A report prepared for comparison.

    `words` maps the stem of each content word of the quote to the word itself.
    """

    report: Report
    published: Date | None
    agents: Participants
    targets: Participants
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """A score from 0 to 1 that two reports are of one incident, with its reasons."""

    score: float
    reasons: tuple[str, ...]


class Accounts:
    """Prepares reports for comparison; remembers the words in each actor's names."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._called: dict[str, frozenset[str]] = {}
        self._sides: dict[tuple[str, ...], Participants] = {}

    def account(self, report: Report, published: Date | None) -> Account:
        """Prepare a report; the names of its parties are not content words."""
        words = {w for w in re.findall(r"[^\W\d_]{3,}", fold(report.quote.text)) if w not in _STOP}
        for ident in {*report.agents, *report.targets}:
            words -= self._names(ident)
        agents, targets = self.side(report.agents), self.side(report.targets)
        stems = {stem(word): word for word in sorted(words, reverse=True)}
        return Account(report, published, agents, targets, stems)

    def side(self, ids: tuple[str, ...]) -> Participants:
        """Return the side that some actors make up."""
        known = self._sides.get(ids)
        if known is None:
            found = [(ident, self._known.by_id(ident)) for ident in ids]
            states = frozenset(
                i for i, actor in found if actor is not None and actor.kind == ActorKind.COUNTRY
            )
            known = Participants(states, frozenset(ids) - states)
            self._sides[ids] = known
        return known

    def _names(self, ident: str) -> frozenset[str]:
        if ident not in self._called:
            actor = self._known.by_id(ident)
            named = [ident.replace("-", " ")]
            if actor is not None:
                named = [
                    actor.name,
                    *actor.names,
                    *actor.demonyms,
                    *actor.capitals,
                    *actor.metonyms,
                ]
            self._called[ident] = frozenset(word for name in named for word in fold(name).split())
        return self._called[ident]


def can_be_one(a: Account, b: Account) -> bool:
    """Whether nothing rules out that two reports are of one incident.

    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> one, two = (Accounts(gazetteer()).account(report, None) for report in reports)
    >>> can_be_one(one, two)
    True
    """
    one, two = a.report, b.report
    if one.type != two.type or not (a.agents.agrees(b.agents) and a.targets.agrees(b.targets)):
        return False
    if not (one.agents or one.targets):
        return False  # without any party there is nothing to identify it by
    if (one.status == Status.PROSPECTIVE) != (two.status == Status.PROSPECTIVE):
        return False
    if one.article == two.article:
        return _repeated(a, b)
    if one.date and two.date and not one.date.compatible(two.date):
        return False
    if one.status != Status.PROSPECTIVE and (_too_early(a, b) or _too_early(b, a)):
        return False
    return one.count is None or two.count is None or _counts_agree(one, two)


def _repeated(a: Account, b: Account) -> bool:
    """Whether one article states the same thing twice."""
    one, two = a.report, b.report
    same = (one.status, one.count, one.date) == (two.status, two.count, two.date)
    alike = fuzz.token_sort_ratio(one.quote.text, two.quote.text) >= 90
    return same and alike and a.agents == b.agents and a.targets == b.targets


def _too_early(a: Account, b: Account) -> bool:
    """Whether the first article was published before what the second reports."""
    dated = b.report.date
    return bool(a.published and dated and a.published.latest < dated.earliest)


def _counts_agree(one: Report, two: Report) -> bool:
    """Whether two counts are equal, or differing figures for one day."""
    assert one.count is not None
    assert two.count is not None
    if one.count == two.count:
        return True
    return _one_day(one, two) and 2 * min(one.count, two.count) >= max(one.count, two.count)


def _one_day(one: Report, two: Report) -> bool:
    return bool(one.date and one.date == two.date and one.date.precision == Precision.DAY)


def is_current(one: Account) -> bool:
    """Whether an article was published about when the incident that it reports happened.

    >>> from talion.store.reference import gazetteer
    >>> (report,) = view.reports(["2020-12-dutchreview#e1"])
    >>> is_current(Accounts(gazetteer()).account(report, Date("2020-12-10")))
    True
    """
    date, out = one.report.date, one.published
    if date is None or out is None or date.days() > CURRENT.days:
        return False
    return date.earliest - CURRENT <= out.latest and out.earliest <= date.latest + CURRENT


def slot_similarity(a: Account, b: Account) -> float:
    """Return the score of the slots alone, without the words.

    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> one, two = (Accounts(gazetteer()).account(report, None) for report in reports)
    >>> slot_similarity(one, two) >= THRESHOLD
    True
    """
    return sum(worth for worth, _ in _slots(a, b))


def similarity(a: Account, b: Account) -> Similarity:
    """Score two reports and collect the reasons.

    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> one, two = (Accounts(gazetteer()).account(report, None) for report in reports)
    >>> similarity(one, two).reasons[:2]
    ('same month: 2020-12-10 and 2020-12', 'both count 2')
    """
    found = [*_slots(a, b), _words(a, b)]
    return _weighed(sum(worth for worth, _ in found), [reason for _, reason in found])


def of_one_story(alike: Similarity) -> Similarity:
    """Add that both articles cover one current story.

    >>> of_one_story(Similarity(0.4, ("same month: 2018-03",))).score
    0.6
    """
    return _weighed(alike.score + SAME_STORY, [*alike.reasons, "both articles tell of one affair"])


def _weighed(score: float, reasons: Iterable[str]) -> Similarity:
    return Similarity(round(max(0.0, min(1.0, score)), 3), tuple(filter(None, reasons)))


def _slots(a: Account, b: Account) -> list[tuple[float, str]]:
    return [_dates(a.report, b.report), _counts(a.report, b.report), _shared(a, b)]


def _dates(one: Report, two: Report) -> tuple[float, str]:
    if one.date is None or two.date is None:
        return 0.0, ""
    if _one_day(one, two):
        return SAME_DAY, f"same day {one.date}"
    said = str(one.date) if one.date == two.date else f"{one.date} and {two.date}"
    coarse = max(one.date.days(), two.date.days())
    if coarse <= 31:
        return SAME_MONTH, f"same month: {said}"
    return (SAME_YEAR, f"same year: {said}") if coarse <= 366 else (0.0, "")


def _counts(one: Report, two: Report) -> tuple[float, str]:
    if one.count is None or two.count is None:
        return 0.0, ""
    if one.count != two.count:
        return OTHER_COUNT, f"but counts {one.count} and {two.count}"
    return (SAME_COUNT if one.count > 1 else SAME_ONE), f"both count {one.count}"


def _shared(a: Account, b: Account) -> tuple[float, str]:
    """Weigh organizations, agencies and persons in common; every report has states."""
    both = (a.agents.others & b.agents.others) | (a.targets.others & b.targets.others)
    return (SAME_NAME, f"both name {', '.join(sorted(both))}") if both else (0.0, "")


def _words(a: Account, b: Account) -> tuple[float, str]:
    if a.report.quote.text == b.report.quote.text and (len(a.words) >= _COPY or _one_issue(a, b)):
        return COPIED, "word for word"
    shared = a.words.keys() & b.words.keys()
    if not shared:
        return 0.0, ""
    share = 2 * len(shared) / (len(a.words) + len(b.words))
    return WORDS * share, f"words in common: {', '.join(sorted(a.words[w] for w in shared))}"


def _one_issue(a: Account, b: Account) -> bool:
    """Whether both were published at one time, known to the month at least."""
    return a.published is not None and a.published == b.published and a.published.days() <= 31


@cache
def stem(word: str) -> str:
    """Return what the forms of an English word share: hack of hacking, expel of expelled.

    It only has to make forms equal; the result need not be a word.

    >>> stem("expelled"), stem("expelling"), stem("expulsions")
    ('expel', 'expel', 'expulsion')
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeious":
        return word[:-1]
    return word.removesuffix("e")
