from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from talion.errors import EventSchemaError
from talion.events.event_schema import event_schema
from talion.events.table import EventTable, no_events

ROWS = [
    {
        "id": "b",
        "time": 3.0,
        "date": date(1970, 1, 4),
        "source": "Russia",
        "target": "Netherlands",
        "type": "expulsion",
        "count": 2,
        "severity": 0.5,
        "responds_to": "a",
        "basis": "stated",
    },
    {
        "id": "a",
        "time": 1.0,
        "date": date(1970, 1, 2),
        "source": "Netherlands",
        "target": "Russia",
        "type": "sanction",
        "count": None,
        "severity": 0.65,
    },
]


def test_a_table_is_in_order_of_time_and_of_the_declared_schema() -> None:
    table = EventTable.from_rows(ROWS)
    assert table.table.schema.equals(event_schema(), check_metadata=True)
    assert table.frame()["id"].to_list() == ["a", "b"]


def test_the_arrays_share_one_list_of_states_and_follow_the_rows() -> None:
    columns = EventTable.from_rows(ROWS).columns()
    assert columns.states == ("Netherlands", "Russia")
    assert columns.types == ("expulsion", "sanction")
    assert columns.time.tolist() == [1.0, 3.0]
    assert columns.source.tolist() == [0, 1]
    assert columns.target.tolist() == [1, 0]
    assert columns.type.tolist() == [1, 0]
    assert columns.count.tolist() == [-1, 2]
    assert columns.responds_to.tolist() == [-1, 0]
    assert [c.dtype.str[1:] for c in (columns.source, columns.type)] == ["i4", "i2"]
    assert [c.dtype.str[1:] for c in (columns.severity, columns.count)] == ["f4", "i4"]
    with pytest.raises(ValueError, match="read-only"):
        columns.time[0] = 5.0


def test_what_a_frame_leaves_out_is_filled() -> None:
    frame = pl.DataFrame({"id": ["x"], "time": [0.5], "source": ["1"], "target": ["2"]})
    row = EventTable.from_frame(frame).frame().row(0, named=True)
    assert (row["precision"], row["type"], row["reports"]) == ("numeric", "act", 1)
    assert (row["date"], row["count"], row["responds_to"]) == (None, None, None)


def test_parquet_gives_back_the_same_table(tmp_path: Path) -> None:
    table = EventTable.from_rows(ROWS)
    table.write(tmp_path / "events.parquet")
    assert EventTable.read(tmp_path / "events.parquet").table.equals(table.table)


def test_an_empty_table_is_a_table(tmp_path: Path) -> None:
    table = EventTable.from_frame(no_events())
    table.write(tmp_path / "none.parquet")
    columns = EventTable.read(tmp_path / "none.parquet").columns()
    assert (len(columns), columns.states, columns.types) == (0, (), ())


def test_another_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    table = EventTable.from_rows(ROWS).table
    pq.write_table(table.replace_schema_metadata({"talion.events.version": "99"}), path)
    with pytest.raises(EventSchemaError, match=r"version 99, this Talion reads version 1"):
        EventTable.read(path)


def test_some_other_parquet_file_is_no_event_table(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), tmp_path / "x.parquet")
    with pytest.raises(EventSchemaError, match="no event table"):
        EventTable.read(tmp_path / "x.parquet")
    (tmp_path / "y.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(EventSchemaError, match="no Parquet file"):
        EventTable.read(tmp_path / "y.parquet")


@pytest.mark.parametrize("column", ["id", "source", "type", "evidence"])
def test_bytes_that_are_no_text_are_refused_with_their_column(tmp_path: Path, column: str) -> None:
    table = EventTable.from_rows(ROWS).table
    at, field = table.schema.get_field_index(column), table.schema.field(column)
    kept = pa.array([b"Norv\xc1ge", b"Russia"], pa.binary())
    broken = pa.Array.from_buffers(pa.string(), 2, kept.buffers())
    if pa.types.is_dictionary(field.type):
        broken = pa.DictionaryArray.from_arrays(pa.array([0, 1], pa.int32()), broken)
    pq.write_table(table.set_column(at, field, broken), tmp_path / "events.parquet")
    with pytest.raises(EventSchemaError, match=f"the column {column} holds what is not UTF-8"):
        EventTable.read(tmp_path / "events.parquet")


def test_an_id_stands_once() -> None:
    with pytest.raises(EventSchemaError, match="the id a stands twice"):
        EventTable.from_rows([ROWS[1], ROWS[1]])


def test_a_frame_without_parties_is_no_event_table() -> None:
    with pytest.raises(EventSchemaError, match="no column source, target"):
        EventTable.from_frame(pl.DataFrame({"id": ["x"], "time": [0.0]}))


def test_a_row_responds_to_none_that_can_only_have_happened_later() -> None:
    spans = {"day": date(2018, 3, 14), "month": date(2018, 3, 31), "year": date(2018, 12, 31)}
    for late, last in spans.items():
        rows = [
            {"id": "a", "time": 1.0, "date": date(2018, 3, 20), "precision": "day"},
            {"id": "b", "time": 0.0, "date": date(2018, 3, 14), "last": last, "precision": late},
        ]
        sides = {"source": "Norway", "target": "Russia", "responds_to": "a", "basis": "stated"}
        first = {**sides, "responds_to": None, "basis": None, **rows[0]}
        made = EventTable.from_rows([first, {**sides, **rows[1]}])
        assert made.columns().responds_to.tolist() == [-1 if late == "day" else 1, -1], late
