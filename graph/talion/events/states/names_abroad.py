"""Names of states in other languages: Deutschland, Pays-Bas, Россия."""

from __future__ import annotations

import csv
from functools import cache

from talion.model.actor import ActorKind
from talion.model.gazetteer import fold
from talion.resources import ontology_file
from talion.store.reference import gazetteer


def state_named_abroad(name: str) -> str | None:
    """Return the state of a name in a language of `ontology/languages/`, by its English name.

    A name that means different states in different languages, or another state in English, is none.

    >>> state_named_abroad("Niederlande"), state_named_abroad("États-Unis")
    ('Netherlands', 'United States')
    >>> state_named_abroad("Atlantis") is None
    True
    """
    return _names().get(fold(name))


@cache
def _names() -> dict[str, str]:
    """Return the states by their folded names; the first name of each row is the state's."""
    text = ontology_file("languages/state_names.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        state = _state_of_iso(row["iso2"])
        if state is not None:
            found.setdefault(fold(row["names"].partition(";")[0]), set()).add(state)
    return {name: states.pop() for name, states in found.items() if len(states) == 1}


@cache
def _state_of_iso(code: str) -> str | None:
    for sense in gazetteer().find(code):
        if sense.actor.kind is ActorKind.COUNTRY and code in sense.actor.codes:
            return sense.actor.name
    return None
