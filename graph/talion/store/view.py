"""The graph, open for reading: typed values, and SPARQL for everything else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store

from talion.errors import QueryError
from talion.model.actor import Actor, Office
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.contradiction import parted
from talion.model.decision import Decision
from talion.model.identities import Identities, PartiesAsRead
from talion.model.incident import Incident, IncidentType, Report
from talion.model.record import Origin
from talion.model.relation import Relation
from talion.model.slot_quotes import QuotedSlot, SlotQuote
from talion.store import from_rdf, iris
from talion.store.closed_terms import (
    ACTOR_CLASSES,
    CLAIM_CLASSES,
    DECISION_CLASSES,
    SLOT_QUOTES,
)
from talion.store.engine import Snapshot
from talion.store.facts import Facts, facts_by_subject, in_order
from talion.store.kept_values import Changes, KeptValues, keep
from talion.store.query import Answer, Table, table
from talion.store.query import values as values_clause
from talion.store.reference import incident_type, incident_types
from talion.store.value_rows import (
    ACTOR,
    CLAIM,
    DECISION,
    INCIDENT,
    KINDS,
    OFFICE,
    PUBLICATION,
    REPORT,
    ValueKind,
)
from talion.vocabulary import PREFIXES, RDF, TAL, Term

_Value = TypeVar("_Value")

if TYPE_CHECKING:
    from rdflib import Dataset


class View:
    """A store open for reading; a context manager.

    The typed methods give values of `talion.model` ordered by id. Where ids are given, only those
    are read. `query` answers any SPARQL; `dataset` is the same graph for rdflib.

    >>> len(view.incidents()), view.actors(["russia"])[0].name
    (53, 'Russia')
    """

    def __init__(self, reading: Snapshot) -> None:
        self._reading = reading
        self._values: dict[str, list[Any]] = {}
        self._parted: tuple[list[Claim], list[Claim]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store's files."""
        self._reading.close()

    def database(self) -> Store:
        """Return the statements as an Oxigraph database (a copy, where the store is remote)."""
        return self._reading.backend.database()

    # --- SPARQL

    def query(self, text: str) -> Answer:
        """Answer a query over the union of all named graphs, as pyoxigraph gives it.

        Raises QueryError on a malformed text or an update.
        """
        return self._reading.backend.query(text)

    def select(self, text: str, most: int | None = None) -> Table:
        """Answer a SELECT as plain values, `most` rows at most; an ASK as one cell named `answer`.

        >>> view.select("SELECT (COUNT(*) AS ?n) { ?a a tal:Article }").rows
        ((5,),)
        """
        answer = self.query(text)
        if isinstance(answer, QueryTriples):
            raise QueryError("it gives triples, not rows")
        return table(answer, most)

    @property
    def dataset(self) -> "Dataset":
        """The same graph as rdflib's Dataset, whose default graph is the union of all."""
        dataset = self._reading.backend.dataset()
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every statement, or those of one named graph."""
        return self._reading.backend.quads(graph)

    def foreign_quads(self) -> Iterator[Quad]:
        """Yield the statements of all graphs that Talion has not written itself."""
        for graph in self._reading.backend.graphs():
            if iris.is_foreign(graph.value):
                yield from self.quads(graph)

    # --- values

    def actors(self, ids: Iterable[str] | None = None) -> list[Actor]:
        """Return actors: reference data and those that articles introduced."""
        found = self._all(ACTOR) if ids is None else self._actors(ids)
        return sorted(found, key=lambda a: a.id)

    def _actors(self, ids: Iterable[str] | None) -> Iterator[Actor]:
        wanted = None if ids is None else list(ids)
        facts = self._facts(ACTOR_CLASSES.values(), "actor", wanted)
        if wanted is None:
            return from_rdf.actors(facts | self._facts((TAL.Membership,)))
        return from_rdf.actors(facts | self.about(self._memberships(wanted), (TAL.Membership,)))

    def _memberships(self, ids: Iterable[str]) -> list[str]:
        """Return the IRIs of the memberships of some actors."""
        some = values_clause("actor", [from_rdf.iri_of("actor", i) for i in ids])
        rows = self.select(f"SELECT ?membership {{ {some} ?membership tal:member ?actor }}").rows
        return [str(iri) for (iri,) in rows]

    def acting(self) -> list[Actor]:
        """Return the actors that are an agent or a target of an incident."""
        named = {a for i in self.incidents() for a in (*i.agents, *i.targets)}
        return [actor for actor in self.actors() if actor.id in named]

    def articles(self, ids: Iterable[str] | None = None) -> list[Article]:
        """Return articles with their texts."""
        return list(from_rdf.articles(self._facts((TAL.Article,), "article", ids)))

    def incidents(self, ids: Iterable[str] | None = None) -> list[Incident]:
        """Return incidents by date, undated ones last."""
        found = self._all(INCIDENT) if ids is None else self._incidents(ids)
        return sorted(found, key=lambda i: (i.date is None, i.date and i.date.earliest, i.id))

    def _incidents(self, ids: Iterable[str] | None) -> Iterator[Incident]:
        return from_rdf.incidents(self._facts((TAL.Incident,), "incident", ids))

    def types(self, used: Iterable[str]) -> tuple[IncidentType, ...]:
        """Return some incident types: the ontology's in its order, then others by id.

        The graph may describe the others itself; else their id is their label, and their severity
        0.5.
        """
        wanted = set(used)
        known = [t for t in incident_types() if t.id in wanted]
        others = sorted(wanted - {t.id for t in known})
        undescribed = {ident: iris.incident_type(ident).value for ident in others}
        described = self.about(undescribed.values(), (TAL.IncidentType,)) if undescribed else {}
        made = (
            incident_type(iri, described[iri])
            if iri in described
            else IncidentType(ident, ident.replace("_", " "), "", 0.5, None)
            for ident, iri in undescribed.items()
        )
        return (*known, *made)

    def labels(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return each incident's title by id (`Netherlands → Russia: expulsion of 2, 2020`)."""
        which = "?i a tal:Incident"
        if ids is not None:
            which = values_clause("i", [from_rdf.iri_of("incident", i) for i in ids])
        named = f"GRAPH {iris.DERIVED_GRAPH} {{ ?i rdfs:label ?label }}"
        rows = self.select(f"SELECT ?i ?label WHERE {{ {which} . {named} }}").rows
        return {iris.ident(str(iri), "incident"): str(label) for iri, label in rows}

    def reports(self, ids: Iterable[str] | None = None) -> list[Report]:
        """Return reports by article and place."""
        found = self._all(REPORT) if ids is None else self._reports(ids)
        return sorted(found, key=lambda r: (r.article, r.quote.start, r.id))

    def _reports(self, ids: Iterable[str] | None) -> Iterator[Report]:
        return from_rdf.reports(self._facts((TAL.Report,), "report", ids))

    def glosses(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return the English translations that a reader gave of quotes, by report.

        >>> view.glosses()
        {}
        """
        which = "?r a tal:Report ."
        if ids is not None:
            which = values_clause("r", [from_rdf.iri_of("report", i) for i in ids])
        rows = self.select(f"SELECT ?r ?gloss {{ {which} ?r tal:gloss ?gloss }}").rows
        return {iris.ident(str(iri), "report"): str(gloss) for iri, gloss in rows}

    def slot_quotes(self, ids: Iterable[str] | None = None) -> dict[str, tuple[SlotQuote, ...]]:
        """Return the words by which a reader filled the slots of reports, by report.

        >>> view.slot_quotes()
        {}
        """
        which = "?r a tal:Report ."
        if ids is not None:
            which = values_clause("r", [from_rdf.iri_of("report", i) for i in ids])
        named = {term: slot for slot, term in SLOT_QUOTES.items()}
        terms = values_clause("p", list(named))
        rows = self.select(f"SELECT ?r ?p ?q {{ {which} {terms} ?r ?p ?q }}").rows
        found: dict[str, list[SlotQuote]] = {}
        for iri, term, quote in rows:
            slot = named[Term(str(term))]
            found.setdefault(iris.ident(str(iri), "report"), []).append(SlotQuote(slot, str(quote)))
        return {r: tuple(sorted(each, key=_by_slot)) for r, each in found.items()}

    def publications(self) -> list[Article]:
        """Return articles without their texts."""
        return list(self._all(PUBLICATION))

    def claims(self) -> list[Claim]:
        """Return claims between incidents, stated ones raised from reports to their incidents.

        Responses that the dates rule out are left out; see `contradictions`.
        """
        return self.parted_claims()[0]

    def contradictions(self) -> list[Claim]:
        """Return the claims of responses that the dates rule out, alone or together with others.

        >>> list(view.contradictions())
        []
        """
        return self.parted_claims()[1]

    def parted_claims(self) -> tuple[list[Claim], list[Claim]]:
        """Return the claims that the dates allow, and the contradictions, each ordered by id.

        >>> allowed, ruled_out = view.parted_claims()
        >>> allowed == list(view.claims()), ruled_out
        (True, [])
        """
        if self._parted is None:
            incidents = self._all(INCIDENT)
            told = sorted(self._raised(incidents), key=lambda c: c.id)
            found = parted(told, {i.id: i.date for i in incidents})
            if CLAIM.table not in self._values:  # a database that may change meanwhile
                return found
            self._parted = found
        allowed, ruled_out = self._parted
        return list(allowed), list(ruled_out)

    def told_claims(self) -> Iterator[Claim]:
        """Yield all claims between incidents, contradictions among them, in no order.

        >>> len(list(view.told_claims())) == len(list(view.claims()))
        True
        """
        return self._raised(self._all(INCIDENT))

    def _raised(self, incidents: Iterable[Incident]) -> Iterator[Claim]:
        incident_of = {r: i.id for i in incidents for r in i.reports}
        return (from_rdf.raised(claim, incident_of) for claim in self._all(CLAIM))

    def parts(self) -> list[tuple[str, str]]:
        """Return the pairs of an incident and the wider action that it is part of, by id.

        >>> ("2021-expulsion-poland-russia", "2021-expulsion-united-states-russia") in view.parts()
        True
        """
        rows = self.select("SELECT DISTINCT ?a ?b { ?a tal:partOf ?b }").rows
        return sorted(
            (iris.ident(str(a), "incident"), iris.ident(str(b), "incident")) for a, b in rows
        )

    def tables(self) -> dict[str, str]:
        """Return the articles that are parts of a table of events, with the table's name.

        >>> view.tables()
        {}
        """
        rows = self.select(
            f"SELECT ?a ?name {{ ?a tal:origin {Literal(Origin.TABLE)!s} . "
            "OPTIONAL { ?a dcterms:publisher ?name } }"
        ).rows
        return {iris.ident(str(a), "article"): str(name or "") for a, name in rows}

    def outside(self) -> dict[str, str]:
        """Return the reports of responses to what is no incident here, with the source's words.

        >>> view.outside()
        {}
        """
        rows = self.select("SELECT ?r ?words { ?r tal:respondsOutside ?words }").rows
        return {iris.ident(str(r), "report"): str(words) for r, words in rows}

    def relations(self) -> list[Relation]:
        """Return the relations between actors, each with the incidents that explain it."""
        return list(from_rdf.relations(self._facts((TAL.Relation,))))

    def offices(self) -> list[Office]:
        """Return the offices of persons, as articles give them."""
        return [office for _, office in self._all(OFFICE)]

    def decisions(self) -> list[Decision]:
        """Return the recorded decisions: which reports are of one incident, who an actor is."""
        return [decision for _, decision in self._all(DECISION)]

    def as_read(self, decisions: Iterable[Decision]) -> PartiesAsRead:
        """Return the parties of reports as they were read, where it was decided who they are.

        >>> view.as_read(view.decisions()).agents
        {}
        """
        decided = [d for d in decisions if d.is_of_identity]
        if not decided:
            return PartiesAsRead()
        agents, targets = (
            self._parties_as_read(prop) for prop in (TAL.agentAsRead, TAL.targetAsRead)
        )
        return PartiesAsRead(agents, targets, Identities.by(decided))

    def _parties_as_read(self, prop: Term) -> dict[str, frozenset[str]]:
        rows = self.select(f"SELECT ?r ?a {{ ?r {prop.n3} ?a }}").rows
        found: dict[str, set[str]] = {}
        for report, actor in rows:
            named = found.setdefault(iris.ident(str(report), "report"), set())
            named.add(iris.ident(str(actor), "actor"))
        return {report: frozenset(named) for report, named in found.items()}

    def splits(self) -> Iterator[Decision]:
        """Yield the recorded decisions that two reports are of two incidents.

        >>> list(view.splits())
        []
        """
        return iter(d for _, d in from_rdf.decisions(self._facts((TAL.Split,))))

    def notes(self) -> list[Decision]:
        """Return the notes and stars that people gave to things.

        >>> list(view.notes())
        []
        """
        return [d for _, d in from_rdf.decisions(self._facts((TAL.Note, TAL.Star)))]

    def _all(self, kind: ValueKind[_Value]) -> list[_Value]:
        """Return all values of a kind, read once: those kept beside the generation, or anew."""
        if kind.table not in self._values:
            folder = self._reading.folder
            kept = None if folder is None else KeptValues.beside(folder)
            if kept is not None:
                self._values[kind.table] = kept.all(kind)
            elif folder is None:
                return list(self.from_statements(kind))
            else:
                self._values = {one.table: list(self.from_statements(one)) for one in KINDS}
                keep(folder, self._values)
        found: list[_Value] = self._values[kind.table]
        return found

    def changed(self, before: "View", changes: Changes) -> "View":
        """Return a view that knows its values from those of an earlier state and what changed."""
        made = View(self._reading)
        made._values = {kind.table: changes.applied(kind, before._all(kind)) for kind in KINDS}
        return made

    def kept(self) -> bool:
        """Whether all values are kept beside the generation, so that they are read at once."""
        folder = self._reading.folder
        return folder is not None and KeptValues.beside(folder) is not None

    def keep(self) -> None:
        """Read all values once, so that they are kept and the next command reads them at once.

        >>> view.keep()
        """
        self._all(INCIDENT)

    def of_kind(self, kind: ValueKind[_Value]) -> list[_Value]:
        """Return all values of a kind as they are kept."""
        return list(self._all(kind))

    def from_statements(self, kind: ValueKind[_Value]) -> Iterator[_Value]:
        """Read the values of a kind from the statements."""
        readers: Mapping[ValueKind[Any], Callable[[], Iterator[Any]]] = {
            INCIDENT: lambda: self._incidents(None),
            REPORT: lambda: self._reports(None),
            CLAIM: lambda: from_rdf.claims_as_stored(self._facts(CLAIM_CLASSES.values())),
            OFFICE: lambda: from_rdf.offices(self._facts((TAL.Office,))),
            DECISION: lambda: from_rdf.decisions(self._facts(DECISION_CLASSES.values())),
            ACTOR: lambda: self._actors(None),
            PUBLICATION: lambda: (replace(a, text="") for a in self.articles()),
        }
        return readers[kind]()

    def _facts(
        self, classes: Iterable[str], kind: str = "", ids: Iterable[str] | None = None
    ) -> Facts:
        """Return all that is said of the things of some classes, or of some ids among them."""
        wanted = list(classes)
        if ids is not None:
            return self.about([from_rdf.iri_of(kind, i) for i in ids], wanted)
        return in_order(facts_by_subject(self._reading.backend.about_all(wanted)))

    def about(self, subjects: Iterable[str], classes: Collection[str]) -> Facts:
        """Return all statements about some things, leaving out those of other classes (IRIs, both).

        The classes are compared here: joined in the query, Oxigraph would scan all things of a
        class for each of the few that are wanted.
        """
        wanted = frozenset(classes)
        facts = in_order(facts_by_subject(self._reading.backend.about(dict.fromkeys(subjects))))
        return {
            subject: about
            for subject, about in facts.items()
            if not wanted.isdisjoint(about.get(RDF.type, ()))
        }


def _by_slot(words: SlotQuote) -> tuple[int, str]:
    return list(QuotedSlot).index(words.slot), words.quote
