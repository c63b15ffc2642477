"""PassState: what the pass over the dyads keeps in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.kernels import ANSWERING
from talion.hawkes.native.layout import LANES, aligned_zeros

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.dyads import Dyads

NEGLIGIBLE = np.float32(0.01)
"""A candidate whose share is smaller is not reported."""

SETTLED = -2
"""In place of the other side's latest act, where nothing is left to choose among recent ones."""

ROLE = LANES
SIDE = 4 * LANES
"""Offsets in a flat state: for each side four roles (see `PackedParameters.pull`) of lanes."""

RECENT = 2 * (2 * ANSWERING + 2) * LANES
"""Places of both sides' recent acts: what is left of each kernel, their pulls, types, rows."""


class PassState(NamedTuple):
    """What the pass keeps in mind of one dyad; arrays, flat, made once for many dyads.

    `time` and `word` are the records (see `Dyads`), `wanted` candidates are asked for, `kinds` is
    the number of types. Of each side's acts in order (side 0 from place 0, side 1 from place
    `half`): `act` their type and standing, `when`, `row`; `number` how many there are, `first` how
    many before today, `seen` how many of today's were met. `state` holds the decaying sums (sides,
    roles, lanes), `recent` the latest acts (see `recent`), `rest` what the last gap left of each
    kernel, `like` the sums of likeness (sides, types, lanes) as of `like_time`, in the dyad
    `like_group`.

    Of each act of the dyad: `level`, the background rate; `line`, what is told of it, and `mark`,
    the same memory as integers; of lone acts `chance` and `named`, the probabilities and rows of
    the other side's recent acts, `more`, the probability of those before them, `early`, what turns
    a pull into a probability, and `newest`, the place of the other side's latest act. `best` is
    room for the best of them.

    Of one day: `base`, the rates without the other side's acts of that day, `answer`, the rates
    from those, `owed` and `own`, the parts of base that are reply and campaign, `sides`; `today`
    and `whole` (sides, roles) and their likeness, the pull of the acts of the day met so far and
    of all; `led` the chance that a side led.
    """

    half: int
    kinds: int
    wanted: int
    time: npt.NDArray[np.float64]
    word: npt.NDArray[np.int32]
    act: npt.NDArray[np.int32]
    when: npt.NDArray[np.float64]
    row: npt.NDArray[np.int32]
    number: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    seen: npt.NDArray[np.int64]
    state: npt.NDArray[np.float32]
    recent: npt.NDArray[np.float32]
    rest: npt.NDArray[np.float32]
    chance: npt.NDArray[np.float32]
    more: npt.NDArray[np.float32]
    early: npt.NDArray[np.float32]
    newest: npt.NDArray[np.int64]
    named: npt.NDArray[np.float32]
    best: npt.NDArray[np.float32]
    like: npt.NDArray[np.float32]
    like_time: npt.NDArray[np.float64]
    like_group: npt.NDArray[np.int64]
    level: npt.NDArray[np.float32]
    line: npt.NDArray[np.float32]
    mark: npt.NDArray[np.int32]
    base: npt.NDArray[np.float64]
    answer: npt.NDArray[np.float64]
    owed: npt.NDArray[np.float32]
    own: npt.NDArray[np.float32]
    sides: npt.NDArray[np.uint8]
    today: npt.NDArray[np.float32]
    whole: npt.NDArray[np.float32]
    today_like: npt.NDArray[np.float32]
    whole_like: npt.NDArray[np.float32]
    led: npt.NDArray[np.float64]

    @classmethod
    def of(cls, dyads: Dyads, kinds: int, wanted: int) -> PassState:
        """Make the arrays for the widest of the dyads."""
        single, whole = np.float32, np.int64
        widest = dyads.widest
        line = aligned_zeros(widest * (2 + 2 * wanted))
        sums = aligned_zeros(2 * SIDE + RECENT + LANES)
        return cls(
            half=widest,
            kinds=kinds,
            wanted=wanted,
            time=dyads.moments,
            word=dyads.words,
            act=np.zeros(2 * widest, np.int32),
            when=np.zeros(2 * widest),
            row=np.zeros(2 * widest, np.int32),
            number=np.zeros(2, whole),
            first=np.zeros(2, whole),
            seen=np.zeros(2, whole),
            state=sums[: 2 * SIDE],
            recent=sums[2 * SIDE : 2 * SIDE + RECENT],
            rest=sums[2 * SIDE + RECENT :],
            chance=aligned_zeros(widest * LANES),
            more=np.zeros(widest, single),
            early=np.zeros(widest, single),
            newest=np.zeros(widest, whole),
            named=aligned_zeros(widest * LANES),
            best=aligned_zeros(2 * LANES),
            like=aligned_zeros(2 * kinds * LANES),
            like_time=np.zeros(2 * kinds),
            like_group=np.full(2 * kinds, -1, whole),
            level=np.zeros(widest, single),
            line=line,
            mark=line.view(np.int32),
            base=np.zeros(widest),
            answer=np.zeros(widest),
            owed=np.zeros(widest, single),
            own=np.zeros(widest, single),
            sides=np.zeros(widest, np.uint8),
            today=np.zeros(8, single),
            whole=np.zeros(8, single),
            today_like=np.zeros(2 * kinds, single),
            whole_like=np.zeros(2 * kinds, single),
            led=np.zeros(2),
        )
