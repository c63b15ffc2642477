"""Which event of a table each row says that it responds to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talion.events.bad_rows import BadRow
from talion.events.event_schema import TableBasis
from talion.events.row_dates import is_surely_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talion.events.row_fields import EventFields

_REFERENCE = re.compile(rf"(?:({TableBasis.MUTUAL})\s+)?(\S.*)")
_SEVERAL = re.compile(r"[;,|]")


def with_antecedents(events: Sequence[EventFields], doubts: list[BadRow]) -> Iterator[EventFields]:
    """Yield the events with `responds_to` and `basis` resolved.

    `responds_to` names an id of the table, `mutual` and an id, or says in words what is responded
    to elsewhere, which goes to `basis`. What cannot be, or names several events, goes to `doubts`.
    A response to a later event stays stated: it is a contradiction, which `EventColumns` leaves out
    and a store keeps.

    >>> when = {"date": None, "last": None, "precision": "numeric", "row": "events.csv:2"}
    >>> events = [
    ...     {"id": "a", "time": 1.0, "responds_to": None, **when},
    ...     {"id": "b", "time": 2.0, "responds_to": "A", **when},
    ...     {"id": "c", "time": 3.0, "responds_to": "the attack of 1998", **when},
    ...     {"id": "d", "time": 0.0, "responds_to": "a", **when},
    ... ]
    >>> doubts: list[BadRow] = []
    >>> [(e["responds_to"], e["basis"]) for e in with_antecedents(events, doubts)]
    [(None, None), ('a', 'stated'), (None, 'the attack of 1998'), ('a', 'stated')]
    >>> doubts[0].reason
    "'a' is a later event; that is a contradiction, and no antecedent"
    """
    known = {str(event["id"]): event for event in events if event["id"]}
    folded = {name.casefold(): name for name in known}
    same: dict[str, list[EventFields]] = {}
    for event in events:
        if event.get("said_as"):
            same.setdefault(str(event["said_as"]), []).append(event)
    for event in events:
        antecedent, basis, doubt = None, None, ""
        if match := _REFERENCE.fullmatch(str(event["responds_to"] or "")):
            named = [match[2]] if match[2] in known else _SEVERAL.split(match[2])
            named = [name.strip() for name in named]
            found = [folded.get(name.casefold()) for name in named]
            antecedent, doubt = _antecedent(event, named[0], found, known)
            if antecedent is not None:
                antecedent = _of_the_other_side(event, antecedent, same)
                basis = (TableBasis.MUTUAL if match[1] else TableBasis.STATED).value
            elif found[0] is None:
                basis = str(event["responds_to"])
        if doubt:
            file, _, line = str(event["row"]).rpartition(":")
            doubts.append(BadRow(file, int(line), f"'{event['responds_to']}' {doubt}"))
        yield {**event, "responds_to": antecedent, "basis": basis}


def _of_the_other_side(
    event: EventFields, antecedent: str, same: Mapping[str, Sequence[EventFields]]
) -> str:
    """Return, of the events of one row that another responds to, the one between its own sides."""
    sides = (event.get("target"), event.get("source"))
    among = [e for e in same.get(antecedent, ()) if (e.get("source"), e.get("target")) == sides]
    return str(among[0]["id"]) if among else antecedent


def _antecedent(
    event: EventFields, named: str, found: Sequence[str | None], known: Mapping[str, EventFields]
) -> tuple[str | None, str]:
    """Return the id of the event that another responds to, None for none, and what is doubtful."""
    first = found[0]
    if first is None:  # words are a source's own, one word is an id that is missing
        return None, (
            ""
            if " " in named
            else "is no event of the table; it is taken for a response to one elsewhere"
        )
    if first == event["id"]:
        return None, "is the event itself"
    if is_surely_before(event, known[first]):
        return first, "is a later event; that is a contradiction, and no antecedent"
    return first, "is more than one event; the first is taken" if len(found) > 1 else ""
