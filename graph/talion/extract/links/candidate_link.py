"""A relation between two incidents of a text."""

from dataclasses import dataclass

from talion.extract.incidents.event_mention import EventCluster


@dataclass(frozen=True, slots=True)
class CandidateLink:
    """A link between two incidents, the sentence that carries it, and the rule that found it."""

    type: str
    source: EventCluster
    target: EventCluster
    sentence: int
    rule: str
