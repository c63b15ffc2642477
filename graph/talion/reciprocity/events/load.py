"""Events from files: exports and tables read, folded, consolidated to one event table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import EventImportError, UnknownError
from talion.reciprocity.events.consolidate import (
    ECHO,
    INCIDENT,
    RETOLD,
    Acts,
    Consolidation,
    consolidate,
    each_report,
)
from talion.reciprocity.events.export import BadRow, Rows, read_rows
from talion.reciprocity.events.handmade import HandMade, read_table
from talion.reciprocity.events.layout import FORMATS, detect
from talion.reciprocity.events.reports import Readings, Sides, counted
from talion.reciprocity.events.schema import EventTable
from talion.reciprocity.events.types import severity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl

MAX_BAD = 0.5
"""Share of bad rows above which a file is refused: then it is rather of another form."""

_CONSOLIDATION = Consolidation()


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every row of an import.

    `rows` = `bad` + `unknown_acts` + `stateless` + `domestic` + `used`, in rows. `unknown_acts`
    and `stateless` give the names left out and their rows, the commonest first; a row whose both
    sides are no states counts once, under its source. `folded` rows had a sub-state actor or an
    office holder on a side. `echoes` and `retellings` are the acts, and their reports, that were
    taken for miscoded direction or for an old act told again, and left out (see `consolidate`).
    `as_written` names of hand-made tables are no states known to us, and kept.
    """

    files: int = 0
    rows: int = 0
    bad: tuple[BadRow, ...] = ()
    unknown_acts: tuple[tuple[str, int], ...] = ()
    stateless: tuple[tuple[str, int], ...] = ()
    domestic: int = 0
    folded: int = 0
    used: int = 0
    echoes: tuple[int, int] = (0, 0)
    retellings: tuple[int, int] = (0, 0)
    as_written: tuple[tuple[str, int], ...] = ()
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """An event table and what became of the rows it was read from."""

    events: EventTable
    summary: Summary = field(default_factory=Summary)


def load_events(source: str | Path) -> EventTable:
    """Return the events of a file: an event table in Parquet, a CSV, or a raw export."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise EventImportError(path, error.strerror or str(error)) from error
    return EventTable.read(path) if magic == b"PAR1" else read_events([path])


def read_events(
    paths: Iterable[str | Path],
    form: str = "auto",
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
) -> EventTable:
    """Return the events of files; see `import_events`."""
    return import_events(paths, form, max_bad, rules, progress).events


def import_events(
    paths: Iterable[str | Path],
    form: str = "auto",
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
) -> Import:
    """Read files of events, fold their actors to states, consolidate reports to incidents.

    `form` is one of `FORMATS`; `auto` tells each file's by its content. Exports (ICEWS, GDELT)
    are consolidated by `rules`, or not at all with None; hand-made tables never are. `progress`
    is called with a path and its number of rows so far. Raises `EventImportError` when a file
    cannot be read, is of no known form, or has more than the share `max_bad` of bad rows.
    """
    if form not in FORMATS:
        raise UnknownError("form of events", form, FORMATS)
    told = [(Path(path), form if form != "auto" else detect(Path(path))) for path in paths]
    exports = [(path, name) for path, name in told if name != "csv"]
    tables = [read_table(path, max_bad) for path, name in told if name == "csv"]
    events, summary = EventTable.from_frame(no_events()), Summary()
    if exports:
        events, summary = _exported(read_rows(exports, max_bad, progress), rules)
    return _with_tables(events, tables, summary, len(told))


def _with_tables(
    events: EventTable, tables: list[HandMade], summary: Summary, files: int
) -> Import:
    """Add hand-made tables to the events of exports, and to their summary."""
    from dataclasses import replace

    import polars as pl

    written = sum((Counter(table.as_written) for table in tables), Counter[str]())
    if tables:
        words = pl.selectors.categorical().cast(pl.String)
        frames = [_table_frame(table) for table in tables if table.rows]
        frames.append(events.frame().with_columns(words))
        frame = pl.concat(frames, how="diagonal_relaxed")
        events = EventTable.from_frame(_identified(frame))
    return Import(
        events,
        replace(
            summary,
            files=files,
            rows=summary.rows + sum(table.seen for table in tables),
            bad=summary.bad + tuple(row for table in tables for row in table.bad),
            used=summary.used + sum(len(table.rows) for table in tables),
            as_written=tuple(written.most_common()),
            incidents=len(events),
        ),
    )


def no_events() -> pl.DataFrame:
    """Return the frame of an empty event table."""
    import polars as pl

    text = ("id", "source", "target", "type")
    return pl.DataFrame(schema={**dict.fromkeys(text, pl.String), "time": pl.Float64})


def _table_frame(table: HandMade) -> pl.DataFrame:
    import polars as pl

    schema = {"date": pl.Date, "last": pl.Date, "count": pl.Int32, "time": pl.Float64}
    text = {"responds_to": pl.String, "basis": pl.String}
    return pl.DataFrame(list(table.rows), schema_overrides={**schema, **text})


def _exported(rows: Rows, rules: Consolidation | None) -> tuple[EventTable, Summary]:
    """Fold the rows of exports and consolidate them."""
    import numpy as np

    acts = Readings(rows.acts)
    sides = Sides(rows)
    known = acts.known[rows.act]
    stated = (sides.source >= 0) & (sides.target >= 0)
    foreign = sides.source != sides.target
    keep = np.flatnonzero(known & stated & foreign)
    reports = acts.reports(rows, sides, keep)
    found = consolidate(reports, rules) if rules else each_report(reports)
    summary = Summary(
        rows=len(rows) + len(rows.bad),
        bad=rows.bad,
        unknown_acts=counted(rows.acts, rows.act[~known]),
        stateless=sides.stateless(known & ~stated),
        domestic=int((known & stated & ~foreign).sum()),
        folded=int(sides.folded[keep].sum()),
        used=len(keep),
        echoes=_sum_of(found, ECHO),
        retellings=_sum_of(found, RETOLD),
    )
    return _labelled(found, rows, keep, sides.states, reports.types), summary


def _sum_of(acts: Acts, fate: int) -> tuple[int, int]:
    """Return how many acts had a fate, and their reports."""
    of_that = acts.fate == fate
    return int(of_that.sum()), int(acts.reports[of_that].sum())


def _labelled(
    acts: Acts,
    rows: Rows,
    keep: npt.NDArray[np.int64],
    states: Sequence[str],
    types: Sequence[str],
) -> EventTable:
    """Return the incidents by date with words for numbers, places for rows, and ids."""
    import numpy as np
    import polars as pl

    order, nth = _in_order(acts, len(states), len(types))
    at = keep[acts.row[order]]
    date = acts.date[order].astype(np.int32)
    named = pl.DataFrame(
        {
            "date": pl.Series(date).cast(pl.Date),
            "source": pl.Series(states, dtype=pl.String).gather(acts.source[order]),
            "target": pl.Series(states, dtype=pl.String).gather(acts.target[order]),
            "type": pl.Series(types, dtype=pl.String).gather(acts.type[order]),
            "nth": nth,
            "file": pl.Series(rows.files, dtype=pl.String).gather(rows.file[at]),
            "line": rows.line[at],
        }
    )
    name = pl.concat_str("date", "source", "target", "type", separator="/")
    numbered = pl.when(pl.col("nth") > 1).then(pl.concat_str(name, pl.lit("/"), "nth"))
    texts = named.select(
        id=numbered.otherwise(name), row=pl.concat_str("file", "line", separator=":")
    )
    severity = np.array([severity_of(kind) for kind in types], np.float32)
    return EventTable.from_numbers(
        {
            "id": texts["id"],
            "time": date.astype(np.float64),
            "date": date,
            "last": acts.last[order].astype(np.int32),
            "reports": acts.reports[order].astype(np.int32),
            "severity": severity[acts.type[order]],
            "row": texts["row"],
        },
        {
            "source": (acts.source[order], states),
            "target": (acts.target[order], states),
            "type": (acts.type[order], types),
            "precision": (np.zeros(len(order), np.int32), ("day",)),
        },
    )


def _in_order(
    acts: Acts, states: int, types: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the incidents by date, parties and type, and the how manieth of its kind each is."""
    import numpy as np

    chosen = np.flatnonzero(acts.fate == INCIDENT)
    date = acts.date[chosen] - acts.date[chosen].min(initial=0)
    parties = acts.source[chosen] * states + acts.target[chosen]
    key = (date * states * states + parties) * types + acts.type[chosen]
    order = np.argsort(key, kind="stable")
    key = key[order]
    place = np.arange(len(key))
    new = np.diff(key, prepend=-1) != 0
    nth = place - np.maximum.accumulate(np.where(new, place, 0)) + 1
    return chosen[order], nth


def _identified(frame: pl.DataFrame) -> pl.DataFrame:
    """Give ids to rows of hand-made tables without: time, source, target, type, and a number."""
    import polars as pl

    has = pl.col("id").is_not_null() & (pl.col("id") != "")
    when = pl.coalesce(pl.col("date").cast(pl.String), pl.col("time").cast(pl.String))
    made = pl.concat_str(when, "source", "target", "type", separator="/")
    frame = frame.with_columns(id=pl.when(has).then("id").otherwise(made), made=~has)
    nth = pl.int_range(pl.len()).over("id")
    numbered = pl.concat_str(pl.col("id"), pl.lit("/"), nth + 1)
    again = pl.col("made") & (nth > 0)
    return frame.with_columns(id=pl.when(again).then(numbered).otherwise("id")).drop("made")
