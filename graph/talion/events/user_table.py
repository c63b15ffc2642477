"""Reading hand-made tables: one act a row, dated or with numeric time."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.act_codes import (
    UNTYPED,
    is_known_type,
    named_type,
    read_code,
    relation_code,
    severity_of,
)
from talion.events.actor_folding import organization_of, state_of
from talion.events.layout import delimiter, head_of, opened
from talion.events.machine_coded import BadRow, check_share
from talion.model.date import Date
from talion.model.days import day_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Row = Mapping[str, str]

_BETWEEN = re.compile(r"between\s+(\d{4}-\d\d-\d\d)\s+and")
_REFERENCE = re.compile(r"(?:(mutual)\s+)?(\S.*)")
_SEVERAL = re.compile(r"\s*[;,|]\s*")
_GROUPED = re.compile(r"(?<=\d)[,' ](\d{3})(?!\d)")
_NUMERIC = ("source", "target", "time")


@dataclass(frozen=True, slots=True)
class HandMade:
    """What a table holds: its rows as `EventTable.from_rows` takes them, and the bad ones.

    `as_written` counts the names that are no actor known to us and stand as they were written,
    `types_as_written` those of types. `doubts` tells of rows whose stated answer was not taken.
    """

    rows: tuple[dict[str, object], ...]
    bad: tuple[BadRow, ...]
    as_written: dict[str, int]
    types_as_written: dict[str, int]
    doubts: tuple[BadRow, ...]

    @property
    def seen(self) -> int:
        """The number of rows, bad ones included."""
        return len(self.rows) + len(self.bad)


def read_table(path: Path, max_bad: float) -> HandMade:
    """Read a CSV of acts.

    Columns, parted by commas, semicolons or tabs: `source`, `target`, and `date` (EDTF: a day,
    month, year or interval) or `time` (a number); optionally `id`, `type`, `count`, `severity`,
    `reports`, `responds_to` (an id, `mutual` and an id, or the source's words), `date_precision`
    (`by (between DAY and this day)`). A stated answer to a later act, or to more than one, is
    doubted: of several the first is taken, a later one is not.
    Three columns without a header are source, target, time, and names with a numeric time pass as
    they are. Acts without ids, listed within some day otherwise than by the alphabet, are taken to
    stand in the order in which they happened; `place` numbers them within their days. Other
    columns are left alone. Raises `EventImportError` when there is no such column, or more than
    the share `max_bad` of the rows is bad.
    """
    bad: list[BadRow] = []
    rows: list[dict[str, object]] = []
    as_written: dict[str, int] = {}
    ids: dict[str, int] = {}
    for line, row in _rows(path):
        try:
            _once(row.get("id", ""), line, ids)
            rows.append(_act(row, f"{path}:{line}", as_written))
        except ValueError as error:
            bad.append(BadRow(str(path), line, str(error)))
    check_share(path, bad, len(rows) + len(bad), max_bad)
    if not any(row["id"] for row in rows) and _own_order(rows):
        _number(rows)
    doubts: list[BadRow] = []
    answers = tuple(_answers(rows, doubts))
    return HandMade(answers, tuple(bad), as_written, _strange(rows), tuple(doubts))


def _once(name: str, line: int, met: dict[str, int]) -> None:
    """Hold that an id stands once; ValueError names the line of the first."""
    if name and met.setdefault(name, line) != line:
        raise ValueError(f"the id '{name}' stands in line {met[name]} already")


def _strange(rows: list[dict[str, object]]) -> dict[str, int]:
    """Return the types that are none of the ontology's, and how many acts bear each."""
    numbers = Counter(str(row["type"]) for row in rows)
    return {kind: number for kind, number in numbers.items() if not is_known_type(kind)}


def _own_order(rows: list[dict[str, object]]) -> bool:
    """Whether the acts of some day stand otherwise than an export sorted by name lists them."""
    last: dict[object, tuple[str, str]] = {}
    for row in rows:
        names = (str(row["source"]), str(row["target"]))
        if row["date"] is not None and last.get(row["date"], names) > names:
            return True
        last[row["date"]] = names
    return False


def _number(rows: list[dict[str, object]]) -> None:
    """Tell of each act its place in its day."""
    met: dict[object, int] = {}
    for row in rows:
        met[row["date"]] = row["place"] = met.get(row["date"], 0) + 1


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield line number and fields of each row; a row of another width has a key too much."""
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace")
        reader = csv.reader(text, delimiter=delimiter(next(iter(head_of(path)), "")))
        try:
            first = next(reader, [])
            names = ["_".join(name.casefold().split()) for name in first]
            if not {"source", "target"} <= set(names):
                names = list(_NUMERIC)
                yield 1, _named(names, first)
            elif not {"date", "time"} & set(names):
                raise EventImportError(path, "has no column date or time")
            for row in reader:
                if row:
                    yield reader.line_num, _named(names, row)
        except (csv.Error, EOFError, OSError) as error:
            raise EventImportError(path, f"damaged near line {reader.line_num}: {error}") from error


def _named(names: list[str], row: list[str]) -> Row:
    fields = dict(zip(names, (field.strip() for field in row), strict=False))
    if len(row) != len(names):
        fields["width"] = f"{len(row)} columns where {len(names)} are expected"
    return fields


def _act(row: Row, place: str, as_written: dict[str, int]) -> dict[str, object]:
    """Return one act of a row; ValueError says what is wrong with it."""
    if "width" in row:
        raise ValueError(row["width"])
    parties = {side: row.get(side, "") for side in ("source", "target")}
    for side, name in parties.items():
        if not name:
            raise ValueError(f"no {side}")
    when = _numeric_time(row) if "date" not in row else _dated(row)
    if "date" in row:
        parties = {side: _party(name, as_written) for side, name in parties.items()}
    if parties["source"] == parties["target"]:
        raise ValueError(f"source and target are both {parties['source']}")
    kind = _type(row.get("type") or row.get("relation") or "")
    severity = row.get("severity")
    return {
        "id": row.get("id") or "",
        **when,
        **parties,
        "type": kind,
        "count": _whole(row, "count"),
        "severity": _share(severity) if severity else severity_of(kind),
        "reports": _whole(row, "reports") or 1,
        "row": place,
        "responds_to": row.get("responds_to") or None,
    }


def _party(name: str, as_written: dict[str, int]) -> str:
    state = state_of(name) or organization_of(name)
    if state is None:
        as_written[name] = as_written.get(name, 0) + 1
    return state or name


def _type(text: str) -> str:
    """Return the type a cell names: an incident type, or a CAMEO code or relation that is one."""
    if not text:
        return UNTYPED
    if named := named_type(text):
        return named
    code = relation_code(text)
    reading = read_code(code) if code else None
    return reading.type if reading else text


def _numeric_time(row: Row) -> dict[str, object]:
    try:
        time = float(row["time"])
    except (KeyError, ValueError):
        raise ValueError(f"'{row.get('time', '')}' is no number") from None
    if time != time or time in (float("inf"), float("-inf")):
        raise ValueError(f"'{row['time']}' is no point in time")
    return {"time": time, "date": None, "last": None, "precision": "numeric"}


def _dated(row: Row) -> dict[str, object]:
    """Return time, first and last possible day and precision of a row."""
    text = row["date"]
    if not text:
        raise ValueError("no date")
    try:
        when = Date(text)
        between = _BETWEEN.search(row.get("date_precision", ""))
        first = date.fromisoformat(between[1]) if between else when.earliest
    except ValueError:
        raise ValueError(f"'{text}' is no date; write 2018, 2018-03 or 2018-03-26") from None
    if first > when.latest:
        raise ValueError(f"the span from {first} to {when.latest} ends before it begins")
    return {
        "time": float(day_number(first)),
        "date": first,
        "last": when.latest,
        "precision": "interval" if between else when.precision,
    }


def _whole(row: Row, name: str) -> int | None:
    text = _GROUPED.sub(r"\1", row.get(name, ""))
    if not text:
        return None
    if not text.isdigit():
        raise ValueError(f"{name} '{text}' is no whole number")
    return int(text)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"severity '{text}' is not between 0 and 1")
    return value


def _answers(rows: list[dict[str, object]], doubts: list[BadRow]) -> Iterator[dict[str, object]]:
    """Resolve `responds_to`: an id of the table, else the words go to `basis`."""
    known = {str(row["id"]): row for row in rows if row["id"]}
    folded = {name.casefold(): name for name in known}
    for row in rows:
        cause, basis, doubt = None, None, ""
        if match := _REFERENCE.fullmatch(str(row["responds_to"] or "")):
            said = [match[2]] if match[2] in known else _SEVERAL.split(match[2])
            found = [folded.get(name.casefold()) for name in said]
            if found[0] is None:
                basis = str(row["responds_to"])
                if " " not in said[0]:  # words are a source's own
                    doubt = "is no act of the table; it is taken for an answer to one elsewhere"
            elif found[0] == row["id"]:
                doubt = "is the act itself"
            elif _later(known[found[0]], row):
                doubt = "is a later act; it is not taken for what this one answers"
            else:
                cause, basis = found[0], match[1] or "stated"
                doubt = "is more than one act; the first is taken" if len(found) > 1 else ""
        if doubt:
            place, _, line = str(row["row"]).rpartition(":")
            doubts.append(BadRow(place, int(line), f"'{row['responds_to']}' {doubt}"))
        yield {**row, "responds_to": cause, "basis": basis}


def _later(cause: dict[str, object], answer: dict[str, object]) -> bool:
    """Whether an act can only have come after another."""
    if cause["date"] is None or answer["last"] is None:
        return float(str(cause["time"])) > float(str(answer["time"]))
    return str(cause["date"]) > str(answer["last"])
