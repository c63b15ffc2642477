"""The graph as tables: incidents, reports, responses, actors, articles, and its event table."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from talion.errors import UsageError
from talion.exchange.contents import Contents
from talion.exchange.export_format import ExportFormat
from talion.exchange.table_writing import as_file, as_xlsx
from talion.model.claim import ClaimType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talion.exchange.export_format import Request
    from talion.exchange.table_writing import Cell
    from talion.model.date import Date
    from talion.model.incident import Incident, Report
    from talion.store import Store, View

    Row = dict[str, Cell]


class TableOf(StrEnum):
    """What a table of the graph is of, a row each."""

    INCIDENTS = "incidents"
    REPORTS = "reports"
    RESPONSES = "responses"
    ACTORS = "actors"
    ARTICLES = "articles"
    EVENTS = "events"


_SLOTS = (
    *("type", "status", "date", "earliest", "latest", "agents", "targets", "count", "confidence"),
    *("agent_ids", "target_ids"),
)
#: The columns of each table; an event table has those of `talion events`.
COLUMNS: Mapping[TableOf, tuple[str, ...]] = {
    TableOf.INCIDENTS: ("id", "name", *_SLOTS, "disputed", "reports", "quote"),
    TableOf.REPORTS: (
        *("id", "incident", *_SLOTS, "quote", "start", "end"),
        *("article", "publisher", "title", "published", "url"),
    ),
    TableOf.RESPONSES: (
        *("response", "antecedent", "response_name", "antecedent_name", "basis", "probability"),
        *("confidence", "run", "article", "publisher", "quote"),
    ),
    TableOf.ACTORS: ("id", "name", "kind", "aliases", "codes", "state", "since", "until"),
    TableOf.ARTICLES: ("id", "publisher", "title", "published", "url", "language", "reports"),
}


def table_of(view: View, what: TableOf) -> list[Row]:
    """Return the rows of a table; lists are joined by semicolons. Of an event table UsageError.

    >>> rows = table_of(view, TableOf.INCIDENTS)
    >>> len(rows), tuple(rows[0]) == COLUMNS[TableOf.INCIDENTS]
    (53, True)
    """
    return list(_rows(Contents.of(view), what))


def _rows(held: Contents, what: TableOf) -> Iterator[Row]:
    match what:
        case TableOf.INCIDENTS:
            return (_incident(held, each) for each in held.incidents.values())
        case TableOf.REPORTS:
            return _reports(held)
        case TableOf.RESPONSES:
            return _responses(held)
        case TableOf.ACTORS:
            return _actors(held)
        case TableOf.ARTICLES:
            return _articles(held)
        case TableOf.EVENTS:
            raise UsageError("an event table is written as a whole")


def _slots(held: Contents, it: Incident | Report) -> Row:
    date = it.date
    return {
        "type": it.type,
        "status": it.status.value,
        "date": date.edtf if date else None,
        "earliest": date.earliest.isoformat() if date else None,
        "latest": date.latest.isoformat() if date else None,
        "agents": _names(held, it.agents),
        "targets": _names(held, it.targets),
        "count": it.count,
        "confidence": it.confidence,
        "agent_ids": _joined(it.agents),
        "target_ids": _joined(it.targets),
    }


def _incident(held: Contents, it: Incident) -> Row:
    quotes = (held.reports[r].quote.text for r in it.reports if r in held.reports)
    return {
        "id": it.id,
        "name": held.titles[it.id],
        **_slots(held, it),
        "disputed": _joined(slot.value for slot in it.disputed),
        "reports": len(it.reports),
        "quote": next(quotes, None),
    }


def _reports(held: Contents) -> Iterator[Row]:
    home = {r: i.id for i in held.incidents.values() for r in i.reports}
    for report in held.reports.values():
        article = held.articles.get(report.article)
        yield {
            "id": report.id,
            "incident": home.get(report.id),
            **_slots(held, report),
            "quote": report.quote.text,
            "start": report.quote.start,
            "end": report.quote.end,
            "article": report.article,
            "publisher": article.publisher if article else None,
            "title": article.title if article else None,
            "published": article.published if article else None,
            "url": article.url if article else None,
        }


def _responses(held: Contents) -> Iterator[Row]:
    for claim in held.claims:
        if claim.type is not ClaimType.RESPONSE:
            continue
        article = held.articles.get(claim.article or "")
        yield {
            "response": claim.source,
            "antecedent": claim.target,
            "response_name": held.titles.get(claim.source),
            "antecedent_name": held.titles.get(claim.target),
            "basis": claim.basis.value,
            "probability": claim.probability,
            "confidence": claim.confidence,
            "run": claim.run,
            "article": claim.article,
            "publisher": article.publisher if article else None,
            "quote": claim.quote.text if claim.quote else None,
        }


def _actors(held: Contents) -> Iterator[Row]:
    for actor in held.actors.values():
        state = held.actors.get(actor.state or "")
        yield {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "aliases": _joined(actor.names),
            "codes": _joined(actor.codes),
            "state": state.name if state else actor.state,
            "since": _day(actor.since),
            "until": _day(actor.until),
        }


def _articles(held: Contents) -> Iterator[Row]:
    reports = Counter(report.article for report in held.reports.values())
    for article in held.articles.values():
        yield {
            "id": article.id,
            "publisher": article.publisher,
            "title": article.title,
            "published": article.published,
            "url": article.url,
            "language": article.language,
            "reports": reports[article.id],
        }


def _day(date: Date | None) -> str | None:
    return date.edtf if date else None


def _names(held: Contents, ids: Iterable[str]) -> str | None:
    return _joined(held.actors[i].name if i in held.actors else i for i in ids)


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def write_table(store: Store, what: TableOf, ending: str) -> bytes:
    """Return one table of a graph in the form that a file's ending means.

    >>> write_table(store, TableOf.ACTORS, ".csv").splitlines()[0]
    b'id,name,kind,aliases,codes,state,since,until'
    """
    with store.view() as view:
        if what is TableOf.EVENTS:
            return _event_table(view, ending)
        return as_file(ending, what.value, COLUMNS[what], table_of(view, what))


def _event_table(view: View, ending: str) -> bytes:
    """Return the event table, in the columns that `talion events` reads without loss."""
    from talion.events.table import require_extra
    from talion.events.table_files import write_events
    from talion.reciprocity.stored_events import events_from_view

    require_extra()
    with TemporaryDirectory() as folder:
        file = Path(folder, f"events{ending}")
        write_events(events_from_view(view), file)
        return file.read_bytes()


def _workbook(store: Store, _: Request) -> bytes:
    """Return all tables but the event table, a sheet each."""
    with store.view() as view:
        held = Contents.of(view)
    return as_xlsx({what.value: (COLUMNS[what], list(_rows(held, what))) for what in COLUMNS})


def _parquet(store: Store, _: Request) -> bytes:
    return write_table(store, TableOf.INCIDENTS, ".parquet")


#: The formats that hold one table.
TABLE_FORMATS = ("csv", "xlsx", "parquet")


#: Excel and Parquet; CSV of a table is asked for with `--table`.
FORMATS = (
    ExportFormat("xlsx", "Excel, a sheet for each table", (".xlsx",), _workbook),
    ExportFormat(
        "parquet", "Parquet of one table, by default of incidents", (".parquet",), _parquet
    ),
)
