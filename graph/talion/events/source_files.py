"""Files of events as bytes: unpacked when they are packed, in UTF-8."""

from __future__ import annotations

import gzip
import io
import zipfile
from codecs import getincrementaldecoder, utf_8_decode
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.document_tables import (
    MOST,
    WORD_PART,
    is_json,
    is_page,
    may_draw,
    table_of_json,
    table_of_page,
    table_of_text,
    table_of_word_file,
)
from talion.events.file_opening import told_opening
from talion.events.raw_files import DAMAGE, raw_file
from talion.events.workbooks import holds_workbook, is_workbook, sheet_as_csv, sheet_names
from talion.ingest.encoding import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20
_HEAD = 1 << 16
_SAMPLE = 1 << 22
"""Bytes by which the encoding of a file is recognised."""


def encoding_used(path: Path) -> str:
    """Return the encoding that a file is read in; raises `EventImportError` when it cannot be."""
    with _unpacked(path) as sample:
        return _encoding(path, sample)


def sheets_of(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook, none for any other file."""
    with raw_file(path) as raw:
        data = raw.read(8)
        if not (is_workbook(data) or data.startswith(b"PK")):
            return ()
        data += raw.read()
    if data.startswith(b"PK") and not _is_packed_book(data):
        return ()
    return sheet_names(path, data)


def sheet_of(path: Path) -> str:
    """Return the name of the sheet that is read of a workbook, empty for any other file."""
    sheets = sheets_of(path)
    return (told_opening().sheet or sheets[0]) if sheets else ""


def _is_packed_book(data: bytes) -> bool:
    try:
        return holds_workbook(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (*DAMAGE, ValueError):
        return False


def document_of(path: Path) -> str:
    """Return what kind of document a file's table stands in, empty for a file that is a table."""
    with raw_file(path) as raw:
        head = raw.read(_HEAD)
        raw.seek(0)
        if head.startswith(b"PK"):
            return "a Word file" if not sheets_of(path) and _is_word_file(raw) else ""
        if is_page(head):
            return "a web page"
        if is_json(head):
            return "JSON"
        return "text" if _drawn(raw) is not None else ""


def _is_word_file(raw: IO[bytes]) -> bool:
    try:
        return WORD_PART in zipfile.ZipFile(raw).namelist()
    except (*DAMAGE, ValueError):
        return False


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
    with raw_file(path) as raw:
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
            yield io.BytesIO(sheet_as_csv(path, raw.read(), told_opening().sheet))
        else:
            raw.seek(0)
            found = _drawn(raw)
            raw.seek(0)
            yield raw if found is None else io.BytesIO(found)


def _drawn(raw: IO[bytes]) -> bytes | None:
    """Return the table of a document that is not a table as a whole, None for any other file."""
    head = raw.read(_HEAD)
    if is_page(head) or is_json(head):
        rest = raw.read(MOST)
        table_of = table_of_page if is_page(head) else table_of_json
        return table_of(head + rest) if len(rest) < MOST else None
    if not may_draw(head):
        return None
    data = head + raw.read(MOST)
    if len(data) >= MOST:
        return None
    return table_of_text(data.decode(encoding_of(data[:_SAMPLE]), "replace"))


def _member(path: Path, raw: IO[bytes]) -> IO[bytes]:
    """Open the one file in a zip."""
    try:
        packed = zipfile.ZipFile(raw)
        names = packed.namelist()
        if len(names) == 1:
            return packed.open(names[0])
    except (*DAMAGE, NotImplementedError, RuntimeError, ValueError) as error:
        raise EventImportError(path, f"damaged: {error}") from error
    if WORD_PART in names:
        raw.seek(0)
        if (table := table_of_word_file(raw.read())) is None:
            raise EventImportError(path, "a Word file without a table")
        return io.BytesIO(table)
    if holds_workbook(names):
        raw.seek(0)
        return io.BytesIO(sheet_as_csv(path, raw.read(), told_opening().sheet))
    raise EventImportError(path, f"a zip of {len(names)} files; unpack it first")


def _encoding(path: Path, file: IO[bytes] | gzip.GzipFile) -> str:
    if told := told_opening().encoding:
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
        self._sound = encoding == "utf-8"
        self._cut = b""
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
            self._left = memoryview(self._as_it_is(block) if self._sound else self._utf8(block))
        room = memoryview(buffer)
        size = min(len(room), len(self._left))
        room[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _as_it_is(self, block: bytes) -> bytes:
        """Return text in UTF-8 unchanged, up to its last whole character; recode damaged text."""
        if self._cut or not block.isascii():
            data = self._cut + block
            try:
                whole = utf_8_decode(data, "strict", not block)[1]
            except UnicodeDecodeError:
                self._sound = False
                return self._decoder.decode(data, final=not block).encode("utf-8", "replace")
            self._cut = data[whole:]
            return data[:whole]
        return block

    def _utf8(self, block: bytes) -> bytes:
        if block and self._ascii_alike and block.isascii() and not self._decoder.getstate()[0]:
            return block
        return self._decoder.decode(block, final=not block).encode("utf-8", "replace")
