import numpy as np
from talion.events.consolidation.daily_counts import (
    DailyCounts,
    run_greatest,
    run_least,
    run_sums,
)
from talion.events.reports import Reports

UK, RUSSIA = 0, 1
EXPULSION, THREAT = 0, 1


def reports(*rows: tuple[int, int, int, int, int]) -> Reports:
    """Reports `(day, source, target, type, articles)`; each type is a family of its own."""
    day, source, target, kind, weight = (
        np.array([row[at] for row in rows], np.int32) for at in range(5)
    )
    family, linger = np.array([0, 1], np.int32), np.array([7, 7], np.int32)
    return Reports(
        day, source, target, kind, weight, ("UK", "Russia"), ("expulsion", "threat"), family, linger
    )


COUNTS = DailyCounts.of(
    reports(
        (10, UK, RUSSIA, EXPULSION, 2),
        (12, RUSSIA, UK, EXPULSION, 4),
        (10, UK, RUSSIA, EXPULSION, 3),
        (11, UK, RUSSIA, THREAT, 1),
        (12, UK, RUSSIA, EXPULSION, 1),
    )
)


def test_reports_of_one_dyad_family_and_day_are_one_entry() -> None:
    entries = zip(
        COUNTS.source.tolist(),
        COUNTS.family.tolist(),
        COUNTS.day.tolist(),
        COUNTS.weight.tolist(),
        COUNTS.row.tolist(),
        strict=True,
    )
    assert list(entries) == [
        (UK, EXPULSION, 10, 5, 0),
        (UK, EXPULSION, 12, 1, 4),
        (UK, THREAT, 11, 1, 3),
        (RUSSIA, EXPULSION, 12, 4, 1),
    ]


def test_a_span_of_days_counts_its_own_dyad_and_family_or_the_other_direction() -> None:
    first = np.array([0])
    assert COUNTS.total(first, np.array([10]), np.array([12])).tolist() == [6]
    assert COUNTS.total(first, np.array([11]), np.array([12])).tolist() == [1]
    assert COUNTS.total(first, np.array([10]), np.array([12]), opposite=True).tolist() == [4]
    assert COUNTS.total(first, np.array([13]), np.array([400])).tolist() == [0]


def test_no_reports_have_no_entries() -> None:
    assert len(DailyCounts.of(reports())) == 0


def test_runs_are_summed_and_searched_from_start_to_start() -> None:
    values, starts = np.array([3, 1, 2, 5]), np.array([0, 3])
    assert run_sums(values, starts).tolist() == [6, 5]
    assert run_least(values, starts).tolist() == [1, 5]
    assert run_greatest(values, starts).tolist() == [3, 5]
