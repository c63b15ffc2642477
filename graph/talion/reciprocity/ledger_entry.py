"""One event in the ledger of two sides."""

from dataclasses import dataclass

from talion.reciprocity.event import Event
from talion.reciprocity.response import Response


@dataclass(frozen=True, slots=True)
class Entry:
    """An event by one of the two sides (0 or 1) against the other.

    `antecedents` link it to events of the other side that it responds to, `responses` to those
    that respond to it.
    """

    event: Event
    side: int
    antecedents: tuple[Response, ...]
    responses: tuple[Response, ...]

    @property
    def open(self) -> bool:
        """Whether it was done, opened an exchange, and is unreciprocated."""
        return not (self.event.planned or self.antecedents or self.responses)
