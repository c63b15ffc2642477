import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.events.format_registry import event_formats
from talion.events.table import EventTable

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
    assert f"2 incidents written to {output}" in result.stderr
    assert len(EventTable.read(output)) == 2


def test_json_is_for_programs(talion: Run, export: Path) -> None:
    printed = json.loads(talion("events", str(export), "--json").stdout)
    assert (printed["rows"], printed["used"], printed["incidents"]) == (3, 2, 2)
    assert printed["bad_rows"] == [
        {"file": str(export), "line": 4, "reason": "1 columns where 4 are expected"}
    ]


def test_what_is_left_out_is_listed_with_its_reason_and_its_row(
    talion: Run, tmp_path: Path
) -> None:
    head, verb = "date,source,relation,target", "Expel or deport individuals"
    there = [f"2018-03-14,United Kingdom,{verb},Russia"] * 20
    back = [f"2018-03-14,Russia,{verb},United Kingdom"]
    path = tmp_path / "coded.csv"
    path.write_text("\n".join([head, *there, *back]) + "\n")
    printed = json.loads(talion("events", str(path), "--left-out", "--json").stdout)
    assert printed["incidents"] == 1
    [it] = printed["left_out"]
    assert (it["source"], it["reports"], it["fate"]) == ("Russia", 1, "echo")
    assert it["row"] == f"{path.name}:22"
    assert "wrong direction" in talion("events", str(path), "--left-out").stdout


def test_too_many_bad_rows_end_in_one_line(talion: Run, export: Path) -> None:
    result = talion("events", str(export), "--max-bad", "0.1")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"talion: {export}: 1 of 3 rows are bad, more than 10%")


def test_a_folder_is_no_output_file(talion: Run, export: Path) -> None:
    result = talion("events", str(export), "-o", str(export.parent))
    assert result.exit_code == 2
    assert "is a folder" in result.stderr


def test_standard_input_is_a_file_like_others(talion: Run, export: Path, tmp_path: Path) -> None:
    packed = gzip.compress(export.read_bytes())
    output = tmp_path / "events.parquet"
    result = talion("events", "-", "--format", "icews-tidy", "-o", str(output), stdin=packed)
    assert result.exit_code == 0, result.output
    assert "-, line 4: 1 columns where 4 are expected" in result.stderr
    assert EventTable.read(output).table["row"].to_pylist() == ["-:2", "-:3"]
    table = "source,target,date\nFrance,Mali,2024-01-01\n"
    printed = json.loads(talion("replies", "-", "--json", stdin=table).stdout)
    assert [row["source"] for row in printed["replies"]] == ["France"]


def test_a_store_and_a_table_made_before_are_read_with_exports(
    talion: Run, export: Path, seeds_folder: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.parquet", tmp_path / "second.parquet"
    assert talion("events", str(seeds_folder), "-o", str(first)).exit_code == 0
    assert len(EventTable.read(first)) == 37
    result = talion("events", str(first), str(export), "-o", str(second), "--json")
    printed = json.loads(result.stdout)
    assert (printed["rows"], printed["used"], printed["incidents"]) == (40, 39, 39)
    twice = talion("events", str(first), str(seeds_folder))
    assert twice.exit_code == 1
    assert "stands twice" in twice.stderr


@pytest.mark.parametrize(
    "command",
    [
        *("replies", "motifs", "chains", "ledger NL Russia", "waves", "unanswered"),
        *("precedents 2020-12-10-expulsion-netherlands-russia", "fit --steps 2"),
    ],
)
def test_each_later_command_takes_a_store_for_its_events(
    talion: Run, seeds_folder: Path, tmp_path: Path, command: str
) -> None:
    name, *more = command.split()
    result = talion(name, *more, str(seeds_folder), "--json", store=tmp_path / "none")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


def test_the_help_names_every_registered_format(talion: Run) -> None:
    said = " ".join(talion("events", "--help").stdout.split())
    assert all(known.name in said for known in event_formats().values())


def test_a_table_that_is_read_is_not_written_over(
    talion: Callable[..., Result], tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("date,source,target,type\n2018-03-26,Russia,France,expulsion\n", "utf-8")
    before = table.read_bytes()
    (tmp_path / "link.csv").symlink_to(table)
    for name in ("mine.csv", "link.csv", "./mine.csv"):
        done = talion("events", str(table), "-o", str(tmp_path / name))
        assert done.exit_code == 2
        assert "is read here; -o writes another file" in " ".join(done.stderr.split())
        assert table.read_bytes() == before
