"""Which system of codes a column of actors is written in: read off the whole column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talion.events.state_names import organization_of
from talion.events.states.code_systems import (
    CodeSystem,
    has_code_on,
    state_of_code,
    systems_of_code,
)
from talion.events.states.dated_names import is_abbreviation, is_full_name, party_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_LEAST = 0.5
"""The share of a column's words that must be codes of a system for it to be read as such."""

_CANDIDATES = (
    CodeSystem.ISO3,
    CodeSystem.ISO2,
    CodeSystem.M49,
    CodeSystem.COW,
    CodeSystem.GW,
    CodeSystem.CAMEO,
    CodeSystem.WEIS,
    CodeSystem.FIPS,
    CodeSystem.WIKIDATA,
)


@dataclass(frozen=True, slots=True)
class ColumnSystem:
    """The system of a column's codes, why, and the codes that stay open.

    `unsure` maps a code that the column alone does not decide to the states it may mean;
    `elsewhere` one that stands beside names to the state that it is read as, and to those that it
    is in other systems.
    """

    system: CodeSystem
    why: str
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def state(self, word: str, day: date | None) -> str | None:
        """Return the state or organization that a word means on a day; `ValueError` where unsure.

        >>> ColumnSystem(CodeSystem.COW, "as specified").state("ICE", None)
        'Iceland'
        """
        if word in self.unsure:
            states = " or ".join(self.unsure[word])
            raise ValueError(f"'{word}' is {states}, by code system; say which with --actor-codes")
        if self.system != CodeSystem.NAME:
            found = state_of_code(word, self.system, day)
            if found or not (is_full_name(word) or is_abbreviation(word)):
                return found or organization_of(word)
        return party_named(word, day)

    def state_of_its_time(self, word: str, day: date) -> str | None:
        """Return the state that a word means on a day, where that is for the date alone.

        None for a word that means the same state today, and for a code that its system gave to the
        state of that day.

        >>> from datetime import date
        >>> ColumnSystem(CodeSystem.COW, "").state_of_its_time("255", date(1970, 1, 1))
        'West Germany'
        >>> ColumnSystem(CodeSystem.COW, "").state_of_its_time("365", date(1970, 1, 1)) is None
        True
        """
        then = None if word in self.unsure else self.state(word, day)
        if then is None or then == self.state(word, None):
            return None
        return None if has_code_on(word, self.system, then, day) else then


def column_system(words: Iterable[tuple[str, date | None]]) -> ColumnSystem:
    """Return the system of a column by its distinct words, each with a day on which it stands.

    The system that knows most of the words is taken; where two know as many, those words that they
    read differently are unsure. Words that are names decide for common codes: who writes France
    beside AUS means Australia. Usual abbreviations (UK, USA) are names that say nothing of the
    codes beside them.

    >>> found = column_system([(word, None) for word in ("AUS", "GMY", "UKG")])
    >>> found.system.value, dict(found.unsure)
    ('cow', {})
    >>> found = column_system([(word, None) for word in ("AUS", "USA")])
    >>> found.unsure
    {'AUS': ('Australia', 'Austria')}
    """
    days: dict[str, date | None] = {}
    for word, day in words:
        days.setdefault(word, day)
    there = list(days.items())
    listed = [(word, day) for word, day in there if not is_abbreviation(word)]
    if there and not listed:
        return ColumnSystem(CodeSystem.NAME, "they are usual abbreviations")
    codes = [(word, day) for word, day in listed if not is_full_name(word)]
    known = {s: _known(codes, s) for s in _CANDIDATES}
    best = max((len(found) for found in known.values()), default=0)
    if not best or (len(codes) < _LEAST * len(listed) or best < _LEAST * len(codes)):
        why = "most are names" if len(codes) < len(listed) else "they are codes of no known system"
        return ColumnSystem(CodeSystem.NAME, why, elsewhere=_strays(codes))
    equal = [s for s in _CANDIDATES if len(known[s]) == best]
    chosen = equal[0]
    if len(codes) < len(listed) and (common := [s for s in equal if s in _COMMON]):
        why = f"{best} of {len(codes)} codes are its, beside names"
        return ColumnSystem(common[0], why, elsewhere=_strays(codes))
    unsure = {
        word: tuple(sorted({known[s][word] for s in equal}))
        for word in known[chosen]
        if len({known[s].get(word) for s in equal}) > 1
    }
    share = f"{best} of {len(codes)} different codes are its"
    rivals = ", ".join(s.label for s in equal[1:] if known[s] != known[chosen])
    return ColumnSystem(chosen, share + (f"; as many as of {rivals}" if rivals else ""), unsure)


_COMMON = (CodeSystem.ISO3, CodeSystem.ISO2)


def _known(codes: list[tuple[str, date | None]], system: CodeSystem) -> dict[str, str]:
    found = {}
    for word, day in codes:
        if state := state_of_code(word, system, day):
            found[word] = state
    return found


def _strays(codes: list[tuple[str, date | None]]) -> dict[str, tuple[str, ...]]:
    """Return the codes beside names that may be read differently: first as they are read."""
    found = {}
    for word, day in codes:
        taken = party_named(word, day)
        others = set(systems_of_code(word, day).values()) - {taken}
        if taken and (others or len(word) == _TWO_LETTERS):
            found[word] = (taken, *sorted(others))
    return found


_TWO_LETTERS = 2
