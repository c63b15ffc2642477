"""A relation between two incidents of a text."""

from dataclasses import dataclass

from talion.extract.incidents.event_mention import Incident


@dataclass(frozen=True, slots=True)
class Found:
    """A link between two incidents, the sentence that carries it, and the rule that found it."""

    type: str
    source: Incident
    target: Incident
    sentence: int
    rule: str
