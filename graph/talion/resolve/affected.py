"""Which articles a change can affect, so that adding one does not resolve all others again.

Resolving looks at pairs of reports that are likely to be of one incident, at the other pairs of the
same two articles, at people's decisions, and at stories, which are clusters of such pairs. So the
articles that a changed one reaches over likely pairs and decisions are resolved among each other as
they would be among all, and the others keep their incidents.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

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
    similarity,
)


def affected_articles(
    changed: Collection[str],
    reports: Iterable[Report],
    decisions: Iterable[Decision],
    published: Mapping[str, Date | None],
    known: Gazetteer,
) -> frozenset[str]:
    """Return the articles whose incidents may differ after some articles have changed.

    `reports` are those before and after the change, `decisions` people's before and after it.

    >>> from talion.store.reference import gazetteer
    >>> reports = list(view.reports())
    >>> found = affected_articles(["2020-12-dutchreview"], reports, [], {}, gazetteer())
    >>> sorted(found)
    ['2020-12-10-moscow-times', '2020-12-dutchreview']
    """
    near = _Neighbours(reports, decisions, published, known)
    found, waiting = set(changed), list(changed)
    while waiting:
        for article in near.of(waiting.pop(), found):
            if article not in found:
                found.add(article)
                waiting.append(article)
    return frozenset(found)


class _Neighbours:
    """The articles that share a likely pair or a decision with an article."""

    def __init__(
        self,
        reports: Iterable[Report],
        decisions: Iterable[Decision],
        published: Mapping[str, Date | None],
        known: Gazetteer,
    ) -> None:
        self._ready, self._published = Accounts(known), published
        self._accounts: dict[Report, Account] = {}
        self._by_article: dict[str, list[Report]] = defaultdict(list)
        self._blocks: dict[object, list[Report]] = defaultdict(list)
        self._decided: dict[str, set[str]] = defaultdict(set)
        for report in reports:
            self._by_article[report.article].append(report)
            for key in self._keys(report):
                self._blocks[key].append(report)
        for decision in decisions:
            one, other = (i.rpartition("#")[0] for i in (decision.first, decision.second))
            self._decided[one].add(other)
            self._decided[other].add(one)

    def of(self, article: str, found: Collection[str]) -> Iterator[str]:
        """Yield the neighbours of an article, as far as they are not found yet."""
        yield from self._decided[article]
        for report in self._by_article[article]:
            for key in self._keys(report):
                for other in self._blocks[key]:
                    if other.article not in found and self._likely(report, other):
                        yield other.article

    def _keys(self, report: Report) -> Iterator[object]:
        sides = self._ready.side(report.agents), self._ready.side(report.targets)
        return block_keys(report.type, *sides)

    def _likely(self, one: Report, other: Report) -> bool:
        a, b = self._account(one), self._account(other)
        return can_be_one(a, b) and similarity(a, b).score >= THRESHOLD - MARGIN

    def _account(self, report: Report) -> Account:
        found = self._accounts.get(report)
        if found is None:
            found = self._ready.account(report, self._published.get(report.article))
            self._accounts[report] = found
        return found
