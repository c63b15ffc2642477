"""Rows of exports as reports between states: whose acts, on whom, of which types."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.act_codes import Reading, read_code, relation_code
from talion.events.actor_folding import fold_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt

    from talion.events.machine_coded import Rows


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports folded to states: equal-length arrays of numbers, and the words they stand for.

    `day` int32; `source`, `target` int32 into `states`; `type` int32 into `types`; `weight` int32
    articles; `family` int32 and `linger` int32 give, for each of `types`, the family that it
    is consolidated with and the days for which reports of that family may pause.
    """

    day: npt.NDArray[np.int32]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    type: npt.NDArray[np.int32]
    weight: npt.NDArray[np.int32]
    states: tuple[str, ...]
    types: tuple[str, ...]
    family: npt.NDArray[np.int32]
    linger: npt.NDArray[np.int32]


class Sides:
    """Source and target state of each row, from the coded country or else the actor's name."""

    def __init__(self, rows: Rows) -> None:
        import numpy as np

        folded = fold_names(rows.actors)
        self._rows = rows
        self.states = folded.states
        self.source = self._state(folded.states_at, rows.source, rows.source_country)
        self.target = self._state(folded.states_at, rows.target, rows.target_country)
        bare = np.append(folded.bare, False)
        self.folded = ~(bare[rows.source] & bare[rows.target])
        self.to_diplomats = np.append(folded.diplomats, False)[rows.target]
        self.to_state = bare[rows.target]

    def _state(
        self,
        states_at: Callable[[npt.NDArray[np.int32], npt.NDArray[np.int32]], npt.NDArray[np.int32]],
        actor: npt.NDArray[np.int32],
        country: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.int32]:
        import numpy as np

        day = self._rows.day
        state = np.full(len(day), -1, np.int32)
        for column in (country, actor):
            open_rows = np.flatnonzero((state < 0) & (column >= 0))
            state[open_rows] = states_at(column[open_rows], day[open_rows])
        return state

    def stateless(self, left_out: npt.NDArray[np.bool_]) -> tuple[tuple[str, int], ...]:
        """Return the names for which rows were left out."""
        import numpy as np

        rows = self._rows
        blame = np.where(self.source < 0, rows.source, rows.target)[left_out]
        return counted(rows.actors, blame)


class Readings:
    """How each act named in the rows is read, and its types and families as numbers."""

    def __init__(self, names: Sequence[str]) -> None:
        import numpy as np

        self._readings = [_reading(name) for name in names]
        self.known = np.array([r is not None for r in (*self._readings, None)], np.bool_)
        found = [reading for reading in self._readings if reading]
        kinds = {kind for r in found for kind in (r.type, r.of_diplomats, r.of_state)}
        self._types = tuple(sorted(kinds))

    def reports(self, rows: Rows, sides: Sides, keep: npt.NDArray[np.int64]) -> Reports:
        """Return the rows to keep as reports between states, each with its type."""
        import numpy as np

        act = rows.act[keep]
        source, target = sides.source[keep], sides.target[keep]
        mutual = self._flags(lambda r: r.mutual)[act] & (source > target)
        turned = self._flags(lambda r: r.reverse)[act] | mutual
        kind = self._numbers(lambda r: r.type)[act]
        for is_such, such in (
            (sides.to_state, self._numbers(lambda r: r.of_state)),
            (sides.to_diplomats, self._numbers(lambda r: r.of_diplomats)),
        ):
            kind = np.where(is_such[keep], such[act], kind)
        family, linger = self._families()
        return Reports(
            day=rows.day[keep],
            source=np.where(turned, target, source),
            target=np.where(turned, source, target),
            type=kind,
            weight=rows.weight[keep],
            states=sides.states,
            types=self._types,
            family=family,
            linger=linger,
        )

    def _flags(self, of: Callable[[Reading], bool]) -> npt.NDArray[np.bool_]:
        import numpy as np

        return np.array([bool(r and of(r)) for r in self._readings], np.bool_)

    def _numbers(self, of: Callable[[Reading], str]) -> npt.NDArray[np.int32]:
        import numpy as np

        return np.array([self._types.index(of(r)) if r else -1 for r in self._readings], np.int32)

    def _families(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return each type's family and lingering time; a type of two families is of the larger."""
        import numpy as np

        family = {kind: kind for kind in self._types}
        linger = dict.fromkeys(self._types, 0)
        for reading in filter(None, self._readings):
            for kind in (reading.type, reading.of_diplomats, reading.of_state):
                linger[kind] = max(linger[kind], reading.linger)
                if reading.family not in self._types:
                    family[kind] = reading.family
        numbers = {name: number for number, name in enumerate(sorted(set(family.values())))}
        return (
            np.array([numbers[family[kind]] for kind in self._types], np.int32),
            np.array([linger[kind] for kind in self._types], np.int32),
        )


def _reading(name: str) -> Reading | None:
    code = relation_code(name)
    return read_code(code) if code else None


def counted(names: Sequence[str], numbers: npt.NDArray[np.int32]) -> tuple[tuple[str, int], ...]:
    """Return names and how often their numbers (-1 for none) occur, the commonest first."""
    import numpy as np

    counts = np.bincount(numbers + 1, minlength=len(names) + 1)
    found: Counter[str] = Counter()
    for name, count in zip(("", *names), counts.tolist(), strict=True):
        found[name or "(none)"] += count
    listed = [(name, count) for name, count in found.items() if count]
    return tuple(sorted(listed, key=lambda entry: (-entry[1], entry[0])))
