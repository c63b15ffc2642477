"""Office holders: who held an office of which state, and when."""

import csv
import gzip
import io
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from talion.extract.entities.mentions import NameMatcher
from talion.extract.lang import names as name_words
from talion.model.date import Date
from talion.model.gazetteer import fold
from talion.resources import ontology_file

#: For how many years a term without an end in the table of 2014 is believed.
_OPEN_YEARS = 8
#: The tables of heads of state and government and foreign ministers.
_LEADERS = ("office_holders_before_2003.csv", "office_holders_since_2012.csv")


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of office: ISO code of the state, first and last day, whether of a leading office."""

    code: str
    since: str
    until: str
    leading: bool

    def covers(self, day: str) -> bool:
        """Whether it runs on a day; an unknown day is in every term."""
        return not day or (self.since <= day and (not self.until or day <= self.until))


@cache
def _terms() -> dict[str, list[_Term]]:
    """Return the terms of the shipped tables by folded name; of the leading also by last name.

    The table of 2014 has ministers of every kind; the others have leaders, whom newspapers call
    by their last names, which in some countries stand first.
    """
    terms: dict[str, list[_Term]] = {}
    raw = gzip.decompress(ontology_file("tables/office_holders.csv.gz").read_bytes())
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8"))):
        until = row["until"] or f"{int(row['since'][:4]) + _OPEN_YEARS}{row['since'][4:]}"
        term = _Term(row["country"], row["since"], until, False)
        terms.setdefault(fold(row["name"]), []).append(term)
    for table in _LEADERS:
        text = ontology_file(f"tables/{table}").read_text(encoding="utf-8")
        for row in csv.DictReader(io.StringIO(text)):
            term = _Term(row["country"], row["since"], row["until"], True)
            words = fold(row["name"]).split()
            family = words[0 if row["country"] in name_words.FAMILY_NAME_FIRST else -1]
            for name in {" ".join(words), family}:
                terms.setdefault(name, []).append(term)
    return terms


def state_of_office_holder(
    names: NameMatcher, spelling: str, at: Date | None, named: Collection[str] = ()
) -> str | None:
    """Return the state whose office a person of that name held at a date, or None.

    A state that the text names goes before others; a last name alone needs one. Several that
    fit decide nothing.

    >>> names, day = context("").names, Date("2018-05-01")
    >>> state_of_office_holder(names, "Donald Trump", day)
    'United States'
    >>> state_of_office_holder(names, "Trump", day, {"United States", "China"})
    'United States'
    >>> state_of_office_holder(names, "Trump", day) is None
    True
    """
    words = fold(spelling).split()
    if not words:
        return None
    exact = _terms().get(" ".join(words), [])
    ends = _terms().get(f"{words[0]} {words[-1]}", []) if len(words) > 2 else []
    entries = exact or ends
    day = at.earliest.isoformat() if at is not None else ""
    entries = [e for e in entries if e.covers(day)]
    if len(words) == 1:
        entries = [e for e in entries if e.leading]
    states = {s for e in entries if (s := _state(names, e.code, at)) is not None}
    known = states & set(named)
    if len(known) == 1:
        return known.pop()
    return states.pop() if len(states) == 1 and len(words) > 1 and not known else None


def _state(names: NameMatcher, code: str, at: Date | None) -> str | None:
    sense = names.sense(code.casefold(), at)
    return sense.actor.name if sense else None
