"""The plain twin of `talion.hawkes.native.attribution`: one event at a time, one dyad at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.day_order import leaders
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.plain.candidates import Moment, Search
from talion.hawkes.plain.dyad_state import DyadState
from talion.hawkes.plain.weights import Weights

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.packed_parameters import PackedParameters
    from talion.hawkes.native.pass_state import PassState


def attribute(
    groups: tuple[int, int],
    ground: npt.NDArray[np.float32],
    memory: PassState,
    tables: PackedParameters,
    either: bool,
    lines: npt.NDArray[np.float32],
) -> None:
    """Fill the flat `lines`, a line for each row of the table; see the compiled function.

    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.native.packed_parameters import PackedParameters
    >>> from talion.hawkes.native.pass_state import PassState
    >>> from talion.hawkes.reply_model import BASE, TYPE, Model
    >>> weights = np.zeros((6, TYPE + 1, 7))
    >>> weights[3, BASE, 0] = 1.0  # an event excites one response, after a day on average
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> model = Model(exact, 2, ("act",), 1.0, np.zeros((2, 3)), weights, np.ones((3, 1)))
    >>> source = np.array([0, 1], np.int32)
    >>> grouped = dyads(np.array([0.0, 1.0]), source, 1 - source, None, 2, exact)
    >>> state, packed = PassState.of(grouped, 1, wanted=1), PackedParameters.of(model, 1.0)
    >>> lines = np.zeros(2 * 4, np.float32)
    >>> attribute((0, 1), np.ones(2, np.float32), state, packed, False, lines)
    >>> lines.reshape(2, 4)[:, 0].astype(float).round(4).tolist()  # e⁻¹/(1 + e⁻¹)
    [0.0, 0.2689]
    >>> lines.view(np.int32).reshape(2, 4)[:, 2].tolist()  # row 1 responds to row 0
    [-1, 0]
    """
    weights = Weights.of(tables)
    table = lines.reshape(-1, 2 + 2 * memory.wanted)
    for g in range(*groups):
        dyad = DyadState(memory, weights, int(memory.start[g]), int(memory.start[g + 1]))
        _Pass(dyad, weights, memory.wanted, ground, table).run(either)


class _Pass:
    """The pass over one dyad."""

    def __init__(
        self,
        dyad: DyadState,
        weights: Weights,
        wanted: int,
        ground: npt.NDArray[np.float32],
        table: npt.NDArray[np.float32],
    ) -> None:
        self.dyad, self.weights, self.ground = dyad, weights, ground
        self.table, self.marks = table, table.view(np.int32)
        self.search = Search(dyad, weights, wanted)

    def run(self, either: bool) -> None:
        """Take the days of the dyad in turn."""
        dyad = self.dyad
        edges = np.flatnonzero(np.diff(dyad.time)) + 1
        for low, high in zip([0, *edges.tolist()], [*edges.tolist(), len(dyad.time)], strict=True):
            dyad.advance(float(dyad.time[low]))
            both = len(set(dyad.side[low:high].tolist())) == 2
            self._day(low, high, unsure=either and both)
            dyad.absorb(low, high)

    def _day(self, low: int, high: int, *, unsure: bool) -> None:
        """Write the lines of one day's events; `unsure` says that either side may have led."""
        rates = [self._rates(i, low, high, unsure=unsure) for i in range(low, high)]
        led = np.ones(2)
        if unsure:
            bases, responses = (np.array([r[at] for r in rates]) for at in (0, 1))
            _, led[0], led[1] = leaders(len(rates), self.dyad.side[low:high], bases, responses)
        for i, (base, response, reply, own) in zip(range(low, high), rates, strict=True):
            late = led[1 - self.dyad.side[i]] / (base + response)
            early = (1.0 - late * response) / base
            self._write(i, reply * early + response * late, own * early)
            moment = Moment(i, low, high, early, late * (1.0 if unsure else 2.0), unsure)
            self._write_candidates(i, moment)

    def _rates(
        self, i: int, low: int, high: int, *, unsure: bool
    ) -> tuple[float, float, float, float]:
        """Return the rate without the other side's events of the day, and what those add.

        Then the parts of the first that are reply and campaign.
        """
        dyad, w = self.dyad, self.weights
        d, b = int(dyad.side[i]), int(dyad.kind[i])
        mine = dyad.side[low:i] == d
        campaigns = dyad.campaigns(i, latest=not mine.any())
        replies = dyad.replies(i, latest=unsure or bool(mine.all()))
        own = campaigns[:SHORT_SCALES].sum() + 2.0 * self._today(w.mix[1, b], 0, b, low, i, d)
        if unsure:
            response = self._today(w.mix[2, b], 1, b, low, high, 1 - d)
        else:
            response = 2.0 * self._today(w.mix[2, b], 1, b, low, i, 1 - d)
        reply = float(replies[:SHORT_SCALES].sum())
        ground = float(self.ground[dyad.row[i]]) * w.mix[0, b]
        base = ground + campaigns[SHORT_SCALES:].sum() + replies[SHORT_SCALES:].sum() + reply + own
        return float(base), float(response), reply, float(own)

    def _today(self, mix: float, role: int, b: int, low: int, high: int, side: int) -> float:
        """Return the rate from one side's events of the day, as campaign (role 0) or reply (1)."""
        w = self.weights
        classes = self.dyad.event_class[low:high][self.dyad.side[low:high] == side]
        if not len(classes):
            return 0.0
        every, latest = w.now[classes, 2 * role].sum(), w.now[classes[-1], 2 * role + 1]
        return float(
            mix * (every + latest) + w.alike_now[role, b] * (w.kind_of(classes) == b).sum()
        )

    def _write(self, i: int, reply: float, campaign: float) -> None:
        row = self.dyad.row[i]
        self.table[row, 0], self.table[row, 1] = reply, campaign

    def _write_candidates(self, i: int, moment: Moment) -> None:
        row, wanted = self.dyad.row[i], self.search.wanted
        rows, shares = self.search.best(moment)
        self.marks[row, 2 : 2 + wanted] = -1
        self.table[row, 2 + wanted :] = 0.0
        self.marks[row, 2 : 2 + len(rows)] = rows
        self.table[row, 2 + wanted : 2 + wanted + len(rows)] = shares
