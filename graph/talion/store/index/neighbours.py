"""An actor's neighbourhood: its partners, and its latest incidents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from talion.model.days import day_of
from talion.store.index.connection import IndexConnection, marks
from talion.store.index.slices import Slice, Slices


@dataclass(frozen=True, slots=True)
class Tie:
    """What one actor did to another, by type: how often, and between which days."""

    agent: str
    target: str
    type: str
    acts: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An actor's ties to its most frequent partners, and its latest incidents.

    `partners` and `acts` count everything in the slice, shown or not.
    """

    actor: str
    ties: tuple[Tie, ...]
    incidents: tuple[str, ...]
    partners: int
    shown: int
    acts: int


class Neighbours:
    """Finds neighbourhoods in an index."""

    def __init__(self, rows: IndexConnection, slices: Slices) -> None:
        self._rows, self._slices = rows, slices

    def of(
        self, actor: str, which: Slice, *, partners: int, incidents: int
    ) -> Neighbourhood | None:
        """Return the neighbourhood of an actor; None if it is unknown."""
        numbers = self._rows.numbers([actor])
        if not numbers:
            return None
        (number,) = numbers
        nearest, total = self._nearest(number, which, partners)
        known = self._rows.ids("actor", {*nearest, number})
        ties = {
            (row[0], row[1], row[2]): (known[row[0]], known[row[1]], *row[2:])
            for side in ("agent", "target")
            for row in self._ties(number, side, which, nearest)
        }
        found = self._slices.of_parties(replace(which, actors=(actor,)), incidents)
        return Neighbourhood(
            actor,
            tuple(self.tie(row) for _, row in sorted(ties.items())),
            found.ids,
            total,
            len(nearest),
            found.total,
        )

    def tie(self, row: Sequence[Any]) -> Tie:
        """Return a row of ids, a type's number, acts, first and last day as a tie."""
        agent, target, kind, acts, first, last = row
        name = self._rows.names[kind]
        begun, ended = (None if day is None else day_of(day) for day in (first, last))
        return Tie(agent, target, name, acts, begun, ended)

    def _nearest(self, number: int, which: Slice, limit: int) -> tuple[list[int], int]:
        """Return an actor's most frequent partners, and how many partners it has."""
        where, values = which.where(self._rows.words)
        table, acts = ("pair", "acts") if which.everything else ("act", "1")
        rows = self._rows(
            "SELECT other, sum(acts), count(*) OVER () FROM ("
            f" SELECT target AS other, {acts} AS acts FROM {table} WHERE agent = ?{where}"
            f" UNION ALL SELECT agent, {acts} FROM {table} WHERE target = ?{where})"
            " WHERE other IS NOT NULL AND other <> ? GROUP BY other ORDER BY 2 DESC, 1 LIMIT ?",
            number,
            *values,
            number,
            *values,
            number,
            limit,
        )
        return [other for other, _, _ in rows], rows[0][2] if rows else 0

    def _ties(
        self, number: int, side: str, which: Slice, partners: list[int]
    ) -> list[tuple[Any, ...]]:
        """Return what an actor did to (`agent`) or bore from (`target`) others and itself."""
        other = {"agent": "target", "target": "agent"}[side]
        sides = [number, number, *partners]
        some = f"{side} = ? AND {other} IN ({marks(sides[1:])})"
        if which.everything:
            return self._rows(
                f"SELECT agent, target, type, acts, first, last FROM pair WHERE {some}", *sides
            )
        where, values = which.where(self._rows.words)
        return self._rows(
            "SELECT agent, target, type, count(*), min(first), max(first) FROM act"
            f" WHERE {some}{where} GROUP BY agent, target, type",
            *sides,
            *values,
        )
