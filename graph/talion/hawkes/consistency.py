"""Inferred answers consistent with stated ones: none reverses what a source says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.hawkes.from_table import answers
from talion.hawkes.replies import Replies

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model


def consistent_replies(model: Model, events: EventTable) -> Replies:
    """Infer what every event of a table answers, never the reverse of what the table states."""
    found = answers(model, events)
    stated = stated_in(events)
    return made_consistent(found, events.table["id"].to_pylist(), stated) if stated else found


def stated_in(events: EventTable) -> dict[str, list[str]]:
    """Return, by the id of an event, the id of the event that a source says it answers."""
    causes = events.columns().responds_to
    rows = (causes >= 0).nonzero()[0].tolist()
    if not rows:
        return {}
    names = events.table["id"].to_pylist()
    return {names[row]: [names[causes[row]]] for row in rows}


def made_consistent(
    found: Replies, acts: Sequence[str], stated: Mapping[str, Collection[str]]
) -> Replies:
    """Return replies without answers to events that, as sources state, answer the event themselves.

    `acts` gives the event of each row (an event of several pairs has several rows; none answers
    another); `stated` gives what an event answers. The probability of what is ruled out is moved
    to the background.
    """
    answered = {target for targets in stated.values() for target in targets}
    joint = len(set(acts)) < len(acts)
    reply = found.reply.copy()
    rows, shares = found.rows.copy(), found.shares.copy()
    for row, act in enumerate(acts):
        if act not in answered and not joint:
            continue
        kept, lost = 0, 0.0
        for other, share in zip(found.rows[row].tolist(), found.shares[row].tolist(), strict=True):
            if other >= 0 and (acts[other] == act or leads_to(stated, acts[other], act)):
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
    """Whether sources state, step by step, that one event answers another."""
    met, ahead = set[str](), [source]
    while ahead:
        here = ahead.pop()
        if here == target:
            return True
        if here not in met:
            met.add(here)
            ahead.extend(stated.get(here, ()))
    return False
