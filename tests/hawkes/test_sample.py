"""A sample: what a fit needs of a table, with the two types that stand for others."""

import numpy as np
import pytest
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import ACTOR_SCALES, OTHER, UNSTATED
from talion.hawkes.sample import Sample

TIME = np.array([0.0, 0.0, 4.0])
SOURCE, TARGET = np.array([0, 2, 1], np.int32), np.array([1, 0, 0], np.int32)


def test_types_are_followed_by_other_and_unstated() -> None:
    kind = np.array([2, 0, 1])
    sample = Sample.of(TIME, SOURCE, TARGET, kind, ("b", UNSTATED, "a"), 3, Kernels())
    assert sample.types == ("b", "a", OTHER, UNSTATED)
    by_row = np.empty(3, np.int32)
    by_row[sample.dyads.order] = sample.dyads.kind
    assert by_row.tolist() == [1, 0, 3]


def test_harmless_types_are_a_family_of_their_own() -> None:
    sample = Sample.of(
        TIME,
        SOURCE,
        TARGET,
        np.array([0, 1, 0]),
        ("consultation", "raid"),
        3,
        Kernels(),
        gravity=np.array([0.05, 0.8]),
    )
    assert sample.families.tolist() == [0, 1, 1, 1]


def test_one_type_makes_an_untyped_sample() -> None:
    sample = Sample.of(TIME, SOURCE, TARGET, np.zeros(3, np.int64), ("raid",), 3, Kernels())
    assert sample.types == (UNSTATED,)
    assert not sample.dyads.kind.any()


def test_the_background_is_constant_and_levels_of_source_and_target() -> None:
    sample = Sample.of(TIME, SOURCE, TARGET, None, (UNSTATED,), 3, Kernels())
    assert sample.background.shape == (3, 1 + 2 * len(ACTOR_SCALES))
    assert sample.background[:, 0] == pytest.approx(1 / 6)
    by_row = np.empty_like(sample.background)
    by_row[sample.dyads.order] = sample.background
    assert not by_row[0, 1:].any()  # nothing came before
    assert not by_row[2, 1:4].any()  # state 1 had not acted
    lag_four = Kernels().density(np.array([4.0]))[0][list(ACTOR_SCALES)]
    assert by_row[2, 4:] == pytest.approx(lag_four / 2)  # state 0 was the target four days before
