"""Rows of exports as reports between states: source, target and type of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.actor_folding import fold_names
from talion.events.cameo import CodeMapping, code_mapping, relation_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt

    from talion.events.coded_rows import CodedRows


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


class RowParties:
    """Source and target state of each row, by the coded country or else by the actor's name."""

    def __init__(self, rows: CodedRows) -> None:
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


class CodeMappings:
    """How each event code of the rows is read, and its types and families as numbers."""

    def __init__(self, names: Sequence[str]) -> None:
        import numpy as np

        self._mappings = [_mapping(name) for name in names]
        self.known = np.array([r is not None for r in (*self._mappings, None)], np.bool_)
        found = [mapping for mapping in self._mappings if mapping]
        kinds = {kind for r in found for kind in (r.type, r.of_diplomats, r.of_state)}
        self._types = tuple(sorted(kinds))

    def reports(self, rows: CodedRows, parties: RowParties, keep: npt.NDArray[np.int64]) -> Reports:
        """Return the rows to keep as reports between states, each with its type."""
        import numpy as np

        code = rows.code[keep]
        source, target = parties.source[keep], parties.target[keep]
        mutual = self._flags(lambda r: r.mutual)[code] & (source > target)
        turned = self._flags(lambda r: r.reverse)[code] | mutual
        kind = self._numbers(lambda r: r.type)[code]
        for is_such, such in (
            (parties.to_state, self._numbers(lambda r: r.of_state)),
            (parties.to_diplomats, self._numbers(lambda r: r.of_diplomats)),
        ):
            kind = np.where(is_such[keep], such[code], kind)
        family, linger = self._families()
        return Reports(
            day=rows.day[keep],
            source=np.where(turned, target, source),
            target=np.where(turned, source, target),
            type=kind,
            weight=rows.weight[keep],
            states=parties.states,
            types=self._types,
            family=family,
            linger=linger,
        )

    def _flags(self, of: Callable[[CodeMapping], bool]) -> npt.NDArray[np.bool_]:
        import numpy as np

        return np.array([bool(r and of(r)) for r in self._mappings], np.bool_)

    def _numbers(self, of: Callable[[CodeMapping], str]) -> npt.NDArray[np.int32]:
        import numpy as np

        return np.array([self._types.index(of(r)) if r else -1 for r in self._mappings], np.int32)

    def _families(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return each type's family and lingering time; a type of two families is of the larger."""
        import numpy as np

        family = {kind: kind for kind in self._types}
        linger = dict.fromkeys(self._types, 0)
        for mapping in filter(None, self._mappings):
            for kind in (mapping.type, mapping.of_diplomats, mapping.of_state):
                linger[kind] = max(linger[kind], mapping.linger)
                if mapping.family not in self._types:
                    family[kind] = mapping.family
        numbers = {name: number for number, name in enumerate(sorted(set(family.values())))}
        return (
            np.array([numbers[family[kind]] for kind in self._types], np.int32),
            np.array([linger[kind] for kind in self._types], np.int32),
        )


def _mapping(name: str) -> CodeMapping | None:
    code = relation_code(name)
    return code_mapping(code) if code else None


def counted(names: Sequence[str], numbers: npt.NDArray[np.int32]) -> tuple[tuple[str, int], ...]:
    """Return names and how often their numbers (-1 for none) occur, the commonest first.

    >>> import numpy as np
    >>> counted(["rebels", "farmers"], np.array([1, 0, 1, -1], np.int32))
    (('farmers', 2), ('(none)', 1), ('rebels', 1))
    """
    import numpy as np

    counts = np.bincount(numbers + 1, minlength=len(names) + 1)
    found: Counter[str] = Counter()
    for name, count in zip(("", *names), counts.tolist(), strict=True):
        found[name or "(none)"] += count
    listed = [(name, count) for name, count in found.items() if count]
    return tuple(sorted(listed, key=lambda entry: (-entry[1], entry[0])))
