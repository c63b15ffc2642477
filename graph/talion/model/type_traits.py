"""How incidents of a type behave, as `ontology/incident-types.ttl` states it.

The code asks a type for its traits and never for its name, so a type added in Turtle is treated
like those that ship.
"""

from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """What an incident is in the practice of states (`tal:nature`)."""

    MEASURE = "measure"
    DEED = "deed"
    PROCEEDING = "proceeding"
    UTTERANCE = "utterance"


class DoneTo(StrEnum):
    """To what or whom an incident is done (`tal:doneTo`)."""

    STATE = "state"
    MISSION = "mission"
    ENVOYS = "envoys"
    OWN_ENVOYS = "own envoys"
    PERSONS = "persons"
    CIVILIANS = "civilians"
    ORGANIZATION = "organization"


class CountedAs(StrEnum):
    """What the count of an incident is a number of (`tal:counts`)."""

    PERSONS = "persons"
    MISSIONS = "missions"
    POSTS = "posts"
    DOERS = "doers"
    VICTIMS = "victims"
    ACCUSED = "accused"
    OBJECTS = "objects"


class Apart(StrEnum):
    """What distinguishes two incidents of one type between the same sides (`tal:apartBy`)."""

    PERSONS = "persons"
    DOER = "doer"
    OBJECT = "object"
    STEP = "step"
    SPEAKER = "speaker"


class SideName(StrEnum):
    """One of the two sides of an incident."""

    AGENT = "agent"
    TARGET = "target"


_PERSONAL = frozenset({DoneTo.ENVOYS, DoneTo.OWN_ENVOYS, DoneTo.PERSONS, DoneTo.CIVILIANS})


@dataclass(frozen=True, slots=True)
class TypeTraits:
    """The traits of an incident type; each field is the property of the same name in `tal:`.

    `threatened_as` and `of_diplomats` are ids of incident types.
    """

    nature: Nature = Nature.MEASURE
    done_to: DoneTo = DoneTo.STATE
    counts: CountedAs | None = None
    apart_by: frozenset[Apart] = frozenset()
    hosts: frozenset[SideName] = frozenset()
    distributive: bool = False
    coordinated: bool = False
    mutual: bool = False
    removes: bool = False
    covert: bool = False
    on_behalf: bool = False
    name_before: SideName = SideName.AGENT
    threatened_as: str | None = None
    of_diplomats: str | None = None

    @property
    def is_measure(self) -> bool:
        """Whether a side decides on it and announces it itself."""
        return self.nature is Nature.MEASURE

    @property
    def is_deed(self) -> bool:
        """Whether it is done without being announced; measures and proceedings answer it."""
        return self.nature is Nature.DEED

    @property
    def is_proceeding(self) -> bool:
        """Whether it is a step in the course of law."""
        return self.nature is Nature.PROCEEDING

    @property
    def is_utterance(self) -> bool:
        """Whether it is done by being said."""
        return self.nature is Nature.UTTERANCE

    @property
    def is_announced(self) -> bool:
        """Whether the agent itself makes it known: a measure or an utterance."""
        return self.is_measure or self.is_utterance

    @property
    def is_bilateral(self) -> bool:
        """Whether it is announced against another state, so that both sides must be known."""
        return self.is_announced and self.done_to is not DoneTo.CIVILIANS

    @property
    def is_bilateral_measure(self) -> bool:
        """Whether it is a measure against another state."""
        return self.is_measure and self.is_bilateral

    @property
    def is_personal(self) -> bool:
        """Whether it is done to persons: where these are does not say whose they are."""
        return self.done_to in _PERSONAL

    @property
    def punishes(self) -> bool:
        """Whether it may be the punishment for a deed: a measure or a proceeding."""
        return self.is_measure or self.is_proceeding
