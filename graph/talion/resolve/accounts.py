"""Reports prepared for comparison: who took part, which words and sums of money the quote has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.days import day_number
from talion.model.gazetteer import Gazetteer, fold
from talion.model.incident import Report

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
_UNITS = {"trillion": 10**12, "billion": 10**9, "bn": 10**9, "bln": 10**9}
_UNITS |= {"million": 10**6, "mln": 10**6}
_AMOUNT = re.compile(
    rf"(?<![\d,])(\d[\d,]{{0,20}}(?:\.\d{{1,9}})?)[\s-]{{0,3}}({'|'.join(_UNITS)})\b"
)


@dataclass(frozen=True, slots=True)
class Participants:
    """One side of an incident: its states, and the organizations, agencies and persons."""

    states: frozenset[str]
    others: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All of them; empty where nobody is named."""
        return self.states | self.others


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A report prepared for comparison.

    `words` maps the stem of each content word of the quote to the word itself; `amounts` are the
    sums of millions and more in it. `moment` is the first and last day, since 1970-01-01, of its
    date, or else of its publication. `alone` is whether no other report of its article is of the
    same type between parties that it has too.
    """

    report: Report
    published: Date | None
    agents: Participants
    targets: Participants
    quoted: "Quoted"
    moment: tuple[int, int] | None
    alone: bool = True

    @property
    def words(self) -> Mapping[str, str]:
        """The content words of the quote, by stem."""
        return self.quoted.words

    @property
    def amounts(self) -> frozenset[int]:
        """The sums in the quote."""
        return self.quoted.amounts


class Quoted:
    """A quote, whose words are looked at once they are needed: few reports are compared."""

    def __init__(self, text: str, names: Iterable[frozenset[str]]) -> None:
        self._text, self._names = text, tuple(names)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Its content words by stem; the names of the parties are none."""
        words = {w for w in re.findall(r"[^\W\d_]{3,}", fold(self._text)) if w not in _STOP}
        words = words.difference(*self._names)
        return {stem(word): word for word in sorted(words, reverse=True)}

    @cached_property
    def amounts(self) -> frozenset[int]:
        """The sums of millions and more in it."""
        return amounts(self._text)


class Accounts:
    """Prepares reports for comparison; remembers the words in each actor's names."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._called: dict[str, frozenset[str]] = {}
        self._sides: dict[tuple[str, ...], Participants] = {}

    def of_all(
        self, reports: Iterable[Report], published: Mapping[str, Date | None]
    ) -> dict[str, Account]:
        """Return the accounts of reports by id; all reports of an article are to be among them.

        >>> from talion.store.reference import gazetteer
        >>> found = Accounts(gazetteer()).of_all(view.reports(), {})
        >>> found["2020-12-dutchreview#e1"].alone
        True
        """
        by_kind: dict[tuple[str, str], list[Report]] = defaultdict(list)
        for report in reports:
            by_kind[report.article, report.type].append(report)
        return {
            report.id: self.account(
                report,
                published.get(report.article),
                alone=not any(self._alike(report, other) for other in group),
            )
            for group in by_kind.values()
            for report in group
        }

    def account(self, report: Report, published: Date | None, *, alone: bool = True) -> Account:
        """Prepare a report; the names of its parties are not content words."""
        agents, targets = self.side(report.agents), self.side(report.targets)
        quoted = Quoted(report.quote.text, map(self._names, {*report.agents, *report.targets}))
        when = report.date or published
        moment = None if when is None else (day_number(when.earliest), day_number(when.latest))
        return Account(report, published, agents, targets, quoted, moment, alone)

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

    def _alike(self, one: Report, other: Report) -> bool:
        sides = (one.agents, other.agents), (one.targets, other.targets)
        return one.id != other.id and all(
            not (a and b) or not set(a).isdisjoint(b) for a, b in sides
        )

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


def amounts(text: str) -> frozenset[int]:
    """Return the sums of millions and more that a text gives, in units.

    >>> sorted(amounts("tariffs on $34 billion of goods, $1.5bn of them new"))
    [1500000000, 34000000000]
    """
    found = (
        (float(number.replace(",", "")), unit) for number, unit in _AMOUNT.findall(text.casefold())
    )
    return frozenset(round(number * _UNITS[unit]) for number, unit in found)


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
