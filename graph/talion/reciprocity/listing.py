"""What a graph holds, as rows: its incidents, the actors that take part in them, its articles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.incident import Incident, Status
from talion.model.record import Origin
from talion.reciprocity.history import History
from talion.reciprocity.scope import Scope, can_lie_within
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


def list_incidents(
    view: View,
    history: History,
    scope: Scope | None = None,
    *,
    status: Status | None = None,
    reviewed: bool | None = None,
) -> list[IncidentRow]:
    """Return the incidents in scope by date, undated ones last.

    >>> rows = list_incidents(view, history, Scope(only=frozenset({"summons"})))
    >>> [(row.date, row.agents[0].name, row.reviewed) for row in rows]
    [('2020-12', 'Netherlands', True)]
    """
    names = {a.id: a.name for a in view.acting()}
    checked = _checked(view)
    found = []
    for it in view.incidents():
        event = history.events.get(it.id)
        if scope is not None and (event is None or not scope.holds(event)):
            continue
        row = _incident_row(it, names, checked)
        if status in (None, row.status) and reviewed in (None, row.reviewed):
            found.append(row)
    return found


def _incident_row(it: Incident, names: dict[str, str], checked: set[str]) -> IncidentRow:
    agents, targets = (
        tuple(ActorName(a, names.get(a, a)) for a in s) for s in (it.agents, it.targets)
    )
    date = it.date.edtf if it.date else None
    reviewed = bool(it.reports) and all(r.partition("#")[0] in checked for r in it.reports)
    what = it.id, date, it.type, it.status, agents, targets, it.count
    return IncidentRow(*what, len(it.reports), reviewed, it.confidence)


def list_actors(view: View, kinds: Iterable[ActorKind] = ()) -> list[ActorRow]:
    """Return the actors that take part in incidents, those in most incidents first.

    >>> [(row.name, row.as_agent, row.as_target) for row in list_actors(view)][:1]
    [('Russia', 25, 25)]
    """
    agents: Counter[str] = Counter()
    targets: Counter[str] = Counter()
    for it in view.incidents():
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
        if not wanted or a.kind in wanted
    ]
    return sorted(rows, key=lambda r: (-r.as_agent - r.as_target, r.name))


def list_articles(
    view: View,
    *,
    since: Date | None = None,
    until: Date | None = None,
    reviewed: bool | None = None,
) -> list[ArticleRow]:
    """Return the articles by day of publication, undated ones last.

    >>> [(row.publisher, row.reports) for row in list_articles(view, since=Date("2024"))]
    [('European Pravda', 8)]
    """
    origins, reports = _origins(view), Counter(r.article for r in view.reports())
    rows = []
    for article in view.publications():
        if article.published and not can_lie_within(Date(article.published), since, until):
            continue
        origin = origins.get(article.id, Origin.EXTRACTED)
        if reviewed is None or reviewed == (origin == Origin.REVIEWED):
            said = article.published, article.publisher, article.title
            rows.append(ArticleRow(article.id, *said, origin, reports[article.id]))
    return sorted(rows, key=lambda r: (r.published is None, r.published or "", r.id))


def _checked(view: View) -> set[str]:
    """Return the ids of the articles whose findings a person has reviewed."""
    return {article for article, origin in _origins(view).items() if origin == Origin.REVIEWED}


def _origins(view: View) -> dict[str, Origin]:
    rows = view.select("SELECT ?a ?origin { ?a tal:origin ?origin }").rows
    return {ident(str(a), "article"): Origin(str(origin)) for a, origin in rows}
