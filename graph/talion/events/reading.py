"""Events from files: exports and tables read, folded, consolidated to one event table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import EventImportError, UnknownError
from talion.events.consolidate import ECHO, RETOLD, Consolidation, consolidate, each_report
from talion.events.layout import FORMATS, STDIN, detect, magic_of, standard_input
from talion.events.machine_coded import BadRow, Rows, read_rows
from talion.events.numbered_acts import Places, incidents
from talion.events.reports import Readings, Reports, Sides, counted
from talion.events.table import EventTable, no_events, require_extra
from talion.events.user_table import HandMade, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    `as_written` names of hand-made tables are no actors known to us, and kept;
    `types_as_written` are no types of the ontology; `doubts` tells of stated answers not taken.
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
    types_as_written: tuple[tuple[str, int], ...] = ()
    doubts: tuple[BadRow, ...] = ()
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """An event table and what became of the rows it was read from."""

    events: EventTable
    summary: Summary = field(default_factory=Summary)


#: What events are read from: a file, or events that were read before (those of a store).
Source = str | Path | EventTable


def read_events(
    sources: Iterable[Source],
    form: str = "auto",
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
) -> EventTable:
    """Return the events of files; see `import_events`."""
    return import_events(sources, form, max_bad, rules, progress).events


def import_events(
    sources: Iterable[Source],
    form: str = "auto",
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
) -> Import:
    """Read files of events, fold their actors to states, consolidate reports to incidents.

    Tables of events among the sources are taken as they are. `form` is one of `FORMATS`; `auto`
    tells each file's by its content. Exports (ICEWS, GDELT) are consolidated by `rules`, or not
    at all with None; hand-made tables and event tables never are. The path `-` is standard input.
    `progress` is called with a path and its number of rows so far. Raises `EventImportError` when
    a file cannot be read, is of no known form, or has more than the share `max_bad` of bad rows.
    """
    require_extra()
    if form not in FORMATS:
        raise UnknownError("form of events", form, FORMATS)
    listed = [s if isinstance(s, EventTable) else Path(s) for s in sources]
    paths = [source for source in listed if isinstance(source, Path)]
    tables = [source for source in listed if isinstance(source, EventTable)]
    with standard_input(paths):
        return _imported(paths, tables, form, max_bad, rules, progress)


def _imported(
    paths: list[Path],
    read: list[EventTable],
    form: str,
    max_bad: float,
    rules: Consolidation | None,
    progress: Callable[[Path, int], None] | None,
) -> Import:
    """Read files, each by its form; see `import_events`."""
    others = [path for path in paths if not _is_parquet(path)]
    ready = [*read, *(EventTable.read(path) for path in paths if path not in others)]
    told = [(path, form if form != "auto" else detect(path)) for path in others]
    exports = [(path, name) for path, name in told if name != "csv"]
    tables = [read_table(path, max_bad) for path, name in told if name == "csv"]
    events, summary = EventTable.from_frame(no_events()), Summary()
    if exports:
        reports, places, summary = _folded(read_rows(exports, max_bad, progress))
        acts = consolidate(reports, rules) if rules else each_report(reports)
        echoes, retellings = acts.count(ECHO), acts.count(RETOLD)
        summary = replace(summary, echoes=echoes, retellings=retellings)
        events = incidents(acts, places, reports.states, reports.types)
    return _with_tables(events, tables, ready, summary, len(paths) + len(read))


def _folded(rows: Rows) -> tuple[Reports, Places, Summary]:
    """Fold the rows of exports to reports between states, and say what was left out."""
    import numpy as np

    readings = Readings(rows.acts)
    sides = Sides(rows)
    known = readings.known[rows.act]
    stated = (sides.source >= 0) & (sides.target >= 0)
    foreign = sides.source != sides.target
    keep = np.flatnonzero(known & stated & foreign)
    summary = Summary(
        rows=len(rows) + len(rows.bad),
        bad=rows.bad,
        unknown_acts=counted(rows.acts, rows.act[~known]),
        stateless=sides.stateless(known & ~stated),
        domestic=int((known & stated & ~foreign).sum()),
        folded=int(sides.folded[keep].sum()),
        used=len(keep),
    )
    places = Places(rows.files, rows.file[keep], rows.line[keep])
    return readings.reports(rows, sides, keep), places, summary


def _with_tables(
    events: EventTable,
    tables: list[HandMade],
    ready: list[EventTable],
    summary: Summary,
    files: int,
) -> Import:
    """Add hand-made and ready tables to the events of exports, and to their summary."""
    import polars as pl

    written = sum((Counter(table.as_written) for table in tables), Counter[str]())
    strange = sum((Counter(table.types_as_written) for table in tables), Counter[str]())
    if tables or ready:
        words = pl.selectors.categorical().cast(pl.String)
        frames = [_table_frame(table) for table in tables if table.rows]
        frames += [table.frame().with_columns(words) for table in (*ready, events)]
        frame = pl.concat(frames, how="diagonal_relaxed")
        if 0 < (numeric := frame["precision"].eq("numeric").sum()) < frame.height:
            reason = f"{numeric} acts have a numeric time, the others dates; import them apart"
            raise EventImportError("event table", reason)
        events = EventTable.from_frame(_identified(frame))
    return Import(
        events,
        replace(
            summary,
            files=files,
            rows=summary.rows + sum(table.seen for table in tables) + sum(map(len, ready)),
            bad=summary.bad + tuple(row for table in tables for row in table.bad),
            used=summary.used + sum(len(table.rows) for table in tables) + sum(map(len, ready)),
            as_written=tuple(written.most_common()),
            types_as_written=tuple(strange.most_common()),
            doubts=tuple(row for table in tables for row in table.doubts),
            incidents=len(events),
        ),
    )


def _is_parquet(path: Path) -> bool:
    """Whether a file is an event table in Parquet, by its first bytes."""
    return path != STDIN and path.is_file() and magic_of(path) == b"PAR1"


def _table_frame(table: HandMade) -> pl.DataFrame:
    import polars as pl

    schema = {"date": pl.Date, "last": pl.Date, "count": pl.Int32, "time": pl.Float64}
    text = {"responds_to": pl.String, "basis": pl.String}
    return pl.DataFrame(list(table.rows), schema_overrides={**schema, **text})


def _identified(frame: pl.DataFrame) -> pl.DataFrame:
    """Give ids to rows of hand-made tables without: time, source, target, type, and a number.

    A row whose place in its day is known has that number after the day.
    """
    import polars as pl

    has = pl.col("id").is_not_null() & (pl.col("id") != "")
    when = pl.coalesce(pl.col("date").cast(pl.String), pl.col("time").cast(pl.String))
    place = [pl.col("place").cast(pl.String)] if "place" in frame.columns else []
    sides = ("source", "target", "type")
    made = pl.concat_str(when, *place, *sides, separator="/", ignore_nulls=True)
    frame = frame.with_columns(id=pl.when(has).then("id").otherwise(made), made=~has)
    nth = pl.int_range(pl.len()).over("id")
    numbered = pl.concat_str(pl.col("id"), pl.lit("/"), nth + 1)
    again = pl.col("made") & (nth > 0)
    return frame.with_columns(id=pl.when(again).then(numbered).otherwise("id")).drop(
        "made", "place", strict=False
    )
