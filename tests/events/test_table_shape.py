"""In which line of a table the names of its columns stand."""

import pytest
from talion.events.table_shape import table_shape

NAMES = "date,source,target,type,count"
ROW = "2018-03-26,Norway,Russia,expulsion,1"


@pytest.mark.parametrize(
    ("lines", "above"),
    [
        ([NAMES, ROW, ROW], 0),
        ([NAMES, ROW, ROW + ",more" * 60, ROW], 0),  # one row is damaged
        (["Expulsions,,,,", NAMES, ROW], 1),
        (["Expulsions,,,,", "by,a list,,,", NAMES, ROW, ROW], 2),
        (["date,source,target,type" + ",note" * 8, "2018,Norway,Russia", "2019,Peru,Chile"], 0),
    ],
)
def test_a_long_row_does_not_take_the_place_of_the_names(lines: list[str], above: int) -> None:
    assert table_shape(lines, ",").above == above
