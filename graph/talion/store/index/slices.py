"""Slices of the incidents by type, status, time and parties: found, counted, by month."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from talion.model.days import day_number
from talion.store.index.connection import IndexConnection, marks


@dataclass(frozen=True, slots=True)
class Slice:
    """A selection of incidents: by types, statuses, and two days between which their date may lie.

    With `actors`, those in which one of them takes part; with `partners` too, those that one of
    the actors did to one of the partners or bore from it.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether it selects all incidents."""
        return not (self.types or self.statuses or self.first or self.last or self.actors)

    def where(self, words: dict[str, int]) -> tuple[str, list[int]]:
        """Return it as SQL conditions to append, and their values; the parties are left out."""
        text, values = "", []
        for column, wanted in (("type", self.types), ("status", self.statuses)):
            if wanted:
                text += f" AND {column} IN ({marks(wanted)})"
                values += [words.get(word, -1) for word in wanted]
        if self.first is not None:
            text += " AND last >= ?"
            values.append(day_number(self.first))
        if self.last is not None:
            text += " AND first <= ?"
            values.append(day_number(self.last))
        return text, values


#: All incidents.
EVERYTHING = Slice()


@dataclass(frozen=True, slots=True)
class Matches:
    """The ids found, and how many there are in all; `capped` where counting stopped at a limit."""

    ids: tuple[str, ...]
    total: int
    capped: bool


class Slices:
    """Finds and counts the incidents of slices in an index."""

    def __init__(self, rows: IndexConnection) -> None:
        self._rows = rows

    def incidents(self, which: Slice, limit: int, offset: int, cap: int) -> Matches:
        """Return the incidents of a slice, latest first."""
        if which.actors:
            return self.of_parties(which, limit, offset)
        where, values = which.where(self._rows.words)
        values = [*self._span(which), *values]
        rows = self._rows(
            f"SELECT id FROM incident WHERE n BETWEEN ? AND ?{where}"
            " ORDER BY n DESC LIMIT ? OFFSET ?",
            *values,
            limit,
            offset,
        )
        count = f"SELECT 1 FROM incident WHERE n BETWEEN ? AND ?{where} LIMIT ?"
        ((total,),) = self._rows(f"SELECT count(*) FROM ({count})", *values, cap + 1)
        return Matches(tuple(i for (i,) in rows), min(total, cap), capped=total > cap)

    def of_parties(self, which: Slice, limit: int, offset: int = 0) -> Matches:
        """Return the incidents of a slice with parties, latest first."""
        found: set[int] = set()
        for text, values in self._sides(which, "DISTINCT incident, first"):
            ordered = f"{text} ORDER BY first DESC, incident DESC LIMIT ?"
            found.update(n for n, _ in self._rows(ordered, *values, offset + limit))
        latest = sorted(found, reverse=True)[offset : offset + limit]  # numbered by date
        ids = self._rows.ids("incident", latest)
        return Matches(tuple(ids[n] for n in latest), self._total(which), capped=False)

    def _total(self, which: Slice) -> int:
        """Return how many incidents the parties of a slice have."""
        if len(which.actors) == 1 and which == Slice(actors=which.actors):
            rows = self._rows("SELECT acts FROM actor WHERE id = ?", *which.actors)
            return int(rows[0][0]) if rows else 0
        return sum(self.counts(which).values())

    def counts(self, which: Slice) -> dict[tuple[str, str], int]:
        """Return how many incidents of a slice are of each type and status."""
        names = self._rows.names
        if not which.actors:
            where, values = which.where(self._rows.words)
            text = f"SELECT type, status, sum(incidents) FROM tally WHERE 1{where} GROUP BY 1, 2"
        else:
            acts, values = self._acts(which, "incident, type, status")
            text = f"SELECT type, status, count(*) FROM ({acts}) GROUP BY 1, 2"
        return {(names[t], names[s]): n for t, s, n in self._rows(text, *values)}

    def months(self, which: Slice) -> dict[str, dict[str, int]]:
        """Return how many dated incidents of a slice each month has, by type."""
        if not which.actors:
            where, values = which.where(self._rows.words)
            text = (
                "SELECT month, type, sum(incidents) FROM tally WHERE month IS NOT NULL"
                f"{where} GROUP BY 1, 2 ORDER BY 1"
            )
        else:
            acts, values = self._acts(which, "incident, first, type")
            text = (
                f"SELECT strftime('%Y-%m', first * 86400, 'unixepoch'), type, count(*) FROM ({acts}"
                ") WHERE first IS NOT NULL GROUP BY 1, 2 ORDER BY 1"
            )
        found: dict[str, dict[str, int]] = {}
        for month, kind, count in self._rows(text, *values):
            found.setdefault(month, {})[self._rows.names[kind]] = count
        return found

    def _acts(self, which: Slice, columns: str) -> tuple[str, list[Any]]:
        """Return the SQL for the events of a slice's parties, each incident once."""
        one, other = self._sides(which, columns)
        return f"{one[0]} UNION {other[0]}", [*one[1], *other[1]]

    def _sides(self, which: Slice, columns: str) -> list[tuple[str, list[Any]]]:
        """Return the SQL for what the actors of a slice did, and for what they bore."""
        actors = self._rows.numbers(which.actors)
        partners = self._rows.numbers(which.partners)
        where, values = replace(which, actors=(), partners=()).where(self._rows.words)
        sides = []
        for side, other in (("agent", "target"), ("target", "agent")):
            text = f"SELECT {columns} FROM act WHERE {side} IN ({marks(actors)})"
            if which.partners:
                text += f" AND {other} IN ({marks(partners)})"
            sides.append((text + where, [*actors, *partners, *values]))
        return sides

    def _span(self, which: Slice) -> tuple[int, int]:
        """Return the numbers of the first and last incident that may lie in a slice's time range.

        Incidents are numbered by day, undated ones first, so both ends are found by binary search.
        """
        ((highest,),) = self._rows("SELECT coalesce(max(n), 0) FROM incident")

        def before(day: int) -> int:
            """Return how many incidents lie before a day, undated ones among them."""
            low, high = 0, highest
            while low < high:
                middle = (low + high + 1) // 2
                ((first,),) = self._rows("SELECT first FROM incident WHERE n = ?", middle)
                low, high = (middle, high) if first is None or first < day else (low, middle - 1)
            return low

        if which.first is None and which.last is None:
            return 1, highest
        ((longest,),) = self._rows("SELECT value FROM meta WHERE key = 'longest'")
        low = before(day_number(which.first) - longest if which.first else -(1 << 40))
        high = before(day_number(which.last) + 1) if which.last else highest
        return low + 1, high
