"""Standard input among the files to read."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from talion.events.file_head import FileHead
from talion.events.raw_files import STDIN, keep, raw_file, spooled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_HEAD = 1 << 16
_PACKED = (b"\x1f\x8b", b"PK")


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
    with tempfile.TemporaryFile() as spool, spooled(spool):
        spool.write(sys.stdin.buffer.read(_HEAD))
        spool.flush()
        with raw_file(STDIN) as raw:
            packed = raw.read(2) in _PACKED
        if not packed:
            check(FileHead.of(STDIN))
        keep(sys.stdin.buffer, spool)
        yield
