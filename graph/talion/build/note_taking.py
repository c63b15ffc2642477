"""Notes and stars that people give to actors, incidents and claims: recorded, withdrawn.

They are decisions of a person that change nothing else, so they outlast whatever is built or added
later, and writing one leaves values and index of the store as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import category

from talion.errors import NoteError, UnknownError
from talion.model.decision import Decider, Decision, DecisionKind, Subject
from talion.model.note import Note
from talion.store import Store, View
from talion.store.id_lookup import find_claim, find_incident
from talion.store.lookup import find_actor

#: The longest note, in characters.
LONGEST = 10_000


def annotate(
    store: Store,
    thing: str,
    text: str | None = None,
    *,
    star: bool | None = None,
    reason: str = "noted by hand",
) -> Note:
    """Write what a person notes about a thing, and whether it has a star; return the note.

    `thing` is an actor by any of its names, an incident by its id or that of a report, or a claim
    (`claim:ARTICLE#l1`). None leaves text or star as they are; an empty text and False take them
    away. Raises UnknownError for an unknown thing, NoteError for a text that is too long.

    >>> from talion.build import build
    >>> store = Store.memory()
    >>> _ = build(store)
    >>> annotate(store, "Dutch", "ask the ministry").ref
    'actor:netherlands'
    >>> annotate(store, "Dutch", star=True).text
    'ask the ministry'
    >>> [gone.second for gone in withdraw_note(store, "Dutch", DecisionKind.NOTE)]
    ['ask the ministry']
    """
    said = None if text is None else _clean(text)
    if said is not None and len(said) > LONGEST:
        raise NoteError(thing, f"a note has at most {LONGEST:,} characters, not {len(said):,}")
    with store.view() as view:
        subject = _Noted.named(view, thing)
    asked = {DecisionKind.NOTE: said, DecisionKind.STAR: None if star is None else " " * star}
    with store.writer() as writer, store.view() as before:
        old = subject.notes(before)
        gone = [d for d in old if asked[d.kind] is not None]
        come = [subject.taken(kind, word.strip(), reason) for kind, word in asked.items() if word]
        writer.put_notes(gone, come)
    now = {d.kind: d.second for d in (*(d for d in old if d not in gone), *come)}
    words = now.get(DecisionKind.NOTE, "")
    return Note(subject.about, subject.id, words, DecisionKind.STAR in now)


def withdraw_note(store: Store, thing: str, kind: DecisionKind) -> tuple[Decision, ...]:
    """Withdraw the note or the star of a thing, and return the withdrawn decisions.

    Raises UnknownError for an unknown thing, NoteError where it has none.
    """
    with store.view() as view:
        subject = _Noted.named(view, thing)
        gone = [d for d in subject.notes(view) if d.kind is kind]
    if not gone:
        raise NoteError(thing, f"no person gave it a {kind}")
    with store.writer() as writer:
        writer.put_notes(gone, ())
    return tuple(gone)


@dataclass(frozen=True, slots=True)
class _Noted:
    """The thing that a note is about."""

    about: Subject
    id: str

    @classmethod
    def named(cls, view: View, thing: str) -> "_Noted":
        """Return what a name or an id stands for: an actor, an incident or a claim."""
        kind, _, ident = thing.partition(":")
        if kind == Subject.CLAIM:
            return cls(Subject.CLAIM, find_claim(view, ident))
        tries: dict[Subject, Callable[[View, str], str]] = {
            Subject.INCIDENT: lambda view, name: find_incident(view, name).id,
            Subject.ACTOR: lambda view, name: find_actor(view, name).id,
        }
        if kind in (Subject.ACTOR, Subject.INCIDENT):
            return cls(Subject(kind), tries[Subject(kind)](view, thing))
        try:
            return cls(Subject.INCIDENT, tries[Subject.INCIDENT](view, thing))
        except UnknownError:
            return cls(Subject.ACTOR, tries[Subject.ACTOR](view, thing))

    def notes(self, view: View) -> list[Decision]:
        return [d for d in view.notes() if (d.about, d.first) == (self.about, self.id)]

    def taken(self, kind: DecisionKind, text: str, reason: str) -> Decision:
        return Decision(kind, self.id, text, Decider.PERSON, reason, about=self.about)


def _clean(text: str) -> str:
    """Return a text without the characters that no RDF literal or terminal takes."""
    return "".join(c for c in text if c in "\n\t" or category(c) not in ("Cc", "Cs")).strip()
