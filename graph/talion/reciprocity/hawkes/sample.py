"""A sample: events made ready for fitting, with all that does not depend on the parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.actors import levels
from talion.reciprocity.hawkes.dyads import Dyads, dyads
from talion.reciprocity.hawkes.model import ACTOR_SCALES, OTHER, UNTOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from talion.reciprocity.hawkes.bank import Bank


@dataclass(frozen=True)
class Sample:
    """Events made ready for fitting: dyads, and the actor levels at every event.

    `background` has one row an event in dyad order and the columns constant, acts of the source
    at each actor scale, acts against the target at each; `row` is each event's place in time.
    """

    dyads: Dyads
    background: npt.NDArray[np.float64]
    time: npt.NDArray[np.float64]
    states: int
    bank: Bank
    types: tuple[str, ...]

    @classmethod
    def of(
        cls,
        time: npt.NDArray[np.float64],
        source: npt.NDArray[np.int32],
        target: npt.NDArray[np.int32],
        kind: npt.NDArray[np.integer] | None,
        types: Sequence[str],
        states: int,
        bank: Bank,
    ) -> Sample:
        """Group time-ordered events and compute what does not depend on the parameters.

        `kind` indexes `types`; one type, or none, makes an untyped sample. A typed one gets the
        two types for acts whose type is new or untold.
        """
        if len(types) > 1:
            names = (*(t for t in types if t not in (OTHER, UNTOLD)), OTHER, UNTOLD)
            place = {name: at for at, name in enumerate(names)}
            kind = np.array([place[t] for t in types], np.int32)[np.asarray(kind)]
        else:
            names, kind = (UNTOLD,), None
        grouped = dyads(time, source, target, kind, states, bank)
        one = np.eye(len(ACTOR_SCALES)) / (states - 1)
        background = np.column_stack(
            [
                np.full(len(time), 1.0 / (states * (states - 1))),
                levels(time, source, states, bank, one),
                levels(time, target, states, bank, one),
            ]
        )[grouped.order]
        return cls(grouped, background, np.asarray(time, np.float64), states, bank, names)
