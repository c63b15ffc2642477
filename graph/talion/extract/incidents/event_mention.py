"""One mention of an incident, and what several mentions tell of together."""

from dataclasses import dataclass, field

from talion.extract.entities.noun_phrases import Side
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger

#: Measures that a state announces itself; both sides must be known.
MEASURES = words(
    """
    expulsion staff_cap closure recall break_of_relations summons sanction threat
    """
)


@dataclass(slots=True)
class Draft:
    """One mention of an incident, its slots and why they are so; `weak` mentions need another."""

    trigger: Trigger
    type: str
    agents: Side
    targets: Side
    count: int | None
    date: str | None
    status: str
    sentence: int
    dated: bool = False
    weak: bool = False
    verbal: bool = True
    topic: str = ""
    soft: bool = False
    firm: bool = True
    generic: bool = False
    by_person: bool = False
    rules: dict[str, str] = field(default_factory=dict)
    incident: "Incident | None" = None

    @property
    def i(self) -> int:
        """The trigger's token."""
        return self.trigger.i


@dataclass(slots=True)
class Incident:
    """What several mentions tell of together; `lead` is the one that tells most."""

    mentions: list[Draft]
    type: str
    agents: Side
    targets: Side
    count: int | None
    date: str | None
    status: str
    dated: bool
    topic: str
    soft: bool = False

    @property
    def lead(self) -> Draft:
        """The mention to quote: a verb with both sides, a count and a date, the first of these."""
        return max(
            self.mentions,
            key=lambda d: (
                not d.weak,
                bool(d.agents.states) + bool(d.targets.states) + (d.count is not None),
                d.verbal,
                d.dated,
                -d.i,
            ),
        )

    @property
    def first(self) -> int:
        """The token at which the text first tells of it."""
        return min(d.i for d in self.mentions)
