import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.reciprocity.events.schema import EventTable

Run = Callable[..., Result]

ROWS = (
    "date,source,relation,target\n2018-03-14,United Kingdom,Expel or deport individuals,Russia\n"
    "2018-03-17,Russia,Expel or deport individuals,Envoy (United Kingdom)\nhello\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "icews.csv"
    path.write_text(ROWS)
    return path


def test_it_writes_the_table_and_says_what_became_of_the_rows(talion: Run, export: Path) -> None:
    output = export.with_name("events.parquet")
    result = talion("events", str(export), "-o", str(output))
    assert result.exit_code == 0, result.output
    assert f"{export}, line 4: 1 columns where 4 are expected" in result.stderr
    assert "2 incidents in" in result.stderr
    assert len(EventTable.read(output)) == 2


def test_json_is_for_programs(talion: Run, export: Path) -> None:
    told = json.loads(talion("events", str(export), "--json").stdout)
    assert (told["rows"], told["used"], told["incidents"]) == (3, 2, 2)
    assert told["bad"] == [
        {"file": str(export), "line": 4, "reason": "1 columns where 4 are expected"}
    ]


def test_too_many_bad_rows_end_in_one_line(talion: Run, export: Path) -> None:
    result = talion("events", str(export), "--max-bad", "0.1")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"talion: {export}: 1 of 3 rows are bad, more than 10%")


def test_a_folder_is_no_output_file(talion: Run, export: Path) -> None:
    result = talion("events", str(export), "-o", str(export.parent))
    assert result.exit_code == 2
    assert "is a folder" in result.stderr
