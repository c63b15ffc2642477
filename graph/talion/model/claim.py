"""What is said to hold between two incidents, and on what basis."""

from dataclasses import dataclass
from enum import StrEnum

from talion.model.incident import Span


class ClaimType(StrEnum):
    """What is said to hold between two incidents, by the codebook's names of links."""

    RESPONSE = "in_response_to"
    PRECEDENT = "precedent_of"
    PART = "part_of"


class Basis(StrEnum):
    """On what a claim rests: an article and its words, or a probability and a model run."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation from one incident to another, with its basis.

    `source` and `target` are incident ids, `id` the last part of the claim's IRI. For a response
    `source` answers `target`.
    """

    id: str
    type: ClaimType
    source: str
    target: str
    basis: Basis
    article: str | None = None
    quote: Span | None = None
    probability: float | None = None
    run: str | None = None
