"""Kernels: their masses sum to one, and the discretized ones are averages over two days."""

import numpy as np
import pytest
from talion.hawkes.kernels import LONGEST, SHORT_SCALES, Kernels

DAYS, EXACT = Kernels(), Kernels(shortest=2.0, resolution=0.0, size=3)


def test_each_scale_is_four_times_the_one_before() -> None:
    assert DAYS.scales.tolist() == [0.5, 2.0, 8.0, 32.0, 128.0, 512.0, 2048.0]
    assert DAYS.rates.tolist() == [2.0, 0.5, 0.125, 1 / 32, 1 / 128, 1 / 512, 1 / 2048]
    assert DAYS.scales[SHORT_SCALES - 1] == 128.0


def test_the_masses_of_all_days_sum_to_one() -> None:
    days = np.arange(60_000.0)
    assert DAYS.density(days).sum(axis=0) == pytest.approx(1.0, abs=1e-9)


def test_the_mass_of_a_later_day_is_the_mean_over_two_moments_of_the_days() -> None:
    moments = (np.arange(400) + 0.5) / 400
    lag = 3.0 + moments[None, :] - moments[:, None]
    for k, rate in enumerate(DAYS.rates[:3]):
        mean = float((rate * np.exp(-rate * lag)).mean())
        assert DAYS.density(np.array([3.0]))[0, k] == pytest.approx(mean, rel=1e-3)


def test_the_mass_of_the_same_day_is_that_of_the_later_of_two_moments() -> None:
    moments = (np.arange(1000) + 0.5) / 1000
    lag = moments[None, :] - moments[:, None]
    rate = DAYS.rates[0]
    mean = float(np.where(lag > 0, rate * np.exp(-rate * np.abs(lag)), 0.0).mean())
    assert DAYS.same[0] == pytest.approx(mean, rel=5e-3)


def test_exact_times_have_the_exponential_density() -> None:
    found = EXACT.density(np.array([2.0]))[0]
    assert found[0] == pytest.approx(0.5 * np.exp(-1.0))
    assert EXACT.same.tolist() == [0.0, 0.0, 0.0]


def test_mass_is_the_sum_of_the_densities_so_far() -> None:
    spent = DAYS.mass(np.array([-1.0, 0.0, 5.0]))
    assert spent[0].tolist() == [0.0] * DAYS.size
    assert spent[1] == pytest.approx(DAYS.same)
    assert spent[2] == pytest.approx(DAYS.density(np.arange(6.0)).sum(axis=0))


def test_decays_are_tabulated_for_whole_days_alone() -> None:
    assert DAYS.decays(2.0)[:, 1].tolist() == pytest.approx([1.0, np.exp(-0.5), np.exp(-1.0)])
    assert len(DAYS.decays(1e9)) == LONGEST
    assert EXACT.decays(100.0).shape == (0, 3)


def test_a_table_without_dates_gets_kernels_in_proportion_to_its_span() -> None:
    kernels = Kernels.for_span(2.0**14)
    assert kernels.shortest == 1.0
    assert kernels.resolution == 0.0
    assert Kernels.for_span(0.0).shortest > 0
