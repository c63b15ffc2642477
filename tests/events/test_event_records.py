from datetime import date
from pathlib import Path

import pytest
from talion.errors import EventImportError
from talion.events.bad_rows import check_share
from talion.events.event_format import ReadContext
from talion.events.event_records import EventRecords
from talion.events.formats import user_table


def read_table(path: Path, max_bad: float) -> EventRecords:
    table = user_table.FORMAT.read(path, ReadContext())
    check_share(path, table.bad, table.seen, max_bad)
    return table


def write(folder: Path, text: str) -> Path:
    path = folder / "acts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dated_event_keeps_its_parties_number_and_place(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,date,source,target,type,count\nx1,2018-03-14,UK,Russian Federation,expulsion,23\n",
    )
    (row,) = read_table(path, 0.5).events
    assert row["id"] == "x1"
    assert (row["source"], row["target"], row["type"]) == ("United Kingdom", "Russia", "expulsion")
    assert (row["date"], row["time"], row["precision"]) == (date(2018, 3, 14), 17604.0, "day")
    assert (row["count"], row["severity"], row["row"]) == (23, 0.5, f"{path.name}:2")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018-03", date(2018, 3, 1), date(2018, 3, 31), "month"),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "year"),
        ("2018-03-14/2018-03-17", date(2018, 3, 14), date(2018, 3, 17), "interval"),
    ],
)
def test_an_imprecise_date_has_a_first_and_a_last_possible_day(
    tmp_path: Path, text: str, first: date, last: date, precision: str
) -> None:
    (row,) = read_table(write(tmp_path, f"date,source,target\n{text},A,B\n"), 0.5).events
    assert (row["date"], row["last"], row["precision"]) == (first, last, precision)


def test_a_day_by_which_it_happened_is_an_interval(tmp_path: Path) -> None:
    text = (
        "date,date_precision,source,target\n2021-04-22,by (between 2021-04-17 and this day),A,B\n"
    )
    (row,) = read_table(write(tmp_path, text), 0.5).events
    assert (row["date"], row["last"]) == (date(2021, 4, 17), date(2021, 4, 22))
    assert row["precision"] == "interval"


def test_what_an_event_responds_to_is_an_id_a_mutual_id_or_words(tmp_path: Path) -> None:
    text = (
        "id,date,source,target,responds_to\nx1,2018-01-01,A,B,\nx2,2018-01-02,B,A,x1\n"
        "x3,2018-01-02,C,A,mutual x1\nx4,2018-01-03,D,A,measure of July (not listed)\n"
    )
    rows = read_table(write(tmp_path, text), 0.5).events
    assert [(row["responds_to"], row["basis"]) for row in rows] == [
        (None, None),
        ("x1", "stated"),
        ("x1", "mutual"),
        (None, "measure of July (not listed)"),
    ]


def test_numeric_time_needs_no_header_and_names_pass_as_they_are(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "CRO,YUG,0\nYUG,CRO,0.36261552\n"), 0.5)
    assert [(row["source"], row["time"]) for row in table.events] == [
        ("CRO", 0.0),
        ("YUG", 0.36261552),
    ]
    assert {row["date"] for row in table.events} == {None}
    assert table.as_written == {}


def test_names_of_no_state_stand_as_written_and_are_counted(tmp_path: Path) -> None:
    text = "date,source,target\n2018-01-01,Shire,Mordor\n2018-01-02,Mordor,Shire\n"
    table = read_table(write(tmp_path, text), 0.5)
    assert table.as_written == {"Shire": 2, "Mordor": 2}


def test_a_type_may_be_a_cameo_code_or_relation(tmp_path: Path) -> None:
    text = (
        "date,source,target,type\n2018-01-01,A,B,163\n2018-01-01,A,B,Accuse\n2018-01-01,A,B,duel\n"
    )
    rows = read_table(write(tmp_path, text), 0.5).events
    assert [row["type"] for row in rows] == ["sanction", "cameo:11", "duel"]


def test_a_row_with_a_bad_count_stays_and_the_count_is_reported(tmp_path: Path) -> None:
    text = "date,source,target,count\n2018-01-01,A,B,-3\n2018-01-02,A,B,2\n"
    table = read_table(write(tmp_path, text), 0.5)
    assert [event["count"] for event in table.events] == [None, 2]
    assert not table.bad
    unread = [(cell.line, cell.reason) for cell in table.unread]
    assert unread == [(2, "count '-3' is no whole number")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2018-01-40,A,B,1", "'2018-01-40' is no day of the calendar"),
        ("soon,A,B,1", "'soon' is no date; write 2018, 2018-03 or 2018-03-26"),
        (",A,B,1", "no date"),
        ("2018-01-01,,B,1", "no source"),
        ("2018-01-01,A,,1", "no target"),
        ("2018-01-01,A,B", "3 columns where 4 are expected"),
    ],
)
def test_a_bad_row_is_reported_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    text = f"date,source,target,count\n{line}\n2018-01-02,A,B,2\n"
    table = read_table(write(tmp_path, text), 0.5)
    assert [(bad.line, bad.reason) for bad in table.bad] == [(2, reason)]
    assert [row["count"] for row in table.events] == [2]


@pytest.mark.parametrize("time", ["nan", "inf", "soon"])
def test_a_time_that_is_no_point_is_bad(tmp_path: Path, time: str) -> None:
    table = read_table(write(tmp_path, f"source,target,time\nA,B,{time}\nA,B,1\n"), 0.5)
    assert [bad.line for bad in table.bad] == [2]


def test_too_many_bad_rows_and_missing_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EventImportError, match="1 of 1 rows are bad, more than 50%"):
        read_table(write(tmp_path, "date,source,target\nsoon,A,B\n"), 0.5)
    with pytest.raises(EventImportError, match="no column date or time"):
        read_table(write(tmp_path, "source,target,type\nA,B,x\n"), 0.5)


def test_the_shared_expulsions_are_read_whole(shared: Path) -> None:
    table = read_table(shared / "data" / "expulsions.csv", 0.0)
    assert (len(table.events), table.bad, table.as_written) == (36, (), {})
    assert sum(row["responds_to"] is not None for row in table.events) == 12
    assert sum(row["basis"] == "mutual" for row in table.events) == 3


def test_rows_of_a_day_out_of_the_alphabets_order_stand_in_their_own(tmp_path: Path) -> None:
    text = "date,source,target\n2016-01-04,Sudan,Iran\n2016-01-04,Bahrain,Iran\n"
    rows = read_table(write(tmp_path, text + "2016-01-05,Iran,Sudan\n"), 0.5).events
    assert [row["place"] for row in rows] == [1, 2, 1]


def test_rows_sorted_by_name_tell_no_order(tmp_path: Path) -> None:
    text = "date,source,target\n2016-10-27,India,Pakistan\n2016-10-27,Pakistan,India\n"
    rows = read_table(write(tmp_path, text + "2016-01-05,Iran,Sudan\n"), 0.5).events
    assert not any("place" in row for row in rows)
