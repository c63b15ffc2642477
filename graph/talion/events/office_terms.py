"""Who held an office of which state, and when."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import TypeVar

from talion.events.ontology_tables import table_rows
from talion.events.state_names import country_of
from talion.model.days import day_number
from talion.model.gazetteer import fold
from talion.resources import ontology_file

_K = TypeVar("_K")
OPEN_END = 1_000_000
"""The last day of a term that has not ended: a day far beyond any event."""


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A person's time in an office of a state: days since 1970-01-01, both included."""

    state: str
    first: int
    last: int


def office_terms(name: str) -> tuple[OfficeTerm, ...]:
    """Return a person's terms in office, earliest first; by full, else first and last name.

    A first and last name that office holders of two states share is nobody's. The table is that of
    PETRARCH2 (Norris, Schrodt and Beieler 2017), continued.

    >>> {term.state for term in office_terms("Vladimir Putin")}
    {'Russia'}
    """
    key = fold(name)
    full, short = _office_holders()
    words = key.split()
    if key in full:
        return full[key]
    if len(words) > 1:
        return short.get((words[0], words[-1]), ())
    return ()


@cache
def _office_holders() -> tuple[
    dict[str, tuple[OfficeTerm, ...]], dict[tuple[str, str], tuple[OfficeTerm, ...]]
]:
    """Return office holders by full name, and by first and last if these decide the state."""
    packed = ontology_file("tables/office_holders.csv.gz").read_bytes()
    newer = table_rows("office_holders_since_2012.csv")
    known = {row["name"] for row in newer}
    older = csv.DictReader(gzip.decompress(packed).decode().splitlines())
    # Where the newer table has the end of a term, the older one has it open.
    kept = (row for row in older if row["until"] or row["name"] not in known)
    full: dict[str, list[OfficeTerm]] = {}
    short: dict[tuple[str, str], list[OfficeTerm]] = {}
    for row in chain(kept, newer):
        state = _state_of_code(row["country"])
        if state is None:
            continue
        key, words = row["name"], row["name"].split()
        term = OfficeTerm(state, _day(row["since"], 0), _day(row["until"], OPEN_END))
        full.setdefault(key, []).append(term)
        short.setdefault((words[0], words[-1]), []).append(term)
    by_ends = {k: v for k, v in short.items() if len({term.state for term in v}) == 1}
    return _merged(full), _merged(by_ends)


@cache
def _state_of_code(code: str) -> str | None:
    return country_of(code)


def _merged(terms: dict[_K, list[OfficeTerm]]) -> dict[_K, tuple[OfficeTerm, ...]]:
    """Return each person's terms in order, those that overlap in one state joined."""
    return {key: _joined(listed) for key, listed in terms.items()}


def _joined(terms: list[OfficeTerm]) -> tuple[OfficeTerm, ...]:
    joined: list[OfficeTerm] = []
    for term in sorted(terms, key=lambda t: (t.first, t.last)):
        before = joined[-1] if joined else None
        if before and before.state == term.state and term.first <= before.last + 1:
            joined[-1] = OfficeTerm(before.state, before.first, max(before.last, term.last))
        else:
            joined.append(term)
    return tuple(joined)


@cache
def _day(text: str, missing: int) -> int:
    return day_number(date.fromisoformat(text)) if text else missing
