from datetime import date

import numpy as np
import pytest
from talion.model.days import day_number, day_of


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1970, 1, 1), 0),
        (date(1970, 2, 1), 31),
        (date(1969, 12, 31), -1),
        (date(2018, 3, 26), 17_616),
        (date(1, 1, 1), -719_162),
    ],
)
def test_days_are_counted_from_the_epoch_both_ways(day: date, number: int) -> None:
    assert day_number(day) == number
    assert day_of(number) == day


def test_the_count_is_that_of_numpy() -> None:
    day = date(1917, 11, 7)
    assert day_number(day) == int(np.datetime64(day, "D").astype(int))


def test_a_time_between_two_days_is_put_on_the_nearer_one() -> None:
    assert day_of(30.6) == date(1970, 2, 1)
    assert day_of(30.4) == date(1970, 1, 31)
