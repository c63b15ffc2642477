"""Office holders: who held an office of which state, and when."""

import csv
import gzip
import io
from collections import Counter
from functools import cache

from talion.extract.entities.mentions import NameMatcher
from talion.model.date import Date
from talion.model.gazetteer import fold
from talion.resources import ontology_file


@cache
def _office_holders() -> dict[str, list[tuple[str, str, str]]]:
    """Return folded name -> (ISO code, first day, last day) of the shipped table."""
    raw = gzip.decompress(ontology_file("tables/office_holders.csv.gz").read_bytes())
    holders: dict[str, list[tuple[str, str, str]]] = {}
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8"))):
        entry = (row["country"], row["since"], row["until"])
        holders.setdefault(fold(row["name"]), []).append(entry)
    return holders


def state_of_office_holder(names: NameMatcher, spelling: str, at: Date | None) -> str | None:
    """Return the state whose office a person of that name held, or None where several fit.

    >>> from talion.store.reference import gazetteer
    >>> names = NameMatcher(gazetteer())
    >>> state_of_office_holder(names, "Angela Merkel", Date("2018"))
    'Germany'
    """
    entries = _office_holders().get(fold(spelling), [])
    day = at.earliest.isoformat() if at is not None else ""
    current = [e for e in entries if not day or (e[1] <= day and (not e[2] or e[2] >= day))]
    codes = Counter(code for code, _, _ in current or entries)
    if len(codes) != 1:
        return None
    sense = names.sense(next(iter(codes)).casefold(), at)
    return sense.actor.name if sense else None
