"""Replies for tables of any size: one machine's functions, per group of pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.events.row_dates import row_bounds
from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.consistency import made_consistent
from talion.hawkes.from_table import PROBED, infer_replies_among, order_is_listed, spread, stretched
from talion.hawkes.replies import CANDIDATES, Replies
from talion.hawkes.reply_rows import PROBABLE
from talion.hawkes.reply_table import reply_schema, reply_table
from talion.hawkes.spark.cluster import BUCKETS, session
from talion.hawkes.spark.event_frames import PLACED, leveled, lists, ordered, read, table_of
from talion.model.claim import Basis
from talion.model.joint_dates import JointDates, earlier

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from talion.hawkes.reply_model import Model


@dataclass(frozen=True, slots=True)
class ReplyCounts:
    """Numbers of events, of responses, stated and inferred, and of events too vaguely dated.

    `listed` says that events of one day were taken to be listed in the order they happened in.
    """

    events: int
    stated: int
    inferred: int
    vague: int
    listed: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """What the workers must know about all events besides the group that they get.

    `antecedents` gives for an event what a source says it responds to, where both are in the
    tables; `named` are those events as rows of an event table, and those of contradictions.
    """

    model: Model
    either: bool
    made: TableKind
    candidates: int
    least: float
    stated: bool
    antecedents: Mapping[str, list[str]] = field(default_factory=dict)
    named: Mapping[str, dict[str, Any]] = field(default_factory=dict)


def replies_on_spark(
    events: str,
    output: str,
    model: Model,
    master: str | None = None,
    *,
    either: bool | None = None,
    candidates: int = CANDIDATES,
    least: float = PROBABLE,
    stated: bool = True,
    choose: Callable[[Iterable[str]], list[str]] | None = None,
    buckets: int = BUCKETS,
) -> ReplyCounts:
    """Infer what each event of Parquet event tables responds to; write Parquet; return the numbers.

    `events` and `output` are files or folders that all workers can reach. The rows are those of
    `reply_rows`, unrounded, lags as the least and the most days, dates as text; the results equal
    those of one machine. `either` as in `hawkes.from_table.infer_replies`, `least` and `stated` as
    in `reply_rows`. `choose` gets all types and returns those whose events are wanted.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    with session(master, buckets) as spark:
        frame = read(spark, events, buckets)
        if choose is not None:
            types = [row["type"] for row in frame.select("type").distinct().collect()]
            frame = frame.filter(frame["type"].isin(*choose(types)))
        made = TableKind.LISTED if _order_is_listed(frame) else TableKind.CODED
        unsure = made == TableKind.CODED if either is None else either
        known = _stated(frame) if stated else _Stated()
        model = _stretched(model, frame)
        question = _Question(
            model, unsure, made, candidates, least, stated, known.directions, known.named
        )
        exact = leveled(frame.filter("known"), model.kernels, model.actors / (model.states - 1))
        schema = from_arrow_schema(reply_schema())
        found = exact.groupBy("bucket").applyInArrow(_answering(question), schema=schema)
        vague = frame.filter("not known").mapInArrow(_leaving(question), schema=schema)
        found.unionByName(vague).write.mode("overwrite").parquet(output)
        return _counted(spark, output, _vague(frame, known, stated=stated), listed=not unsure)


def _order_is_listed(frame: DataFrame) -> bool:
    """Whether the order of a day's events is known, by the first events of all files together."""
    first = frame.orderBy("time", "place").limit(PROBED).toArrow()
    return order_is_listed(table_of(first.drop_columns(list(PLACED))))


def _stretched(model: Model, frame: DataFrame) -> Model:
    """Return the model as one machine applies it to these events."""
    from pyspark.sql import functions as f

    found = frame.agg(f.count("*"), f.count("date"), f.min("at"), f.max("at")).collect()[0]
    number, dated, first, last = found
    return stretched(model, last - first) if number and not dated else model


@dataclass(frozen=True, slots=True)
class _Stated:
    """What sources state: what an event responds to, all events so named, and the contradictions.

    A contradiction is the id of an event for which the dates rule out what it is stated to respond
    to, alone or with the responses of earlier events;
    `directions` holds what is stated, these included.
    """

    antecedents: Mapping[str, list[str]] = field(default_factory=dict)
    named: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    contradictions: frozenset[str] = frozenset()
    directions: Mapping[str, list[str]] = field(default_factory=dict)


def _stated(frame: DataFrame) -> _Stated:
    """Return what the tables state, as far as both events are in them."""
    from pyspark.sql import functions as f

    when = ("time", "date", "last", "precision")
    pairs = frame.filter("responds_to is not null").select(
        f.col("id").alias("response"),
        f.col("responds_to").alias("antecedent"),
        f.struct(*when).alias("answered_at"),
    )
    if pairs.isEmpty():  # a join would move all events for nothing
        return _Stated()
    events = frame.drop("responds_to", *PLACED)
    found = events.join(f.broadcast(pairs), f.col("antecedent") == f.col("id")).collect()
    antecedents, named, contradictions, directions = {}, {}, set(), {}
    bounds: dict[str, tuple[float, float]] = {}
    for row in (row.asDict() for row in found):
        response, antecedent, at = (
            row.pop("response"),
            row.pop("antecedent"),
            row.pop("answered_at"),
        )
        named[antecedent] = row
        directions[response] = [antecedent]
        bounds |= {response: row_bounds(at.asDict()), antecedent: row_bounds(row)}
    dates = JointDates.of(bounds)
    told = [(response, other) for response, (other,) in directions.items()]
    for response, other in sorted(told, key=lambda pair: (earlier(pair[0], pair[1], bounds), pair)):
        if dates.accept(response, other):
            antecedents[response] = [other]
        else:
            contradictions.add(response)
    return _Stated(antecedents, named, frozenset(contradictions), directions)


def _vague(frame: DataFrame, known: _Stated, *, stated: bool) -> int:
    """Return how many events are dated too vaguely for inference, and answer nothing as stated."""
    vague = frame.filter("not known").select("id", "basis").collect()
    taken = stated and {
        row["id"]
        for row in vague
        if row["id"] in known.antecedents
        or (row["basis"] and row["id"] not in known.contradictions)
    }
    return len(vague) - len(taken or ())


def _answering(question: _Question) -> Callable[[pa.Table], pa.Table]:
    """Return a function that finds what the events of a bucket of pairs answer."""

    def response(group: pa.Table) -> pa.Table:
        group = ordered(group)
        events = table_of(group.drop_columns([*PLACED, "by", "on"]))
        model = question.model
        constant = model.world / (model.states * (model.states - 1))
        ground = np.full(len(group), constant, np.float32)
        for name in ("by", "on"):
            ground += lists(group, name)[:, 0].astype(np.float32)
        found = infer_replies_among(
            model,
            events,
            ground,
            candidates=question.candidates,
            either=question.either,
            made=question.made,
            threads=1,
        )
        if question.stated and question.antecedents:
            found = made_consistent(found, events.table["id"].to_pylist(), question.antecedents)
        return _rows(events, found, question)

    return response


def _leaving(question: _Question) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return a function that reports events about which nothing is inferred."""

    def leave(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            if not batch.num_rows:
                continue
            group = ordered(pa.Table.from_batches([batch]))
            events = table_of(group.drop_columns(list(PLACED)))
            yield from _rows(events, _nothing(len(events)), question).to_batches()

    return leave


def _nothing(number: int) -> Replies:
    """Return replies of `number` events, none of which responds to anything."""
    none = np.empty(0)
    rows, shares = np.empty((0, 1), np.int32), np.empty((0, 1), np.float32)
    return spread(Replies(none, none, rows, shares), np.empty(0, np.int64), number)


def _rows(events: EventTable, found: Replies, question: _Question) -> pa.Table:
    """Return the rows of a group's events as rows of the output.

    Stated antecedents outside the group are put after its events, so that they are found.
    """
    import pyarrow as pa

    number, columns = len(events), events.table
    named = columns["responds_to"].drop_null().unique().to_pylist()
    ids = set(columns["id"].to_pylist()) if named else set()
    apart = [question.named[n] for n in named if n not in ids and n in question.named]
    if apart:
        more = EventTable.from_rows(apart).table.cast(columns.schema)
        events = EventTable(pa.concat_tables([columns, more]).unify_dictionaries())
        found = spread(found, np.arange(number), len(events))
    told = reply_table(events, found, least=question.least, stated=question.stated)
    return told.slice(0, number)


def _counted(spark: SparkSession, output: str, vague: int, *, listed: bool) -> ReplyCounts:
    """Count what was written."""
    from pyspark.sql import functions as f

    found = spark.read.parquet(output)
    rows = found.groupBy("basis").agg(
        f.count("*").alias("n"), f.count("antecedent").alias("responses")
    )
    by = {row["basis"]: (row["n"], row["responses"]) for row in rows.collect()}
    none = (0, 0)
    return ReplyCounts(
        sum(number for number, _ in by.values()),
        by.get(Basis.STATED, none)[1],
        by.get(Basis.INFERRED, none)[1],
        vague,
        listed,
    )
