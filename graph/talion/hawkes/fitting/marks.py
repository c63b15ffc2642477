"""Marks: the columns of the weights that apply to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.hawkes.dyads import SIDES, SILENCES
from talion.hawkes.jit import inlined
from talion.hawkes.reply_model import BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MARKS = 5
"""Marks of an event: base, silence, side, count, type."""


@inlined
def marks(standing: int, kind: int, into: npt.NDArray[np.int64], at: int = 0) -> None:
    """Write the columns of an event's marks, from place `at` on.

    >>> from talion.hawkes.dyads import standing
    >>> into = [0] * MARKS
    >>> marks(standing(1, 1, 10.0, (8.0, 32.0, 128.0, 512.0)), kind=2, into=into)
    >>> into == [BASE, SILENCE + 1, SIDE + 1, COUNT + 1, TYPE + 2]
    True
    """
    into[at] = BASE
    into[at + 1] = SILENCE + standing % SILENCES
    into[at + 2] = SIDE + standing // SILENCES % SIDES
    into[at + 3] = COUNT + standing // (SILENCES * SIDES)
    into[at + 4] = TYPE + kind
