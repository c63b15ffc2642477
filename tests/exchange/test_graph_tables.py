"""The graph as tables: what spreadsheets and data frames get, and back."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result
from python_calamine import CalamineWorkbook
from talion.events.table import EventTable
from talion.exchange.graph_tables import COLUMNS, TableOf, table_of
from talion.reciprocity.stored_events import events_from_view
from talion.store import Store, View

Run = Callable[..., Result]


def test_a_workbook_has_a_sheet_for_each_table(talion: Run, tmp_path: Path) -> None:
    file = tmp_path / "graph.xlsx"
    assert talion("export", str(file)).exit_code == 0
    book = CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["incidents", "reports", "responses", "actors", "articles"]
    rows = {name: len(book.get_sheet_by_name(name).to_python()) - 1 for name in book.sheet_names}
    assert (rows["incidents"], rows["reports"], rows["articles"]) == (53, 57, 5)
    again = tmp_path / "again.xlsx"
    talion("export", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_every_table_says_the_same_in_every_format(talion: Run, tmp_path: Path, view: View) -> None:
    for what in COLUMNS:
        rows = table_of(view, what)
        assert all(tuple(row) == COLUMNS[what] for row in rows)
        files = {end: tmp_path / f"{what}.{end}" for end in ("csv", "parquet", "xlsx")}
        for file in files.values():
            assert talion("export", "--table", what.value, str(file)).exit_code == 0
        assert pl.read_parquet(files["parquet"]).to_dicts() == rows
        text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
        assert list(csv.DictReader(io.StringIO(files["csv"].read_text()))) == text
        sheet = CalamineWorkbook.from_path(str(files["xlsx"])).get_sheet_by_index(0).to_python()
        assert [str(cell) for cell in sheet[0]] == list(COLUMNS[what])
        assert [row[0] for row in sheet[1:]] == [row[COLUMNS[what][0]] for row in rows]


def test_a_response_names_both_ends_and_quotes_its_source(view: View) -> None:
    ends = (
        "2020-12-10-threat-russia-leonid-slutsky-netherlands",
        "2020-12-10-expulsion-netherlands-russia",
    )
    rows = table_of(view, TableOf.RESPONSES)
    found = [row for row in rows if (row["response"], row["antecedent"]) == ends]
    assert {row["article"] for row in found} == {"2020-12-10-moscow-times", "2020-12-dutchreview"}
    assert {row["basis"] for row in found} == {"stated"}
    assert any("Moscow said it would retaliate" in str(row["quote"]) for row in found)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".parquet"])
def test_the_event_table_comes_back_from_a_file_without_loss(
    talion: Run, tmp_path: Path, seeds: Store, ending: str
) -> None:
    file, back = tmp_path / f"events{ending}", tmp_path / "back.parquet"
    assert talion("export", "--table", "events", str(file)).exit_code == 0
    assert talion("events", str(file), "-o", str(back)).exit_code == 0
    with seeds.view() as view:
        assert EventTable.read(back).frame().to_dicts() == events_from_view(view).frame().to_dicts()


def test_a_table_goes_into_formats_of_tables_only(talion: Run, tmp_path: Path) -> None:
    result = talion("export", "--table", "actors", str(tmp_path / "graph.gexf"))
    assert result.exit_code == 2
    assert result.stderr == "talion: --table goes with csv, xlsx, parquet, not with gexf\n"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "parquet", "json"])
def test_a_list_is_written_whole_whatever_the_limit(
    talion: Run, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"list.{ending}"
    result = talion("list", "incidents", "--type", "expulsion", "--limit", "1", "-o", str(file))
    assert (result.exit_code, result.stderr) == (0, f"20 incidents written to {file}\n")
    match ending:
        case "xlsx":
            rows = len(CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()) - 1
        case "parquet":
            rows = pl.read_parquet(file).height
        case "csv":
            rows = len(file.read_text().splitlines()) - 1
        case _:
            rows = file.read_text().count('"reviewed"')
    assert rows == 20


def test_a_list_of_no_known_ending_is_one_line(talion: Run, tmp_path: Path) -> None:
    result = talion("list", "actors", "-o", str(tmp_path / "list.doc"))
    assert result.exit_code == 2
    assert result.stderr.endswith("list.doc: write .csv, .xlsx, .parquet or .json\n")
