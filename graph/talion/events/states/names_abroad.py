"""Names of states in other languages: Deutschland, Pays-Bas, UdSSR, Republik Polen, Россия."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from talion.events.states.name_forms import SEVERAL
from talion.model.actor import ActorKind
from talion.model.gazetteer import fold
from talion.resources import ontology_file
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator


def state_named_abroad(name: str) -> str | None:
    """Return the state of a name in a language of `ontology/languages/`, by its English name.

    The name may be a short, official or former one. One that means different states in different
    languages, or another state in English, is none.

    >>> state_named_abroad("Niederlande"), state_named_abroad("République de Pologne")
    ('Netherlands', 'Poland')
    >>> state_named_abroad("Sowjetunion"), state_named_abroad("Republik China")
    ('Soviet Union', 'Taiwan')
    >>> state_named_abroad("Atlantis") is None
    True
    """
    plain = fold(name)
    return _names().get(plain) or _without_style(plain)


def _without_style(plain: str) -> str | None:
    """Return the state of a name such as `Republik Polen`, None where its style distinguishes."""
    for style in _styles():
        if plain.startswith(f"{style} "):
            found = _names().get(plain[len(style) + 1 :])
            if found and found.split()[-1].casefold() not in SEVERAL:
                return found
    return None


@cache
def _styles() -> tuple[str, ...]:
    return tuple(sorted({fold(row["style"]) for row in _rows("state_styles")}, key=len))


@cache
def _names() -> dict[str, str]:
    """Return the states by their folded names; the first name of each row is the state's."""
    found: dict[str, set[str]] = {}
    for row in _rows("state_names"):
        state = _state_of_iso(row["iso2"])
        if state is not None:
            found.setdefault(fold(row["names"].partition(";")[0]), set()).add(state)
    for row in _rows("other_names"):
        actor = gazetteer().by_id(row["state"])
        if actor is not None:
            for name in row["names"].split(";"):
                found.setdefault(fold(name), set()).add(actor.name)
    return {name: states.pop() for name, states in found.items() if len(states) == 1}


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = ontology_file(f"languages/{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def _state_of_iso(code: str) -> str | None:
    for sense in gazetteer().find(code):
        if sense.actor.kind is ActorKind.COUNTRY and code in sense.actor.codes:
            return sense.actor.name
    return None
