"""The plain pass gives what the compiled one gives, and what direct sums give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.jit import plain_functions
from talion.hawkes.replies import Replies, replies
from talion.hawkes.reply_model import UNSTATED

from tests.hawkes.histories import (
    SLOW,
    TYPES,
    arrays,
    crowds,
    exchanges,
    heavy_tails,
    histories,
    model_of,
)
from tests.hawkes.oracle import Event, Oracle
from tests.hawkes.test_replies import holds

WANTED = st.sampled_from([1, 2, 3, 8, 9, 60])


def both(
    history: list[Event], seed: int, wanted: int, *, either: bool | None, resolution: float = 1.0
) -> tuple[Replies, Replies]:
    """Ask the compiled pass and the plain one about the same events."""
    model = model_of(seed, resolution, TYPES)
    time, source, target, kind = arrays(history)

    def ask() -> Replies:
        return replies(model, time, source, target, kind, 4, candidates=wanted, either=either)

    with plain_functions():
        plain = ask()
    return ask(), plain


def agree(compiled: Replies, plain: Replies) -> None:
    """Compare the two: shares to single precision, rows unless two shares are nearly equal."""
    assert plain.reply == pytest.approx(compiled.reply, abs=3e-6)
    assert plain.campaign == pytest.approx(compiled.campaign, abs=3e-6)
    near_limit = np.abs(compiled.shares - 0.01) < 1e-5
    for i in range(len(compiled)):
        if (near_limit[i] | (np.abs(plain.shares[i] - 0.01) < 1e-5)).any():
            continue  # one may report a candidate that the other rounds below the limit
        assert plain.shares[i] == pytest.approx(compiled.shares[i], abs=4e-6)
        last = compiled.shares[i][-1]  # of a full list, the next in line may be as probable
        after = last if last > 0 else -1.0
        apart = np.diff(compiled.shares[i], prepend=2.0, append=after) < -1e-5
        alone = apart[:-1] & apart[1:]
        assert plain.rows[i][alone].tolist() == compiled.rows[i][alone].tolist()


@SLOW
@given(histories(), st.integers(0, 50), WANTED, st.booleans())
def test_of_few_events_with_ties_both_agree(
    history: list[Event], seed: int, wanted: int, either: bool
) -> None:
    agree(*both(history, seed, wanted, either=either))


@SLOW
@given(crowds(), st.integers(0, 50), WANTED, st.booleans())
def test_of_many_events_on_one_day_both_agree(
    history: list[Event], seed: int, wanted: int, either: bool
) -> None:
    agree(*both(history, seed, wanted, either=either))


@SLOW
@given(exchanges(), st.integers(0, 50), WANTED, st.booleans())
def test_of_long_exchanges_both_agree(
    history: list[Event], seed: int, wanted: int, either: bool
) -> None:
    agree(*both(history, seed, wanted, either=either))


@SLOW
@given(heavy_tails(), st.integers(0, 50), WANTED, st.booleans())
def test_of_gaps_from_days_to_decades_both_agree(
    history: list[Event], seed: int, wanted: int, either: bool
) -> None:
    agree(*both(history, seed, wanted, either=either))


@SLOW
@given(histories(days=False), st.integers(0, 50), WANTED)
def test_of_exact_times_both_agree(history: list[Event], seed: int, wanted: int) -> None:
    agree(*both(history, seed, wanted, either=None, resolution=0.0))


@SLOW
@given(histories(), st.integers(0, 50), st.booleans(), st.sampled_from([1, 3, 20]))
def test_plain_shares_are_those_of_direct_sums(
    history: list[Event], seed: int, either: bool, wanted: int
) -> None:
    _, plain = both(history, seed, wanted, either=either)
    holds(plain, Oracle(model_of(seed, 1.0, TYPES), history, either=either), history, wanted)


def test_more_events_than_are_looked_at_together_are_all_found() -> None:
    history = [Event(float(t), 0, 1, 0) for t in range(150)] + [Event(150.0, 1, 0, 0)]
    compiled, plain = both(history, 5, 60, either=False)
    agree(compiled, plain)
    assert (plain.rows[150] >= 0).sum() > 3


def test_no_candidates_are_sought_where_none_are_wanted() -> None:
    history = [Event(0.0, 0, 1, 0), Event(1.0, 1, 0, 0)]
    compiled, plain = both(history, 5, 0, either=False)
    assert plain.rows.shape == compiled.rows.shape == (2, 0)
    assert plain.reply == pytest.approx(compiled.reply, abs=1e-6)


def test_an_untyped_table_has_the_same_replies() -> None:
    model = model_of(2, 1.0, (UNSTATED,))
    time, source, target, _ = arrays([Event(float(t), t % 2, 1 - t % 2, 0) for t in range(20)])
    compiled = replies(model, time, source, target, None, 4)
    with plain_functions():
        plain = replies(model, time, source, target, None, 4)
    agree(compiled, plain)
