"""The formats of `talion import`: shipped, of installed packages, and registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.exchange import ftm_import, rdf_import
from talion.plugins import Registry

if TYPE_CHECKING:
    from talion.exchange.import_format import ImportFormat

GROUP = "talion.import_formats"
"""The group of entry points under which other packages offer formats."""

FORMATS = (*rdf_import.FORMATS, ftm_import.FORMAT)
"""The formats that ship."""

import_formats: Registry[ImportFormat] = Registry("an import format", GROUP, lambda: FORMATS)
"""Every format by its name."""


def import_format_of(file: str) -> ImportFormat | None:
    """Return the format that the ending of a file means; None for an unknown ending.

    >>> import_format_of("people.ftm.json").name, import_format_of("notes.xyz")
    ('ftm', None)
    """
    known = [(suffix, f) for f in import_formats().values() for suffix in f.suffixes]
    fitting = [(suffix, f) for suffix, f in known if file.casefold().endswith(suffix)]
    return max(fitting, key=lambda found: len(found[0]))[1] if fitting else None
