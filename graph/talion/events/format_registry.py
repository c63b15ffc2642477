"""All known formats of event files, and which of them a file has.

>>> sorted(event_formats())[:3]
['acled', 'cfr', 'cow-dyadic-mid']
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events import formats as shipped
from talion.events.column_suggestion import columns_wanted
from talion.events.file_head import FileHead
from talion.events.ontology_tables import table_rows
from talion.plugins import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.events.event_format import EventFormat

AUTO = "auto"
"""The name that stands for: recognise the format by the content of the file."""

GROUP = "talion.event_formats"
"""The group of entry points under which other packages offer formats."""


def _shipped() -> Iterator[EventFormat]:
    for found in iter_modules(shipped.__path__):
        module = import_module(f"{shipped.__name__}.{found.name}")
        if hasattr(module, "FORMAT"):
            yield module.FORMAT


event_formats: Registry[EventFormat] = Registry("an event format", GROUP, _shipped)
"""Every format by its name.

They are the modules of `talion.events.formats` that define `FORMAT`, those that installed packages
name in the entry points `talion.event_formats`, and those registered.
"""


def format_names() -> tuple[str, ...]:
    """Return what `--format` takes: `auto`, and the names of the formats.

    >>> format_names()[0], "icews" in format_names()
    ('auto', True)
    """
    return AUTO, *event_formats()


def detect(head: FileHead) -> EventFormat:
    """Return the format of a file: the one that recognises its beginning most surely.

    Raises `EventImportError` when it is of no known format, or equally likely of two.

    >>> from pathlib import Path
    >>> lines = ("date,source,target,type", "2018,UK,Russia,threat")
    >>> head = FileHead(Path("a.csv"), b"date", lines)
    >>> detect(head).name
    'csv'
    >>> detect(FileHead(Path("empty"), b"", ()))
    Traceback (most recent call last):
        ...
    talion.errors.EventImportError: empty: empty
    """
    sureness = [(known, known.detect(head)) for known in event_formats().values()]
    highest = max(sure for _, sure in sureness)
    if highest < 1 and (reason := _refused(head)):
        raise EventImportError(head.path, reason)
    if highest <= 0:
        raise EventImportError(head.path, _unknown(head))
    found = [known for known, sure in sureness if sure == highest]
    if len(found) > 1:
        names = " or ".join(known.name for known in found)
        raise EventImportError(head.path, f"may be {names}; say which with --format")
    return found[0]


_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Characters that no table in text holds."""


def _refused(head: FileHead) -> str | None:
    """Return why a data set that is known is not read, and what to read instead."""
    for row in table_rows("refused_sets.csv") if head.lines else ():
        if frozenset(row["marks"].split("|")) <= head.columns:
            return f"is {row['name']}: {row['why']}"
    return None


def _unknown(head: FileHead) -> str:
    if not head.lines:
        return "empty"
    if _BINARY.search("".join(head.lines)):
        return "no table in text, and no Parquet file or workbook"
    names = ", ".join(name for name in head.shape.names if name)
    return (
        f"in no event format that Talion knows (talion formats lists them); say with "
        f"{columns_wanted(head)} which columns an event is in; there are: {names[:400]}"
    )
