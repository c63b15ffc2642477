"""Files of events as bytes: unpacked when they are packed, in UTF-8, standard input among them."""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from codecs import getincrementaldecoder
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from talion.errors import EventImportError, InputError
from talion.events.table_shape import TableShape, table_shape
from talion.events.workbooks import holds_workbook, is_workbook, sheet_as_csv, sheet_names
from talion.ingest.encoding import encoding_of
from talion.store.bounded_read import require_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import WriteableBuffer

_HEAD = 1 << 16
_BLOCK = 1 << 20
_SAMPLE = 1 << 22
"""Bytes by which the encoding of a file is recognised."""

DAMAGE = (EOFError, OSError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged file raises."""

STDIN = Path("-")
"""Stands for standard input among the files to read, within `standard_input`."""

MOST = 64 << 30
"""Bytes that standard input may have at most."""

SEP_LINE = re.compile(r'"?sep=(.?)"?', re.IGNORECASE)
"""The first line with which a table names its separator for Excel."""

_PACKED = (b"\x1f\x8b", b"PK")
_SPOOL: ContextVar[IO[bytes]] = ContextVar("spool")


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened where that is not to be recognised: their encoding, sheet, separator."""

    encoding: str | None = None
    sheet: str | None = None
    separator: str | None = None


_USUAL = Opening()
_OPENING: ContextVar[Opening] = ContextVar("opening", default=_USUAL)


@contextmanager
def opening(how: Opening) -> Iterator[None]:
    """Open files as told while the context lasts.

    >>> with opening(Opening(encoding="cp1251")):
    ...     _OPENING.get().encoding
    'cp1251'
    """
    token = _OPENING.set(how)
    try:
        yield
    finally:
        _OPENING.reset(token)


def encoding_used(path: Path) -> str:
    """Return the encoding that a file is read in; raises `EventImportError` when it cannot be."""
    with _unpacked(path) as sample:
        return _encoding(path, sample)


def sheets_of(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook, none for any other file."""
    with _raw(path) as raw:
        data = raw.read(8)
        if not (is_workbook(data) or data.startswith(b"PK")):
            return ()
        data += raw.read()
    if data.startswith(b"PK") and not _is_packed_book(data):
        return ()
    return sheet_names(path, data)


def _is_packed_book(data: bytes) -> bool:
    try:
        return holds_workbook(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (*DAMAGE, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class FileHead:
    """The beginning of a file, by which formats recognise it.

    `magic` holds the first four bytes as they are; `lines` the first whole lines (64 KiB at most)
    of the unpacked text, blank ones left out.
    """

    path: Path
    magic: bytes
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read the beginning of a file; raises `EventImportError` when that is not possible."""
        with _raw(path) as raw:
            magic = raw.read(4)
        with opened(path) as file:
            try:
                text = file.read(_HEAD)
            except DAMAGE as error:
                raise EventImportError(path, f"damaged: {error}") from error
        lines = text.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")
        if len(lines) == 1:
            lines = lines[0].split("\r")
        if len(text) == _HEAD and len(lines) > 1:
            lines.pop()
        if SEP_LINE.fullmatch(lines[0].rstrip("\r")):
            del lines[0]
        return cls(path, magic, tuple(line for line in lines if line.strip()))

    def names(self, delimiter: str) -> frozenset[str]:
        """Return the fields of the first line, as column names are compared.

        >>> head = FileHead(Path("a.csv"), b"Even", ('Event ID,"Event Date"',))
        >>> sorted(head.names(","))
        ['event date', 'event id']
        """
        return column_names(self.lines[0] if self.lines else "", delimiter)

    @property
    def shape(self) -> TableShape:
        """The shape of a table in text."""
        return table_shape(self.lines, _OPENING.get().separator)

    @property
    def columns(self) -> frozenset[str]:
        """The names of a table's columns as they are compared.

        >>> sorted(FileHead(Path("a.csv"), b"Even", ("Event ID;Event Date", "1;2018")).columns)
        ['event date', 'event id']
        """
        return frozenset(self.shape.keys)

    def widths(self, delimiter: str) -> tuple[int, ...]:
        """Return the number of fields in each line."""
        return tuple(line.count(delimiter) + 1 for line in self.lines)


def column_names(header: str, delimiter: str) -> frozenset[str]:
    """Return the column names of a header line, without quotes, in lower case.

    >>> sorted(column_names('Event ID,"Event Date"', ","))
    ['event date', 'event id']
    """
    return frozenset(name.strip().strip('"').casefold() for name in header.split(delimiter))


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading text in UTF-8, unpacked when it is gzip or a zip of one file.

    Text in another encoding (see `talion.ingest.encoding`) is recoded; U+FFFD stands for what
    cannot be read. Raises `EventImportError` when the file cannot be opened or the zip is damaged
    or holds several files.
    """
    with _unpacked(path) as sample:
        encoding = _encoding(path, sample)
    with _unpacked(path) as file:
        yield io.BufferedReader(_Recoded(file, encoding), _BLOCK)


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    with _raw(path) as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            with gzip.open(raw, "rb") as unpacked:
                yield unpacked
        elif magic[:2] == b"PK" and magic[2:] in (b"\x03\x04", b"\x05\x06"):
            with _member(path, raw) as member:
                yield member
        elif is_workbook(raw.read(8)):
            raw.seek(0)
            yield io.BytesIO(sheet_as_csv(path, raw.read(), _OPENING.get().sheet))
        else:
            raw.seek(0)
            yield raw


def _member(path: Path, raw: IO[bytes]) -> IO[bytes]:
    """Open the one file in a zip."""
    try:
        packed = zipfile.ZipFile(raw)
        names = packed.namelist()
        if len(names) == 1:
            return packed.open(names[0])
    except (*DAMAGE, NotImplementedError, RuntimeError, ValueError) as error:
        raise EventImportError(path, f"damaged: {error}") from error
    if holds_workbook(names):
        raw.seek(0)
        return io.BytesIO(sheet_as_csv(path, raw.read(), _OPENING.get().sheet))
    raise EventImportError(path, f"a zip of {len(names)} files; unpack it first")


def _encoding(path: Path, file: IO[bytes] | gzip.GzipFile) -> str:
    if told := _OPENING.get().encoding:
        return told
    try:
        return encoding_of(file.read(_SAMPLE))
    except DAMAGE as error:
        raise EventImportError(path, f"damaged: {error}") from error


class _Recoded(io.RawIOBase):
    """Text in some encoding, read as valid UTF-8."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile, encoding: str) -> None:
        self._file = file
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._ascii_alike = encoding in ("utf-8", "cp1252")
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; return the number of bytes, 0 at the end."""
        ended = False
        while not self._left and not ended:
            block = self._file.read(_BLOCK)
            ended = not block
            self._left = memoryview(self._utf8(block))
        room = memoryview(buffer)
        size = min(len(room), len(self._left))
        room[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _utf8(self, block: bytes) -> bytes:
        if block and self._ascii_alike and block.isascii() and not self._decoder.getstate()[0]:
            return block
        return self._decoder.decode(block, final=not block).encode("utf-8", "replace")


@contextmanager
def standard_input(
    paths: Iterable[Path], check: Callable[[FileHead], object] = lambda head: None
) -> Iterator[None]:
    """Keep standard input in a nameless file while it is among the paths to read.

    The format of a file is recognised by its beginning, so it is read twice. `check` is called with
    the beginning before the rest is read, unless it is packed, and may raise.

    >>> import io
    >>> from unittest.mock import patch
    >>> with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b"date,source"))):
    ...     with standard_input([STDIN]):
    ...         FileHead.of(STDIN).lines, FileHead.of(STDIN).magic  # read twice
    (('date,source',), b'date')
    """
    if STDIN not in paths:
        yield
        return
    with tempfile.TemporaryFile() as spool:
        token = _SPOOL.set(spool)
        try:
            spool.write(sys.stdin.buffer.read(_HEAD))
            spool.flush()
            with _raw(STDIN) as raw:
                packed = raw.read(2) in _PACKED
            if not packed:
                check(FileHead.of(STDIN))
            _keep(sys.stdin.buffer, spool)
            yield
        finally:
            _SPOOL.reset(token)


def _keep(source: IO[bytes], spool: IO[bytes]) -> None:
    """Copy standard input to a file; `EventImportError` where it is too long for the disk."""
    free = shutil.disk_usage(tempfile.gettempdir()).free
    most, done = min(MOST, free // 2), 0
    try:
        while block := source.read(_BLOCK):
            done += len(block)
            if done > most:
                reason = f"is too long: more than {most:,} bytes; give it as a file"
                raise EventImportError("standard input", reason)
            spool.write(block)
        spool.flush()
    except OSError as error:
        raise EventImportError("standard input", error.strerror or str(error)) from error


def _raw(path: Path) -> IO[bytes]:
    """Open a file, or standard input, for reading bytes as they are."""
    try:
        if path != STDIN:
            require_file(path)
            return path.open("rb")
        raw = os.fdopen(os.dup(_SPOOL.get().fileno()), "rb")
    except InputError as error:
        raise EventImportError(path, error.reason) from error
    except OSError as error:
        raise EventImportError(path, error.strerror or str(error)) from error
    raw.seek(0)
    return raw
