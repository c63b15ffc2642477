"""A store and a view of it, with every question that programs ask as a method.

`talion.Store` and `talion.View` are these classes; the store itself knows nothing of the questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from talion.errors import ArgumentError
from talion.model.actor import Actor
from talion.model.article import Article
from talion.model.incident import Incident
from talion.python_api import event_questions, graph_questions
from talion.python_api.answer_table import AnswerTable
from talion.python_api.arguments import AnyDate, checked
from talion.python_api.corrections import motifs
from talion.python_api.rows import Rows, columns_of
from talion.python_api.summary import summed_up
from talion.reciprocity.scope import MILD
from talion.store import Store, View
from talion.store.id_lookup import find_incident
from talion.store.lookup import find_actor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from networkx import MultiDiGraph

    from talion.hawkes.reply_model import Model
    from talion.python_api.drawn_chain import DrawnChain
    from talion.python_api.drawn_ledger import DrawnLedger
    from talion.python_api.drawn_wave import DrawnWave
    from talion.python_api.event_questions import EventReply
    from talion.python_api.listed_precedents import ListedPrecedents
    from talion.python_api.listed_unanswered import ListedUnanswered


class GraphView(View):
    """A graph open for reading; a context manager.

    `incidents`, `actors` and `articles` give values of `talion.model`, of some ids where ids are
    given; the other questions are those of `talion.chains`, `talion.ledger` and so on, with the
    same options. `select` answers a SPARQL query as rows, `query` any, and `dataset` is the same
    graph for rdflib.

    >>> with GraphStore(store.engine).view() as graph:
    ...     graph.resolve("Moscow").name, len(graph.incidents()), graph.ledger("NATO", "Moscow")
    ('Russia', 53, <ledger of NATO and Russia: 40 events, 18 responses; Russia owes a response>)
    """

    def __repr__(self) -> str:
        return f"<a view of {len(self.incidents()):,} incidents>"

    def _repr_html_(self) -> str:
        return summed_up(self)

    def actors(self, ids: Iterable[str] | None = None) -> Rows[Actor]:
        """Return actors: reference data and those that articles introduced."""
        return Rows(super().actors(_several(ids)), columns_of(Actor))

    def articles(self, ids: Iterable[str] | None = None) -> Rows[Article]:
        """Return articles with their texts."""
        return Rows(super().articles(_several(ids)), columns_of(Article))

    def incidents(self, ids: Iterable[str] | None = None) -> Rows[Incident]:
        """Return incidents by date, undated ones last."""
        return Rows(super().incidents(_several(ids)), columns_of(Incident))

    @checked
    def resolve(self, name: str) -> Actor:
        """Return the actor that a name, a code or an identifier stands for.

        Raises UnknownError with the nearest names.
        """
        return find_actor(self, name)

    @checked
    def incident(self, incident: str) -> Incident:
        """Return the incident of an id, of its beginning, or of the id of one of its reports.

        Raises UnknownError with the nearest ids, AmbiguousError where several begin so.
        """
        return find_incident(self, incident)

    def chains(
        self,
        *,
        between: tuple[str, str] | None = None,
        since: AnyDate | None = None,
        until: AnyDate | None = None,
        probability: float = 0.5,
        confidence: float = 0.0,
        tit_for_tat: bool = False,
        infer: bool = False,
        limit: int | None = None,
    ) -> Rows[DrawnChain]:
        """Return the chains of responses; options as in `talion.chains`."""
        return event_questions.chains(
            self,
            between=between,
            since=since,
            until=until,
            probability=probability,
            confidence=confidence,
            tit_for_tat=tit_for_tat,
            infer=infer,
            limit=limit,
        )

    def ledger(
        self,
        one: str,
        other: str,
        *,
        since: AnyDate | None = None,
        until: AnyDate | None = None,
        probability: float = 0.5,
        confidence: float = 0.0,
        infer: bool = False,
    ) -> DrawnLedger:
        """Return what two sides did to each other; options as in `talion.ledger`."""
        return event_questions.ledger(
            self,
            one,
            other,
            since=since,
            until=until,
            probability=probability,
            confidence=confidence,
            infer=infer,
        )

    def replies(self, *, probability: float = 0.5, model: Model | None = None) -> Rows[EventReply]:
        """Return what each event responds to; options as in `talion.replies`."""
        return event_questions.replies(self, probability=probability, model=model)

    def waves(
        self,
        *,
        states: int = 3,
        gap: int = 5,
        since: AnyDate | None = None,
        until: AnyDate | None = None,
        infer: bool = False,
        confidence: float = 0.0,
    ) -> Rows[DrawnWave]:
        """Return coordinated actions; options as in `talion.waves`."""
        return graph_questions.waves(
            self,
            states=states,
            gap=gap,
            since=since,
            until=until,
            infer=infer,
            confidence=confidence,
        )

    def unanswered(
        self,
        *,
        between: tuple[str, str] | None = None,
        as_of: AnyDate | None = None,
        severity: float = MILD,
        confidence: float = 0.0,
    ) -> Rows[ListedUnanswered]:
        """Return events without a response; options as in `talion.unanswered`."""
        return graph_questions.unanswered(
            self, between=between, as_of=as_of, severity=severity, confidence=confidence
        )

    def precedents(
        self, incident: str, *, limit: int = 10, confidence: float = 0.0
    ) -> ListedPrecedents:
        """Return earlier events like an incident; options as in `talion.precedents`."""
        return graph_questions.precedents(self, incident, limit=limit, confidence=confidence)

    def motifs(self, *, days: float = 30.0) -> dict[str, int]:
        """Count patterns of three events; options as in `talion.motifs`."""
        return motifs(self, days=days)

    def select(self, text: str, most: int | None = None) -> AnswerTable:
        """Answer a SELECT as plain values, `most` rows at most; an ASK as one cell named `answer`.

        >>> view.select("SELECT (COUNT(*) AS ?n) { ?a a tal:Article }").rows
        ((5,),)
        """
        return AnswerTable.of(super().select(text, most))

    def ask(self, name: str, **parameters: str) -> AnswerTable:
        """Return the answer to a ready-made question; see `talion.ask`."""
        return graph_questions.ask(self, name, **parameters)

    def validate(self) -> list[str]:
        """Return one line for each violation of a shape."""
        return graph_questions.validate(self)

    def to_networkx(self, kind: str = "actors") -> MultiDiGraph[str]:
        """Return the graph as a network of `actors` or `incidents`; see `talion.to_networkx`."""
        return graph_questions.to_networkx(self, kind)


class GraphStore(Store):
    """A graph in memory, in a folder, or behind a SPARQL endpoint.

    >>> made = GraphStore.memory()
    >>> made
    <a store in memory>
    >>> with made.view() as view:
    ...     len(view.incidents())
    0
    """

    def __repr__(self) -> str:
        return f"<a store {self.engine.place}>"

    def _repr_html_(self) -> str:
        return summed_up(self)

    @classmethod
    @checked
    def open(cls, folder: str | Path) -> Self:
        """Return the store in a folder, or behind the address of a SPARQL endpoint.

        Raises a StoreError where there is none or it cannot be read.
        """
        return super().open(folder)

    @classmethod
    @checked
    def create(cls, folder: str | Path) -> Self:
        """Return the store in a folder, made where there is none, or behind an address."""
        return super().create(folder)

    def view(self) -> GraphView:
        """Open it for reading, in the state of the last commit.

        Warns (OutdatedStoreWarning) where it was written with another version of the ontology.
        """
        return GraphView(self.snapshot())


def _several(ids: Iterable[str] | None) -> list[str] | None:
    """Return ids as a list; ArgumentError for a text, which is no list of ids."""
    if isinstance(ids, str):
        raise ArgumentError("ids", ids, "a list of ids", f"; write [{ids!r}]")
    return None if ids is None else list(ids)
