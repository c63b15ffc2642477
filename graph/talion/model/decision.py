"""Recorded decisions: which reports are of one incident, who an actor is, what a person notes."""

from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What was decided about two things, or about one."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    NOTE = "note"
    STAR = "star"


class Subject(StrEnum):
    """What a decision is about: two reports, an actor, or, of notes, an incident or a claim."""

    REPORT = "report"
    ACTOR = "actor"
    INCIDENT = "incident"
    CLAIM = "claim"


class Decider(StrEnum):
    """Who took a decision; a person's prevails over the resolver's."""

    PERSON = "person"
    RESOLVER = "resolver"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two reports, or about an actor: by whom, and why.

    Of reports, `first` and `second` are their ids in lexical order. Of actors, `first` is the id of
    the actor and `second` what was decided: the id of the actor that it is merged into, the id of
    the article that means another by it (a split), its name, or its kind. Of a note, `first` is the
    id of what it is about and `second` its text; of a star, `second` is empty. `score` runs from 0
    to 1.
    `retired` are the ids of incidents that ended with the decision; they still find what became
    of these.
    """

    kind: DecisionKind
    first: str
    second: str
    by: Decider
    reason: str
    score: float | None = None
    about: Subject = Subject.REPORT
    retired: tuple[str, ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether it is a note or a star, which changes nothing else in the graph."""
        return self.kind in (DecisionKind.NOTE, DecisionKind.STAR)

    @property
    def is_of_identity(self) -> bool:
        """Whether it says who or what an actor is."""
        return self.about is Subject.ACTOR and not self.is_note

    @property
    def id(self) -> str:
        """The last part of its IRI, by which a later decision replaces an earlier one.

        >>> Decision(DecisionKind.MERGE, "a#e1", "b#e2", Decider.PERSON, "one event").id
        'person/a/e1/b/e2'
        """
        return "/".join((self.by, *self.parts))

    @property
    def parts(self) -> tuple[str, ...]:
        """Which things it is about, as parts of its IRI; an actor has one name, kind, and merge.

        >>> name = Decision(
        ...     DecisionKind.RENAME, "obama", "Obama", Decider.PERSON, "", about=Subject.ACTOR
        ... )
        >>> name.parts
        ('actor', 'rename', 'obama')
        """
        if self.about is Subject.REPORT:
            return (*self.first.split("#"), *self.second.split("#"))
        if self.is_note:
            return (self.about.value, self.kind.value, *self.first.split("#"))
        article = (self.second,) if self.kind is DecisionKind.SPLIT else ()
        return (self.about.value, self.kind.value, self.first, *article)
