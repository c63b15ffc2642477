"""What is said to hold between two incidents, and on what basis."""

from dataclasses import dataclass

from talion.model.incident import Span

#: Kinds of claim, as the codebook's links name them.
RESPONSE, PRECEDENT, PART = "in_response_to", "precedent_of", "part_of"


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation from one incident to another, with its basis.

    `basis` is `stated` (an article and its words) or `inferred` (a probability and a model run).
    `source` and `target` are incident ids, `id` the last part of the claim's IRI. For a response
    `source` answers `target`.
    """

    id: str
    type: str
    source: str
    target: str
    basis: str
    article: str | None = None
    quote: Span | None = None
    probability: float | None = None
    run: str | None = None
