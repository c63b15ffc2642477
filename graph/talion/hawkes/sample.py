"""A sample: events made ready for fitting, with all that does not depend on the parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.actor_levels import levels
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.dyads import Dyads, dyads
from talion.hawkes.reply_model import ACTOR_SCALES, OTHER, UNSTATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels


@dataclass(frozen=True)
class Sample:
    """Events made ready for fitting: dyads, and the actor levels at every event.

    `background` has a row for each event in dyad order and the columns constant, events of the
    source at each actor scale, events against the target at each. `families` (one per type) says
    which types share weights where they have few events of their own.
    """

    dyads: Dyads
    background: npt.NDArray[np.float64]
    time: npt.NDArray[np.float64]
    states: int
    kernels: Kernels
    types: tuple[str, ...]
    families: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls,
        time: npt.NDArray[np.float64],
        source: npt.NDArray[np.int32],
        target: npt.NDArray[np.int32],
        kind: npt.NDArray[np.integer] | None,
        types: Sequence[str],
        states: int,
        kernels: Kernels,
        gravity: npt.NDArray[np.floating] | None = None,
    ) -> Sample:
        """Group time-ordered events and compute what does not depend on the parameters.

        `kind` indexes `types`; one type, or none, makes an untyped sample. A typed one gets the
        two types for events whose type is new or unstated. `gravity` (0..1, one per type) separates
        the types into two families, harmless and hostile; see `families` of the sample.
        """
        families = np.ones(len(types) + 2, np.int64)
        if len(types) > 1:
            names = (*(t for t in types if t not in (OTHER, UNSTATED)), OTHER, UNSTATED)
            place = {name: at for at, name in enumerate(names)}
            to = np.array([place[t] for t in types], np.int32)
            if gravity is not None:
                families[to] = np.asarray(gravity) > HARMLESS
            kind = to[np.asarray(kind)]
        else:
            names, kind = (UNSTATED,), None
        families = families[: len(names)]
        grouped = dyads(time, source, target, kind, states, kernels)
        one = np.eye(len(ACTOR_SCALES)) / (states - 1)
        background = np.column_stack(
            [
                np.full(len(time), 1.0 / (states * (states - 1))),
                levels(time, source, states, kernels, one),
                levels(time, target, states, kernels, one),
            ]
        )[grouped.order]
        return cls(
            grouped, background, np.asarray(time, np.float64), states, kernels, names, families
        )
