"""Files of events as they are on disk, and standard input kept where it can be read twice."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO, TYPE_CHECKING

from talion.errors import EventImportError, InputError
from talion.store.bounded_read import require_file

if TYPE_CHECKING:
    from collections.abc import Iterator

DAMAGE = (EOFError, OSError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged file raises."""

STDIN = Path("-")
"""Stands for standard input among the files to read, within `standard_input`."""

MOST = 64 << 30
"""Bytes that standard input may have at most."""

_BLOCK = 1 << 20
_SPOOL: ContextVar[IO[bytes]] = ContextVar("spool")


@contextmanager
def spooled(spool: IO[bytes]) -> Iterator[None]:
    """Read a nameless file in place of standard input while the context lasts."""
    token = _SPOOL.set(spool)
    try:
        yield
    finally:
        _SPOOL.reset(token)


def keep(source: IO[bytes], spool: IO[bytes]) -> None:
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


def raw_file(path: Path) -> IO[bytes]:
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
