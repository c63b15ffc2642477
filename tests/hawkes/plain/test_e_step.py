"""The plain E-step gives the sums of the compiled one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.fitting.statistics import Sums, sums
from talion.hawkes.jit import plain_functions
from talion.hawkes.reply_model import UNSTATED
from talion.hawkes.sample import Sample

from tests.hawkes.histories import SLOW, TYPES, arrays, crowds, heavy_tails, histories, model_of
from tests.hawkes.oracle import Event


def agree(
    history: list[Event], seed: int, share: float, *, either: bool, resolution: float
) -> None:
    """Compare all sums of one step over a table of which a first share is counted."""
    model = model_of(seed, resolution, TYPES)
    time, source, target, kind = arrays(history)
    sample = Sample.of(time, source, target, kind, TYPES, 4, model.kernels)
    counted = sample.dyads.time <= time[int(share * (len(time) - 1))]

    def step() -> Sums:
        return sums(sample, model, counted, either)

    compiled = step()
    with plain_functions():
        plain = step()
    assert plain.log_rates == pytest.approx(compiled.log_rates, rel=1e-9, abs=1e-9)
    for name in ("weights", "mix", "background"):
        one, two = getattr(compiled, name), getattr(plain, name)
        np.testing.assert_allclose(two, one, rtol=1e-9, atol=1e-12, err_msg=name)


@SLOW
@given(histories(), st.integers(0, 50), st.floats(0, 1), st.booleans())
def test_of_few_events_with_ties_the_sums_are_the_same(
    history: list[Event], seed: int, share: float, either: bool
) -> None:
    agree(history, seed, share, either=either, resolution=1.0)


@SLOW
@given(crowds(), st.integers(0, 50), st.floats(0, 1), st.booleans())
def test_of_many_events_on_one_day_the_sums_are_the_same(
    history: list[Event], seed: int, share: float, either: bool
) -> None:
    agree(history, seed, share, either=either, resolution=1.0)


@SLOW
@given(heavy_tails(), st.integers(0, 50), st.booleans())
def test_of_gaps_from_days_to_decades_the_sums_are_the_same(
    history: list[Event], seed: int, either: bool
) -> None:
    agree(history, seed, 1.0, either=either, resolution=1.0)


@SLOW
@given(histories(days=False), st.integers(0, 50), st.booleans())
def test_of_exact_times_the_sums_are_the_same(
    history: list[Event], seed: int, either: bool
) -> None:
    agree(history, seed, 1.0, either=either, resolution=0.0)


def test_two_events_of_one_pair_share_out_a_rate_that_can_be_summed_by_hand() -> None:
    model = model_of(0, 1.0, (UNSTATED,))
    weights = np.zeros_like(model.weights)
    weights[3, 0, 0] = 0.5  # an event excites half a response, within a day or so
    model = model.__class__(
        model.kernels, 4, (UNSTATED,), 12.0, np.zeros((2, 3)), weights, np.ones((3, 1))
    )
    sample = Sample.of(
        np.array([0.0, 1.0]),
        np.array([0, 1], np.int32),
        np.array([1, 0], np.int32),
        None,
        (UNSTATED,),
        4,
        model.kernels,
    )
    with plain_functions():
        found = sums(sample, model, np.ones(2, np.bool_), False)
    response = 0.5 * float(model.kernels.density(np.array([1.0]))[0, 0])
    assert found.log_rates == pytest.approx(np.log(1.0) + np.log(1.0 + response))
    assert found.weights[3, 0, 0] == pytest.approx(response / (1.0 + response))
    assert found.mix[:, 0] == pytest.approx([1 + 1 / (1 + response), 0, response / (1 + response)])
