"""Which of an article's findings can stand in the graph, and why the others cannot."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from talion.errors import FindingsError
from talion.ingest.sidecar import missing_quote, no_date
from talion.model.actor import ActorKind
from talion.model.article import Article
from talion.model.date import Date
from talion.model.findings import Finding, Findings, Link, NamedActor
from talion.model.gazetteer import Gazetteer
from talion.store.reference import gazetteer, incident_types

_Item = TypeVar("_Item", Finding, Link)


def sound_findings(
    findings: Findings, article: Article, known: Gazetteer | None = None
) -> tuple[Findings, list[FindingsError]]:
    """Return the findings that the graph can hold, and the reason why each of the others cannot.

    An incident needs a type of the ontology, an agent or a target, names that are known, a
    date in the calendar and a quote that is in the text; a link two different incidents of these,
    and its quote. An office whose quote or state is not found leaves the person without it, and a
    date of publication that is none is left out.
    """
    left_out: list[FindingsError] = []
    if (problem := no_date(findings.published)) is not None:
        left_out.append(FindingsError("published", problem))
        findings = replace(findings, published=None)
    checks = _Checks(findings, article, known if known is not None else gazetteer())
    incidents = tuple(_sound(findings.incidents, checks.incident, left_out))
    ids = {incident.id for incident in incidents}
    links = tuple(_sound(findings.links, lambda k, place: checks.link(k, place, ids), left_out))
    actors = []
    for actor in findings.actors:
        untrue = checks.office(actor)
        if untrue is not None:
            left_out.append(untrue)
            actor = replace(actor, office=None, state=None, quote=None)
        actors.append(actor)
    return replace(findings, incidents=incidents, links=links, actors=tuple(actors)), left_out


def _sound(
    items: tuple[_Item, ...],
    check: Callable[[_Item, str], FindingsError | None],
    left_out: list[FindingsError],
) -> Iterator[_Item]:
    for number, item in enumerate(items, 1):
        place = f"link {number}" if isinstance(item, Link) else f"incident {item.id}"
        problem = check(item, place)
        if problem is None:
            yield item
        else:
            left_out.append(problem)


class _Checks:
    """What an article's findings are checked against: its text, the names, the types."""

    def __init__(self, findings: Findings, article: Article, known: Gazetteer) -> None:
        self._text = article.text
        self._known = known
        self._types = {kind.id for kind in incident_types()}
        self._listed = {actor.name for actor in findings.actors}
        published = article.published or findings.published
        self._at = Date(published) if published else None

    def incident(self, item: Finding, place: str) -> FindingsError | None:
        if item.type not in self._types:
            return FindingsError(place, f"type '{item.type}' is not one of the ontology's")
        if not (item.agents or item.targets):
            return FindingsError(place, "names neither agents nor targets")
        for name in (*item.agents, *item.targets):
            if not self._is_known(name):
                reason = f"'{name}' is neither among the file's actors nor a known name"
                return FindingsError(place, reason)
        if (problem := no_date(item.date)) is not None:
            return FindingsError(place, problem)
        return self._quoted(item.quote, place)

    def link(self, item: Link, place: str, incidents: set[str]) -> FindingsError | None:
        for end in (item.source, item.target):
            if end not in incidents:
                return FindingsError(place, f"joins incident {end}, which was left out")
        if item.source == item.target:
            return FindingsError(place, "joins an incident to itself")
        return self._quoted(item.quote, place) if item.quote else None

    def office(self, actor: NamedActor) -> FindingsError | None:
        place = f"actor {actor.name}"
        if actor.state and not self._is_known(actor.state):
            return FindingsError(place, f"its state '{actor.state}' is not known")
        person = actor.type == ActorKind.PERSON
        return self._quoted(actor.quote, place) if person and actor.quote else None

    def _is_known(self, name: str) -> bool:
        listed = name in self._listed
        return listed or bool(self._known.actor(name, self._at) or self._known.actor(name))

    def _quoted(self, quote: str, place: str) -> FindingsError | None:
        reason = missing_quote(self._text, quote)
        return None if reason is None else FindingsError(place, reason)
