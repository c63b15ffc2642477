"""Folding actors to states: sub-state actors, office holders on a day, codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.office_terms import OPEN_END, OfficeTerm, office_terms
from talion.events.state_names import is_bare_state, is_diplomats, state_of
from talion.events.states.state_spells import state_spells

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class FoldedActors:
    """What a list of actor names stands for.

    `state`: int32 index into `states` for each name, -1 for none; `diplomats`: whether the name
    means envoys or their office; `bare`: whether it is the state itself; `terms` holds, for the
    names of office holders (whose `state` is -1), their times in office. `state` is that of today;
    `former` holds, for names that meant other states before, all of them in time, and `changed` is
    int32, the last day on which a name meant another, long before all days for the others.
    """

    names: tuple[str, ...]
    states: tuple[str, ...]
    state: npt.NDArray[np.int32]
    diplomats: npt.NDArray[np.bool_]
    bare: npt.NDArray[np.bool_]
    terms: dict[int, tuple[OfficeTerm, ...]]
    former: dict[int, tuple[OfficeTerm, ...]]
    changed: npt.NDArray[np.int32]

    def states_at(
        self, actors: npt.NDArray[np.int32], days: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.int32]:
        """Return the state for which each actor acts on its day; -1 for none. Linear in rows.

        >>> import numpy as np
        >>> from talion.events.export_layout import iso_day
        >>> folded = fold_names(["Police (France)", "Boko Haram"])
        >>> day = np.full(2, iso_day("2018-03-26"), np.int32)
        >>> at = folded.states_at(np.array([0, 1], np.int32), day)
        >>> at.tolist(), folded.states
        ([0, -1], ('France',))
        """
        import numpy as np

        known = self.state[actors]
        if self.former:
            self._put(
                known, np.flatnonzero(days <= self.changed[actors]), actors, days, self.former
            )
        if self.terms:
            dated = np.zeros(len(self.names), np.bool_)
            dated[list(self.terms)] = True
            self._put(known, np.flatnonzero(dated[actors]), actors, days, self.terms)
        return known

    def _put(
        self,
        known: npt.NDArray[np.int32],
        rows: npt.NDArray[np.int64],
        actors: npt.NDArray[np.int32],
        days: npt.NDArray[np.int32],
        terms: dict[int, tuple[OfficeTerm, ...]],
    ) -> None:
        """Put the states of some rows into those that are known."""
        import numpy as np

        if len(rows):
            of, on = actors[rows].astype(np.int64), days[rows].astype(np.int64)
            known[rows] = self._in_term(of, on, terms)

    def _in_term(
        self,
        actors: npt.NDArray[np.int64],
        days: npt.NDArray[np.int64],
        terms: dict[int, tuple[OfficeTerm, ...]],
    ) -> npt.NDArray[np.int32]:
        """Return the states of terms on days: the latest begun, if not yet over."""
        import numpy as np

        spans = sorted(
            (actor, term.first, term.last, term.state)
            for actor, listed in terms.items()
            for term in listed
        )
        place = {state: at for at, state in enumerate(self.states)}
        width, zero = 4 * OPEN_END, 2 * OPEN_END
        begun = np.array([actor * width + first + zero for actor, first, _, _ in spans], np.int64)
        over = np.array([last for _, _, last, _ in spans], np.int64)
        holder = np.array([actor for actor, _, _, _ in spans], np.int64)
        state = np.array([place[name] for _, _, _, name in spans], np.int32)
        at = np.searchsorted(begun, actors * width + days + zero, side="right") - 1
        at = np.maximum(at, 0)
        holds = (holder[at] == actors) & (days <= over[at])
        holds &= begun[at] <= actors * width + days + zero
        return np.where(holds, state[at], np.int32(-1))


def fold_names(names: Sequence[str]) -> FoldedActors:
    """Fold actor names to states, by their usual English names.

    A name in brackets says whose part it is (`Foreign Affairs (Russia)`, ICEWS); other names are
    looked up in the gazetteer, then among office holders.

    >>> folded = fold_names(["Foreign Affairs (Russia)", "France", "Boko Haram"])
    >>> [folded.states[at] if at >= 0 else None for at in folded.state]
    ['Russia', 'France', None]
    >>> folded.diplomats.tolist(), folded.bare.tolist()
    ([True, False, False], [False, True, False])
    """
    import numpy as np

    spells = [state_spells(state) if (state := state_of(name)) else () for name in names]
    found = [spell[-1].state if spell else None for spell in spells]
    former = {at: spell for at, spell in enumerate(spells) if len(spell) > 1}
    terms: dict[int, tuple[OfficeTerm, ...]] = {}
    for at, name in enumerate(names):
        if found[at] is None and name:
            held = office_terms(name)
            if held:
                terms[at] = held
    dated = (*former.values(), *terms.values())
    used = {state for state in found if state} | {t.state for held in dated for t in held}
    states = tuple(sorted(used))
    place = {state: at for at, state in enumerate(states)}
    changed = [spell[-1].first - 1 if len(spell) > 1 else -OPEN_END for spell in spells]
    return FoldedActors(
        names=tuple(names),
        states=states,
        state=np.array([place[state] if state else -1 for state in found], np.int32),
        diplomats=np.array([is_diplomats(name) for name in names], np.bool_),
        bare=np.array([is_bare_state(name) for name in names], np.bool_),
        terms=terms,
        former=former,
        changed=np.array(changed, np.int32),
    )
