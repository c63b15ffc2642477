"""The formats of `talion export`: shipped, of installed packages, and registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.exchange import follow_the_money, graph_tables, network_files, plover, rdf_files, stix
from talion.plugins import Registry

if TYPE_CHECKING:
    from talion.exchange.export_format import ExportFormat

GROUP = "talion.export_formats"
"""The group of entry points under which other packages offer formats."""

FORMATS = (
    *rdf_files.FORMATS,
    *network_files.FORMATS,
    *graph_tables.FORMATS,
    follow_the_money.FORMAT,
    stix.FORMAT,
    plover.FORMAT,
)
"""The formats that ship."""

export_formats: Registry[ExportFormat] = Registry("an export format", GROUP, lambda: FORMATS)
"""Every format by its name."""


def format_of(file: str) -> ExportFormat | None:
    """Return the format that the ending of a file means; None for an unknown ending.

    The longest ending counts: `graph.stix.json` is STIX, `graph.json` node-link data.

    >>> format_of("out/graph.gexf").name, format_of("graph.stix.json").name
    ('gexf', 'stix')
    """
    known = [(suffix, f) for f in export_formats().values() for suffix in f.suffixes]
    fitting = [(suffix, f) for suffix, f in known if file.casefold().endswith(suffix)]
    return max(fitting, key=lambda found: len(found[0]))[1] if fitting else None
