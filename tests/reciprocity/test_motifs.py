"""Motif counts against enumeration and against raphtory."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.reciprocity.motifs import (
    PATTERNS,
    motif_counts,
    motif_instances,
    typed_motif_counts,
)

Acts = list[tuple[int, int, int, int]]


@st.composite
def histories(draw: st.DrawFn) -> Acts:
    """Events (time, source, target, type) in time order, with many ties."""
    events = []
    for _ in range(draw(st.integers(0, 18))):
        source, other = draw(st.integers(0, 3)), draw(st.integers(0, 2))
        target = other + (other >= source)
        events.append((draw(st.integers(0, 15)), source, target, draw(st.integers(0, 2))))
    return sorted(events, key=lambda make_event: make_event[0])


def arrays(
    events: Acts,
) -> tuple[
    npt.NDArray[np.float64], npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]
]:
    table = np.array(events, np.int64).reshape(-1, 4)
    source, target, kind = (table[:, c].astype(np.int32) for c in (1, 2, 3))
    return table[:, 0].astype(np.float64), source, target, kind


def enumerated(events: Acts, delta: int) -> dict[tuple[str, int, int, int], int]:
    """Counts of every pattern and types by looking at every three events."""
    counts: dict[tuple[str, int, int, int], int] = {}
    for a, b, c in combinations(events, 3):
        if {*a[1:3]} == {*b[1:3]} == {*c[1:3]} and c[0] - a[0] <= delta:
            who = "".join("a" if make_event[1] == a[1] else "b" for make_event in (a, b, c))
            key = (who, a[3], b[3], c[3])
            counts[key] = counts.get(key, 0) + 1
    return counts


@given(histories(), st.integers(0, 12))
@settings(deadline=None)
def test_typed_counts_are_those_of_enumeration(events: Acts, delta: int) -> None:
    counts = typed_motif_counts(*arrays(events), 4, 3, delta)
    found = {
        (PATTERNS[p], int(x), int(y), int(z)): int(counts[p, x, y, z])
        for p, x, y, z in zip(*np.nonzero(counts), strict=True)
    }
    assert found == enumerated(events, delta)


@given(histories(), st.integers(0, 12))
@settings(deadline=None)
def test_counts_and_instances_agree_with_enumeration(events: Acts, delta: int) -> None:
    time, source, target, _ = arrays(events)
    expected = dict.fromkeys(PATTERNS, 0)
    for (who, *_), number in enumerated(events, delta).items():
        expected[who] += number
    counts = motif_counts(time, source, target, 4, delta)
    assert dict(zip(PATTERNS, counts.tolist(), strict=True)) == expected
    instances = list(motif_instances(time, source, target, 4, delta))
    assert len(set(instances)) == len(instances) == counts.sum()
    responded = list(motif_instances(time, source, target, 4, delta, "aba"))
    assert len(responded) == expected["aba"]


@given(histories(), st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_raphtory(events: Acts, delta: int) -> None:
    raphtory = pytest.importorskip("raphtory", reason="needs raphtory")
    graph = raphtory.Graph()
    for make_event in events:
        graph.add_edge(make_event[0], str(make_event[1]), str(make_event[2]))
    if not events:
        return
    theirs = raphtory.algorithms.global_temporal_three_node_motif(graph, delta)[24:32]
    time, source, target, _ = arrays(events)
    counts = motif_counts(time, source, target, 4, delta).tolist()
    assert theirs == [*counts, *reversed(counts)]


def test_a_response_responded_to_within_the_span_is_one_motif() -> None:
    events = [(0, 0, 1, 0), (3, 1, 0, 0), (10, 0, 1, 0)]
    time, source, target, _ = arrays(events)
    assert motif_counts(time, source, target, 2, 10).tolist() == [0, 0, 1, 0]
    assert motif_counts(time, source, target, 2, 9).tolist() == [0, 0, 0, 0]


def test_too_many_types_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="65 types are too many"):
        typed_motif_counts(*arrays([]), 2, 65, 1.0)


def test_an_unknown_pattern_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="they are aaa, aab, aba, abb"):
        list(motif_instances(*arrays([])[:3], 2, 1.0, "abc"))
