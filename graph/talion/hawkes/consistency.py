"""Inferred responses consistent with stated ones: none reverses what a source states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.hawkes.from_table import infer_replies
from talion.hawkes.replies import Replies

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model


def consistent_replies(model: Model, events: EventTable) -> Replies:
    """Infer what each event of a table responds to, never the reverse of what the table states.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> when = {"time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "source": "Norway", "target": "Russia", **when},
    ...     {"id": "b", "source": "Russia", "target": "Norway", **when},
    ... ]
    >>> consistent_replies(Model.default(), EventTable.from_rows(rows)).rows[:, 0].tolist()
    [-1, 0]
    >>> rows[0] |= {"responds_to": "b", "basis": "stated"}  # so b does not respond to a
    >>> consistent_replies(Model.default(), EventTable.from_rows(rows)).rows[:, 0].tolist()
    [-1, -1]
    """
    found = infer_replies(model, events)
    stated = stated_in(events)
    return made_consistent(found, events.table["id"].to_pylist(), stated) if stated else found


def stated_in(events: EventTable) -> dict[str, list[str]]:
    """Return, by the id of an event, the id of the event that a source says it responds to.

    Statements that the dates contradict are among them: neither event responds to the other then.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> events = EventTable.from_rows(
    ...     [
    ...         {"id": "a", "time": 1.0, **ends},
    ...         {"id": "b", "time": 2.0, "responds_to": "a", "basis": "stated", **ends},
    ...     ]
    ... )
    >>> stated_in(events)
    {'b': ['a']}
    """
    table = events.table
    if table["responds_to"].null_count == len(table):
        return {}
    pairs = zip(table["id"].to_pylist(), table["responds_to"].to_pylist(), strict=True)
    named = {name: [other] for name, other in pairs if other is not None}
    known = set(table["id"].to_pylist())
    return {name: others for name, others in named.items() if known.issuperset(others)}


def made_consistent(
    found: Replies, ids: Sequence[str], stated: Mapping[str, Collection[str]]
) -> Replies:
    """Return replies in which no event responds to what is stated to respond to it.

    `ids` gives the event of each row (an event of several pairs has several rows; none responds
    to another); `stated` gives what an event responds to. The probability of what is ruled out
    is moved to the background.

    >>> import numpy as np
    >>> found = Replies(
    ...     reply=np.array([0.0, 0.75]),
    ...     campaign=np.array([0.0, 0.125]),
    ...     rows=np.array([[-1], [0]], np.int32),
    ...     shares=np.array([[0.0], [0.75]], np.float32),
    ... )
    >>> consistent = made_consistent(found, ["a", "b"], {"a": ["b"]})
    >>> consistent.rows.tolist(), consistent.reply.tolist(), consistent.background.tolist()
    ([[-1], [-1]], [0.0, 0.0], [1.0, 0.875])
    """
    antecedents = {target for targets in stated.values() for target in targets}
    joint = len(set(ids)) < len(ids)
    reply = found.reply.copy()
    rows, shares = found.rows.copy(), found.shares.copy()
    for row, ident in enumerate(ids):
        if ident not in antecedents and not joint:
            continue
        kept, lost = 0, 0.0
        for other, share in zip(found.rows[row].tolist(), found.shares[row].tolist(), strict=True):
            if other >= 0 and (ids[other] == ident or leads_to(stated, ids[other], ident)):
                lost += share
                continue
            rows[row, kept], shares[row, kept] = other, share
            kept += 1
        rows[row, kept:], shares[row, kept:] = -1, 0
        moved = float(reply[row]) if rows[row, 0] < 0 else min(lost, float(reply[row]))
        if lost:
            reply[row] -= moved
    return Replies(reply, found.campaign, rows, shares)


def leads_to(stated: Mapping[str, Collection[str]], source: str, target: str) -> bool:
    """Whether sources state, step by step, that one event responds to another.

    >>> stated = {"c": ["b"], "b": ["a"]}
    >>> leads_to(stated, "c", "a"), leads_to(stated, "a", "c")
    (True, False)
    """
    met, ahead = set[str](), [source]
    while ahead:
        here = ahead.pop()
        if here == target:
            return True
        if here not in met:
            met.add(here)
            ahead.extend(stated.get(here, ()))
    return False
