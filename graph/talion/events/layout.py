"""The forms in which events come: ICEWS, GDELT, CSV; and telling them apart by content."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from talion.errors import EventImportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMATS = ("auto", "icews-tidy", "icews", "gdelt1", "gdelt2", "csv")
_HEAD = 1 << 16

STDIN = Path("-")
"""Stands for standard input among the files to read, within `standard_input`."""

_SPOOL: ContextVar[IO[bytes]] = ContextVar("spool")

_GDELT_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_GDELT_EVENT = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_GDELT_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")


def _gdelt_columns(version: int) -> tuple[str, ...]:
    """Return the columns of a GDELT export in order: 58 of version 1, 61 of version 2."""
    place = _GDELT_PLACE if version == 1 else (*_GDELT_PLACE[:4], "ADM2Code", *_GDELT_PLACE[4:])
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{n}{part}" for n in (1, 2) for part in _GDELT_ACTOR),
        *_GDELT_EVENT,
        *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in place),
        *("DATEADDED", "SOURCEURL"),
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of an event stand in a file of one form.

    `header` holds the columns of a file that has no header line, None where the file tells them.
    `country` columns, where a form has them, hold the state of source and target as coded;
    `weight` the number of articles behind a row (1 where None); `compact` dates are YYYYMMDD.
    """

    name: str
    date: str
    source: str
    target: str
    act: str
    delimiter: str = "\t"
    quoted: bool = False
    header: tuple[str, ...] | None = None
    source_country: str | None = None
    target_country: str | None = None
    weight: str | None = None
    compact: bool = False

    def wanted(self) -> list[str]:
        """Return the names of the columns to read."""
        optional = (self.source_country, self.target_country, self.weight)
        return [self.date, self.source, self.target, self.act, *(c for c in optional if c)]


def _gdelt(version: int) -> Layout:
    return Layout(
        name=f"gdelt{version}",
        date="SQLDATE",
        source="Actor1Name",
        target="Actor2Name",
        act="EventCode",
        header=_gdelt_columns(version),
        source_country="Actor1CountryCode",
        target_country="Actor2CountryCode",
        weight="NumArticles",
        compact=True,
    )


LAYOUTS = {
    "icews-tidy": Layout(
        "icews-tidy", "date", "source", "target", "relation", delimiter=",", quoted=True
    ),
    "icews": Layout(
        "icews",
        date="Event Date",
        source="Source Name",
        target="Target Name",
        act="CAMEO Code",
        source_country="Source Country",
        target_country="Target Country",
    ),
    "gdelt1": _gdelt(1),
    "gdelt2": _gdelt(2),
}


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open a file for reading bytes, unpacked when it is gzip or a zip of one file.

    Raises `EventImportError` when it cannot be opened or the zip holds several files.
    """
    with _raw(path) as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            with gzip.open(raw, "rb") as unpacked:
                yield unpacked
        elif magic == b"PK\x03\x04":
            with zipfile.ZipFile(raw) as packed:
                names = packed.namelist()
                if len(names) != 1:
                    raise EventImportError(path, f"a zip of {len(names)} files; unpack it first")
                with packed.open(names[0]) as member:
                    yield member
        else:
            yield raw


def magic_of(path: Path) -> bytes:
    """Return the first four bytes of a file, which tell Parquet; EventImportError without one."""
    with _raw(path) as raw:
        return raw.read(4)


@contextmanager
def standard_input(paths: Iterable[Path]) -> Iterator[None]:
    """Keep standard input at hand, in a nameless file, where it is among the paths to read.

    The form of a file is told by its beginning, so it is read twice.
    """
    if STDIN not in paths:
        yield
        return
    with tempfile.TemporaryFile() as spool:
        shutil.copyfileobj(sys.stdin.buffer, spool)
        spool.flush()
        token = _SPOOL.set(spool)
        try:
            yield
        finally:
            _SPOOL.reset(token)


def _raw(path: Path) -> IO[bytes]:
    """Open a file, or standard input, for reading bytes as they are."""
    try:
        if path != STDIN:
            return path.open("rb")
        raw = os.fdopen(os.dup(_SPOOL.get().fileno()), "rb")
    except OSError as error:
        raise EventImportError(path, error.strerror or str(error)) from error
    raw.seek(0)
    return raw


def head_of(path: Path) -> list[str]:
    """Return the first whole lines of a file (64 KiB at most)."""
    with opened(path) as file:
        try:
            text = file.read(_HEAD)
        except (EOFError, OSError, zipfile.BadZipFile) as error:
            raise EventImportError(path, f"damaged: {error}") from error
    lines = text.decode("utf-8-sig", errors="replace").splitlines()
    if len(text) == _HEAD and len(lines) > 1:
        lines.pop()
    return [line for line in lines if line.strip()]


def detect(path: Path) -> str:
    """Return the form of a file by its content: one of `FORMATS` without `auto`.

    Raises `EventImportError` when it looks like none of them.
    """
    lines = head_of(path)
    if not lines:
        raise EventImportError(path, "empty")
    widths = [line.count("\t") + 1 for line in lines]
    common = max(set(widths), key=widths.count)
    if common in (57, 58):
        return "gdelt1"
    if common == 61:
        return "gdelt2"
    if lines[0].startswith("Event ID\t"):
        return "icews"
    mark = delimiter(lines[0])
    names = _names(lines[0], mark)
    if {"date", "source", "relation", "target"} <= names and mark == ",":
        return "icews-tidy"
    if {"source", "target"} <= names and names & {"date", "time"}:
        return "csv"
    if _numeric_triples(lines):
        return "csv"
    raise EventImportError(
        path,
        "no form of events that Talion knows: ICEWS (.tab or date,source,relation,target), "
        "GDELT 1.0 or 2.0, or CSV with source, target and date or time",
    )


def delimiter(header: str) -> str:
    """Return what parts the columns of a hand-made table: a comma, a semicolon or a tab."""
    for mark in (";", "\t"):
        if {"source", "target"} <= _names(header, mark):
            return mark
    return ","


def _names(header: str, mark: str) -> set[str]:
    return {name.strip().strip('"').casefold() for name in header.split(mark)}


def _numeric_triples(lines: list[str]) -> bool:
    """Whether lines are `source,target,time` with numeric time and no header."""
    fields = lines[0].split(",")
    if len(fields) != 3:
        return False
    try:
        float(fields[2])
    except ValueError:
        return False
    return True


def layout_of(path: Path, name: str) -> Layout:
    """Return the layout of a file of a form; GDELT 1.0 before April 2013 has no SOURCEURL."""
    layout = LAYOUTS[name]
    if name != "gdelt1" or layout.header is None:
        return layout
    widths = [line.count("\t") + 1 for line in head_of(path)]
    if widths.count(57) > widths.count(58):
        return _without_url(layout)
    return layout


def _without_url(layout: Layout) -> Layout:
    from dataclasses import replace

    return replace(layout, header=(layout.header or ())[:-1])
