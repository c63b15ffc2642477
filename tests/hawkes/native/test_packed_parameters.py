"""A model packed by class of event: each class's weights are those of its marks, added."""

import numpy as np
import pytest
from talion.hawkes.dyads import CLASSES
from talion.hawkes.fitting.marks import MARKS, marks
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.packed_parameters import PULLS, PackedParameters

from tests.hawkes.histories import TYPES, model_of

MODEL = model_of(3, 1.0, TYPES)
PACKED = PackedParameters.of(MODEL, 10.0)


@pytest.mark.parametrize(("kind", "standing"), [(0, 0), (1, 17), (3, CLASSES - 1)])
def test_a_class_excites_as_its_marks_do(kind: int, standing: int) -> None:
    columns = np.zeros(MARKS, np.int64)
    marks(standing, kind, columns)
    whole = MODEL.weights[:, columns].sum(axis=1)[list(PULLS)]
    at = kind * CLASSES + standing
    pull = PACKED.pull.reshape(-1, 4, LANES)[at]
    assert pull[:, :-1] == pytest.approx(whole * MODEL.kernels.heights, rel=1e-5)
    assert PACKED.now.reshape(-1, 4)[at] == pytest.approx(whole @ MODEL.kernels.same, rel=1e-5)


def test_no_class_excites_replies_more_than_the_bound() -> None:
    most = PACKED.most.reshape(2, LANES)
    pull = PACKED.pull.reshape(-1, 4, LANES)
    assert (pull[:, 2] <= most[0]).all()
    assert (pull[:, 3] <= most[1]).all()
    assert (pull[:, 2] == most[0]).any(axis=0).all()


def test_days_and_shares_of_types() -> None:
    assert PACKED.days == 11
    assert PACKED.slowest == pytest.approx(float(MODEL.kernels.rates[-1]))
    assert PACKED.mix.reshape(3, -1) == pytest.approx(MODEL.mix, rel=1e-6)
