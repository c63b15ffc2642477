"""The baseline: the other side's latest earlier event, if it is near enough."""

import numpy as np
from talion.hawkes.dyads import Dyads, dyads
from talion.hawkes.evaluation.baseline import nearest
from talion.hawkes.jit import plain_functions
from talion.hawkes.kernels import Kernels


def table(*events: tuple[float, int, int]) -> Dyads:
    time, source, target = (np.array(column) for column in zip(*events, strict=True))
    return dyads(time.astype(np.float64), source, target, None, 3, Kernels())


def test_each_event_gets_the_other_sides_latest_one() -> None:
    found = nearest(table((0, 0, 1), (1, 0, 1), (2, 1, 0), (2, 0, 2), (3, 0, 1)))
    assert found.tolist() == [-1, -1, 1, -1, 2]


def test_an_event_too_long_ago_is_none() -> None:
    events = table((0, 0, 1), (90, 1, 0), (181, 0, 1))
    assert nearest(events).tolist() == [-1, 0, -1]
    assert nearest(events, within=91).tolist() == [-1, 0, 1]
    with plain_functions():
        assert nearest(events).tolist() == [-1, 0, -1]
