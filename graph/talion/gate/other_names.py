"""Names of states and their agencies that are written for Talion, in the languages of the gate."""

import csv
import io
from collections.abc import Iterator

from talion.resources import ontology_file
from talion.store.reference import gazetteer


def other_names(code: str) -> Iterator[tuple[str, str]]:
    """Yield the other names of states, agencies and groups of states in a language.

    Each comes with the id of the actor; the name of a group with each of its members.

    >>> names = list(other_names("ru"))
    >>> ("ФСБ", "fsb") in names, ("СССР", "soviet-union") in names
    (True, True)
    >>> sorted(actor for name, actor in other_names("nl") if name == "Benelux")
    ['belgium', 'luxembourg', 'netherlands']
    """
    for table, key in (("other_names", "state"), ("agency_names", "agency")):
        for row in _rows(table, code):
            yield from ((name, row[key]) for name in row["names"].split(";"))
    yield from group_names(code)


def group_names(code: str) -> Iterator[tuple[str, str]]:
    """Yield the names of groups of states in a language, with the id of each member.

    >>> sorted(actor for name, actor in group_names("en") if name == "Baltic states")
    ['estonia', 'latvia', 'lithuania']
    """
    states = {iso2: actor.id for actor in gazetteer() for iso2 in actor.codes if len(iso2) == 2}
    for row in _rows("collective_names", code):
        members = [states[iso2] for iso2 in row["states"].split(";")]
        yield from ((name, member) for name in row["names"].split(";") for member in members)


def _rows(table: str, code: str) -> Iterator[dict[str, str]]:
    text = ontology_file(f"languages/{table}.csv").read_text(encoding="utf-8")
    yield from (row for row in csv.DictReader(io.StringIO(text)) if row["language"] == code)
