"""Cross-document event coreference: the reports of several articles into incidents.

Reports are never rewritten. Which of them are of one incident follows from decisions, the
resolver's and people's, as nomenklatura does with entities. The same articles give the same
incidents, in whatever order they came.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from talion.model.date import Date
from talion.model.decision import Decider, Decision, DecisionKind
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Incident, Report
from talion.resolve.blocking import candidate_pairs, duplicate_groups, story_pairs
from talion.resolve.clusters import Clusters
from talion.resolve.merged_slots import incident, with_ids
from talion.resolve.similarity import (
    MARGIN,
    THRESHOLD,
    Account,
    Accounts,
    Similarity,
    can_be_one,
    is_current,
    of_one_story,
    similarity,
)
from talion.store.reference import gazetteer


@dataclass(frozen=True, slots=True)
class Resolution:
    """The incidents of some reports, and the decisions that say which reports are of one.

    The decisions are people's, as they were given, and the resolver's own merges.
    """

    incidents: tuple[Incident, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two reports, the one with the lesser id first, and their similarity."""

    one: Account
    two: Account
    alike: Similarity

    @property
    def order(self) -> tuple[float, str, str]:
        """The sort key: the most similar pair first, equals by id."""
        return -self.alike.score, self.one.report.id, self.two.report.id


def resolve_incidents(
    reports: Iterable[Report],
    decisions: Iterable[Decision],
    published: Mapping[str, Date | None],
    known: Gazetteer | None = None,
) -> Resolution:
    """Return the incidents that some reports are of.

    `decisions` are those recorded so far; people's are kept, the resolver's are replaced.
    `published` gives the publication date of each article by its id, where it has one: an article
    cannot report what happened after it. Two reports of one article stay two incidents unless the
    article repeats itself word for word, or a person decides otherwise; where a person's merge and
    a person's split contradict each other, the split prevails.

    >>> reports = list(view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"]))
    >>> [incident.id for incident in resolve_incidents(reports, [], {}).incidents]
    ['2020-12-10-expulsion-netherlands-russia']
    """
    known = known if known is not None else gazetteer()
    people = [d for d in decisions if d.by == Decider.PERSON]
    ready = Accounts(known)
    accounts = {r.id: ready.account(r, published.get(r.article)) for r in reports}
    work = _Resolver(accounts, people)
    groups = ([accounts[i].report for i in group] for group in work.clusters)
    made = with_ids((incident("", group) for group in groups), known)
    return Resolution(tuple(made), tuple(sorted([*people, *work.made], key=lambda d: d.id)))


class _Resolver:
    """One run over a set of reports."""

    def __init__(self, accounts: Mapping[str, Account], people: Iterable[Decision]) -> None:
        self.accounts = accounts
        self.people = sorted(
            (d for d in people if d.first in accounts and d.second in accounts),
            key=lambda d: d.id,
        )
        self.groups = {unit[0].report.id: unit for unit in duplicate_groups(accounts.values())}
        leads = [accounts[i] for i in sorted(self.groups)]
        likely = {pair: similarity(*pair) for pair in candidate_pairs(leads)}
        self._run(_Pair(*pair, alike) for pair, alike in likely.items())
        for pair in story_pairs(leads, self._stories()):
            likely[pair] = of_one_story(likely.get(pair) or similarity(*pair))
        self._run(_Pair(*pair, alike) for pair, alike in likely.items())

    def _run(self, likely: Iterable[_Pair]) -> None:
        """Cluster the reports: people's decisions, then duplicates, then the most similar pairs."""
        apart = [
            frozenset((d.first, d.second)) for d in self.people if d.kind == DecisionKind.SPLIT
        ]
        self.made: list[Decision] = []
        self.bound = Clusters(self.accounts, apart, lambda *_: True)
        self.clusters = Clusters(self.accounts, apart, self._fits)
        for decision in self.people:
            if decision.kind == DecisionKind.MERGE:
                self.bound.force(decision.first, decision.second)
                self.clusters.force(decision.first, decision.second)
        for first, *others in self.groups.values():
            for other in others:
                self._merge(_Pair(first, other, similarity(first, other)), self.clusters.attach)
        for pair in sorted(_distinct(likely), key=lambda p: p.order):
            self._merge(pair, self.clusters.join)

    def _merge(self, pair: _Pair, join: Callable[[str, str], bool]) -> None:
        one, two = pair.one.report.id, pair.two.report.id
        if join(one, two):
            reason = "; ".join(pair.alike.reasons)
            self.made.append(
                Decision(DecisionKind.MERGE, one, two, Decider.RESOLVER, reason, pair.alike.score)
            )

    def _fits(self, first: list[str], second: list[str]) -> bool:
        """Whether every report of one group can be of one incident with every one of the other.

        Reports that a person merged count as one: it is enough that one of them can.
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
        """Return the parts of a group that people merged; of duplicates only the first."""
        parts: dict[int, list[str]] = defaultdict(list)
        for ident in ids:
            whole = self.bound.group(ident)
            if ident in self.groups or len(whole) > 1:
                parts[id(whole)].append(ident)
        return list(parts.values())

    def _stories(self) -> Mapping[str, set[int]]:
        """Return, for each duplicate group, the current stories that its articles cover.

        A story is a cluster of several reports, current in the articles that report it.
        """
        covered: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(self.clusters):
            if len(group) > 1:
                for ident in group:
                    if is_current(self.accounts[ident]):
                        covered[self._article(ident)].add(number)
        return {
            ident: set().union(*(covered.get(a.report.article, ()) for a in unit))
            for ident, unit in self.groups.items()
        }


def _distinct(likely: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs above the threshold that no other pair with the same article comes near."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    likely = [pair for pair in likely if pair.alike.score >= THRESHOLD - MARGIN]
    for pair in likely:
        one, two = pair.one.report, pair.two.report
        scores[one.id, two.article].append(pair.alike.score)
        scores[two.id, one.article].append(pair.alike.score)
    for pair in likely:
        one, two = pair.one.report, pair.two.report
        rivals = [*scores[one.id, two.article], *scores[two.id, one.article]]
        near = sum(score > pair.alike.score - MARGIN for score in rivals)
        if pair.alike.score >= THRESHOLD and near == 2:  # itself, in both lists
            yield pair
