"""One event in the ledger of two sides."""

from dataclasses import dataclass

from talion.reciprocity.event import Event
from talion.reciprocity.response import Response


@dataclass(frozen=True, slots=True)
class Entry:
    """An event by one of the two sides (0 or 1) against the other.

    `antecedents` link it to events of the other side that it responds to, `responses` to those
    that respond to it. `responds` says that it responds to some event, `answered` that the other
    side has responded; the other event of such a link may be left out of the ledger.
    """

    event: Event
    side: int
    antecedents: tuple[Response, ...]
    responses: tuple[Response, ...]
    responds: bool = False
    answered: bool = False

    @property
    def open(self) -> bool:
        """Whether it was done, opened an exchange, and is unreciprocated."""
        closed = self.responds or self.answered or self.antecedents or self.responses
        return not (self.event.planned or closed)
