"""Lines of a forest of causes, held against walking every path."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.longest_chains import longest_chains


def antecedents_of(row: list[int], certainty: list[float]) -> Antecedents:
    number = len(row)
    return Antecedents(
        np.array(row, np.int32),
        np.array(certainty, np.float32),
        np.zeros(number, np.bool_),
        np.array(certainty, np.float64),
        np.full((number, 0), -1, np.int32),
        np.zeros((number, 0), np.float32),
    )


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[int], list[float], list[float]]:
    """Antecedents anywhere, so that there are cycles too; certainties and severities."""
    number = draw(st.integers(1, 9))
    row = [draw(st.integers(-1, number - 1)) for _ in range(number)]
    row = [-1 if r == i else r for i, r in enumerate(row)]
    certainty = [draw(st.sampled_from([0.25, 0.5, 0.75, 1.0])) for _ in row]
    severity = [draw(st.sampled_from([0.0, 0.5, 1.0])) for _ in row]
    return row, certainty, severity


def links_kept(row: list[int], certainty: list[float], least: float) -> dict[int, int]:
    """Response → cause, weak links away, each cycle cut at its weakest link."""
    kept = {i: r for i, r in enumerate(row) if r >= 0 and certainty[i] >= least}
    for start in range(len(row)):
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in path:
            path.append(at)
            at = kept.get(at)
        if at is not None:
            cycle = path[path.index(at) :]
            weakest = min(certainty[i] for i in cycle)
            ties = [i for i in cycle if certainty[i] == weakest]
            kept.pop(ties[0])
    return kept


def depth(at: int, kept: dict[int, int]) -> int:
    """Events of the longest line of responses from one on."""
    return 1 + max((depth(i, kept) for i, j in kept.items() if j == at), default=0)


@given(forests())
def test_every_response_is_in_one_line_and_each_event_goes_on_by_the_longest(
    forest: tuple[list[int], list[float], list[float]],
) -> None:
    row, certainty, severity = forest
    kept = links_kept(row, certainty, 0.5)
    found = longest_chains(
        antecedents_of(row, certainty), np.array(severity, np.float32), probability=0.5
    )
    responses = [pair for line in found.rows for pair in zip(line[1:], line, strict=False)]
    assert len(responses) == len(set(responses))
    cyclic = len(set(responses) ^ set(kept.items()))
    assert cyclic == 0 or has_tied_cycle(row, certainty)
    if cyclic:
        return
    for nth, line in enumerate(found.rows):
        branch = any(line[0] in other for other in found.rows[:nth])
        head = (
            1 if branch else 0
        )  # a branch begins at the event it responds to, which goes on elsewhere
        for at in range(head, len(line) - 1):
            assert depth(line[at], kept) == 1 + depth(line[at + 1], kept)
    lengths = [len(line) for line in found.rows]
    assert lengths == sorted(lengths, reverse=True)
    if kept:
        assert lengths[0] == max(depth(i, kept) for i in range(len(row)))
    assert found.lengths.tolist()[2:] == [lengths.count(n) for n in range(2, len(found.lengths))]


def has_tied_cycle(row: list[int], certainty: list[float]) -> bool:
    """Whether there is a cycle whose weakest link is not the only weakest."""
    for start in range(len(row)):
        path: list[int] = []
        at = start
        while at >= 0 and at not in path and certainty[at] >= 0.5:
            path.append(at)
            at = row[at]
        if at in path:
            sure = sorted(certainty[i] for i in path[path.index(at) :])
            if len(sure) > 1 and sure[0] == sure[1]:
                return True
    return False


@given(forests(), st.integers(1, 4), st.data())
def test_a_limit_keeps_the_first_and_counts_all(
    forest: tuple[list[int], list[float], list[float]], limit: int, data: st.DataObject
) -> None:
    row, certainty, severity = forest
    wanted = data.draw(st.none() | st.lists(st.booleans(), min_size=len(row), max_size=len(row)))
    mask = None if wanted is None else np.array(wanted)
    antecedents, grave = antecedents_of(row, certainty), np.array(severity, np.float32)
    every = longest_chains(antecedents, grave, wanted=mask)
    some = longest_chains(antecedents, grave, wanted=mask, limit=limit)
    assert some.rows == every.rows[:limit]
    assert some.at_least(2) == every.at_least(2) == len(every.rows)
    if wanted is not None:
        assert all(any(wanted[i] for i in line) for line in every.rows)


def test_of_two_equal_lines_the_graver_and_then_the_surer_goes_on() -> None:
    antecedents = antecedents_of([-1, 0, 0, 0], [0, 0.6, 0.6, 0.9])
    found = longest_chains(antecedents, np.array([0.5, 0.4, 0.5, 0.5], np.float32))
    assert found.rows == ((0, 3), (0, 2), (0, 1))


def test_of_equal_lines_the_one_with_the_surer_weakest_link_comes_first() -> None:
    # 0, 1, 2 by 0.99 and 0.51 (product 0.505), 3, 4, 5 by 0.7 and 0.7 (product 0.49)
    antecedents = antecedents_of([-1, 0, 1, -1, 3, 4], [0, 0.99, 0.51, 0, 0.7, 0.7])
    found = longest_chains(antecedents, np.full(6, 0.5, np.float32))
    assert found.rows == ((3, 4, 5), (0, 1, 2))


def test_two_events_of_one_day_that_respond_to_each_other_are_a_line_of_two() -> None:
    found = longest_chains(antecedents_of([1, 0], [0.6, 0.8]), np.array([0.5, 0.5], np.float32))
    assert found.rows == ((0, 1),)


def test_events_held_back_break_a_line() -> None:
    antecedents = antecedents_of([-1, 0, 1, 2], [0, 0.9, 0.9, 0.9])
    grave = np.full(4, 0.5, np.float32)
    held = np.array([True, True, False, True])
    assert longest_chains(antecedents, grave, held=held).rows == ((0, 1),)


def test_a_stated_response_needs_no_probability() -> None:
    antecedents = antecedents_of([-1, 0], [0, 0.1])
    antecedents.stated[1] = True
    assert longest_chains(antecedents, np.full(2, 0.5, np.float32)).rows == ((0, 1),)


@pytest.mark.parametrize("number", [0, 1])
def test_no_responses_make_no_lines(number: int) -> None:
    found = longest_chains(
        antecedents_of([-1] * number, [0.0] * number), np.zeros(number, np.float32)
    )
    assert (found.rows, found.at_least(2)) == ((), 0)
