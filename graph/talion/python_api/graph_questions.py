"""What a graph holds and what can be read off it: lists, waves, precedents, ready-made questions.

Every function here is a public name of `talion`. A *source* is a store or a view of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from talion.errors import ArgumentError
from talion.model.actor import ActorKind
from talion.model.incident import Status
from talion.python_api.answer_table import AnswerTable
from talion.python_api.arguments import AnyDate, as_date, checked, chosen, require_graph
from talion.python_api.drawn_wave import DrawnWave
from talion.python_api.event_questions import stored_history_of
from talion.python_api.listed_precedents import ListedPrecedents
from talion.python_api.listed_unanswered import ListedUnanswered
from talion.python_api.rows import Rows, columns_of
from talion.reciprocity.listing import (
    ActorRow,
    ArticleRow,
    IncidentRow,
    ListFilter,
    list_actors,
    list_articles,
    list_incidents,
)
from talion.reciprocity.party import sides as named_sides
from talion.reciprocity.precedents import precedents as find_precedents
from talion.reciprocity.precedents import with_expectation
from talion.reciprocity.scope import MILD, Scope, limited
from talion.reciprocity.unanswered import unanswered_incidents
from talion.reciprocity.waves import waves as find_waves
from talion.store import Store, View
from talion.store.id_lookup import find_incident
from talion.store.questions import ask as asked
from talion.store.questions import question
from talion.store.validation import violations

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_Found = TypeVar("_Found")


def _reading(source: Store | View, read: Callable[[View], _Found]) -> _Found:
    """Return what is read of a view, or of a store's last commit."""
    require_graph(source)
    if isinstance(source, View):
        return read(source)
    with source.view() as view:
        return read(view)


def _filter(
    between: tuple[str, str] | None,
    types: str | Iterable[str],
    status: str | None,
    since: AnyDate | None,
    until: AnyDate | None,
    reviewed: bool | None,
    confidence: float,
) -> ListFilter:
    return ListFilter(
        between=None if between is None else (between[0], between[1]),
        types=(types,) if isinstance(types, str) else tuple(types),
        status=None if status is None else chosen(Status, status, "status"),
        since=as_date(since, "since"),
        until=as_date(until, "until"),
        reviewed=reviewed,
        confidence=confidence,
    )


@checked
def incidents(
    source: Store | View,
    *,
    between: tuple[str, str] | None = None,
    types: str | Iterable[str] = (),
    status: str | None = None,
    since: AnyDate | None = None,
    until: AnyDate | None = None,
    reviewed: bool | None = None,
    confidence: float = 0.0,
) -> Rows[IncidentRow]:
    """Return the incidents of a graph by date, undated ones last.

    `between` are the names of two sides, an organization standing for its members; `types` ids or
    labels of incident types, `status` one of `reported`, `alleged`, `prospective`; `since` and
    `until` are dates in EDTF or of `datetime`. Raises UnknownError for a name that no actor has.

    >>> rows = incidents(view, between=("Netherlands", "Russia"), types="expulsion")
    >>> [(row.date, row.agents[0].name, row.count) for row in rows][1]
    ('2020-12-10', 'Netherlands', 2)
    """
    asked = _filter(between, types, status, since, until, reviewed, confidence)
    found = _reading(source, lambda view: list_incidents(view, asked))
    return Rows(found, columns_of(IncidentRow))


@checked
def actors(
    source: Store | View,
    *,
    kinds: str | Iterable[str] = (),
    between: tuple[str, str] | None = None,
    types: str | Iterable[str] = (),
    status: str | None = None,
    since: AnyDate | None = None,
    until: AnyDate | None = None,
    reviewed: bool | None = None,
    confidence: float = 0.0,
) -> Rows[ActorRow]:
    """Return the actors that take part in incidents, those in most incidents first.

    `kinds` are `country`, `organization`, `agency`, `person` or `mission`; the other options say
    in which incidents, as in `incidents`.

    >>> actors(view)[0].name, len(actors(view, types="summons"))
    ('Russia', 2)
    """
    asked = _filter(between, types, status, since, until, reviewed, confidence)
    named = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    wanted = [chosen(ActorKind, kind, "kind of actor") for kind in named]
    found = _reading(source, lambda view: list_actors(view, wanted, asked))
    return Rows(found, columns_of(ActorRow))


@checked
def articles(
    source: Store | View,
    *,
    between: tuple[str, str] | None = None,
    types: str | Iterable[str] = (),
    status: str | None = None,
    since: AnyDate | None = None,
    until: AnyDate | None = None,
    reviewed: bool | None = None,
    confidence: float = 0.0,
) -> Rows[ArticleRow]:
    """Return the articles and event tables of a graph, and how many reports each has.

    `since` and `until` say when they were published, `reviewed` whether a person has checked them;
    the other options which incidents they report, as in `incidents`.

    >>> len(articles(view)), [row.publisher for row in articles(view, types="summons")]
    (5, ['The Moscow Times'])
    """
    asked = _filter(between, types, status, since, until, reviewed, confidence)
    found = _reading(source, lambda view: list_articles(view, asked))
    return Rows(found, columns_of(ArticleRow))


@checked
def waves(
    source: Store | View,
    *,
    states: int = 3,
    gap: int = 5,
    since: AnyDate | None = None,
    until: AnyDate | None = None,
    infer: bool = False,
    confidence: float = 0.0,
) -> Rows[DrawnWave]:
    """Return coordinated actions of several states, those of most states first; drawn in notebooks.

    `states` is the least number of states, `gap` the most days between one event of a wave and the
    next.

    >>> waves(view)[0].target
    'russia'
    """
    scope = Scope(since=as_date(since, "since"), until=as_date(until, "until"))

    def read(view: View) -> Rows[DrawnWave]:
        history = limited(stored_history_of(view, infer=infer, confidence=confidence), scope)
        found = find_waves(history, states=states, gap=gap)
        return Rows(DrawnWave.of(wave, history) for wave in found)

    return _reading(source, read)


@checked
def unanswered(
    source: Store | View,
    *,
    between: tuple[str, str] | None = None,
    as_of: AnyDate | None = None,
    severity: float = MILD,
    confidence: float = 0.0,
) -> Rows[ListedUnanswered]:
    """Return events without a response, and how probable one was by now.

    `as_of` is an EDTF date, by default the latest in the data (`as_of` of each row); what is milder
    than `severity` is left out. What counts is said in `talion.reciprocity.unanswered`.

    >>> {row.event.type for row in unanswered(view, between=("NATO", "Russia"))} >= {"expulsion"}
    True
    """
    from talion.hawkes.reply_model import Model

    day = as_date(as_of, "as_of")

    def read(view: View) -> Rows[ListedUnanswered]:
        history = stored_history_of(view, confidence=confidence)
        both = named_sides(history, *between) if between else None
        ids = limited(history, Scope(between=both, severity=severity)).events
        found = unanswered_incidents(history, Model.default(), as_of=day, ids=ids)
        return Rows(ListedUnanswered.with_names(one, history) for one in found)

    return _reading(source, read)


@checked
def precedents(
    source: Store | View, incident: str, *, limit: int = 10, confidence: float = 0.0
) -> ListedPrecedents:
    """Return the earlier events most like an incident, why they are, and what followed them.

    `incident` is its id, the beginning of it, or the id of one of its reports. Raises UnknownError
    where there is none. Of an event without a response, `expectation` says how probable one is.

    >>> precedents(view, "2020-12-10-expulsion-netherlands-russia").found[0].event.id
    '2018-expulsion-netherlands-russia'
    """
    from talion.hawkes.reply_model import Model

    def read(view: View) -> ListedPrecedents:
        ident = find_incident(view, incident).id
        history = stored_history_of(view, confidence=confidence)
        found = find_precedents(history, ident, limit=limit)
        return ListedPrecedents.of(with_expectation(history, found, Model.default()), history)

    return _reading(source, read)


@checked
def ask(source: Store | View, name: str, **parameters: str) -> AnswerTable:
    """Return the answer to a ready-made question; `talion query` lists them.

    Parameters are what a person would type: names of actors, ids of incidents. Raises UnknownError
    for a question that there is not, or a name that the graph does not have.

    >>> ask(view, "ledger", other="Russia").variables[:3]
    ('date', 'who', 'what')
    """
    for parameter, value in parameters.items():
        if not isinstance(value, str):
            raise ArgumentError(parameter, value, "a text, as a person would type it")

    def read(view: View) -> AnswerTable:
        return AnswerTable.of(view.select(asked(view, question(name), parameters)))

    return _reading(source, read)


@checked
def validate(source: Store | View) -> list[str]:
    """Return one line for each violation of a shape; none where the graph conforms.

    >>> validate(view)
    []
    """
    return _reading(source, lambda view: violations(view.database()))


@checked
def to_networkx(source: Store | View, kind: str = "actors") -> MultiDiGraph[str]:
    """Return the graph as a networkx MultiDiGraph of `actors` or of `incidents`.

    In `actors` an edge is a plain relation (key `relation`), weighted by the incidents behind it,
    all of them of status reported; in `incidents` it is a claim, from the later incident to the
    earlier. `talion.network.to_networkx` lists all attributes, which are texts and numbers.

    >>> network = to_networkx(view)
    >>> network.nodes["russia"]["label"], network.has_edge("netherlands", "russia", "expelled")
    ('Russia', True)
    """
    from talion.network import to_networkx as network

    return _reading(source, lambda view: network(view, kind))
