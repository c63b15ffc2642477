"""Which reports a change can affect, so that adding an article does not resolve all others again.

Resolving joins reports over pairs that are probably of one incident, and by people's decisions; of
such a pair it also looks at the other reports of both articles. So reports keep their incidents
unless probable pairs or decisions lead from them to a report that changed. To resolve these again
one needs besides the other reports of their articles.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from talion.model.date import Date
from talion.model.decision import Decision
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report
from talion.resolve.accounts import Account, Accounts
from talion.resolve.blocking import by_key, wanted
from talion.resolve.exclusion import can_be_one
from talion.resolve.pair_model import MARGIN, pair_model
from talion.resolve.similarity import similarity

#: Reports, each with the publication of its article.
Told = Iterable[tuple[Report, Date | None]]


@dataclass(frozen=True, slots=True)
class Affected:
    """Reports, by id: those whose incidents may differ, and those needed to resolve them.

    The latter contain the former.
    """

    reports: frozenset[str]
    needed: frozenset[str]


def affected_reports(
    changed: Collection[str],
    states: Iterable[Told],
    decisions: Iterable[Decision],
    known: Gazetteer,
) -> Affected:
    """Return the reports whose incidents may differ after some reports have changed.

    `states` are what is told, and what the articles that changed told before, each article with all
    its reports; `decisions` are people's before and after.

    >>> from talion.store.reference import gazetteer
    >>> told = [(report, None) for report in view.reports()]
    >>> found = affected_reports(["2020-12-dutchreview#e1"], [told], [], gazetteer())
    >>> sorted(found.reports)
    ['2020-12-10-moscow-times#e1', '2020-12-dutchreview#e1']
    """
    versions = [_Version(told, known) for told in states]
    decided: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        decided[decision.first].add(decision.second)
        decided[decision.second].add(decision.first)
    found: set[str] = set()
    waiting = [i for i in changed if any(version.account(i) for version in versions)]
    while waiting:
        report = waiting.pop()
        if report not in found:
            found.add(report)
            waiting += decided[report]
            for one in (a for v in versions if (a := v.account(report)) is not None):
                waiting += (i for version in versions for i in version.near(one, found))
    needed = (version.beside(found) for version in versions)
    return Affected(frozenset(found), frozenset().union(found, *needed))


class _Version:
    """What is told in one state, so that the partners of a report are found.

    What is only told is not prepared for comparison: of thousands of reports few are met.
    """

    def __init__(self, told: Told, known: Gazetteer) -> None:
        self._known = Accounts(known)
        self._published: dict[str, Date | None] = {}
        self._in_article: dict[str, list[Report]] = defaultdict(list)
        self._of_type: dict[str, list[Report]] = defaultdict(list)
        for report, published in told:
            self._published[report.article] = published
            self._in_article[report.article].append(report)
            self._of_type[report.type].append(report)
        self._blocks: dict[str, _Blocks] = {}
        self._accounts: dict[str, dict[str, Account]] = {}

    def account(self, ident: str) -> Account | None:
        """Return a report prepared for comparison, None where it is not told here."""
        article = ident.rpartition("#")[0]
        if article not in self._accounts:
            told = self._in_article.get(article, ())
            self._accounts[article] = self._known.of_all(told, self._published)
        return self._accounts[article].get(ident)

    def near(self, one: Account, found: Collection[str]) -> Iterator[str]:
        """Yield the reports that are probably one with a report, beside the found ones."""
        for ident in self._maybe(one):
            other = None if ident in found else self.account(ident)
            if other is not None and (_equal(one, other) or _probable(one, other)):
                yield ident

    def beside(self, reports: Iterable[str]) -> set[str]:
        """Return all reports of the articles of some."""
        articles = {report.rpartition("#")[0] for report in reports}
        return {told.id for article in articles for told in self._in_article.get(article, ())}

    def _maybe(self, one: Account) -> Iterator[str]:
        """Yield the reports that are looked at, once each: a report shares several blocks."""
        kind = one.report.type
        if kind not in self._blocks:
            self._blocks[kind] = _Blocks(self._of_type.get(kind, ()))
        blocks = self._blocks[kind]
        met = {report.id for report in blocks.quoted.get(one.report.quote.text, ())}
        for key in wanted(kind, one.agents.all, one.targets.all):
            met.update(report.id for report in blocks.filed.get(key, ()))
        yield from met


class _Blocks:
    """The reports of one type, by the blocks in which others look for them, and by their quotes."""

    def __init__(self, reports: Collection[Report]) -> None:
        self.filed = by_key(reports)
        self.quoted: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            self.quoted[report.quote.text].append(report)


def _probable(one: Account, other: Account) -> bool:
    least = pair_model().threshold - MARGIN
    return can_be_one(one, other) and similarity(one, other).score >= least


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
