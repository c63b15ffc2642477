"""Random tables of events and models, for the property tests of the reply model."""

import numpy as np
import numpy.typing as npt
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import OTHER, TYPE, UNSTATED, Model

from .oracle import Event

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def model_of(seed: int, resolution: float, types: tuple[str, ...], states: int = 4) -> Model:
    """A model with all weights in use, drawn at random, of total mass below one."""
    draw = np.random.default_rng(seed)
    kernels = Kernels(shortest=0.5, resolution=resolution)
    kinds = len(types)
    weights = draw.gamma(0.4, 0.02, (6, TYPE + kinds, kernels.size))
    weights[[2, 5], :TYPE] = 0.0  # likeness is a matter of types
    if kinds == 1:
        weights[[2, 5]] = 0.0
    mix = draw.dirichlet(np.ones(kinds), 3)
    return Model(kernels, states, types, 0.3, draw.gamma(1, 0.05, (2, 3)), weights, mix)


def arrays(history: list[Event]) -> tuple[Floats, Ints, Ints, Ints]:
    time = np.array([a.time for a in history], np.float64)
    source = np.array([a.source for a in history], np.int32)
    target = np.array([a.target for a in history], np.int32)
    return time, source, target, np.array([a.kind for a in history], np.int32)


@st.composite
def histories(draw: st.DrawFn, days: bool = True) -> list[Event]:
    number = draw(st.integers(1, 14))
    exact = st.floats(0, 300, allow_nan=False, allow_subnormal=False)
    moment = st.integers(0, 12) if days else exact
    history = []
    for _ in range(number):
        source = draw(st.integers(0, 3))
        target = draw(st.integers(0, 2))
        target += target >= source
        history.append(Event(float(draw(moment)), source, target, draw(st.integers(0, 3))))
    return sorted(history, key=lambda a: a.time)


@st.composite
def exchanges(draw: st.DrawFn) -> list[Event]:
    """Many events of two states, most of them alone on their day."""
    number = draw(st.integers(12, 60))
    steps = draw(st.lists(st.sampled_from([0, 1, 1, 2, 5, 40]), min_size=number, max_size=number))
    days = np.cumsum(steps).tolist()
    sources = draw(st.lists(st.integers(0, 1), min_size=number, max_size=number))
    kinds = draw(st.lists(st.integers(0, 3), min_size=number, max_size=number))
    return [Event(float(t), s, 1 - s, k) for t, s, k in zip(days, sources, kinds, strict=True)]


TYPES = ("a", "b", OTHER, UNSTATED)


@st.composite
def crowds(draw: st.DrawFn) -> list[Event]:
    """Up to 30 events of two states on one to three days."""
    number = draw(st.integers(2, 30))
    days = sorted(draw(st.lists(st.integers(0, 2), min_size=number, max_size=number)))
    sources = draw(st.lists(st.integers(0, 1), min_size=number, max_size=number))
    kinds = draw(st.lists(st.integers(0, 3), min_size=number, max_size=number))
    return [Event(float(t), s, 1 - s, k) for t, s, k in zip(days, sources, kinds, strict=True)]


@st.composite
def heavy_tails(draw: st.DrawFn) -> list[Event]:
    """Events of three states whose gaps range from a day to decades, beyond the table of decays."""
    number = draw(st.integers(2, 40))
    gap = st.sampled_from([0, 0, 1, 1, 2, 3, 10, 100, 1000, 9000])
    days = np.cumsum(draw(st.lists(gap, min_size=number, max_size=number))).tolist()
    ends = st.sampled_from([(0, 1), (1, 0), (0, 1), (1, 0), (2, 1), (1, 2)])
    pairs = draw(st.lists(ends, min_size=number, max_size=number))
    kinds = draw(st.lists(st.integers(0, 3), min_size=number, max_size=number))
    return [Event(float(t), s, o, k) for t, (s, o), k in zip(days, pairs, kinds, strict=True)]
