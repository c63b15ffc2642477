"""The formats of `talion export`: shipped, of installed packages, and registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.plugins import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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


def _shipped() -> Iterable[ExportFormat]:
    from talion.network.export import FORMATS

    return FORMATS


export_formats: Registry[ExportFormat] = Registry("an export format", GROUP, _shipped)
"""Every format by its name."""


def format_of(file: str) -> ExportFormat | None:
    """Return the format that the ending of a file means; None for an unknown ending.

    >>> format_of("out/graph.gexf").name
    'gexf'
    """
    known = export_formats().values()
    return next((f for f in known if file.casefold().endswith(f.suffixes)), None)
