"""Files of events as bytes: unpacked when they are packed, standard input among them."""

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
from typing import IO, TYPE_CHECKING, Self

from talion.errors import EventImportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = 1 << 16

STDIN = Path("-")
"""Stands for standard input among the files to read, within `standard_input`."""

_SPOOL: ContextVar[IO[bytes]] = ContextVar("spool")


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
            except (EOFError, OSError, zipfile.BadZipFile) as error:
                raise EventImportError(path, f"damaged: {error}") from error
        lines = text.decode("utf-8-sig", errors="replace").splitlines()
        if len(text) == _HEAD and len(lines) > 1:
            lines.pop()
        return cls(path, magic, tuple(line for line in lines if line.strip()))

    def names(self, delimiter: str) -> frozenset[str]:
        """Return the fields of the first line, as column names are compared.

        >>> head = FileHead(Path("a.csv"), b"Even", ('Event ID,"Event Date"',))
        >>> sorted(head.names(","))
        ['event date', 'event id']
        """
        return column_names(self.lines[0] if self.lines else "", delimiter)

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
def opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open a file for reading bytes, unpacked when it is gzip or a zip of one file.

    Raises `EventImportError` when it cannot be opened or the zip holds several files.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv.gz")
    ...     _ = path.write_bytes(gzip.compress(b"date,source"))
    ...     with opened(path) as file:
    ...         file.read()
    b'date,source'
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


@contextmanager
def standard_input(paths: Iterable[Path]) -> Iterator[None]:
    """Keep standard input in a nameless file while it is among the paths to read.

    The format of a file is recognised by its beginning, so it is read twice.

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
