"""The systems of state codes that event data use, and which state a code means on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from talion.events.ontology_tables import table_rows
from talion.model.date import Date
from talion.model.gazetteer import fold
from talion.store.reference import gazetteer

_NUMBER = re.compile(r"([0-9]+)(?:\.0+)?")
"""A number, also as a spreadsheet may have it: 2.0."""


_WIKIDATA = re.compile(r"^(?:wd:|https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)")
"""What may stand before a Wikidata identifier."""


class CodeSystem(StrEnum):
    """A system of state codes, as `--actor-codes` names it, the commonest first."""

    ISO3 = "iso3"
    ISO2 = "iso2"
    M49 = "m49"
    COW = "cow"
    GW = "gw"
    CAMEO = "cameo"
    WEIS = "weis"
    FIPS = "fips"
    WIKIDATA = "wikidata"
    NAME = "name"

    @property
    def label(self) -> str:
        """What people call it."""
        return _TITLES[self]


_TITLES = {
    CodeSystem.ISO3: "ISO 3166 three-letter codes",
    CodeSystem.ISO2: "ISO 3166 two-letter codes",
    CodeSystem.M49: "ISO 3166 numbers",
    CodeSystem.COW: "Correlates of War",
    CodeSystem.GW: "Gleditsch–Ward",
    CodeSystem.CAMEO: "CAMEO actor codes",
    CodeSystem.WEIS: "WEIS actor codes",
    CodeSystem.FIPS: "FIPS 10-4",
    CodeSystem.WIKIDATA: "Wikidata",
    CodeSystem.NAME: "names",
}
_PARENT = {CodeSystem.CAMEO: CodeSystem.ISO3, CodeSystem.WEIS: CodeSystem.COW}
"""A system that has the codes of another beside its own."""

_WITH_ROLES = frozenset({CodeSystem.CAMEO, CodeSystem.WEIS})
"""The systems whose codes go on with roles: RUSGOV, ISRMIL."""

_ETHNIC = "eth"
"""What begins the codes of ethnic groups (ETHALB), and those of Ethiopia (ETHGOV)."""

_ROLES = frozenset(
    {"gov", "mil", "reb", "opp", "pty", "cop", "jud", "spy", "cvl", "bus", "leg", "med"}
)
"""Roles that a state has: what may follow Ethiopia's code."""


@dataclass(frozen=True, slots=True)
class _Spell:
    state: str
    since: date
    until: date


def state_of_code(code: str, system: CodeSystem, day: date | None = None) -> str | None:
    """Return the state that a code of a system means on a day (any day with None), or None.

    A code whose states succeeded each other is read by the day; one that ended before it is none.

    >>> from datetime import date
    >>> state_of_code("AUS", CodeSystem.COW), state_of_code("AUS", CodeSystem.ISO3)
    ('Austria', 'Australia')
    >>> [state_of_code("365", CodeSystem.COW, date(year, 6, 1)) for year in (1985, 2022)]
    ['Soviet Union', 'Russia']
    >>> [state_of_code(code, CodeSystem.CAMEO) for code in ("RUSGOV", "ETHGOV", "ETHALB")]
    ['Russia', 'Ethiopia', None]
    """
    entries = _entries(code, system)
    return _on(entries, day) if entries else None


def has_code_on(code: str, system: CodeSystem, state: str, day: date) -> bool:
    """Whether a system gave a code to that very state on a day, or has years and had it then.

    >>> from datetime import date
    >>> has_code_on("365", CodeSystem.COW, "Soviet Union", date(1970, 6, 1))
    True
    >>> has_code_on("255", CodeSystem.COW, "West Germany", date(1970, 6, 1))
    False
    """
    spells = _entries(code, system)
    there = [one for one in spells if one.since <= day <= one.until]
    return any(one.state == state or one.since > date.min for one in there)


def _entries(code: str, system: CodeSystem) -> tuple[_Spell, ...]:
    """Return the states of a code in time order, none for no code of the system."""
    number = _NUMBER.fullmatch(code.strip())
    bare = _WIKIDATA.sub("", code.strip()) if system is CodeSystem.WIKIDATA else code
    plain = _number(number[1], system) if number else fold(bare)
    parts = _parts(plain, system) if code.strip().isupper() else (plain,)
    return next((_codes(system)[p] for p in parts if p in _codes(system)), ())


def state_on(state: str, day: date | None) -> str:
    """Return the state that stood for another on a day: the Soviet Union for Russia in 1985.

    >>> from datetime import date
    >>> state_on("Russia", date(1985, 1, 1)), state_on("Germany", date(1914, 8, 1))
    ('Soviet Union', 'German Reich')
    >>> state_on("Russia", None), state_on("Soviet Union", date(2022, 3, 1))
    ('Russia', 'Russia')
    """
    if day is None:
        return state
    return _state_on(state, day)


@cache
def _state_on(state: str, day: date) -> str:
    at = Date(day.isoformat())
    known = gazetteer().actor(state)
    if known is None or known.exists(at):
        return state
    for sense in gazetteer().find(state, at):
        if sense.actor.kind == known.kind:
            return sense.actor.name
    while known.until is not None and known.until.latest < day and known.successor:
        known = gazetteer().by_id(known.successor) or known
    return known.name


def systems_of_code(code: str, day: date | None = None) -> dict[CodeSystem, str]:
    """Return the state that each system reads a code as, of those that have it.

    >>> sorted(set(systems_of_code("AUS").values()))
    ['Australia', 'Austria']
    """
    found: dict[CodeSystem, str] = {}
    for system in CodeSystem:
        if system != CodeSystem.NAME and (state := state_of_code(code, system, day)):
            found[system] = state
    return found


def _parts(plain: str, system: CodeSystem) -> tuple[str, ...]:
    """Return a folded code, and where it may have roles its beginnings that may be a state's."""
    if system not in _WITH_ROLES or len(plain) <= 3:
        return (plain,)
    if plain.startswith(_ETHNIC) and plain[3:6] not in _ROLES:
        return (plain,)
    return plain, plain[:6], plain[:3]


@cache
def _codes(system: CodeSystem) -> dict[str, tuple[_Spell, ...]]:
    """Return the codes of a system and those that it takes from another."""
    parent = _PARENT.get(system)
    return (_codes(parent) if parent else {}) | _of(system)


def _number(text: str, system: CodeSystem) -> str:
    """Return a number as its system writes it: M49 has three digits."""
    whole = text.lstrip("0") or "0"
    return whole.zfill(3) if system == CodeSystem.M49 else whole


def _on(entries: tuple[_Spell, ...], day: date | None) -> str | None:
    """Return the state among the successive ones of a code."""
    if day is None:
        return entries[-1].state
    alive = [entry for entry in entries if entry.until >= day]
    if not alive:
        return None
    begun = [entry for entry in alive if entry.since <= day]
    return state_on((begun[-1] if begun else alive[0]).state, day)


@cache
def _of(system: CodeSystem) -> dict[str, tuple[_Spell, ...]]:
    """Return the codes of a system, folded, each with its states in time order."""
    codes: dict[str, list[_Spell]] = {}
    for row in table_rows("state_codes.csv"):
        if row["system"] == system:
            since = Date(row["since"]).earliest if row["since"] else date.min
            until = Date(row["until"]).latest if row["until"] else date.max
            codes.setdefault(fold(row["code"]), []).append(_Spell(row["state"], since, until))
    return {
        code: tuple(sorted(spells, key=lambda one: (one.since, one.until)))
        for code, spells in codes.items()
    }
