"""Event tables into a store, by the million rows.

Each row becomes an incident with one report, and the report quotes its row: rows that share a
page (a day of a table, say) form the text of an article, in which every quote stands at its
offset. So an event from a table can be checked like one from the news. Statements are written
as N-Quads and read by Oxigraph's bulk loader, several times faster than one by one.
"""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, RdfFormat

from talion.model.actor import Actor
from talion.model.article import Article
from talion.model.date import Date
from talion.model.incident import IncidentType
from talion.model.overlaps import Total
from talion.model.record import Origin
from talion.store import iris, to_rdf
from talion.store.derivation import derive
from talion.store.derived_totals import Key, counts_something, total_keys, total_quads
from talion.store.iris import iri
from talion.store.ontology_graph import complete
from talion.store.reference import deed, gazetteer, incident_types
from talion.store.store import Store
from talion.store.writer import Writer
from talion.vocabulary import RDF, RDFS, SKOS, TAL, TYPE_SCHEME, XSD

_PAGE = 4 << 20


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of a table: who did what to whom, and the row's own words.

    `id` is that of the incident, `agent` and `target` are actor ids, `type` is an incident type's
    id; `date` is EDTF; `row` is the text of the row on its page `page`. Where the row says that it
    responds to another, `answers` is the report of that one: `page#eN`, the N-th row of its page;
    `outside` are its words for what it responds to outside the table.
    """

    id: str
    type: str
    agent: str
    target: str
    date: str
    row: str
    page: str
    count: int | None = None
    answers: str | None = None
    outside: str | None = None


def load(
    store: Store,
    acts: Iterable[EventRow],
    *,
    actors: Iterable[Actor] = (),
    types: Iterable[IncidentType] = (),
    publisher: str = "",
    tick: Callable[[int], None] = lambda _: None,
) -> int:
    """Write events into a store, replacing what it held; return the number of statements.

    Graphs that Talion has not written itself are kept.

    Rows of one page must follow each other. `actors` and `types` are those that the reference data
    does not have. `tick` is called with the number of rows written so far. The shapes are not
    checked: what is written here conforms by construction.

    >>> from talion.store import Store
    >>> store = Store.memory()
    >>> row = EventRow("1", "expulsion", "italy", "russia", "2021-03-31", "ITA,RUS,expel", "table")
    >>> load(store, [row]) > 0
    True
    >>> with store.view() as view:
    ...     [view.labels()[i.id] for i in view.incidents()]
    ['Italy → Russia: expulsion, 2021-03-31']
    """
    known = {a.id: a.name for a in gazetteer()}
    labels = {t.id: t.label for t in incident_types()}
    extra = list(actors)
    more = list(types)
    known.update((a.id, a.name) for a in extra)
    labels.update((t.id, t.label) for t in more)
    with store.engine.write(fresh=True) as database:
        writer = Writer(database)
        writer.put_reference()
        with store.view() as former:
            writer.keep_foreign(former)
        del writer
        lines = _Lines(known, labels, publisher)
        written = lines.all(acts, extra, more, tick)
        source = io.BufferedReader(_TextStream(written), _PAGE)
        database.bulk_load(source, format=RdfFormat.N_QUADS, lenient=True)
        complete(database)
        derive(database)
        database.bulk_extend(total_quads(lines.totals()))
        database.optimize()
        count = len(database)
        del database  # what is committed is closed first, so nothing here may keep it open
    return count


class _TextStream(io.RawIOBase):
    """Pieces of text as a binary file."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Fill a buffer from one piece of text at most; 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece.encode()
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


class _Lines:
    """The N-Quads of event rows."""

    def __init__(self, names_: dict[str, str], labels: dict[str, str], publisher: str) -> None:
        self._names, self._labels, self._publisher = names_, labels, publisher
        self._actors: dict[str, str] = {}
        self._bounds: dict[str, tuple[str, str]] = {}
        self._types = {ident: str(iris.incident_type(ident)) for ident in labels}
        self._sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])

    def totals(self) -> dict[Key, Total]:
        """Return what the rows so far add up to; one table tells all of them apart."""
        counted = {kind for (kind, _), (_, number, _) in self._sums.items() if number}
        return {
            key: Total(rows, rows, rows, number, total, total, number)
            for key, (rows, number, total) in self._sums.items()
            if key[0] in counted or counts_something(key[0])
        }

    def _add(self, act: EventRow) -> None:
        for key in total_keys(act.type, (act.agent,), Date(act.date)):
            sums = self._sums[key]
            sums[0] += 1
            if act.count is not None:
                sums[1] += 1
                sums[2] += act.count

    def all(
        self,
        acts: Iterable[EventRow],
        actors: Iterable[Actor],
        types: Iterable[IncidentType],
        tick: Callable[[int], None],
    ) -> Iterator[str]:
        """Yield the lines of actors and types, then those of the rows, a page at a time."""
        graph = iris.ACTORS_GRAPH
        for actor in actors:
            node = iri("actor", actor.id)
            yield "".join(f"{node} {p} {o} {graph} .\n" for p, o in to_rdf.actor_pairs(actor))
        for kind in types:
            yield _type_lines(kind, graph)
        done = 0
        for page, group in groupby(acts, key=lambda act: act.page):
            some = list(group)
            yield self._page(page, some)
            done += len(some)
            tick(done)

    def _page(self, page: str, acts: list[EventRow]) -> str:
        """Return the lines of an article and of the events in it."""
        article, graph = iri("article", page), iris.article_graph(page)
        lines: list[str] = []
        start = 0
        for number, act in enumerate(acts, 1):
            end = start + len(act.row)
            report = iris.report(f"{page}#e{number}")
            lines += self._report(act, report, article, start, end, graph)
            lines += self._incident(act, report)
            self._add(act)
            if act.answers:
                lines += self._answer(act, f"{page}#e{number}", article, start, end, graph)
            start = end + 1
        text = "\n".join(act.row for act in acts)
        lines += self._article(page, text, acts[0].date, graph)
        return "".join(lines)

    def _article(self, page: str, text: str, date: str, graph: NamedNode) -> Iterator[str]:
        node = iri("article", page)
        article = Article(page, text, self._publisher or None, published=date)
        for prop, value in to_rdf.article_pairs(article):
            yield f"{node} {prop} {value} {graph} .\n"
        yield f"{node} {TAL.origin.n3} {Literal(Origin.TABLE)} {graph} .\n"

    def _report(
        self,
        act: EventRow,
        node: NamedNode,
        article: NamedNode,
        start: int,
        end: int,
        graph: NamedNode,
    ) -> Iterator[str]:
        pairs = (
            f"{RDF.type.n3} {TAL.Report.n3}",
            *self._slots(act),
            *([f"{TAL.respondsOutside.n3} {Literal(act.outside)}"] if act.outside else ()),
            *_quoting(act, article, start, end),
        )
        return (f"{node} {pair} {graph} .\n" for pair in pairs)

    def _answer(
        self, act: EventRow, report: str, article: NamedNode, start: int, end: int, graph: NamedNode
    ) -> Iterator[str]:
        """Yield the lines of a stated response, as its row gives it."""
        assert act.answers is not None
        node = iris.claim(report)
        pairs = (
            f"{RDF.type.n3} {TAL.Response.n3}",
            f"{TAL.basis.n3} {TAL.stated.n3}",
            f"{TAL.source.n3} {iris.report(report)}",
            f"{TAL.claimTarget.n3} {iris.report(act.answers)}",
            *_quoting(act, article, start, end),
        )
        return (f"{node} {pair} {graph} .\n" for pair in pairs)

    def _incident(self, act: EventRow, report: NamedNode) -> Iterator[str]:
        node, graph = iri("incident", act.id), iris.DERIVED_GRAPH
        done = deed(act.type, act.count, self._labels[act.type])
        label = f"{self._names[act.agent]} → {self._names[act.target]}: {done}, {act.date}"
        pairs = (
            f"{RDF.type.n3} {TAL.Incident.n3}",
            f"{RDFS.label.n3} {to_rdf.label(label)}",
            *self._slots(act),
            f"{TAL.reportedBy.n3} {report}",
        )
        return (f"{node} {pair} {graph} .\n" for pair in pairs)

    def _slots(self, act: EventRow) -> Iterator[str]:
        yield f"{TAL.incidentType.n3} {self._types[act.type]}"
        yield f"{TAL.status.n3} {TAL.reported.n3}"
        yield f"{TAL.agent.n3} {self._actor(act.agent)}"
        yield f"{TAL.target.n3} {self._actor(act.target)}"
        if act.count is not None:
            yield f"{TAL.count.n3} {to_rdf.whole(act.count)}"
        yield f"{TAL.date.n3} {to_rdf.edtf(act.date)}"
        yield from self._days(act.date)

    def _days(self, date: str) -> tuple[str, str]:
        found = self._bounds.get(date)
        if found is None:
            span = Date(date)
            found = (
                f'{TAL.earliest.n3} "{span.earliest.isoformat()}"^^{XSD.date.n3}',
                f'{TAL.latest.n3} "{span.latest.isoformat()}"^^{XSD.date.n3}',
            )
            self._bounds[date] = found
        return found

    def _actor(self, ident: str) -> str:
        found = self._actors.get(ident)
        if found is None:
            found = self._actors[ident] = str(iri("actor", ident))
        return found


def _quoting(act: EventRow, article: NamedNode, start: int, end: int) -> tuple[str, ...]:
    """Return where the text of a row is quoted."""
    return (
        f"{TAL.inArticle.n3} {article}",
        f"{TAL.quote.n3} {Literal(act.row)}",
        f'{TAL.start.n3} "{start}"^^{XSD.integer.n3}',
        f'{TAL.end.n3} "{end}"^^{XSD.integer.n3}',
    )


def _type_lines(kind: IncidentType, graph: NamedNode) -> str:
    node = iris.incident_type(kind.id)
    pairs = (
        f"{RDF.type.n3} {SKOS.Concept.n3}",
        f"{RDF.type.n3} {TAL.IncidentType.n3}",
        f"{SKOS.prefLabel.n3} {to_rdf.label(kind.label)}",
        f"{SKOS.definition.n3} {to_rdf.label(kind.definition)}",
        f"{SKOS.inScheme.n3} {TYPE_SCHEME.n3}",
        f"{TAL.severity.n3} {to_rdf.decimal(kind.severity)}",
        *(f'{TAL.cameo.n3} "{code}"' for code in kind.cameo),
    )
    return "".join(f"{node} {pair} {graph} .\n" for pair in pairs)
