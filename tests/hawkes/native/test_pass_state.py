"""The arrays of the pass: made for the widest dyad, and the same memory read in two ways."""

import numpy as np
import pytest
from talion.hawkes.dyads import dyads
from talion.hawkes.native.pass_state import PassState
from talion.hawkes.reply_model import Model


@pytest.fixture
def memory() -> PassState:
    source, target = np.array([0, 1, 0, 2], np.int32), np.array([1, 0, 1, 0], np.int32)
    kind = np.zeros(4, np.int32)
    grouped = dyads(np.arange(4.0), source, target, kind, 3, Model.default().kernels)
    return PassState.of(grouped, kinds=2, wanted=3)


def test_there_is_room_for_the_dyad_with_most_events(memory: PassState) -> None:
    assert memory.half == 3
    assert len(memory.level) >= 3
    assert len(memory.when) == len(memory.row) == len(memory.event_class) == 2 * 3


def test_results_are_the_same_memory_as_numbers_and_as_rows(memory: PassState) -> None:
    memory.mark[2] = 7
    assert memory.line.view(np.int32)[2] == 7
    assert np.shares_memory(memory.line, memory.mark)


def test_arrays_of_different_meaning_share_no_memory(memory: PassState) -> None:
    assert not np.shares_memory(memory.state, memory.line)
    assert not np.shares_memory(memory.state, memory.level)
