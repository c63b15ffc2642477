"""Cross-document event coreference: the reports of several articles into incidents.

Reports are never rewritten. Which of them are of one incident follows from decisions, the
resolver's and people's, as nomenklatura does with entities. The same articles give the same
incidents, in whatever order they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from talion.model.date import Date
from talion.model.decision import Decider, Decision, DecisionKind
from talion.model.gazetteer import Gazetteer
from talion.model.identities import AS_THEY_ARE, PartiesAsRead
from talion.model.incident import Incident, Report
from talion.resolve.accounts import Account, Accounts
from talion.resolve.agglomeration import Agglomeration
from talion.resolve.blocking import candidate_pairs, duplicate_groups
from talion.resolve.clusters import Clusters
from talion.resolve.merged_slots import incident, with_ids
from talion.resolve.pair_model import MARGIN, pair_model
from talion.resolve.similarity import Similarity, similarity
from talion.store.reference import gazetteer


@dataclass(frozen=True, slots=True)
class Resolution:
    """The incidents of some reports, and the decisions that say which reports are of one.

    The decisions are people's, as they were given, and the resolver's own merges.
    """

    incidents: tuple[Incident, ...]
    decisions: tuple[Decision, ...]


def resolve_incidents(
    reports: Iterable[Report],
    decisions: Iterable[Decision],
    published: Mapping[str, Date | None],
    known: Gazetteer | None = None,
    as_read: PartiesAsRead = AS_THEY_ARE,
) -> Resolution:
    """Return the incidents that some reports are of.

    `decisions` are those recorded so far; people's are kept, the resolver's are replaced.
    `published` gives the publication date of each article by its id, where it has one: an article
    cannot report what happened after it. Two reports of one article stay two incidents unless the
    article repeats itself word for word, or a person decides otherwise; where a person's merge and
    a person's split contradict each other, the split prevails. `as_read` names parties in ids.

    >>> reports = list(view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"]))
    >>> [incident.id for incident in resolve_incidents(reports, [], {}).incidents]
    ['2020-12-10-expulsion-netherlands-russia']
    """
    known = known if known is not None else gazetteer()
    people = [d for d in decisions if d.by == Decider.PERSON]
    accounts = Accounts(known).of_all(reports, published)
    work = _Resolver(accounts, people)
    groups = ([accounts[i].report for i in group] for group in work.clusters)
    made = with_ids((incident("", group) for group in groups), known, as_read)
    return Resolution(tuple(made), tuple(sorted([*people, *work.made], key=lambda d: d.id)))


class _Resolver:
    """One run over a set of reports: people's decisions, duplicates, then the most similar."""

    def __init__(self, accounts: Mapping[str, Account], people: Iterable[Decision]) -> None:
        self.accounts = accounts
        self.made: list[Decision] = []
        known = [d for d in people if d.first in accounts and d.second in accounts]
        known.sort(key=lambda d: d.id)
        splits = (d for d in known if d.kind == DecisionKind.SPLIT)
        self.clusters = Clusters(accounts, (frozenset((d.first, d.second)) for d in splits))
        for decision in known:
            if decision.kind == DecisionKind.MERGE:
                self.clusters.join(decision.first, decision.second)
        bound = {ident: group[0] for group in self.clusters for ident in group}
        leads = list(self._leads())
        pairs = {(a.report.id, b.report.id): similarity(a, b) for a, b in candidate_pairs(leads)}
        self._agglomerate(pairs, bound)

    def _leads(self) -> Iterator[Account]:
        """Join duplicates; yield the first of each group, which stands for it."""
        groups = sorted(duplicate_groups(self.accounts.values()), key=lambda g: g[0].report.id)
        for first, *others in groups:
            for other in others:
                self._merge(first.report.id, other.report.id, similarity(first, other))
            yield first

    def _agglomerate(
        self, pairs: Mapping[tuple[str, str], Similarity], bound: Mapping[str, str]
    ) -> None:
        """Join what is probably one; what people merged counts as one report from the start."""
        best: dict[tuple[str, str], tuple[float, str, str]] = {}
        scores: dict[tuple[str, str], float] = {}
        for (one, two), score in sorted(self._distinct(pairs).items()):
            first, second = sorted((bound[one], bound[two]))
            if first != second and score > scores.get((first, second), 0.0):
                scores[first, second], best[first, second] = score, (score, one, two)
        work = Agglomeration(scores, pair_model().threshold, self.clusters.barred)
        for ours, theirs in work.joins():
            ends = (tuple(sorted(pair)) for pair in product(ours, theirs))
            _, one, two = max(best[a, b] for a, b in ends)
            self._merge(one, two, pairs[one, two])

    def _distinct(
        self, pairs: Mapping[tuple[str, str], Similarity]
    ) -> dict[tuple[str, str], float]:
        """Return the scores; of a pair that another with the same article comes near, too low."""
        scores: dict[tuple[str, str], list[float]] = defaultdict(list)
        for (one, two), alike in pairs.items():
            scores[one, self._article(two)].append(alike.score)
            scores[two, self._article(one)].append(alike.score)
        too_low = pair_model().threshold - MARGIN
        found = {}
        for (one, two), alike in pairs.items():
            rivals = [*scores[one, self._article(two)], *scores[two, self._article(one)]]
            near = sum(score > alike.score - MARGIN for score in rivals)  # itself is in both lists
            found[one, two] = alike.score if near == 2 else min(alike.score, too_low)
        return found

    def _merge(self, one: str, two: str, alike: Similarity) -> None:
        if self.clusters.join(one, two):
            first, second = sorted((one, two))
            reason = "; ".join(alike.reasons)
            self.made.append(
                Decision(DecisionKind.MERGE, first, second, Decider.RESOLVER, reason, alike.score)
            )

    def _article(self, ident: str) -> str:
        return self.accounts[ident].report.article
