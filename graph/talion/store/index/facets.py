"""The page's filters, answered over all incidents of an index at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from talion.model.claim import Basis
from talion.model.days import day_number
from talion.model.incident import Status
from talion.store.index.columns import NO_DAY, Column, read_columns
from talion.store.index.connection import IndexConnection
from talion.store.index.sides import IndexedSides
from talion.store.index.word_search import begun_words

#: The least probability at which an inferred response counts as one.
LIKELY = 0.5


class Facet(StrEnum):
    """What one can filter by; the names are those of the page."""

    CONFIDENCE = "confidence"
    TYPE = "type"
    STATUS = "status"
    ACTOR = "actor"
    PUBLISHER = "publisher"
    LINKED = "linked"
    WORDS = "words"
    TIME = "time"
    SIDES = "sides"
    REPLY = "reply"


class Reply(StrEnum):
    """Whether the target is known to have responded."""

    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is hidden and what is asked for; the default lets everything pass.

    Incidents pass whose type, status and publishers are not all among those left out, whose date
    may lie (with `sure`: lies) between two days, in which one of `actors` takes part, done `by` and
    `against` some actors or members of such organizations at the time, with words that begin with
    all of `words`, that respond or are responded to (`linked`), whose target responded or did not
    (`reply`), and that were read with at least this `confidence`. Responses count whose basis is
    not left out and that are stated with that confidence, or inferred with this `chance`.
    """

    without_types: tuple[str, ...] = ()
    without_statuses: tuple[str, ...] = ()
    without_publishers: tuple[str, ...] = ()
    without_bases: tuple[Basis, ...] = ()
    first: date | None = None
    last: date | None = None
    sure: bool = False
    actors: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    words: str = ""
    linked: bool = False
    reply: Reply | None = None
    confidence: float = 0.0
    chance: float = 0.0


#: Lets every incident pass.
NO_FILTER = Filter()


class FacetFilters:
    """Finds what filters hide, over all incidents of an index."""

    def __init__(self, rows: IndexConnection) -> None:
        self._rows = rows

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns that filters look at."""
        return read_columns(self._rows)

    @cached_property
    def publishers(self) -> dict[str, int]:
        """The numbers of publishers by name."""
        return {name: n for n, name in self._rows("SELECT n, name FROM publisher")}

    @property
    def size(self) -> int:
        """How many incidents there are."""
        return len(self.columns["incident.type"])

    def hidden(self, by: Filter) -> dict[Facet, Column]:
        """Return for each facet that a filter sets which incidents it hides, by number less one."""
        return {facet: hides() for facet, hides in self._tests(by)}

    def passing(self, by: Filter) -> Column:
        """Return which incidents pass a filter, by number less one."""
        passes = np.ones(self.size, bool)
        for hidden in self.hidden(by).values():
            passes &= ~hidden
        return passes

    def _tests(self, by: Filter) -> Iterator[tuple[Facet, Callable[[], Column]]]:
        columns = self.columns
        if by.confidence:
            yield (
                Facet.CONFIDENCE,
                lambda: columns["incident.confidence"] < np.float32(by.confidence),
            )
        if by.without_types:
            yield Facet.TYPE, lambda: self._named("incident.type", by.without_types)
        if by.without_statuses:
            yield Facet.STATUS, lambda: self._named("incident.status", by.without_statuses)
        if by.actors:
            yield Facet.ACTOR, lambda: ~self.taking_part(by.actors)
        if by.without_publishers:
            yield Facet.PUBLISHER, lambda: ~self._published(by.without_publishers)
        if by.linked:
            yield Facet.LINKED, lambda: ~self._linked(by)
        if begun_words(by.words):
            yield Facet.WORDS, lambda: ~self._saying(by.words)
        if by.first is not None or by.last is not None:
            yield Facet.TIME, lambda: ~self._within(by)
        if by.by or by.against:
            yield Facet.SIDES, lambda: ~self._between(by)
        if by.reply is not None:
            yield Facet.REPLY, lambda: ~self._replied(by)

    def _at(self, numbers: Column) -> Column:
        """Return a mask of the incidents with some numbers."""
        found = np.zeros(self.size + 1, bool)
        found[numbers] = True
        return found[1:]

    def _named(self, column: str, names: Sequence[str]) -> Column:
        numbers = [self._rows.words[name] for name in names if name in self._rows.words]
        return np.isin(self.columns[column], numbers)

    def taking_part(self, actors: Sequence[str], partners: Sequence[str] = ()) -> Column:
        """Return the incidents in which an actor takes part, with one of the partners if given."""
        agent, target = self.columns["act.agent"], self.columns["act.target"]
        ours = self._rows.numbers(actors)
        theirs = self._rows.numbers(partners)
        one, other = np.isin(agent, ours), np.isin(target, ours)
        if partners:
            one &= np.isin(target, theirs)
            other &= np.isin(agent, theirs)
        return self._at(self.columns["act.incident"][one | other])

    def _published(self, without: Sequence[str]) -> Column:
        """Return the incidents with a publisher that is not left out."""
        numbers = [self.publishers[name] for name in without if name in self.publishers]
        kept = ~np.isin(self.columns["published.publisher"], numbers)
        return self._at(self.columns["published.incident"][kept])

    def shown_responses(self, by: Filter) -> Column:
        """Return which responses are shown: on a basis that is not left out, and certain enough."""
        inferred, chance = self.columns["response.inferred"], self.columns["response.chance"]
        least = np.where(inferred, np.float32(by.chance), np.float32(by.confidence))
        shown = chance >= least
        if Basis.STATED in by.without_bases:
            shown &= inferred
        if Basis.INFERRED in by.without_bases:
            shown &= ~inferred
        return shown

    def _linked(self, by: Filter) -> Column:
        shown = self.shown_responses(by)
        ends = [self.columns[f"response.{end}"][shown] for end in ("answer", "cause")]
        return self._at(np.concatenate(ends))

    def _replied(self, by: Filter) -> Column:
        """Return the incidents whose target responded, or is not known to have."""
        planned = self._named("incident.status", (Status.PROSPECTIVE,))
        inferred, chance = self.columns["response.inferred"], self.columns["response.chance"]
        counts = self.shown_responses(by) & self.columns["response.theirs"]
        counts &= ~inferred | (chance >= np.float32(LIKELY))
        counts &= ~planned[self.columns["response.answer"].astype(np.int64) - 1]
        replied = self._at(self.columns["response.cause"][counts])
        wanted = replied if by.reply is Reply.SOME else ~replied
        return wanted & ~planned

    def _within(self, by: Filter) -> Column:
        """Return the incidents whose date may lie, or surely lies, between two days."""
        first, last = self.columns["incident.first"], self.columns["incident.last"]
        low = -(1 << 31) + 1 if by.first is None else day_number(by.first)
        high = (1 << 31) - 1 if by.last is None else day_number(by.last)
        start, end = (first, last) if by.sure else (last, first)
        within: Column = (start >= low) & (end <= high) & (first != NO_DAY)
        return within

    def _between(self, by: Filter) -> Column:
        """Return what some did and what was done to some, members of organizations among them."""
        found = np.ones(self.size, bool)
        for end, names in (("agent", by.by), ("target", by.against)):
            if names:
                found &= self._at(self._sides.incidents(self.columns, end, names))
        return found

    @cached_property
    def _sides(self) -> IndexedSides:
        return IndexedSides(self._rows)

    def _saying(self, words: str) -> Column:
        """Return the incidents whose label or quotes have words that begin so."""
        found = np.ones(self.size, bool)
        for word in begun_words(words):
            numbers = [
                n
                for table in ("incident_words", "quote_words")
                for (n,) in self._rows(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", word)
            ]
            found &= self._at(np.array(numbers, np.int64))
        return found
