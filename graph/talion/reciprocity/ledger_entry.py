"""One event in the ledger of two sides."""

from dataclasses import dataclass

from talion.reciprocity.event import Event
from talion.reciprocity.response import Response


@dataclass(frozen=True, slots=True)
class Entry:
    """An event by one of the two sides (0 or 1) against the other.

    `antecedents` link it to events of the other side that it responds to, `responses` to those
    that respond to it. `outside` link it to events that it responds to and that are not in the
    ledger (other sides, other dates, too mild); `elsewhere` is what it responds to, in a source's
    words, where that is no event at hand. `answered` says that the other side has responded, with
    an event that may be left out of the ledger.
    """

    event: Event
    side: int
    antecedents: tuple[Response, ...]
    responses: tuple[Response, ...]
    outside: tuple[Response, ...] = ()
    elsewhere: str | None = None
    answered: bool = False

    @property
    def responds(self) -> bool:
        """Whether it responds to some event, in the ledger or not."""
        return bool(self.antecedents or self.outside) or self.elsewhere is not None

    @property
    def open(self) -> bool:
        """Whether it was done, opened an exchange, and is unreciprocated."""
        closed = self.responds or self.answered or self.responses
        return not (self.event.planned or closed)
