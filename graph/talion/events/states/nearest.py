"""The known name nearest to one that is not known."""

from __future__ import annotations

from functools import cache

from talion.model.actor import ActorKind
from talion.model.gazetteer import fold
from talion.store.reference import gazetteer

_LIKE = 78.0
"""The least likeness, of 100, at which a name is offered."""


@cache
def nearest_state(name: str) -> str | None:
    """Return the state whose name is most like a name, None where none is like it.

    Likeness is that of rapidfuzz's ratio (Bachmann 2020): 100 less the share of insertions and
    deletions.

    >>> nearest_state("Belgum"), nearest_state("Czech Rep"), nearest_state("Federation Council")
    ('Belgium', 'Czech Republic', None)
    """
    from rapidfuzz import fuzz, process

    plain = fold(name)
    if len(plain) < 4:
        return None
    found = process.extractOne(plain, _names().keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return _names()[found[0]] if found else None


@cache
def _names() -> dict[str, str]:
    """Return the folded names of states, and the states."""
    states = [actor for actor in gazetteer() if actor.kind == ActorKind.COUNTRY]
    return {fold(name): state.name for state in states for name in (state.name, *state.names)}
