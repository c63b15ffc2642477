"""Whose act it is: sub-state actors, office holders and codes folded to states."""

from __future__ import annotations

import csv
import gzip
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from talion.model.days import day_number
from talion.model.gazetteer import fold
from talion.resources import ontology_file
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

_K = TypeVar("_K")
_Holders = dict[_K, tuple["OfficeTerm", ...]]
_OPEN_END = 1_000_000  # a day far beyond any event
_BRACKETED = re.compile(r"^(?P<part>.*?)\s*\((?P<whole>[^()]*(?:\([^()]*\))?)\)\s*$")
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


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A person's time in an office of a state: days since 1970-01-01, both included."""

    state: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Folded:
    """What a list of actor names stands for.

    `state`: int32 index into `states` for each name, -1 for none; `diplomats`: whether the name
    means envoys or their office; `bare`: whether it is the state itself; `terms` holds, for the
    names of office holders (whose `state` is -1), their times in office.
    """

    names: tuple[str, ...]
    states: tuple[str, ...]
    state: npt.NDArray[np.int32]
    diplomats: npt.NDArray[np.bool_]
    bare: npt.NDArray[np.bool_]
    terms: dict[int, tuple[OfficeTerm, ...]]

    def states_at(
        self, actors: npt.NDArray[np.int32], days: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.int32]:
        """Return the state for which each actor acts on its day; -1 for none. Linear in rows."""
        import numpy as np

        known = self.state[actors]
        if not self.terms:
            return known
        dated = np.zeros(len(self.names), np.bool_)
        dated[list(self.terms)] = True
        rows = np.flatnonzero(dated[actors])
        known[rows] = self._offices(actors[rows].astype(np.int64), days[rows].astype(np.int64))
        return known

    def _offices(
        self, actors: npt.NDArray[np.int64], days: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.int32]:
        """Return the states of office holders on days: the latest term begun, if not yet over."""
        import numpy as np

        spans = sorted(
            (actor, term.first, term.last, term.state)
            for actor, terms in self.terms.items()
            for term in terms
        )
        place = {state: at for at, state in enumerate(self.states)}
        width, zero = 4 * _OPEN_END, 2 * _OPEN_END
        begun = np.array([actor * width + first + zero for actor, first, _, _ in spans], np.int64)
        over = np.array([last for _, _, last, _ in spans], np.int64)
        holder = np.array([actor for actor, _, _, _ in spans], np.int64)
        state = np.array([place[name] for _, _, _, name in spans], np.int32)
        at = np.searchsorted(begun, actors * width + days + zero, side="right") - 1
        at = np.maximum(at, 0)
        holds = (holder[at] == actors) & (days <= over[at])
        holds &= begun[at] <= actors * width + days + zero
        return np.where(holds, state[at], np.int32(-1))


def fold_names(names: Sequence[str], keep_unknown: bool = False) -> Folded:
    """Fold actor names to states, by their usual English names.

    A name in brackets says whose part it is (`Foreign Affairs (Russia)`, ICEWS); other names are
    looked up in the gazetteer, then among office holders (petrarch2).
    With `keep_unknown` a name that is none of these stands for itself, as in hand-made tables.
    """
    import numpy as np

    found = [state_of(name) for name in names]
    terms: dict[int, tuple[OfficeTerm, ...]] = {}
    for at, name in enumerate(names):
        if found[at] is None and name and not keep_unknown:
            held = office_terms(name)
            if held:
                terms[at] = held
        if found[at] is None and keep_unknown:
            found[at] = name or None
    used = {state for state in found if state} | {t.state for held in terms.values() for t in held}
    states = tuple(sorted(used))
    place = {state: at for at, state in enumerate(states)}
    return Folded(
        names=tuple(names),
        states=states,
        state=np.array([place[state] if state else -1 for state in found], np.int32),
        diplomats=np.array([is_diplomats(name) for name in names], np.bool_),
        bare=np.array([_is_bare(name) for name in names], np.bool_),
        terms=terms,
    )


@cache
def state_of(name: str) -> str | None:
    """Return the state a name stands for at any time, by its usual English name; None for none."""
    bracketed = _BRACKETED.match(name)
    if bracketed:
        return state_of(bracketed["whole"]) or _country(name)
    return _country(name) or _organ(name)


@cache
def organization_of(name: str) -> str | None:
    """Return the organization that a name or short form means, by its usual name: `EU`, `NATO`."""
    senses = [s for s in gazetteer().find(name) if s.actor.kind == "organization"]
    return senses[0].actor.name if senses else None


@cache
def is_diplomats(name: str) -> bool:
    """Whether a sub-state actor means envoys, their office, or the intelligence posing as such."""
    bracketed = _BRACKETED.match(name)
    return _DIPLOMATS.search(fold(bracketed["part"] if bracketed else name)) is not None


def _is_bare(name: str) -> bool:
    """Whether a name is that of a state itself, not of a part of it."""
    return _BRACKETED.match(name) is None and state_of(name) is not None


def _country(name: str) -> str | None:
    """Return the country a plain name, demonym, capital, agency or code stands for."""
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
            if sense.actor.kind == "country" and sense.use in ("name", "demonym"):
                return sense.actor.name
    return None


def _in_gazetteer(name: str) -> str | None:
    """Return the state that a name or code is, or else the one whose organ it is."""
    senses = gazetteer().find(name)
    for sense in senses:  # countries first: FRA is France before it is a Swedish agency
        if sense.actor.kind == "country":
            return sense.actor.name
    for sense in senses:
        owner = gazetteer().by_id(sense.actor.state) if sense.actor.state else None
        if owner:
            return owner.name
    return None


@cache
def _aliases() -> dict[str, str]:
    """Return names and codes that event data use beside the usual ones, and their states."""
    text = ontology_file("tables/actor_aliases.csv").read_text(encoding="utf-8")
    return {fold(row["name"]): row["country"] for row in csv.DictReader(text.splitlines())}


def office_terms(name: str) -> tuple[OfficeTerm, ...]:
    """Return a person's terms in office, earliest first; by full, else first and last name.

    A first and last name that office holders of two states share is nobody's.
    """
    key = fold(name)
    full, short = _office_holders()
    words = key.split()
    if key in full:
        return full[key]
    if len(words) > 1:
        return short.get((words[0], words[-1]), ())
    return ()


@cache
def _office_holders() -> tuple[
    dict[str, tuple[OfficeTerm, ...]], dict[tuple[str, str], tuple[OfficeTerm, ...]]
]:
    """Return office holders by full name, and by first and last name where that tells the state."""
    packed = ontology_file("tables/office_holders.csv.gz").read_bytes()
    later = ontology_file("tables/office_holders_since_2012.csv").read_text(encoding="utf-8")
    newer = list(csv.DictReader(later.splitlines()))
    known = {row["name"] for row in newer}
    older = csv.DictReader(gzip.decompress(packed).decode().splitlines())
    # Where the newer table knows when a term ended, the older one only knew it open.
    kept = (row for row in older if row["until"] or row["name"] not in known)
    full: dict[str, list[OfficeTerm]] = {}
    short: dict[tuple[str, str], list[OfficeTerm]] = {}
    for row in chain(kept, newer):
        state = _country_code(row["country"])
        if state is None:
            continue
        key, words = row["name"], row["name"].split()
        term = OfficeTerm(state, _day(row["since"], 0), _day(row["until"], _OPEN_END))
        full.setdefault(key, []).append(term)
        short.setdefault((words[0], words[-1]), []).append(term)
    by_ends = {k: v for k, v in short.items() if len({term.state for term in v}) == 1}
    return _merged(full), _merged(by_ends)


@cache
def _country_code(code: str) -> str | None:
    return _country(code)


def _merged(terms: dict[_K, list[OfficeTerm]]) -> dict[_K, tuple[OfficeTerm, ...]]:
    """Return each person's terms in order, those that overlap in one state joined."""
    return {key: _joined(listed) for key, listed in terms.items()}


def _joined(terms: list[OfficeTerm]) -> tuple[OfficeTerm, ...]:
    joined: list[OfficeTerm] = []
    for term in sorted(terms, key=lambda t: (t.first, t.last)):
        before = joined[-1] if joined else None
        if before and before.state == term.state and term.first <= before.last + 1:
            joined[-1] = OfficeTerm(before.state, before.first, max(before.last, term.last))
        else:
            joined.append(term)
    return tuple(joined)


@cache
def _day(text: str, missing: int) -> int:
    return day_number(date.fromisoformat(text)) if text else missing
