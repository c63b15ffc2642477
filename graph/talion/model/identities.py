"""Who is who by people's decisions: actors merged into others, or told apart in an article."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from talion.model.actor import slug
from talion.model.decision import Decision, DecisionKind
from talion.model.incident import Incident


@dataclass(frozen=True, slots=True)
class Identities:
    """Which actor each id stands for: `merged` by id, `told_apart` as pairs of actor and article.

    >>> found = Identities({"obama": "barack-obama"}, frozenset({("ivanov", "gazette")}))
    >>> found.of("obama"), found.of("ivanov", "gazette"), found.of("ivanov", "herald")
    ('barack-obama', 'ivanov-gazette', 'ivanov')
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    told_apart: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def by(cls, decisions: Iterable[Decision]) -> "Identities":
        """Return what some decisions, among them those about actors, say."""
        about = [d for d in decisions if d.is_of_identity]
        return cls(
            {d.first: d.second for d in about if d.kind is DecisionKind.MERGE},
            frozenset((d.first, d.second) for d in about if d.kind is DecisionKind.SPLIT),
        )

    def of(self, actor: str, article: str | None = None) -> str:
        """Return the actor that an id stands for, in an article where one is given."""
        if (actor, article) in self.told_apart and article is not None:
            actor = other_actor(actor, article)
        passed = {actor}
        while (other := self.merged.get(actor)) is not None and other not in passed:
            actor = other
            passed.add(actor)
        return actor


#: Where no actor is merged or told apart.
NO_OTHERS = Identities()


def other_actor(actor: str, article: str) -> str:
    """Return the id of the actor that an article means by the name of another.

    >>> other_actor("ivanov", "2020-12-dutchreview")
    'ivanov-2020-12-dutchreview'
    """
    return f"{actor}-{slug(article)}"


@dataclass(frozen=True, slots=True)
class PartiesAsRead:
    """The agents and the targets of reports as they were read, before it was decided who they are.

    By report, and only of those reports of which it was decided otherwise.
    """

    agents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    targets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    identities: Identities = field(default_factory=Identities)

    def sides(self, incident: Incident) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return agents and targets as an incident's id names them, so that it stays as it was.

        An actor is named as all reports of the incident were read; as it is now, where they differ.

        >>> from dataclasses import replace
        >>> it = view.incidents(["2020-12-10-expulsion-netherlands-russia"])[0]
        >>> was = {report: frozenset({"holland"}) for report in it.reports}
        >>> merged = Identities({"holland": "netherlands"})
        >>> PartiesAsRead(was, {}, merged).sides(it)
        (('holland',), ('russia',))
        """
        return (
            self._named(incident.agents, incident.reports, self.agents),
            self._named(incident.targets, incident.reports, self.targets),
        )

    def _named(
        self,
        actors: tuple[str, ...],
        reports: tuple[str, ...],
        as_read: Mapping[str, frozenset[str]],
    ) -> tuple[str, ...]:
        was: dict[str, set[str]] = defaultdict(set)
        for report in reports:
            article = report.rpartition("#")[0]
            for actor in as_read.get(report, ()):
                was[self.identities.of(actor, article)].add(actor)
        sure = all(report in as_read for report in reports)
        apart = {other_actor(*pair) for pair in self.identities.told_apart}
        return tuple(
            sorted(
                {
                    min(was[a]) if was[a] and a not in was[a] and (sure or a in apart) else a
                    for a in actors
                }
            )
        )


#: Where nothing was decided about actors.
AS_THEY_ARE = PartiesAsRead()
