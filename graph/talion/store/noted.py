"""The notes and stars in a graph, by the things that they are about."""

from collections.abc import Iterable
from contextlib import suppress

from talion.errors import UnknownError
from talion.model.decision import Decision, DecisionKind, Subject
from talion.model.identities import Identities
from talion.model.note import Note
from talion.store.id_lookup import find_incident
from talion.store.view import View


def noted(view: View, things: Iterable[str] | None = None) -> list[Note]:
    """Return the notes of a graph, or those of some things (`actor:russia`), ordered by thing.

    A note on an actor that was merged, or on an incident that became another, is one on what it is
    now; several of them stand below each other.

    >>> noted(view)
    []
    """
    found: dict[tuple[Subject, str], Note] = {}
    for taken in sorted(view.notes(), key=lambda decision: decision.id):
        key = taken.about, _now(view, taken)
        before = found.get(key, Note(*key))
        said = [text for text in (before.text, taken.second) if text]
        star = before.star or taken.kind is DecisionKind.STAR
        found[key] = Note(*key, "\n".join(said), star)
    wanted = None if things is None else frozenset(things)
    return [note for _, note in sorted(found.items()) if wanted is None or note.ref in wanted]


def _now(view: View, taken: Decision) -> str:
    """Return the id that the thing of a note has now; its own where it is gone."""
    match taken.about:
        case Subject.ACTOR if not any(view.actors([taken.first])):
            return Identities.by(view.decisions()).of(taken.first)
        case Subject.INCIDENT:
            with suppress(UnknownError):
                return find_incident(view, f"incident:{taken.first}").id
    return taken.first
