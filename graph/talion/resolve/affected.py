"""Which articles a change can affect, so that adding one does not resolve all others again.

Resolving looks at pairs of reports that are likely to be of one incident, at the other pairs of the
same two articles, at people's decisions, and at stories, which are clusters of such pairs. So the
articles that a changed one reaches over likely pairs and decisions are resolved among each other as
they would be among all, and the others keep their incidents.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

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

_Told = tuple[Report, Date | None]


def affected_articles(
    changed: Collection[str],
    told: Iterable[tuple[Report, Date | None]],
    decisions: Iterable[Decision],
    known: Gazetteer,
) -> frozenset[str]:
    """Return the articles whose incidents may differ after some articles have changed.

    `told` are the reports before and after the change, each with the publication of its article,
    `decisions` people's before and after it.

    >>> from talion.store.reference import gazetteer
    >>> told = [(report, None) for report in view.reports()]
    >>> found = affected_articles(["2020-12-dutchreview"], told, [], gazetteer())
    >>> sorted(found)
    ['2020-12-10-moscow-times', '2020-12-dutchreview']
    """
    near = _Neighbours(told, decisions, known)
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
        told: Iterable[tuple[Report, Date | None]],
        decisions: Iterable[Decision],
        known: Gazetteer,
    ) -> None:
        self._ready = Accounts(known)
        self._accounts: dict[_Told, Account] = {}
        self._by_article: dict[str, list[_Told]] = defaultdict(list)
        self._blocks: dict[object, list[_Told]] = defaultdict(list)
        self._decided: dict[str, set[str]] = defaultdict(set)
        for each in told:
            self._by_article[each[0].article].append(each)
            for key in self._keys(each[0]):
                self._blocks[key].append(each)
        for decision in decisions:
            one, other = (i.rpartition("#")[0] for i in (decision.first, decision.second))
            self._decided[one].add(other)
            self._decided[other].add(one)

    def of(self, article: str, found: Collection[str]) -> Iterator[str]:
        """Yield the neighbours of an article, as far as they are not found yet."""
        yield from self._decided[article]
        for each in self._by_article[article]:
            for key in self._keys(each[0]):
                for other in self._blocks[key]:
                    if other[0].article not in found and self._likely(each, other):
                        yield other[0].article

    def _keys(self, report: Report) -> Iterator[object]:
        sides = self._ready.side(report.agents), self._ready.side(report.targets)
        return block_keys(report.type, *sides)

    def _likely(self, one: _Told, other: _Told) -> bool:
        a, b = self._account(one), self._account(other)
        return can_be_one(a, b) and similarity(a, b).score >= THRESHOLD - MARGIN

    def _account(self, told: _Told) -> Account:
        found = self._accounts.get(told)
        if found is None:
            found = self._accounts[told] = self._ready.account(*told)
        return found
