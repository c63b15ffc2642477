"""Chains, ledgers, replies, and the reading of articles and event tables.

Every function here is a public name of `talion`. A *source* is a store, a view of one, or an event
table. In a store, what its sources state counts, and what the reply model infers on request; in
a table, both count, and what is stated takes precedence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from talion.errors import ArgumentError, UsageError
from talion.python_api.arguments import AnyDate, as_date, checked, event_table, require_graph
from talion.python_api.drawn_chain import DrawnChain
from talion.python_api.drawn_ledger import DrawnLedger
from talion.python_api.rows import Rows
from talion.reciprocity.chains import chains as ranked
from talion.reciprocity.history import History
from talion.reciprocity.ledger import ledger as balance
from talion.reciprocity.party import sides as named_sides
from talion.reciprocity.scope import Scope
from talion.reciprocity.stored_history import read_history
from talion.store import Store, View

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.model.article import Article
    from talion.model.findings import Findings
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.chain import Chain

Source: TypeAlias = "Store | View | EventTable"


@dataclass(frozen=True, slots=True)
class EventReply:
    """An event of a table and the event that it responds to, if any.

    `probability` is that of a response to any event of the other side; 1 where a source states it.
    `basis` is `stated`, `inferred`, or None where nothing can be inferred. `days` is the lag, or
    the least and the most where the dates leave it open; in a table without dates it is in the
    table's own unit.
    """

    event: str
    responds_to: str | None
    probability: float
    basis: str | None
    days: float | tuple[float, float] | None

    def rows_of(self) -> list[dict[str, Any]]:
        """Return it as a row of a table, which has the lag as its least and its most."""
        least, most = self.days if isinstance(self.days, tuple) else (self.days, self.days)
        return [
            {
                "event": self.event,
                "responds_to": self.responds_to,
                "probability": self.probability,
                "basis": self.basis,
                "days_least": None if least is None else float(least),
                "days_most": None if most is None else float(most),
            }
        ]


@checked
def extract(article: Article | str | Path) -> Findings:
    """Return what the extractor finds in an article, or in the file of one.

    Raises ArticleError where it cannot be read or is not in English, MissingExtraError without the
    extra `extract`.

    >>> from talion.model.article import Article
    >>> text = "Norway expelled three Russian diplomats on Wednesday, the ministry said."
    >>> found = extract(Article("norway", text, published="2022-04-07"))
    >>> [(i.type, i.agents, i.targets, i.count, str(i.date)) for i in found.incidents]
    [('expulsion', ('Norway',), ('Russia',), 3, '2022-04-06')]
    """
    from talion.extract.extractor import extract as read
    from talion.ingest.articles import read_article
    from talion.model.article import Article as Read

    if isinstance(article, Read):
        return read(article).findings
    if not isinstance(article, str | PurePath):
        raise ArgumentError("article", article, "an Article or the path of a file")
    return read(read_article(str(article))).findings


@checked
def events(*sources: str | Path | EventTable | Store | View) -> EventTable:
    """Return one event table of files: tables of your own, ICEWS, GDELT, Parquet, zipped or not.

    Actors of exports are folded to states, and reports consolidated to events. A store or a view
    gives the table of its incidents. Raises EventImportError where a file cannot be read.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> rows = "date,source,target,type\\n2018-03-26,USA,Russia,expulsion\\n"
    >>> with TemporaryDirectory() as folder:
    ...     size = Path(folder, "one.csv").write_text(rows)
    ...     events(Path(folder, "one.csv")).table["target"].to_pylist()
    ['Russia']
    """
    from talion.events.reading import read_events
    from talion.events.table import EventTable as Table

    if not sources:
        raise UsageError("events: name a file, a store or a table")
    if len(sources) == 1 and not isinstance(sources[0], str | PurePath):
        return event_table(sources[0])
    return read_events(
        source if isinstance(source, str | PurePath | Table) else event_table(source)
        for source in sources
    )


@checked
def replies(
    table: Source | str | Path, *, probability: float = 0.5, model: Model | None = None
) -> Rows[EventReply]:
    """Return by row what each event of a table, a store or a file responds to, stated or inferred.

    An inferred response is given from `probability` on. `model` is by default the one that ships
    with Talion (Zhuang, Ogata and Vere-Jones 2002 give the attribution).

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> rows = '''id,date,source,target,type
    ... a,2018-03-26,United States,Russia,expulsion
    ... b,2018-03-29,Russia,United States,expulsion'''
    >>> with TemporaryDirectory() as folder:
    ...     size = Path(folder, "two.csv").write_text(rows)
    ...     found = replies(events(Path(folder, "two.csv")))
    >>> [(reply.event, reply.responds_to, reply.days) for reply in found]
    [('a', None, None), ('b', 'a', 3)]
    """
    from talion.hawkes.consistency import consistent_replies
    from talion.hawkes.reply_model import Model as Shipped
    from talion.hawkes.reply_rows import reply_rows

    table = event_table(table)
    found = consistent_replies(model or Shipped.default(), table)
    return Rows(
        EventReply(
            row["id"],
            row["antecedent"] and row["antecedent"]["id"],
            row["p_reply"],
            row["basis"],
            row["antecedent"] and _lag(row["antecedent"]["lag_days"]),
        )
        for row in reply_rows(table, found, least=probability)
    )


@checked
def chains(
    source: Source,
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
    """Return the chains of responses, ranked by length, severity and probability.

    `between` are the names of two sides, an organization standing for its members; `since` and
    `until` are dates in EDTF or of `datetime`. `infer` adds, in a store, what the reply model
    infers; what was read from an article with less than `confidence` is left out. A notebook draws
    the first of them. Raises UnknownError for a name that no actor has.

    >>> best = chains(view, between=("Russia", "United States"))[0]
    >>> [step.events[0].type for step in best.steps]
    ['cyber_operation', 'expulsion', 'expulsion']
    >>> best.tit_for_tat, best.basis.value
    (True, 'stated')
    """
    require_graph(source, or_events=True)
    first, last = as_date(since, "since"), as_date(until, "until")

    def scope(history: History) -> Scope:
        sides = named_sides(history, *between) if between else None
        return Scope(
            between=sides,
            since=first,
            until=last,
            probability=probability,
            alternating=tit_for_tat,
        )

    if isinstance(source, Store | View):
        history = stored_history_of(source, infer=infer, confidence=confidence)
        return _drawn(ranked(history, scope(history), limit).chains, history)
    from talion.reciprocity.event_chains import event_chains
    from talion.reciprocity.event_history import event_history

    antecedents = _antecedents(source)
    asked = scope(event_history(source, antecedents, ()))
    found = event_chains(source, antecedents, asked, limit)
    return _drawn(found.found.chains, found.history)


def _drawn(found: Iterable[Chain], history: History) -> Rows[DrawnChain]:
    return Rows(DrawnChain(chain.steps, history=history) for chain in found)


@checked
def ledger(
    source: Source,
    one: str,
    other: str,
    *,
    since: AnyDate | None = None,
    until: AnyDate | None = None,
    probability: float = 0.5,
    confidence: float = 0.0,
    infer: bool = False,
) -> DrawnLedger:
    """Return what two sides did to each other in order of time, and who owes a response.

    A notebook draws it, and `to_pandas()` has a row for each event. Names, dates, `infer` and
    `confidence` are as in `chains`. Raises UnknownError for a name that no actor has.

    >>> found = ledger(view, "Netherlands", "Russia")
    >>> len(found.entries), found.owes.name
    (10, 'Russia')
    """
    require_graph(source, or_events=True)
    first, last = as_date(since, "since"), as_date(until, "until")
    if isinstance(source, Store | View):
        history = stored_history_of(source, infer=infer, confidence=confidence)
    else:
        from talion.reciprocity.event_history import event_history

        history = event_history(source, _antecedents(source), range(len(source)))
    found = balance(
        history,
        *named_sides(history, one, other),
        probability=probability,
        since=first,
        until=last,
    )
    return DrawnLedger.of(found, history)


def stored_history_of(
    source: Store | View, *, infer: bool = False, confidence: float = 0.0
) -> History:
    """Return the events and responses of a store, with what the model infers on request.

    >>> len(stored_history_of(view).events)
    53
    """
    require_graph(source)
    if isinstance(source, Store):
        with source.view() as view:
            return stored_history_of(view, infer=infer, confidence=confidence)
    history = read_history(source, confidence)
    if not infer:
        return history
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.inference import with_inferred

    return with_inferred(history, Model.default())


def _antecedents(table: EventTable) -> Antecedents:
    """Return what each event of a table responds to, as stated, else by the shipped model."""
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.antecedents import antecedents_of

    return antecedents_of(table, Model.default())


def _lag(days: float | list[int]) -> float | tuple[float, float]:
    return (days[0], days[1]) if isinstance(days, list) else days
