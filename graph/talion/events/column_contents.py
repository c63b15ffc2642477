"""What the cells of a column hold: names of states, dates, types of incidents, numbers of rows."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from talion.events.column_roles import is_remark, role_of
from talion.events.event_types import is_known_type
from talion.events.states.code_systems import systems_of_code
from talion.events.states.dated_names import party_named
from talion.events.values.cell_measures import measures_of
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder
from talion.events.values.type_words import exact_type, worded_type

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from talion.events.row_fields import Row

PARTIES = ("source", "target")
"""The fields of the two sides."""

_MOST = 0.5
"""The share of the filled cells from which on a column is said to hold something."""

_LONGEST = 200
"""Characters of a cell that names something; longer ones are texts."""

_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}~?(?:/\d{4}(?:-\d\d){0,2}~?)?")
"""A date as `edtf_of` makes it."""

_LETTER = re.compile(r"[^\W\d_]")
_NAMES = re.compile(r"[;,|/\n]")


def columns_of_parties(rows: Sequence[Row], keys: Collection[str]) -> tuple[str, ...]:
    """Return the columns most of whose cells name states or organizations.

    >>> rows = [{"who": "Peru", "where": "Lima"}, {"who": "UK; France", "where": "at sea"}]
    >>> columns_of_parties(rows, ["who", "where"])
    ('who',)
    """
    return tuple(key for key in keys if _share(rows, key, _is_party) > _MOST)


def names_actors(rows: Sequence[Row], key: str) -> bool:
    """Whether most cells of a column are states or organizations, by name or by code.

    >>> names_actors([{"a": "365"}, {"a": "200"}], "a"), names_actors([{"a": "BBC"}], "a")
    (True, False)
    """
    return _share(rows, key, _is_party_or_code) > _MOST


def columns_of_dates(rows: Sequence[Row], keys: Collection[str]) -> tuple[str, ...]:
    """Return the columns most of whose cells are dates, not mere numbers.

    >>> columns_of_dates([{"when": "26.03.2018", "n": "2018"}], ["when", "n"])
    ('when',)
    """
    return tuple(key for key in keys if _share(rows, key, _is_date) > _MOST)


def columns_of_types(rows: Sequence[Row], keys: Collection[str]) -> tuple[str, ...]:
    """Return the columns most of whose cells name a type of incident in words.

    >>> columns_of_types([{"code": "2", "label": "Expulsion of diplomats"}], ["code", "label"])
    ('label',)
    """
    return tuple(key for key in keys if _share(rows, key, _is_type) > _MOST)


def _share(rows: Sequence[Row], key: str, holds: Callable[[str], bool]) -> float:
    """Return the share of the filled cells of a column that hold something; 0 for an empty one."""
    cells = [cell for row in rows if (cell := row.get(key, ""))]
    held = sum(holds(cell) for cell in cells if len(cell) <= _LONGEST)
    return held / len(cells) if cells else 0.0


def with_better_columns(found: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the columns with those that hold what the names of others only say.

    A column named `source` may cite what was read, and one named `code` hold numbers of which the
    next says what they mean. A date that no column is named after is in the only one with dates.

    >>> row = {"date": "2018-03-14", "source": "BBC", "sender": "UK", "target": "Russia"}
    >>> found = {name: name for name in ("date", "source", "target")}
    >>> with_better_columns(found, [row])["source"]
    'sender'
    """
    kept = dict(found)
    if kept.keys().isdisjoint(PARTIES):  # no table of events, or one of both sides in one column
        return _counted(kept, rows)
    keys = tuple(dict.fromkeys(key for row in rows for key in row if key))
    for side in PARTIES:
        if side in kept and not names_actors(rows, kept[side]):
            named = [key for key in _free(keys, kept) if role_of(_spaced(key)) == side]
            if better := columns_of_parties(rows, named):
                kept[side] = better[0]
    kept = _with_other_side(kept, rows, keys)
    untyped = "type" in kept and not _share(rows, kept["type"], _is_type_or_code) > 0
    if untyped and len(typed := columns_of_types(rows, _may_be_types(keys, kept))) == 1:
        kept["type"] = typed[0]
    if kept.keys() >= set(PARTIES) and kept.keys().isdisjoint(("type", "relation")):
        exact = [key for key in _may_be_types(keys, kept) if _share(rows, key, _is_exact) > _MOST]
        kept |= {"type": exact[0]} if len(exact) == 1 else {}
    undated = kept.keys() >= set(PARTIES) and not {"date", "time", "year"} & kept.keys()
    if undated and len(dated := columns_of_dates(rows, _free(keys, kept))) == 1:
        kept["date"] = dated[0]
    return _counted(kept, rows)


def _with_other_side(
    found: Mapping[str, str], rows: Sequence[Row], keys: Sequence[str]
) -> dict[str, str]:
    """Return the columns with the target that is missing, if only one can be it.

    It is the other column of states that is named as one, where the name of one says how its states
    acted ("expelling state", "state"). Else the other may be a place or whoever reported.
    """
    kept = dict(found)
    if "source" not in kept or "target" in kept:
        return kept
    named = [key for key in _free(keys, kept) if role_of(_spaced(key)) == "source"]
    others = columns_of_parties(rows, named)
    if len(others) == 1:
        both = sorted((kept["source"], others[0]), key=lambda key: not worded_type(_spaced(key)))
        acted = [key for key in both if worded_type(_spaced(key))]
        if len(acted) == 1:
            kept |= {"source": both[0], "target": both[1]}
    return kept


def _free(keys: Sequence[str], found: Mapping[str, str]) -> list[str]:
    return [key for key in keys if key not in found.values()]


def _may_be_types(keys: Sequence[str], found: Mapping[str, str]) -> list[str]:
    """Return the free columns whose names say nothing else than that they hold types."""
    names = {key: _spaced(key) for key in _free(keys, found)}
    return [k for k, n in names.items() if not is_remark(n) and role_of(n) in (None, "type")]


def _spaced(key: str) -> str:
    return key.replace("_", " ")


def _counted(found: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the columns without a count that counts the rows and an id that recurs."""
    kept = dict(found)
    counts = [row.get(kept.get("count", ""), "") for row in rows]
    if len(rows) > 2 and counts == [str(number) for number in range(1, len(rows) + 1)]:
        number = kept.pop("count")
        kept.setdefault("id", number)
    idents = [cell for row in rows if "id" in kept and (cell := row.get(kept["id"], ""))]
    counted = bool(idents) and role_of(kept["id"]) == "count" and "count" not in kept
    if len(set(idents)) * 2 < len(idents) or (counted and not _in_order(idents)):
        number = kept.pop("id")
        if counted:
            kept["count"] = number
    return kept


def _in_order(idents: Sequence[str]) -> bool:
    """Whether numbers go up from row to row, as those of rows do and counts do not.

    >>> _in_order(["1", "2", "4"]), _in_order(["23", "23", "60"]), _in_order(["3[1]", "4"])
    (True, False, False)
    """
    if not all(ident.isdecimal() for ident in idents):
        return False
    numbers = [int(ident) for ident in idents]
    return all(one < other for one, other in pairwise(numbers))


def _is_party(cell: str) -> bool:
    """Whether a cell names a state or organization, or begins a list with one."""
    return bool(_LETTER.search(cell)) and any(
        party_named(part.strip()) for part in (cell, *_NAMES.split(cell)) if part.strip()
    )


def _is_party_or_code(cell: str) -> bool:
    return _is_party(cell) or bool(systems_of_code(cell))


def _is_type(cell: str) -> bool:
    return bool(_LETTER.search(cell)) and _is_type_or_code(cell)


def _is_exact(cell: str) -> bool:
    """Whether a cell as a whole names a type, in words."""
    return bool(_LETTER.search(cell) and exact_type(cell))


def _is_type_or_code(cell: str) -> bool:
    return any(is_known_type(one.type) for one in measures_of(cell))


def _is_date(cell: str) -> bool:
    if cell.isdecimal() and len(cell) != 8:
        return False
    try:
        return bool(_EDTF.fullmatch(edtf_of(cell, DayOrder.DMY)))
    except ValueError:
        return False
