"""Memory: what the pass over the dyads keeps in mind, and what it looks up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from talion.reciprocity.hawkes.access import begin
from talion.reciprocity.hawkes.bank import ANSWERING
from talion.reciprocity.hawkes.compiled import inlined
from talion.reciprocity.hawkes.decay import aligned
from talion.reciprocity.hawkes.lanes import LANES

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.tables import Tables

SETTLED = -2
"""In place of the other side's latest act, where nothing is left to choose among recent ones."""

ROLE = LANES
SIDE = 4 * LANES
"""Places in a flat state: four roles (see `Tables.pull`) of so many lanes, for each side."""


RECENT = 2 * (2 * ANSWERING + 2) * LANES
"""Places of both sides' recent acts: what is left of each kernel, their pulls, types, rows."""


class Memory(NamedTuple):
    """What the pass keeps in mind of one dyad; arrays, flat, made once for many dyads.

    Of each side's acts in order (side 0 from place 0, side 1 from half of the length): `act` their
    type and standing, `when`, `row`; `number` how many there are, `first` how many before today,
    `seen` how many of today's were met. `state` holds the decaying sums (sides, roles, lanes),
    `like` those of likeness (sides, types, lanes) as of `like_time`, in the dyad `like_group`;
    `recent` the latest eight acts (see `recent`), `rest` what the last gap left of each kernel.
    `level` is the background rate at each act. Of one day: `base`, the rates without the other
    side's acts of that day, `answer`, the rates from those, `owed` and `own`, the parts of base
    that are reply and campaign, `sides`; `today` and `whole` (sides, roles) and their likeness,
    the pull of the acts of the day met so far and of all; `led` the chance that a side led.
    """

    act: npt.NDArray[np.int32]
    when: npt.NDArray[np.float64]
    row: npt.NDArray[np.int32]
    number: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    seen: npt.NDArray[np.int64]
    sums: npt.NDArray[np.float32]
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
    def of(cls, widest: int, kinds: int, width: int) -> Memory:
        """Make the arrays for dyads of at most so many acts."""
        single, whole = np.float32, np.int64
        line = aligned(widest * width)
        return cls(
            act=np.zeros(2 * widest, np.int32),
            when=np.zeros(2 * widest),
            row=np.zeros(2 * widest, np.int32),
            number=np.zeros(2, whole),
            first=np.zeros(2, whole),
            seen=np.zeros(2, whole),
            sums=aligned(2 * SIDE + RECENT + LANES),
            chance=aligned(widest * LANES),
            more=np.zeros(widest, single),
            early=np.zeros(widest, single),
            newest=np.zeros(widest, whole),
            named=aligned(widest * LANES),
            best=aligned(2 * LANES),
            like=aligned(2 * kinds * LANES),
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


class Dyad(NamedTuple):
    """The places of `Memory` and of the records, for compiled functions.

    `half` is half the length of the columns of acts, `kinds` the number of types.
    """

    half: int
    kinds: int
    time: Any
    word: Any
    act: Any
    when: Any
    row: Any
    number: Any
    first: Any
    seen: Any
    state: Any
    recent: Any
    rest: Any
    chance: Any
    more: Any
    early: Any
    newest: Any
    named: Any
    best: Any
    like: Any
    like_time: Any
    like_group: Any
    level: Any
    line: Any
    mark: Any
    base: Any
    answer: Any
    owed: Any
    own: Any
    sides: Any
    today: Any
    whole: Any
    today_like: Any
    whole_like: Any
    led: Any


class Weights(NamedTuple):
    """The places of `Tables`, for compiled functions."""

    pull: Any
    now: Any
    alike: Any
    alike_now: Any
    most: Any
    mix: Any
    decays: Any
    days: int
    slowest: float
    wanted: int


@inlined
def places(memory: Memory, moments: npt.NDArray[np.float64], words: npt.NDArray[np.int32]) -> Dyad:
    """Return the places of the arrays, which the caller holds."""
    return Dyad(
        len(memory.act) // 2,
        len(memory.like_time) // 2,
        begin(moments, 0),
        begin(words, 0),
        begin(memory.act, 0),
        begin(memory.when, 0),
        begin(memory.row, 0),
        begin(memory.number, 0),
        begin(memory.first, 0),
        begin(memory.seen, 0),
        begin(memory.sums, 0),
        begin(memory.sums, 2 * SIDE),
        begin(memory.sums, 2 * SIDE + RECENT),
        begin(memory.chance, 0),
        begin(memory.more, 0),
        begin(memory.early, 0),
        begin(memory.newest, 0),
        begin(memory.named, 0),
        begin(memory.best, 0),
        begin(memory.like, 0),
        begin(memory.like_time, 0),
        begin(memory.like_group, 0),
        begin(memory.level, 0),
        begin(memory.line, 0),
        begin(memory.mark, 0),
        begin(memory.base, 0),
        begin(memory.answer, 0),
        begin(memory.owed, 0),
        begin(memory.own, 0),
        begin(memory.sides, 0),
        begin(memory.today, 0),
        begin(memory.whole, 0),
        begin(memory.today_like, 0),
        begin(memory.whole_like, 0),
        begin(memory.led, 0),
    )


@inlined
def weights(tables: Tables, slowest: float, wanted: int) -> Weights:
    """Return the places of the tables, which the caller holds."""
    return Weights(
        begin(tables.pull, 0),
        begin(tables.now, 0),
        begin(tables.alike, 0),
        begin(tables.alike_now, 0),
        begin(tables.most, 0),
        begin(tables.mix, 0),
        begin(tables.decays, 0),
        len(tables.decays) // LANES,
        slowest,
        wanted,
    )
