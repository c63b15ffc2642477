"""The accounts of several articles into incidents, each merge a decision that can be undone.

The reports are never rewritten: which of them are one incident is read off decisions, the
resolver's and people's, as nomenklatura does with entities. The same articles give the same
incidents, in whatever order they came.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, product

from talion.model.date import Date
from talion.model.decision import MERGE, SPLIT, Decision
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Incident, Report
from talion.resolve.clusters import Clusters
from talion.resolve.likeness import (
    ENOUGH,
    Account,
    Accounts,
    Likeness,
    Side,
    can_be_one,
    in_one_affair,
    likeness,
    slots_alike,
)
from talion.resolve.slots import incident, incident_ids
from talion.store.reference import gazetteer

PERSON, RESOLVER = "person", "resolver"

#: An account is taken for another only if it is liker than any other of that article by this much.
MARGIN = 0.05

#: What an article tells is fresh when it happened this near to its publication.
FRESH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The incidents that some reports tell of, and the decisions that say which are one.

    The decisions are those of people, as they were given, and the resolver's own merges.
    """

    incidents: tuple[Incident, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two accounts, the one with the lesser id first, and what speaks for one incident."""

    one: Account
    two: Account
    alike: Likeness

    @property
    def order(self) -> tuple[float, str, str]:
        """The surest first; of equals by id."""
        return -self.alike.score, self.one.report.id, self.two.report.id


def resolve_incidents(
    reports: Iterable[Report],
    decisions: Iterable[Decision],
    published: Mapping[str, Date | None],
    known: Gazetteer | None = None,
) -> Resolution:
    """Return the incidents that the reports tell of.

    `decisions` are those that stand; people's hold, the resolver's are made anew. `published`
    gives the publication date of each article by its id, where it has one: an article cannot tell
    what came after it. Two reports of one article stay two incidents unless the article repeats
    itself word for word, or a person decides otherwise; where a person's merge and a person's
    split cannot both hold, the split does.
    """
    known = known if known is not None else gazetteer()
    people = [d for d in decisions if d.by == PERSON]
    ready = Accounts(known)
    accounts = {r.id: ready.account(r, published.get(r.article)) for r in reports}
    work = _Resolver(accounts, people)
    groups = [[accounts[i].report for i in group] for group in work.clusters]
    named = incident_ids(groups, known)
    made = tuple(incident(ident, group) for ident, group in named.items())
    return Resolution(made, tuple(sorted([*people, *work.made], key=lambda d: d.id)))


class _Resolver:
    """One run over a set of accounts."""

    def __init__(self, accounts: Mapping[str, Account], people: Iterable[Decision]) -> None:
        self.accounts = accounts
        self.people = sorted(
            (d for d in people if d.first in accounts and d.second in accounts),
            key=lambda d: d.id,
        )
        self.units = {unit[0].report.id: unit for unit in _units(accounts.values())}
        leads = [accounts[i] for i in sorted(self.units)]
        likely = [_Pair(a, b, likeness(a, b)) for a, b in _candidates(leads)]
        self._run(likely)
        affairs = self._affairs()
        self._run([_with_affair(pair, affairs) for pair in likely])

    def _run(self, likely: list[_Pair]) -> None:
        """Group the accounts: people's word first, then units, then the likest pairs."""
        apart = [frozenset((d.first, d.second)) for d in self.people if d.kind == SPLIT]
        self.made: list[Decision] = []
        self.bound = Clusters(self.accounts, apart, lambda *_: True)
        self.clusters = Clusters(self.accounts, apart, self._fits)
        for decision in self.people:
            if decision.kind == MERGE:
                self.bound.force(decision.first, decision.second)
                self.clusters.force(decision.first, decision.second)
        for first, *others in self.units.values():
            for other in others:
                self._merge(_Pair(first, other, likeness(first, other)), self.clusters.attach)
        for pair in sorted(_distinct(likely), key=lambda p: p.order):
            self._merge(pair, self.clusters.join)

    def _merge(self, pair: _Pair, join: Callable[[str, str], bool]) -> None:
        one, two = pair.one.report.id, pair.two.report.id
        if join(one, two):
            reason = "; ".join(pair.alike.reasons)
            self.made.append(Decision(MERGE, one, two, RESOLVER, reason, pair.alike.score))

    def _fits(self, first: list[str], second: list[str]) -> bool:
        """Whether every account of one group can be one with every one of the other.

        Accounts that a person made one count as one: it is enough that one of them can.
        """
        articles = {self.accounts[i].report.article for i in first}
        for ident in second:
            if self.accounts[ident].report.article in articles:
                same = (i for i in first if self._article(i) == self._article(ident))
                if not all(can_be_one(self.accounts[i], self.accounts[ident]) for i in same):
                    return False
        return all(
            any(can_be_one(self.accounts[a], self.accounts[b]) for a, b in product(ours, theirs))
            for ours, theirs in product(self._bound(first), self._bound(second))
        )

    def _article(self, ident: str) -> str:
        return self.accounts[ident].report.article

    def _bound(self, ids: list[str]) -> list[list[str]]:
        """Return the parts of a group that people made one; of units only the first."""
        parts: dict[int, list[str]] = defaultdict(list)
        for ident in ids:
            whole = self.bound.group(ident)
            if ident in self.units or len(whole) > 1:
                parts[id(whole)].append(ident)
        return list(parts.values())

    def _affairs(self) -> Mapping[str, set[int]]:
        """Return, for each unit, the fresh incidents that its articles and others tell of."""
        told: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self.clusters):
            if len(group) > 1:
                for ident in group:
                    if _fresh(self.accounts[ident]):
                        told[self._article(ident)].add(number)
        return {
            ident: set().union(*(told.get(a.report.article, ()) for a in unit))
            for ident, unit in self.units.items()
        }


def _units(accounts: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield accounts that are one without a doubt, in the order of their ids.

    Those are the same in every slot and came out at one time, and their slots alone are enough; or
    they are also word for word the same. Everything else compares only the first of them, which
    keeps a thousand tellings of one incident from being a million pairs.
    """
    alike: dict[object, list[Account]] = defaultdict(list)
    for one in sorted(accounts, key=lambda a: a.report.id):
        said = one.report
        slots = (said.type, said.status, said.count, said.date, one.agents, one.targets)
        alike[slots, one.published].append(one)
    for group in alike.values():
        first = group[0]
        if not can_be_one(first, first) or len(group) == 1:
            yield from ([one] for one in group)
        elif slots_alike(first, first) >= ENOUGH and _one_each(group):
            yield group
        else:
            yield from _copies(group)


def _one_each(group: list[Account]) -> bool:
    """Whether every account is of another article."""
    return len({one.report.article for one in group}) == len(group)


def _copies(group: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield the accounts of a group by their words, where these are enough."""
    alike: dict[str, list[Account]] = defaultdict(list)
    for one in group:
        alike[one.report.quote.text].append(one)
    for copies in alike.values():
        if likeness(copies[0], copies[0]).score >= ENOUGH:
            yield copies
        else:
            yield from ([one] for one in copies)


def _candidates(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield each pair that can be one incident, once, the lesser id first.

    Only accounts of one type with the same states, or a named actor in common, are compared.
    """
    blocks: dict[object, list[Account]] = defaultdict(list)
    for one in accounts:
        for key in product(_keys(one.agents), _keys(one.targets)):
            blocks[one.report.type, key].append(one)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            ids = (a.report.id, b.report.id)
            if ids not in seen and can_be_one(a, b):
                seen.add(ids)
                yield a, b


def _keys(side: Side) -> list[object]:
    """Return what another side must share with this one to agree with it."""
    return [*([side.states] if side.states else []), *sorted(side.others)] or [None]


def _with_affair(pair: _Pair, affairs: Mapping[str, set[int]]) -> _Pair:
    one, two = affairs[pair.one.report.id], affairs[pair.two.report.id]
    if one.isdisjoint(two):
        return pair
    return _Pair(pair.one, pair.two, in_one_affair(pair.alike))


def _distinct(likely: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs that are like enough and liker than any other with the same article."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    likely = [pair for pair in likely if pair.alike.score >= ENOUGH - MARGIN]
    for pair in likely:
        one, two = pair.one.report, pair.two.report
        scores[one.id, two.article].append(pair.alike.score)
        scores[two.id, one.article].append(pair.alike.score)
    for pair in likely:
        one, two = pair.one.report, pair.two.report
        rivals = [*scores[one.id, two.article], *scores[two.id, one.article]]
        near = sum(score > pair.alike.score - MARGIN for score in rivals)
        if pair.alike.score >= ENOUGH and near == 2:  # itself, in both lists
            yield pair


def _fresh(one: Account) -> bool:
    """Whether an account tells what happened about when its article came out."""
    date, out = one.report.date, one.published
    if date is None or out is None or date.days() > FRESH.days:
        return False
    return date.earliest - FRESH <= out.latest and out.earliest <= date.latest + FRESH
