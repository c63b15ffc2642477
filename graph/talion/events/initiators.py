"""Tables that name two sides in any order, and in a column of its own which of them began."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talion.events.column_roles import is_initiator
from talion.model.gazetteer import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from talion.events.row_fields import Row

_SIDE = re.compile(r"(.*?)[ _]?([a12b])(?=$|[ _(])(.*)")
_FIRST = frozenset({"1", "a", "side a", "state a", "first"})
_SECOND = frozenset({"2", "b", "side b", "state b", "second"})


def sides_and_initiator(
    keys: Sequence[str], holds_actors: Callable[[str], bool]
) -> tuple[str, str, str] | None:
    """Return the columns of side a, side b and of the one that began; None for other tables.

    `holds_actors` says of a column whether actors stand in it, as they must in the first two.

    >>> keys = ("date", "state_a", "state_b", "initiator")
    >>> sides_and_initiator(keys, lambda key: key.startswith("state"))
    ('state_a', 'state_b', 'initiator')
    >>> sides_and_initiator(("date", "initiator", "target"), lambda key: key != "date") is None
    True
    """
    began = next((key for key in keys if is_initiator(key.replace("_", " "))), None)
    sides: dict[tuple[str, str], dict[str, str]] = {}
    for key in keys if began else ():
        if (match := _SIDE.fullmatch(key)) and holds_actors(key):
            sides.setdefault((match[1], match[3]), {})[match[2]] = key
    for found in sides.values() if began else ():
        for one, other in (("a", "b"), ("1", "2")):
            if one in found and other in found and began not in found.values():
                return found[one], found[other], str(began)
    return None


def in_order(made: dict[str, str], row: Row, began: str) -> dict[str, str]:
    """Return the fields of an event with the side that began as its source.

    Raises `ValueError` where the column `began` does not say which that is.

    >>> in_order({"source": "Peru", "target": "Ecuador"}, {"initiator": "2"}, "initiator")
    {'source': 'Ecuador', 'target': 'Peru'}
    """
    cell = row.get(began, "")
    plain = fold(cell)
    if plain in _FIRST or plain == fold(made.get("source", "")):
        return made
    if plain in _SECOND or plain == fold(made.get("target", "")):
        return made | {"source": made.get("target", ""), "target": made.get("source", "")}
    raise ValueError(f"{began} '{cell}' is neither side" if cell else f"no {began}")
