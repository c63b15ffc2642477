"""How a table writes dates, actors, severities and types: told, or read off its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from talion.events.states.cells import parts_of_cell
from talion.events.states.code_systems import CodeSystem, state_of_code
from talion.events.states.column_system import ColumnSystem, column_system
from talion.events.states.dated_names import party_named
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder, OrderFound, date_order
from talion.events.values.severity_scale import SeverityScale, severity_scale
from talion.events.values.type_words import EventCodes, codes_of
from talion.model.date import Date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from talion.events.row_fields import Row

TOLD = "as specified"
FIXED = "as the data set has it"


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a table beforehand: by whoever reads it, or by its format."""

    dates: DayOrder | None = None
    actors: CodeSystem | None = None
    event_codes: EventCodes | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    why: str = TOLD

    def over(self, other: Told) -> Told:
        """Return what is said here, and what another says where nothing is said here.

        >>> Told(dates=DayOrder.DMY).over(Told(actors=CodeSystem.COW)).actors.value
        'cow'
        """
        return Told(
            self.dates or other.dates,
            self.actors or other.actors,
            self.event_codes or other.event_codes,
            self.columns or other.columns,
            self.why if self.dates or self.actors or self.event_codes else other.why,
        )


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a table writes what it says.

    `by_date` maps names and codes to the other states that they are read as because of a date.
    """

    dates: OrderFound
    actors: ColumnSystem
    severity: SeverityScale
    event_codes: EventCodes | None
    by_date: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Row], told: Told) -> Conventions:
        """Read the conventions off the fields of all rows, but for what is told.

        >>> rows = [{"date": "26/03/2018", "source": "UKG", "target": "GMY", "type": "195"}]
        >>> found = Conventions.of(rows, Told())
        >>> found.dates.order.value, found.actors.system.value, found.event_codes.value
        ('dmy', 'cow', 'cameo')
        """
        dates = date_order(row.get("date", "") for row in rows)
        if told.dates:
            dates = OrderFound(told.dates, told.why)
        words = [] if told.why == FIXED else list(_dated_words(rows, dates.order))
        system = column_system(words) if not told.actors else None
        actors = system or ColumnSystem(told.actors or CodeSystem.NAME, told.why)
        return cls(
            dates,
            actors,
            severity_scale(text for row in rows if (text := row.get("severity", ""))),
            told.event_codes or codes_of({row.get("type", "") for row in rows}),
            _read_by_date(actors, words),
        )

    def parties(self, cell: str, day: date | None) -> tuple[str, ...]:
        """Return the actors that a cell names, as they are written."""

        def known(name: str) -> bool:
            system = self.actors.system
            coded = system != CodeSystem.NAME and state_of_code(name, system, day)
            return bool(coded) or party_named(name, day) is not None

        return parts_of_cell(cell, known)


def _read_by_date(
    actors: ColumnSystem, words: Iterable[tuple[str, date | None]]
) -> dict[str, tuple[str, ...]]:
    """Return the words that mean another state than today because of their dates, with those."""
    found: dict[str, dict[str, None]] = {}
    for word, day in words:
        if day is not None and (state := actors.state_of_its_time(word, day)):
            found.setdefault(word, {})[state] = None
    return {word: tuple(states) for word, states in found.items()}


def _dated_words(rows: Sequence[Row], order: DayOrder) -> Iterator[tuple[str, date | None]]:
    """Yield the words of the columns of actors, each with the first day of each year."""
    days: dict[tuple[str, int | None], date | None] = {}
    for row in rows:
        day = _day(row.get("date", ""), order)
        for cell in (row.get("source", ""), row.get("target", "")):
            if cell:
                days.setdefault((cell, day.year if day else None), day)
    for (cell, _), day in days.items():
        for word in parts_of_cell(cell, partial(_is_some_actor, day)):
            yield word, day


def _is_some_actor(day: date | None, name: str) -> bool:
    systems = (s for s in CodeSystem if s != CodeSystem.NAME)
    return party_named(name, day) is not None or any(state_of_code(name, s, day) for s in systems)


def _day(text: str, order: DayOrder) -> date | None:
    try:
        return Date(edtf_of(text, order)).earliest
    except ValueError:
        return None
