"""Claims: relations between two incidents, each with the basis it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from talion.model.incident import Span


class ClaimType(StrEnum):
    """What a claim says of two incidents; the values are the codebook's names of links."""

    RESPONSE = "in_response_to"
    PRECEDENT = "precedent_of"
    PART = "part_of"


class Basis(StrEnum):
    """What a claim rests on: an article's words, or a model's probability."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation from one incident to another, with its basis.

    `source` and `target` are incident ids, `id` is the last part of the claim's IRI. In a response
    `source` responds to `target`. A stated claim has an article and a quote, an inferred one a
    probability and a model run. `confidence` is how probable a reader program holds a stated claim,
    both its reports included; None where a person or a table vouches for it.
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
    confidence: float | None = None
