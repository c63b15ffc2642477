"""What a graph holds, as rows: its incidents, the actors that take part in them, its articles."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.incident import Incident, Status
from talion.model.record import Origin
from talion.reciprocity.named_types import known_type
from talion.reciprocity.party import sides
from talion.reciprocity.scope import Scope, can_lie_within
from talion.reciprocity.stored_history import read_events, read_history
from talion.store import View
from talion.store.iris import ident


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident; `reviewed` says that a person has checked all its reports.

    `confidence` is how probable it is that it was read right; None where that is certain.
    """

    id: str
    date: str | None
    type: str
    status: Status
    agents: tuple[ActorName, ...]
    targets: tuple[ActorName, ...]
    count: int | None
    reports: int
    reviewed: bool
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor, and the number of incidents in which it is agent or target."""

    id: str
    name: str
    kind: ActorKind
    state: ActorName | None
    as_agent: int
    as_target: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article or event table, and how many reports it has."""

    id: str
    published: str | None
    publisher: str | None
    title: str | None
    origin: Origin
    reports: int


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which incidents are asked for, and with them the actors and the articles of these.

    `between` are the names of two sides, an organization standing for its members; `types` are ids
    or labels. Of articles `since` and `until` say when they were published, and `reviewed` that a
    person checked what was read in them.
    """

    between: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    status: Status | None = None
    since: Date | None = None
    until: Date | None = None
    reviewed: bool | None = None
    confidence: float = 0.0

    def incidents(self, view: View) -> list[Incident]:
        """Return the incidents asked for; UnknownError for a name or a type that is unknown.

        >>> len(ListFilter(between=("Netherlands", "Russia")).incidents(view))
        14
        """
        # when it was first reported matters for `since` alone
        read = read_events if self.since is None else read_history
        history = read(view, self.confidence)
        scope = Scope(
            between=sides(history, *self.between) if self.between else None,
            only=frozenset(known_type(history, name) for name in self.types),
            since=self.since,
            until=self.until,
        )
        checked = _checked(view) if self.reviewed is not None else frozenset()
        return [
            it
            for it in view.incidents()
            if (event := history.events.get(it.id)) is not None
            and scope.holds(event)
            and self.status in (None, it.status)
            and (self.reviewed is None or self.reviewed == _is_reviewed(it, checked))
        ]

    @property
    def of_articles(self) -> "ListFilter":
        """What is asked of the incidents that an article reports."""
        return replace(self, since=None, until=None, reviewed=None)


#: Where all is asked for.
EVERYTHING = ListFilter()


def list_incidents(view: View, asked: ListFilter = EVERYTHING) -> list[IncidentRow]:
    """Return the incidents asked for by date, undated ones last.

    >>> rows = list_incidents(view, ListFilter(types=("summons",)))
    >>> [(row.date, row.agents[0].name, row.reviewed) for row in rows]
    [('2020-12', 'Netherlands', True)]
    """
    names = {a.id: a.name for a in view.acting()}
    checked = _checked(view)
    return [_incident_row(it, names, checked) for it in asked.incidents(view)]


def _incident_row(it: Incident, names: dict[str, str], checked: Set[str]) -> IncidentRow:
    agents, targets = (
        tuple(ActorName(a, names.get(a, a)) for a in s) for s in (it.agents, it.targets)
    )
    date = it.date.edtf if it.date else None
    reviewed = _is_reviewed(it, checked)
    what = it.id, date, it.type, it.status, agents, targets, it.count
    return IncidentRow(*what, len(it.reports), reviewed, it.confidence)


def list_actors(
    view: View, kinds: Iterable[ActorKind] = (), asked: ListFilter = EVERYTHING
) -> list[ActorRow]:
    """Return the actors that take part in the incidents asked for, those in most of them first.

    >>> [(row.name, row.as_agent, row.as_target) for row in list_actors(view)][:1]
    [('Russia', 25, 25)]
    """
    agents: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for it in view.incidents() if asked == EVERYTHING else asked.incidents(view):
        agents.update(it.agents)
        targets.update(it.targets)
    wanted = set(kinds)
    acting = {a.id: a for a in view.acting()}
    names = {a.id: a.name for a in acting.values()}
    rows = [
        ActorRow(
            a.id,
            a.name,
            a.kind,
            ActorName(a.state, names.get(a.state, a.state)) if a.state else None,
            agents[a.id],
            targets[a.id],
        )
        for a in acting.values()
        if (a.id in agents or a.id in targets) and (not wanted or a.kind in wanted)
    ]
    return sorted(rows, key=lambda r: (-r.as_agent - r.as_target, r.name))


def list_articles(view: View, asked: ListFilter = EVERYTHING) -> list[ArticleRow]:
    """Return the articles by day of publication, undated ones last.

    Where incidents are asked for, those that report one, with the number of such reports.

    >>> recent = list_articles(view, ListFilter(since=Date("2024")))
    >>> [(row.publisher, row.reports) for row in recent]
    [('European Pravda', 8)]
    """
    origins, reports = _origins(view), Counter(r.article for r in view.reports())
    chosen = asked.of_articles != EVERYTHING
    if chosen:
        found = (r for it in asked.of_articles.incidents(view) for r in it.reports)
        reports = Counter(r.partition("#")[0] for r in found)
    rows = []
    for article in view.publications():
        date = article.published and Date(article.published)
        if date and not can_lie_within(date, asked.since, asked.until):
            continue
        origin = origins.get(article.id, Origin.EXTRACTED)
        is_reviewed = origin == Origin.REVIEWED
        if asked.reviewed in (None, is_reviewed) and (reports[article.id] or not chosen):
            said = article.published, article.publisher, article.title
            rows.append(ArticleRow(article.id, *said, origin, reports[article.id]))
    return sorted(rows, key=lambda r: (r.published is None, r.published or "", r.id))


def _is_reviewed(it: Incident, checked: Set[str]) -> bool:
    """Whether a person has checked all reports of an incident."""
    return bool(it.reports) and all(r.partition("#")[0] in checked for r in it.reports)


def _checked(view: View) -> set[str]:
    """Return the ids of the articles whose findings a person has reviewed."""
    return {article for article, origin in _origins(view).items() if origin == Origin.REVIEWED}


def _origins(view: View) -> dict[str, Origin]:
    rows = view.select("SELECT ?a ?origin { ?a tal:origin ?origin }").rows
    return {ident(str(a), "article"): Origin(str(origin)) for a, origin in rows}
