"""Which state, or organization, a name in event data stands for."""

from __future__ import annotations

import re
from functools import cache

from talion.events.ontology_tables import table_rows
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse, fold
from talion.store.reference import gazetteer

_ORGANS = re.compile(
    r"\b(air ?force|armed forces|army|navy|military|guards?|troops|police|defen[cs]e|forces?"
    r"|government|cabinet|ministry|parliament|senate|congress|assembly|legislature|court|judiciary"
    r"|embassy|intelligence|security|secret service|party|front|union|league|movement"
    r"|central bank|national bank|central news agency)\b"
)
_DIPLOMATS = re.compile(
    r"\b(foreign affairs|diplomat\w*|envoys?|ambassador\w*|embass\w+|consul|consula\w+|consuls"
    r"|attaches?|charge d ?affaires|diplomatic mission|representatives|secret agent|spy|spies"
    r"|intelligence)\b"
)


@cache
def state_of(name: str) -> str | None:
    """Return the state a name stands for at any time, by its usual English name; None for none.

    >>> state_of("Foreign Affairs (Russia)"), state_of("FRA"), state_of("Boko Haram")
    ('Russia', 'France', None)
    """
    bracketed = part_and_whole(name)
    if bracketed:
        return state_of(bracketed[1]) or country_of(name)
    return country_of(name) or _organ(name)


@cache
def organization_of(name: str) -> str | None:
    """Return the organization that a name or short form means, by its usual name.

    >>> organization_of("NATO") == organization_of("North Atlantic Treaty Organization")
    True
    """
    senses = [s for s in gazetteer().find(name) if s.actor.kind == ActorKind.ORGANIZATION]
    return senses[0].actor.name if senses else None


@cache
def is_diplomats(name: str) -> bool:
    """Whether a sub-state actor means envoys, their office, or intelligence officers as envoys.

    >>> is_diplomats("Envoy (United Kingdom)"), is_diplomats("Police (France)")
    (True, False)
    """
    bracketed = part_and_whole(name)
    return _DIPLOMATS.search(fold(bracketed[0] if bracketed else name)) is not None


def is_bare_state(name: str) -> bool:
    """Whether a name is that of a state itself, not of a part of it.

    >>> is_bare_state("France"), is_bare_state("Police (France)"), is_bare_state("Boko Haram")
    (True, False, False)
    """
    return part_and_whole(name) is None and state_of(name) is not None


def part_and_whole(name: str) -> tuple[str, str] | None:
    """Return the two names of one in the form `PART (WHOLE)`; None for any other.

    WHOLE may end in brackets of its own.

    >>> part_and_whole("Police (Iran (Islamic Republic of))")
    ('Police', 'Iran (Islamic Republic of)')
    """
    if not name.rstrip().endswith(")"):
        return None
    inside = name.rstrip()[:-1]
    start = last = inside.rfind("(")
    if inside.endswith(")"):
        inside, start = inside[:-1], inside.rfind("(", 0, max(last, 0))
    if start < 0 or ")" in inside[start:]:
        return None
    end = len(name.rstrip()) - 1
    return name[:start].rstrip(), name[start + 1 : end]


def country_of(name: str) -> str | None:
    """Return the country that a plain name, demonym, capital, agency or code stands for.

    >>> country_of("Moscow"), country_of("FRA"), country_of("Police (France)")
    ('Russia', 'France', None)
    """
    plain = fold(name)
    if not plain:
        return None
    known = _aliases().get(plain)
    return _in_gazetteer(known or name) or known


def _organ(name: str) -> str | None:
    """Return the state of a body named after it (`Israeli Defense Forces`)."""
    words = fold(name).split()
    if not _ORGANS.search(" ".join(words)) or gazetteer().find(name):
        return None
    for end in range(min(3, len(words) - 1), 0, -1):
        for sense in gazetteer().find(" ".join(words[:end])):
            if sense.actor.kind == ActorKind.COUNTRY and sense.use in (
                NameUse.NAME,
                NameUse.DEMONYM,
            ):
                return sense.actor.name
    return None


def _in_gazetteer(name: str) -> str | None:
    """Return the state that a name or code is, or else the one whose organ it is."""
    senses = gazetteer().find(name)
    for sense in senses:  # countries first: FRA is France before it is a Swedish agency
        if sense.actor.kind == ActorKind.COUNTRY:
            return sense.actor.name
    for sense in senses:
        owner = gazetteer().by_id(sense.actor.state) if sense.actor.state else None
        if owner:
            return owner.name
    return None


def alias_of(name: str) -> str | None:
    """Return the state that event data call by a name beside its usual ones, None for no such name.

    >>> alias_of("Congo"), alias_of("France")
    ('Republic of the Congo', None)
    """
    return _aliases().get(fold(name))


@cache
def _aliases() -> dict[str, str]:
    """Return names and codes that event data use beside the usual ones, and their states."""
    return {fold(row["name"]): row["country"] for row in table_rows("actor_aliases.csv")}
