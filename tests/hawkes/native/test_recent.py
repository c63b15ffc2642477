"""The latest eight events of each side, one in each lane, the latest first."""

from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.dyads import CLASSES, dyads
from talion.hawkes.native import recent
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.packed_parameters import PackedParameters
from talion.hawkes.native.pass_state import PassState
from talion.hawkes.native.pointers import with_pointers
from talion.hawkes.reply_model import Model

MODEL = Model.default()
PACKED = PackedParameters.of(MODEL, 100.0)
KINDS = len(MODEL.types)


@pytest.fixture(scope="module")
def push() -> Any:
    @numba.njit
    def all_of(memory: Any, tables: Any, sides: Any, classes: Any) -> None:
        m, w = with_pointers(memory), with_pointers(tables)
        recent.reset(m)
        for i in range(len(sides)):
            recent.push(m, w, sides[i], classes[i], i + 100)

    return all_of


def state() -> PassState:
    """Room for a dyad of forty events."""
    time, source = np.arange(40.0), np.zeros(40, np.int32)
    kind = np.zeros(40, np.int32)
    return PassState.of(dyads(time, source, 1 - source, kind, 2, MODEL.kernels), KINDS, wanted=3)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, KINDS - 1), st.integers(0, CLASSES - 1)),
        min_size=1,
        max_size=30,
    )
)
def test_of_each_side_the_latest_eight_are_kept(
    push: Any, events: list[tuple[int, int, int]]
) -> None:
    memory = state()
    sides = np.array([side for side, _, _ in events], np.int64)
    classes = np.array([kind * CLASSES + standing for _, kind, standing in events], np.int64)
    push(memory, PACKED, sides, classes)
    for side in (0, 1):
        kept = [i for i in range(len(events)) if sides[i] == side][::-1][:LANES]
        lanes = slice(recent.ROW + side * LANES, recent.ROW + (side + 1) * LANES)
        rows = memory.recent[lanes].view(np.int32).tolist()
        assert rows[: len(kept)] == [i + 100 for i in kept]
        types = memory.recent[recent.TYPE + side * LANES :][: len(kept)].tolist()
        assert types == [events[i][1] for i in kept]
        left = memory.recent[side * LANES :][:LANES].tolist()
        assert left == [1.0] * len(kept) + [0.0] * (LANES - len(kept))
