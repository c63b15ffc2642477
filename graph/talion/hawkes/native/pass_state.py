"""The state of the pass over the dyads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.native.array_layout import LANES, aligned_zeros

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.dyads import Dyads

NEGLIGIBLE = np.float32(0.01)
"""A candidate whose share is smaller is not reported."""

SETTLED = -2
"""In place of the other side's latest event, where no candidates remain to be selected."""

ROLE = LANES
SIDE = 4 * LANES
"""Offsets in a flat state: for each side four roles (see `PackedParameters.pull`) of lanes."""

RECENT = 2 * (2 * SHORT_SCALES + 2) * LANES
"""The size of both sides' recent events: what is left of each kernel, weights, types, rows."""


class PassState(NamedTuple):
    """What the pass keeps about one dyad, in flat arrays made once for many dyads.

    `start`, `limits`, `time` and `word` are those of the dyads (see `Dyads`), `wanted` the number
    of candidates, `kinds` that of types. Of each side's events in order (side 0 from index 0, side
    1 from index `half`): `event_class`, `when`, `row`; `number`, how many there are, `first`, how
    many before today, `seen`, how many of today's so far. `state` holds the decaying sums
    (sides, roles, lanes), `recent` the latest events (see `recent`), `rest` what the last gap left
    of each kernel, `like` the decayed counts by type (sides, types, lanes) as of `like_time`, in
    the dyad `like_group`.

    Of each event of the dyad: `level`, the background rate; `line`, its results, and `mark`, the
    same memory as integers; of a day's single events `chance` and `named`, the probabilities and
    rows of the other side's recent events, `more`, the probability of those before them, `early`,
    what turns a rate into a probability, and `newest`, the index of the other side's latest event.
    `best` is room for the best of them.

    Of one day: `base`, the rates without the other side's events of that day, `response`, the rates
    from those, `reply` and `own`, the parts of base that are reply and campaign, `sides`; `today`
    and `whole` (sides, roles), the excitation by the day's events so far and by all of them, and
    their numbers by type; `led`, the probability that a side led.
    """

    start: npt.NDArray[np.int64]
    limits: tuple[float, ...]
    half: int
    kinds: int
    wanted: int
    time: npt.NDArray[np.float64]
    word: npt.NDArray[np.int32]
    event_class: npt.NDArray[np.int32]
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
    response: npt.NDArray[np.float64]
    reply: npt.NDArray[np.float32]
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
            start=dyads.start,
            limits=dyads.limits,
            half=widest,
            kinds=kinds,
            wanted=wanted,
            time=dyads.moments,
            word=dyads.words,
            event_class=np.zeros(2 * widest, np.int32),
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
            response=np.zeros(widest),
            reply=np.zeros(widest, single),
            own=np.zeros(widest, single),
            sides=np.zeros(widest, np.uint8),
            today=np.zeros(8, single),
            whole=np.zeros(8, single),
            today_like=np.zeros(2 * kinds, single),
            whole_like=np.zeros(2 * kinds, single),
            led=np.zeros(2),
        )
