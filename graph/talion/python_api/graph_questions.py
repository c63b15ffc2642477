"""What a graph holds and what can be read off it: lists, waves, precedents, ready-made questions.

Every function here is a public name of `talion`. A *source* is a store or a view of one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from talion.errors import UnknownError
from talion.model.date import Date
from talion.model.incident import Status
from talion.python_api.arguments import chosen
from talion.python_api.event_questions import require_graph, stored_history_of
from talion.python_api.rows import Rows
from talion.reciprocity.history import History
from talion.reciprocity.listing import (
    ActorRow,
    ArticleRow,
    IncidentRow,
    list_actors,
    list_articles,
    list_incidents,
)
from talion.reciprocity.party import sides as named_sides
from talion.reciprocity.precedents import Precedents, with_expectation
from talion.reciprocity.precedents import precedents as find_precedents
from talion.reciprocity.scope import MILD, Scope, limited
from talion.reciprocity.stored_history import read_events
from talion.reciprocity.unanswered import Unanswered, unanswered_incidents
from talion.reciprocity.waves import Wave
from talion.reciprocity.waves import waves as find_waves
from talion.store import Store, View
from talion.store.lookup import find_incident, nearest
from talion.store.query import Table
from talion.store.questions import ask as asked
from talion.store.questions import question
from talion.store.validation import violations

_Found = TypeVar("_Found")


def _reading(source: Store | View, read: Callable[[View], _Found]) -> _Found:
    """Return what is read of a view, or of a store's last commit."""
    require_graph(source)
    if isinstance(source, View):
        return read(source)
    with source.view() as view:
        return read(view)


def _type(history: History, name: str) -> str:
    """Return an incident type by its id; UnknownError where neither ontology nor graph has it."""
    known = {*history.labels, *(event.type for event in history.events.values())}
    if name not in known:
        raise UnknownError("type of incident", name, nearest(name, known))
    return name


def _date(text: str | None) -> Date | None:
    return None if text is None else Date(text)


def incidents(
    source: Store | View,
    *,
    between: tuple[str, str] | None = None,
    types: tuple[str, ...] = (),
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    reviewed: bool | None = None,
    confidence: float = 0.0,
) -> Rows[IncidentRow]:
    """Return the incidents of a graph by date, undated ones last.

    `between` are the names of two sides, an organization standing for its members; `types` ids of
    incident types, `status` one of `reported`, `alleged`, `prospective`; `since` and `until` are
    EDTF dates. Raises UnknownError for a name that no actor has.

    >>> rows = incidents(view, between=("Netherlands", "Russia"), types=("expulsion",))
    >>> [(row.date, row.agents[0].name, row.count) for row in rows][1]
    ('2020-12-10', 'Netherlands', 2)
    """

    def read(view: View) -> Rows[IncidentRow]:
        told = stored_history_of if since else read_events
        history = told(view, confidence=confidence)
        scope = Scope(
            between=named_sides(history, *between) if between else None,
            only=frozenset(_type(history, name) for name in types),
            since=_date(since),
            until=_date(until),
        )
        wanted = None if status is None else chosen(Status, status, "status")
        return Rows(list_incidents(view, history, scope, status=wanted, reviewed=reviewed))

    return _reading(source, read)


def actors(source: Store | View) -> Rows[ActorRow]:
    """Return the actors that take part in incidents, those in most incidents first.

    >>> actors(view)[0].name
    'Russia'
    """
    return Rows(_reading(source, list_actors))


def articles(source: Store | View) -> Rows[ArticleRow]:
    """Return the articles and event tables of a graph, and how many reports each has.

    >>> len(articles(view))
    5
    """
    return Rows(_reading(source, list_articles))


def waves(
    source: Store | View,
    *,
    states: int = 3,
    gap: int = 5,
    since: str | None = None,
    until: str | None = None,
    infer: bool = False,
    confidence: float = 0.0,
) -> Rows[Wave]:
    """Return coordinated actions of several states, those of most states first.

    `states` is the least number of states, `gap` the most days between one event of a wave and the
    next.

    >>> waves(view)[0].target
    'russia'
    """

    def read(view: View) -> Rows[Wave]:
        history = stored_history_of(view, infer=infer, confidence=confidence)
        scope = Scope(since=_date(since), until=_date(until))
        return Rows(find_waves(limited(history, scope), states=states, gap=gap))

    return _reading(source, read)


def unanswered(
    source: Store | View,
    *,
    between: tuple[str, str] | None = None,
    as_of: str | None = None,
    severity: float = MILD,
    confidence: float = 0.0,
) -> Rows[Unanswered]:
    """Return events without a response, and how probable one was by now.

    `as_of` is an EDTF date, by default the latest in the data (`as_of` of each row); what is milder
    than `severity` is left out. What counts is said in `talion.reciprocity.unanswered`.

    >>> {row.event.type for row in unanswered(view, between=("NATO", "Russia"))} >= {"expulsion"}
    True
    """
    from talion.hawkes.reply_model import Model

    def read(view: View) -> Rows[Unanswered]:
        history = stored_history_of(view, confidence=confidence)
        both = named_sides(history, *between) if between else None
        ids = limited(history, Scope(between=both, severity=severity)).events
        return Rows(unanswered_incidents(history, Model.default(), as_of=_date(as_of), ids=ids))

    return _reading(source, read)


def precedents(
    source: Store | View, incident: str, *, limit: int = 10, confidence: float = 0.0
) -> Precedents:
    """Return the earlier events most like an incident, why they are, and what followed them.

    `incident` is its id, the beginning of it, or the id of one of its reports. Raises UnknownError
    where there is none. Of an event without a response, `expectation` says how probable one is.

    >>> precedents(view, "2020-12-10-expulsion-netherlands-russia").found[0].event.id
    '2018-expulsion-netherlands-russia'
    """
    from talion.hawkes.reply_model import Model

    def read(view: View) -> Precedents:
        ident = find_incident(view, incident).id
        history = stored_history_of(view, confidence=confidence)
        found = find_precedents(history, ident, limit=limit)
        return with_expectation(history, found, Model.default())

    return _reading(source, read)


def ask(source: Store | View, name: str, **parameters: str) -> Table:
    """Return the answer to a ready-made question; `talion query` lists them.

    Parameters are what a person would type: names of actors, ids of incidents. Raises UnknownError
    for a question that there is not, or a name that the graph does not have.

    >>> ask(view, "ledger", other="Russia").variables[:3]
    ('date', 'who', 'what')
    """
    return _reading(source, lambda view: view.select(asked(view, question(name), parameters)))


def validate(source: Store | View) -> list[str]:
    """Return one line for each violation of a shape; none where the graph conforms.

    >>> validate(view)
    []
    """
    return _reading(source, lambda view: violations(view.database()))
