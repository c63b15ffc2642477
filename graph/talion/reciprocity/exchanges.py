"""Responses beside their antecedents, by number: 23 for 23."""

from dataclasses import dataclass

from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.ledger_entry import Entry


@dataclass(frozen=True, slots=True)
class Exchange:
    """A response beside what it responds to.

    `antecedent_count` and `response_count` are None where a count is not known, the former also
    where antecedents may be one event; `alike` says whether they are of one type.
    """

    event: Event
    antecedents: tuple[Event, ...]
    antecedent_count: int | None
    response_count: int | None
    alike: bool

    @property
    def ratio(self) -> float | None:
        """The count of the response over that of what it responds to."""
        if (
            self.antecedent_count is None
            or self.response_count is None
            or not self.antecedent_count
        ):
            return None
        return self.response_count / self.antecedent_count


def exchange(history: History, entry: Entry) -> Exchange:
    """Return an entry that is a response beside its antecedents, those of its type first.

    >>> from talion.reciprocity.ledger import ledger
    >>> from talion.reciprocity.party import sides
    >>> entries = ledger(history, *sides(history, "Netherlands", "Russia")).entries
    >>> response = next(entry for entry in entries if entry.antecedents)
    >>> found = exchange(history, response)
    >>> found.event.id, found.antecedents[0].id
    ('2020-12-10-expulsion-netherlands-russia', 'undated-espionage-russia-svr-netherlands')
    >>> found.response_count, found.antecedent_count, found.ratio  # two expelled, for two who spied
    (2, 2, 1.0)
    """
    antecedents = tuple(history.events[r.antecedent] for r in entry.antecedents)
    alike = [a for a in antecedents if a.type == entry.event.type]
    counted = alike or antecedents
    total = history.total(counted)
    known = total.exact and all(a.count is not None for a in counted)
    return Exchange(
        entry.event, antecedents, total.least if known else None, entry.event.count, bool(alike)
    )
