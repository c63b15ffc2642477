"""Incidents, and each article's report of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from talion.model.date import Date
from talion.model.type_traits import TypeTraits


class Status(StrEnum):
    """How certain an incident is, the most certain first.

    Reported: a source gives it as a fact. Alleged: a source gives somebody's accusation.
    Prospective: it is announced, threatened or planned.
    """

    REPORTED = "reported"
    ALLEGED = "alleged"
    PROSPECTIVE = "prospective"

    @property
    def note(self) -> str:
        """What people read beside an incident of this status; nothing where it is reported.

        >>> Status.PROSPECTIVE.note, Status.REPORTED.note
        ('expected', '')
        """
        return {Status.ALLEGED: "alleged", Status.PROSPECTIVE: "expected"}.get(self, "")


class Slot(StrEnum):
    """A slot of an incident on which its reports can disagree."""

    COUNT = "count"
    DATE = "date"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim piece of an article's text: the words and their character offsets [start, end)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of one incident; `id` is `article#finding`.

    Agents and targets are actor ids; all slots are as that article gives them. `confidence` is how
    probable a reader program holds type, agents and targets; None where a person or a table
    vouches.
    """

    id: str
    article: str
    type: str
    status: Status
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    count: int | None
    date: Date | None
    quote: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened once between actors; its slots are merged from its reports.

    `disputed` names the slots on which its reports disagree. `confidence` is that of its surest
    report; None, which is certain, where a person or a table vouches for one.
    """

    id: str
    type: str
    status: Status
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    count: int | None
    date: Date | None
    reports: tuple[str, ...]
    disputed: tuple[Slot, ...] = field(default=())
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class IncidentType:
    """A kind of incident of the scheme in `ontology/incident-types.ttl`.

    `severity` runs from 0 to 1. `relation` is the local name of the property it implies between
    agent and target (`expelled`), `cameo` and `plover` are its codes in these schemes. `one` and
    `several` describe an incident with a count, `{}` in its place. `traits` are how its incidents
    behave.
    """

    id: str
    label: str
    definition: str
    severity: float
    relation: str | None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    one: str | None = None
    several: str | None = None
    traits: TypeTraits = field(default_factory=TypeTraits)

    def deed(self, count: int | None) -> str:
        """Return what was done, and to how many: `summons of an envoy`, `expulsion of 10`."""
        if count is None:
            return self.label
        if count == 1 and self.one:
            return self.one
        return (
            self.several.replace("{}", str(count)) if self.several else f"{self.label} of {count}"
        )
