"""Which reports a change can affect, so that adding an article does not resolve all others again.

Resolving runs twice. It first clusters reports by pairs that are likely to be of one incident, and
by people's decisions; then again, with pairs whose articles cover one story, a story being a
cluster of the first run. So reports keep their incidents unless likely pairs, pairs of one story,
or decisions lead from them to a report that changed. To resolve these again one needs besides what
the stories of their articles follow from.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from talion.model.date import Date
from talion.model.decision import Decision
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report
from talion.resolve.blocking import block_keys
from talion.resolve.similarity import (
    MARGIN,
    THRESHOLD,
    Account,
    Accounts,
    can_be_one,
    is_current,
    of_one_story,
    similarity,
)

_Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Affected:
    """Reports, by id: those whose incidents may differ, and those needed to resolve them.

    The latter contain the former.
    """

    reports: _Ids
    needed: _Ids


def affected_reports(
    changed: Collection[str],
    told: Iterable[tuple[Report, Date | None]],
    decisions: Iterable[Decision],
    known: Gazetteer,
) -> Affected:
    """Return the reports whose incidents may differ after some reports have changed.

    `told` are the reports before and after the change, each with the publication of its article,
    `decisions` people's before and after it.

    >>> from talion.store.reference import gazetteer
    >>> told = [(report, None) for report in view.reports()]
    >>> found = affected_reports(["2020-12-dutchreview#e1"], told, [], gazetteer())
    >>> sorted(found.reports)
    ['2020-12-10-moscow-times#e1', '2020-12-dutchreview#e1']
    """
    pairs = _Pairs(told, decisions, known)
    waiting = [report for report in changed if report in pairs.versions]
    waiting += pairs.of_changed_stories(waiting)
    found: set[str] = set()
    while waiting:
        report = waiting.pop()
        if report not in found:
            found.add(report)
            waiting += pairs.cluster(report) | pairs.in_story(report)
    needed = (pairs.cluster(report) for report in pairs.beside(found))
    return Affected(frozenset(found), frozenset().union(*needed))


class _Pairs:
    """The pairs of reports that resolving may compare; of a changed report in either version."""

    def __init__(
        self,
        told: Iterable[tuple[Report, Date | None]],
        decisions: Iterable[Decision],
        known: Gazetteer,
    ) -> None:
        self._ready = Accounts(known)
        self.versions: dict[str, list[tuple[Report, Date | None]]] = defaultdict(list)
        self._in_article: dict[str, set[str]] = defaultdict(set)
        self._blocks: dict[object, dict[str, None]] = defaultdict(dict)
        self._decided: dict[str, set[str]] = defaultdict(set)
        self._accounts: dict[str, list[Account]] = {}
        self._clusters: dict[str, _Ids] = {}
        self._told_by: dict[str, set[str]] = {}
        for report, published in told:
            self.versions[report.id].append((report, published))
            self._in_article[report.article].add(report.id)
            for key in self._keys(report):
                self._blocks[key][report.id] = None
        for decision in decisions:
            self._decided[decision.first].add(decision.second)
            self._decided[decision.second].add(decision.first)

    def cluster(self, report: str) -> _Ids:
        """Return all that can be in one cluster with a report in the first run, and itself."""
        known = self._clusters.get(report)
        if known is None:
            found, waiting = {report}, [report]
            while waiting:
                for other in self._likely(waiting.pop(), found):
                    found.add(other)
                    waiting.append(other)
            known = frozenset(found)
            self._clusters |= dict.fromkeys(found, known)
        return known

    def in_story(self, report: str) -> set[str]:
        """Return the reports that are compared with one as their articles may cover one story."""
        partners = {
            article
            for covered in map(self._stories, self._articles(report))
            for story in covered
            for article in self._covering(story)
        }
        return self._together(report, partners) if partners else set()

    def of_changed_stories(self, changed: Iterable[str]) -> Iterator[str]:
        """Yield the reports that are compared, or were, because of a story that changed."""
        for story in {self.cluster(report) for report in changed}:
            covering = self._covering(story)
            for article in covering if len(story) > 1 else ():
                for report in self._in_article[article]:
                    if self._together(report, covering):
                        yield report

    def beside(self, reports: Iterable[str]) -> set[str]:
        """Return all reports of the articles of some."""
        articles = {self._article(report) for report in reports}
        return set().union(*(self._in_article[article] for article in articles))

    def _likely(self, report: str, found: Collection[str]) -> Iterator[str]:
        """Yield those beside the found ones that a report is likely to be of one incident with."""
        yield from (i for i in self._decided[report] if i in self.versions and i not in found)
        for other in self._near(report):
            if other not in found and self._any(report, other, 0):
                yield other

    def _together(self, report: str, partners: Collection[str]) -> set[str]:
        """Return what a report is likely to be one with if their articles cover one story."""
        return {
            other
            for other in self._near(report)
            if self._any(report, other, 1) and not self._articles(other).isdisjoint(partners)
        }

    def _any(self, one: str, other: str, stories: int) -> bool:
        theirs = self._ready_accounts(other)
        for a in self._ready_accounts(one):
            for b in theirs:
                if _equal(a, b) or _scored(a, b, stories):
                    return True
        return False

    def _near(self, report: str) -> Mapping[str, None]:
        """Return the reports that share a block with one, without itself."""
        keys = {key for version, _ in self.versions[report] for key in self._keys(version)}
        return {i: None for key in keys for i in self._blocks[key] if i != report}

    def _articles(self, report: str) -> set[str]:
        """Return the articles of a report and of its duplicates, which are compared as one."""
        found = self._told_by.get(report)
        if found is None:
            mine = self._ready_accounts(report)
            found = self._told_by[report] = {
                self._article(i)
                for i in self.cluster(report)
                if any(_equal(a, b) for a in mine for b in self._ready_accounts(i))
            }
        return found

    def _stories(self, article: str) -> set[_Ids]:
        """Return the clusters that may be current stories of an article."""
        found = {self.cluster(i) for i in self._in_article[article] if self._current(i)}
        return {cluster for cluster in found if len(cluster) > 1}

    def _covering(self, story: _Ids) -> set[str]:
        return {self._article(i) for i in story if self._current(i)}

    def _current(self, report: str) -> bool:
        return any(map(is_current, self._ready_accounts(report)))

    def _article(self, report: str) -> str:
        return self.versions[report][0][0].article

    def _keys(self, report: Report) -> Iterator[object]:
        sides = self._ready.side(report.agents), self._ready.side(report.targets)
        return block_keys(report.type, *sides)

    def _ready_accounts(self, report: str) -> list[Account]:
        found = self._accounts.get(report)
        if found is None:
            made = [self._ready.account(*version) for version in self.versions[report]]
            found = self._accounts[report] = made
        return found


def _scored(a: Account, b: Account, stories: int) -> bool:
    mine, theirs = a.report.date, b.report.date
    if mine and theirs and not mine.compatible(theirs):  # most pairs of a block, so it comes first
        return False
    if not can_be_one(a, b):
        return False
    alike = similarity(a, b)
    return (of_one_story(alike) if stories else alike).score >= THRESHOLD - MARGIN


def _equal(a: Account, b: Account) -> bool:
    """Whether two reports may be duplicates: their slots and publication dates are equal."""
    one, two = a.report, b.report
    return (
        one.count == two.count
        and one.date == two.date
        and one.status == two.status
        and one.type == two.type
        and a.published == b.published
        and (a.agents, a.targets) == (b.agents, b.targets)
    )
