"""The CSV tables of the ontology that event data are read with."""

from __future__ import annotations

import csv
from functools import cache

from talion.resources import ontology_file


@cache
def table_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one table by column name.

    >>> table_rows("cameo.csv")[0]["code"]
    '01'
    """
    text = ontology_file(f"tables/{name}").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
