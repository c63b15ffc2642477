"""The words of an article by which the slots of an incident were filled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class QuotedSlot(StrEnum):
    """A slot of an incident that can have words of its own."""

    AGENTS = "agents"
    TARGETS = "targets"
    COUNT = "count"
    DATE = "date"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class SlotQuote:
    """Words of an article, verbatim, and the slot that they carry: "on Monday" for the date."""

    slot: QuotedSlot
    quote: str


def without_slot(quotes: Iterable[SlotQuote], slot: str) -> tuple[SlotQuote, ...]:
    """Return quotes without those of a slot, which a person has filled otherwise.

    >>> without_slot([SlotQuote(QuotedSlot.DATE, "on Monday")], "date")
    ()
    """
    return tuple(each for each in quotes if each.slot != slot)


def quotes_by_slot(quotes: Iterable[SlotQuote]) -> dict[str, list[str]]:
    """Return quotes as JSON has them, by slot in its order.

    >>> quotes_by_slot([SlotQuote(QuotedSlot.DATE, "on Monday")])
    {'date': ['on Monday']}
    """
    listed = list(quotes)
    found = {slot: [q.quote for q in listed if q.slot is slot] for slot in QuotedSlot}
    return {slot.value: words for slot, words in found.items() if words}


def read_quotes(value: object) -> Iterator[SlotQuote]:
    """Yield the quotes of a JSON object by slot; what is no such object has none.

    >>> list(read_quotes({"date": ["on Monday"], "place": ["there"]}))
    [SlotQuote(slot=<QuotedSlot.DATE: 'date'>, quote='on Monday')]
    """
    by_slot = value if isinstance(value, dict) else {}
    for slot in QuotedSlot:
        words = by_slot.get(slot.value)
        for quote in words if isinstance(words, list) else ():
            if isinstance(quote, str) and quote.strip():
                yield SlotQuote(slot, quote)
