"""Marks: the columns of an event's weights."""

import numpy as np
from talion.hawkes.dyads import CLASSES, standing
from talion.hawkes.fitting.marks import MARKS, marks
from talion.hawkes.reply_model import BASE, COUNT, SIDE, SILENCE, TYPE


def columns(code: int, kind: int) -> list[int]:
    into = np.zeros(MARKS, np.int64)
    marks(code, kind, into)
    return into.tolist()


def test_the_tenth_event_of_a_side_after_a_month() -> None:
    code = standing(10, 2, 40.0, (8.0, 32.0, 128.0, 512.0))
    assert columns(code, 3) == [BASE, SILENCE + 2, SIDE + 1, COUNT + 3, TYPE + 3]


def test_every_standing_has_columns_of_its_own() -> None:
    assert len({tuple(columns(code, 0)) for code in range(CLASSES)}) == CLASSES


def test_marks_are_written_from_a_place_on() -> None:
    into = np.full(MARKS + 2, -1)
    marks(0, 1, into, 2)
    assert into.tolist() == [-1, -1, BASE, SILENCE, SIDE, COUNT, TYPE + 1]
