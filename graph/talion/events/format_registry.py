"""All known formats of event files, and which of them a file has."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from talion.errors import EventImportError, PluginError, UsageError
from talion.events import formats as shipped
from talion.events.source_files import FileHead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talion.events.event_format import EventFormat

AUTO = "auto"
"""The name that stands for: recognise the format by the content of the file."""

GROUP = "talion.event_formats"
"""The group of entry points under which other packages offer formats."""

_added: dict[str, EventFormat] = {}


def event_formats() -> Mapping[str, EventFormat]:
    """Return every format by its name.

    They are the modules of `talion.events.formats` that define `FORMAT`, those that installed
    packages name in the entry points `talion.event_formats`, and those registered.

    >>> sorted(event_formats())[:3]
    ['csv', 'gdelt1', 'gdelt2']
    """
    return {**_shipped(), **_installed(), **_added}


def format_names() -> tuple[str, ...]:
    """Return what `--format` takes: `auto`, and the names of the formats."""
    return AUTO, *event_formats()


@contextmanager
def registered(added: EventFormat) -> Iterator[None]:
    """Have a format among the known ones for a while.

    Raises `UsageError` when there is one of that name.
    """
    if added.name == AUTO or added.name in event_formats():
        raise UsageError(f"there is an event format '{added.name}' already")
    _added[added.name] = added
    try:
        yield
    finally:
        del _added[added.name]


def detect(head: FileHead) -> EventFormat:
    """Return the format of a file: the one that recognises its beginning most surely.

    Raises `EventImportError` when it is of no known format, or equally likely of two.
    """
    sureness = [(known, known.detect(head)) for known in event_formats().values()]
    highest = max(sure for _, sure in sureness)
    if highest <= 0:
        raise EventImportError(head.path, _unknown(head))
    found = [known for known, sure in sureness if sure == highest]
    if len(found) > 1:
        names = " or ".join(known.name for known in found)
        raise EventImportError(head.path, f"may be {names}; say which with --format")
    return found[0]


def _unknown(head: FileHead) -> str:
    if not head.lines:
        return "empty"
    titles = "; ".join(known.title for known in event_formats().values())
    return f"in no event format that Talion knows: {titles}"


@cache
def _shipped() -> dict[str, EventFormat]:
    modules = (
        import_module(f"{shipped.__name__}.{module.name}")
        for module in iter_modules(shipped.__path__)
    )
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {known.name: known for known in found}


@cache
def _installed() -> dict[str, EventFormat]:
    found: dict[str, EventFormat] = {}
    for point in entry_points(group=GROUP):
        try:
            known = point.load()
        except (ImportError, AttributeError) as error:
            raise PluginError(GROUP, point.name, str(error)) from error
        if known.name in _shipped() or known.name in found:
            raise PluginError(GROUP, point.name, f"there is a format '{known.name}' already")
        found[known.name] = known
    return found
