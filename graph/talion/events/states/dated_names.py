"""Which state a name means on a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from talion.events.state_names import alias_of, organization_of, part_and_whole, state_of
from talion.events.states.code_systems import (
    CodeSystem,
    state_of_code,
    state_on,
    systems_of_code,
)
from talion.events.states.name_forms import name_forms
from talion.events.states.names_abroad import state_named_abroad
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse, fold
from talion.store.reference import gazetteer
from talion.vocabulary import ID

if TYPE_CHECKING:
    from datetime import date

_IDS = ("actor:", f"{ID}actor/")
"""What begins an actor's id, and its IRI."""


def state_named(name: str, day: date | None = None) -> str | None:
    """Return the state that a name means on a day, by its usual English name; None for none.

    Inverted and official names are known, and bodies named after their state.

    >>> from datetime import date
    >>> state_named("Korea, Republic of"), state_named("Government of Ukraine")
    ('South Korea', 'Ukraine')
    >>> [state_named("Russia (Soviet Union)", date(year, 5, 1)) for year in (1985, 2022)]
    ['Soviet Union', 'Russia']
    """
    found = _of_id(name) or _undated(name, day)
    return state_on(found, day) if found else None


def _of_id(name: str) -> str | None:
    """Return the name of the actor of an id, as Talion writes it: actor:russia, or its IRI."""
    ident = next((name.removeprefix(p) for p in _IDS if name.startswith(p)), "")
    actor = gazetteer().by_id(unquote(ident)) if ident else None
    return actor.name if actor else None


def party_named(name: str, day: date | None = None) -> str | None:
    """Return the state or organization that a name means on a day.

    >>> party_named("E.U."), party_named("Atlantis")
    ('European Union', None)
    """
    return state_named(name, day) or organization_of(name)


def is_full_name(name: str) -> bool:
    """Whether a cell holds a name written out, which is no code of any system.

    >>> is_full_name("France"), is_full_name("FRA"), is_full_name("Korea, Republic of")
    (True, False, True)
    """
    letters = name.replace(".", "").strip()
    short = len(letters) <= 3 or letters.isupper()
    return not short and not letters.isdecimal() and _undated(name, None) is not None


@cache
def is_abbreviation(name: str) -> bool:
    """Whether a cell holds the usual abbreviation of a state or organization, a name to all.

    A code of another state in some system is none: AU is the African Union, and Australia.

    >>> [is_abbreviation(word) for word in ("UK", "USA", "EU", "UKG", "AUS", "AU", "France")]
    [True, True, True, False, False, False, False]
    """
    kinds = ("country", "organization")
    senses = gazetteer().find(name) if _is_code(name) else ()
    known = {s.actor.name for s in senses if s.use is NameUse.NAME and s.actor.kind.value in kinds}
    return bool(known) and set(systems_of_code(name).values()) <= known


def _undated(name: str, day: date | None) -> str | None:
    if _is_code(name) and not name.isascii():  # no system of codes has other letters: ČR is no CR
        return _abroad(name)
    for form in _known_forms(name):
        found = state_of_code(form, CodeSystem.NAME, day) or _exact(form)
        if found:
            return found
    coded = _is_code(name) and systems_of_code(name)
    if coded and not part_and_whole(name):
        return None
    return state_of(name) or _abroad(name)


@cache
def _known_forms(name: str) -> tuple[str, ...]:
    return tuple(name_forms(name))


def _abroad(name: str) -> str | None:
    """Return the state of a name in another language, in any of its written forms."""
    return next((s for form in _known_forms(name) if (s := state_named_abroad(form))), None)


@cache
def _exact(form: str) -> str | None:
    """Return the state of that name, demonym, capital or code; no agency's acronym."""
    owner = None
    if known := alias_of(form):
        return known
    for sense in gazetteer().find(form):
        if sense.actor.kind is ActorKind.COUNTRY:
            if sense.use is NameUse.CODE and organization_of(form):
                return None  # AU is the African Union among names, and Australia among codes
            return sense.actor.name
        if sense.actor.state and owner is None and not _is_code(form):
            owner = gazetteer().by_id(sense.actor.state)
    return owner.name if owner else None


def _is_code(name: str) -> bool:
    """Whether a word looks like a code: capitals or digits, five at most."""
    plain = name.strip()
    return len(plain) <= 5 and (plain.isupper() or plain.isdecimal()) and len(fold(plain)) <= 5
