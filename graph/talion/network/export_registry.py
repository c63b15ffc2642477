"""The formats of `talion export`: shipped, of installed packages, and registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.network.export import FORMATS
from talion.plugins import Registry

if TYPE_CHECKING:
    from talion.network.export_format import ExportFormat

GROUP = "talion.export_formats"
"""The group of entry points under which other packages offer formats."""


export_formats: Registry[ExportFormat] = Registry("an export format", GROUP, lambda: FORMATS)
"""Every format by its name."""


def format_of(file: str) -> ExportFormat | None:
    """Return the format that the ending of a file means; None for an unknown ending.

    >>> format_of("out/graph.gexf").name
    'gexf'
    """
    known = export_formats().values()
    return next((f for f in known if file.casefold().endswith(f.suffixes)), None)
