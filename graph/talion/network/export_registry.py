"""The formats of `talion export`: shipped, of installed packages, and registered."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from talion.errors import PluginError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from talion.store import Store

GROUP = "talion.export_formats"
"""The group of entry points under which other packages offer formats."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a graph is written in.

    `name` is what `--format` calls it, `title` what people call it, `suffixes` the endings of files
    that mean it, each with its dot. `write` takes a store and what a network is of (`actors` or
    `incidents`), and returns the content of the file: the same for the same graph.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Callable[[Store, str], bytes]


_added: dict[str, ExportFormat] = {}


def export_formats() -> Mapping[str, ExportFormat]:
    """Return every format by its name.

    >>> list(export_formats())[:3]
    ['trig', 'graphml', 'gexf']
    """
    return {**_shipped(), **_installed(), **_added}


def format_of(file: str) -> ExportFormat | None:
    """Return the format that the ending of a file means; None for an unknown ending.

    >>> format_of("out/graph.gexf").name
    'gexf'
    """
    known = export_formats().values()
    return next((f for f in known if file.casefold().endswith(f.suffixes)), None)


@contextmanager
def registered(added: ExportFormat) -> Iterator[None]:
    """Have a format among the known ones for a while.

    Raises `UsageError` when there is one of that name.
    """
    if added.name in export_formats():
        raise UsageError(f"there is an export format '{added.name}' already")
    _added[added.name] = added
    try:
        yield
    finally:
        del _added[added.name]


@cache
def _shipped() -> dict[str, ExportFormat]:
    from talion.network.export import FORMATS

    return {known.name: known for known in FORMATS}


@cache
def _installed() -> dict[str, ExportFormat]:
    found: dict[str, ExportFormat] = {}
    for point in entry_points(group=GROUP):
        try:
            known = point.load()
        except (ImportError, AttributeError) as error:
            raise PluginError(GROUP, point.name, str(error)) from error
        if known.name in _shipped() or known.name in found:
            raise PluginError(GROUP, point.name, f"there is a format '{known.name}' already")
        found[known.name] = known
    return found
