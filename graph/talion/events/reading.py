"""Reading events from files: each by its format, folded to states, consolidated to one table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import UsageError
from talion.events.bad_rows import MAX_BAD, check_share
from talion.events.coded_rows import CodedFile, CodedRows, joined_rows
from talion.events.consolidation.consolidate import consolidate, each_report
from talion.events.consolidation.consolidation_rules import Consolidation, Fate
from talion.events.conventions import Told
from talion.events.event_format import Contents, ReadContext
from talion.events.event_records import EventRecords
from talion.events.event_sheets import event_sheets, with_distinct_ids
from talion.events.file_head import FileHead
from talion.events.file_opening import Opening, opening, told_opening
from talion.events.format_registry import AUTO, detect, event_formats, format_names
from talion.events.formats import event_table, user_table
from talion.events.import_summary import ImportSummary
from talion.events.joined_table import joined_table
from talion.events.left_out import LeftOutEvents
from talion.events.reports import CodeMappings, Reports, RowParties, counted
from talion.events.row_evidence import row_evidence
from talion.events.standard_input import standard_input
from talion.events.table import EventTable, no_events, require_extra
from talion.events.table_shape import column_key
from talion.events.to_table import Provenance, to_table

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from talion.events.coded_rows import RowsAgain

_CONSOLIDATION = Consolidation()

#: What events are read from: a file, or events that were read before (those of a store).
Source = str | Path | EventTable


@dataclass(frozen=True, slots=True)
class Import:
    """An event table, what became of the rows it was read from, and what consolidation left out."""

    events: EventTable
    summary: ImportSummary = field(default_factory=ImportSummary)
    left_out: LeftOutEvents | None = None


def read_events(
    sources: Iterable[Source],
    format_name: str = AUTO,
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
    told: Told | None = None,
    how: Opening | None = None,
) -> EventTable:
    r"""Return the events of files; see `import_events`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv")
    ...     _ = path.write_text("date,source,target,type\n2018-03-14,UK,Russia,expulsion\n")
    ...     events = read_events([path])
    >>> events.frame()["source"].to_list()
    ['United Kingdom']
    """
    return import_events(sources, format_name, max_bad, rules, progress, told, how).events


def import_events(
    sources: Iterable[Source],
    format_name: str = AUTO,
    max_bad: float = MAX_BAD,
    rules: Consolidation | None = _CONSOLIDATION,
    progress: Callable[[Path, int], None] | None = None,
    told: Told | None = None,
    how: Opening | None = None,
) -> Import:
    """Read files of events, fold their actors to states, consolidate reports to events.

    Event tables among the sources are taken as they are. `format_name` is one of
    `talion.events.format_registry.format_names()`; `auto` recognises each file's by its content,
    as event tables in Parquet always are. Machine-coded exports are consolidated by `rules`, or
    not at all with None; tables of one event a row and event tables never are. The path `-` is
    standard input. `progress` is called with a path and its number of rows so far. `told` is what
    is known of the tables (order of dates, codes, columns), `how` how they are opened (encoding,
    sheet, separator); what is not told is read off each. Raises
    `UsageError` for an unknown format, `EventImportError` when a file cannot be read, is of no
    known format, or has more than the share `max_bad` of bad rows.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv")
    ...     _ = path.write_text("date,source,target,type\\n2018-03-14,UK,Russia,expulsion\\n")
    ...     done = import_events([path])
    >>> done.events.frame()["id"].to_list(), done.summary.used
    (['2018-03-14/United Kingdom/Russia/expulsion'], 1)
    """
    require_extra()
    if format_name not in format_names():
        names = ", ".join(format_names())
        raise UsageError(f"'{format_name}' is not an event format; there are: {names}")
    listed = [s if isinstance(s, EventTable) else Path(s) for s in sources]
    paths = [source for source in listed if isinstance(source, Path)]
    ready = [source for source in listed if isinstance(source, EventTable)]
    context = ReadContext(progress=progress, told=told or Told())
    with (
        opening(how or Opening()),
        standard_input(paths, detect if format_name == AUTO else lambda head: None),
    ):
        contents = [
            found for path in paths for found in _sheets(path, format_name, max_bad, context)
        ]
        return _imported([*ready, *contents], context, rules)


def _sheets(
    path: Path, format_name: str, max_bad: float, context: ReadContext
) -> Sequence[Contents]:
    """Read one file, or each sheet of it that holds events."""

    def format_of(head: FileHead) -> str | None:
        if context.told.columns:
            named = {column_key(column) for column in context.told.columns.values()}
            return user_table.FORMAT.name if named <= head.columns else None
        if format_name != AUTO:
            return format_name if event_formats()[format_name].detect(head) > 0 else None
        return detect(head).name

    found = []
    for how in event_sheets(path, format_of) or (told_opening(),):
        with opening(how):
            contents = _read(path, format_name, max_bad, context)
        if isinstance(contents, CodedFile) and contents.again:
            contents = replace(contents, again=partial(_again, how, contents.again))
        found.append((contents, how.sheet or ""))
    records = [(one, sheet) for one, sheet in found if isinstance(one, EventRecords)]
    return with_distinct_ids(records) if len(records) > 1 else [one for one, _ in found]


def _again(
    how: Opening, again: RowsAgain, lines: Container[int] | None
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Read rows a second time, from the sheet that they stood in."""
    with opening(how):
        yield from again(lines)


def _read(path: Path, format_name: str, max_bad: float, context: ReadContext) -> Contents:
    """Read one file, by its format."""
    head = FileHead.of(path)
    finished = event_table.FORMAT.detect(head)
    if context.told.columns and format_name == AUTO and not finished:
        format_name = user_table.FORMAT.name
    known = event_formats()[format_name] if format_name != AUTO and not finished else detect(head)
    contents = known.read(path, context)
    if not isinstance(contents, EventTable):
        check_share(path, contents.bad, contents.seen, max_bad)
    return contents


def _imported(
    contents: list[Contents], context: ReadContext, rules: Consolidation | None
) -> Import:
    """Make one table of what was read: fold and consolidate exports, add the others."""
    coded = [found for found in contents if isinstance(found, CodedFile)]
    rows = [found for found in contents if isinstance(found, EventRecords)]
    ready = [found for found in contents if isinstance(found, EventTable)]
    events, summary = EventTable.from_frame(no_events()), ImportSummary()
    left_out: LeftOutEvents | None = None
    paths = {found.path for found in coded} | {found.path for found in rows}
    number = len(paths) + len(ready)
    if coded:
        events, summary, left_out = _consolidated(coded, context, rules)
    if rows or ready:
        events = joined_table(rows, [*ready, events])
        summary = summary.with_rows(rows, sum(map(len, ready)))
    described = [found.reading for found in coded] + [found.reading for found in rows]
    readings = tuple(filter(None, described))
    summary = replace(summary, files=number, incidents=len(events), readings=readings)
    return Import(events, summary, left_out)


def _consolidated(
    files: list[CodedFile], context: ReadContext, rules: Consolidation | None
) -> tuple[EventTable, ImportSummary, LeftOutEvents]:
    """Return the events of machine-coded exports; their rows are freed once they are folded."""
    reports, provenance, summary = _folded(joined_rows(files, context.actors, context.codes))
    found = consolidate(reports, rules) if rules else each_report(reports)
    evidence = partial(row_evidence, files)
    events = to_table(found, provenance, reports.states, reports.types, evidence)
    echoes, retellings = found.count(Fate.ECHO), found.count(Fate.RETOLD)
    left_out = LeftOutEvents.of(found, provenance, reports.states, reports.types)
    return events, replace(summary, echoes=echoes, retellings=retellings), left_out


def _folded(rows: CodedRows) -> tuple[Reports, Provenance, ImportSummary]:
    """Fold the rows of exports to reports between states; say what was left out."""
    import numpy as np

    mappings = CodeMappings(rows.codes)
    parties = RowParties(rows)
    known = mappings.known[rows.code]
    stated = (parties.source >= 0) & (parties.target >= 0)
    foreign = parties.source != parties.target
    keep = np.flatnonzero(known & stated & foreign)
    summary = ImportSummary(
        rows=len(rows) + len(rows.bad),
        bad=rows.bad,
        unknown_codes=counted(rows.codes, rows.code[~known]),
        stateless=parties.stateless(known & ~stated),
        domestic=int((known & stated & ~foreign).sum()),
        folded=int(parties.folded[keep].sum()),
        used=len(keep),
    )
    provenance = Provenance(rows.files, rows.file[keep], rows.line[keep])
    return mappings.reports(rows, parties, keep), provenance, summary
