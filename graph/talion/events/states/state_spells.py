"""Which state a state's name has meant over time: spans of days, for columns of rows."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from talion.events.office_terms import OPEN_END, OfficeTerm
from talion.events.states.code_systems import state_on
from talion.model.actor import Actor, ActorKind
from talion.model.days import day_number
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

#: A day long before any event.
_BEGINNING = -OPEN_END


@cache
def state_spells(state: str) -> tuple[OfficeTerm, ...]:
    """Return the states that a name of a state has stood for, with first and last day, in order.

    The last is the one of today. A state that always was the same has one spell.

    >>> [spell.state for spell in state_spells("Soviet Union")][-2:]
    ['Soviet Union', 'Russia']
    >>> len(state_spells("Portugal"))
    1
    """
    bounds = sorted({day for actor in _line(state) for day in _bounds(actor)})
    one_day = timedelta(days=1)
    spells: list[OfficeTerm] = []
    for first, sample in ((None, bounds[0] - one_day), *((b, b) for b in bounds)) if bounds else ():
        name = state_on(state, sample)
        begins = _BEGINNING if first is None else day_number(first)
        if spells and spells[-1].state == name:
            continue
        if spells:
            spells[-1] = OfficeTerm(spells[-1].state, spells[-1].first, begins - 1)
        spells.append(OfficeTerm(name, begins, OPEN_END))
    return tuple(spells) or (OfficeTerm(state, _BEGINNING, OPEN_END),)


def _line(state: str) -> list[Actor]:
    """Return the states of that name at any time, and those that came after them."""
    found = [s.actor for s in gazetteer().find(state) if s.actor.kind is ActorKind.COUNTRY]
    for actor in found:
        later = gazetteer().by_id(actor.successor) if actor.successor else None
        if later is not None and later not in found:
            found.append(later)
    return found


def _bounds(actor: Actor) -> Iterator[date]:
    """Yield the first day of a state, and the first day after it."""
    if actor.since is not None:
        yield actor.since.earliest
    if actor.until is not None:
        yield actor.until.latest + timedelta(days=1)
