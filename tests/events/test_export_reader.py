import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.errors import EventImportError
from talion.events.bad_rows import check_share
from talion.events.coded_export import CodedExport
from talion.events.coded_rows import CodedRows, joined_rows
from talion.events.event_format import ReadContext
from talion.events.formats import gdelt1, gdelt2, icews, icews_tidy

TIDY = (
    "date,source,relation,target\n"
    '2014-01-01,China,"Abduct, hijack, or take hostage",Japan\n'
    "one field only\n"
    "2014-13-01,China,Accuse,Japan\n"
    "\n"
    "2014-01-02,Japan,Accuse,China\n"
    "2014-01-03,China,Accuse\n"
    "2014-01-04,China,Accuse,Japan\n"
)


def read(max_bad: float, *files: tuple[Path, CodedExport]) -> CodedRows:
    context = ReadContext()
    found = [known.read(path, context) for path, known in files]
    for file in found:
        check_share(file.path, file.bad, file.seen, max_bad)
    return joined_rows(found, context.actors, context.codes)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bad_row_is_reported_by_file_line_and_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TIDY)
    rows = read(0.5, (path, icews_tidy.FORMAT))
    assert rows.line.tolist() == [2, 6, 8]
    assert rows.codes[0] == "Abduct, hijack, or take hostage"
    assert [(bad.file, bad.line, bad.reason) for bad in rows.bad] == [
        (str(path), 3, "1 columns where 4 are expected"),
        (str(path), 4, "'2014-13-01' is no date"),
        (str(path), 7, "3 columns where 4 are expected"),
    ]


def test_too_many_bad_rows_stop_the_import(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TIDY)
    with pytest.raises(
        EventImportError, match=r"3 of 7 rows are bad, more than 40%.*line 3: 1 col"
    ):
        read(0.4, (path, icews_tidy.FORMAT))


def test_many_files_packed_or_not_make_one_set_of_rows(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.csv", "date,source,relation,target\n2014-01-01,A,Accuse,B\n")
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(
        gzip.compress(b"relation,target,source,date,more\nAccuse,A,B,2014-01-02,x\n")
    )
    rows = read(0.5, (plain, icews_tidy.FORMAT), (packed, icews_tidy.FORMAT))
    assert [rows.actors[n] for n in rows.source] == ["A", "B"]
    assert (rows.day[1] - rows.day[0], rows.file.tolist()) == (1, [0, 1])


def test_a_missing_column_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "date,source,target\n2014-01-01,A,B\n")
    with pytest.raises(EventImportError, match=r"a\.csv: .*relation"):
        read(0.5, (path, icews_tidy.FORMAT))


def test_bytes_that_are_no_text_spoil_a_name_not_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,source,relation,target\n2014-01-01,A\xff,Accuse,B\n")
    assert read(0.5, (path, icews_tidy.FORMAT)).actors == ("Aÿ", "B")  # Windows-1252


def test_gdelt_1_of_the_shared_sample_has_forty_bad_lines(shared: Path) -> None:
    path = shared / "data" / "spark-gdelt_events1.CSV"
    rows = read(0.5, (path, gdelt1.FORMAT))
    assert [bad.line for bad in rows.bad] == list(range(1, 41))
    assert {bad.reason for bad in rows.bad} == {"57 columns where 58 are expected"}
    assert rows.line.tolist() == list(range(41, 101))


@pytest.mark.parametrize(
    ("name", "form", "count"),
    [
        ("icews14.csv.gz", icews_tidy.FORMAT, 90_730),
        ("icews_dataverse_sample.tab.gz", icews.FORMAT, 3_705),
        ("spark-gdelt_events.CSV", gdelt2.FORMAT, 100),
        ("spark-gdelt_eventsT.CSV", gdelt2.FORMAT, 100),
    ],
)
def test_the_shared_exports_are_read_whole(
    shared: Path, name: str, form: CodedExport, count: int
) -> None:
    rows = read(0.0, (shared / "data" / name, form))
    assert (len(rows), len(rows.bad)) == (count, 0)


LINES = st.lists(
    st.sampled_from(["2014-01-01,A,Accuse,B", "2014-01-01,A", "a,b,c,d,e", "", "x,A,y,B"])
)


@settings(max_examples=50, deadline=None)
@given(LINES)
def test_every_line_is_read_reported_or_blank(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.csv"
    path.write_text("date,source,relation,target\n" + "".join(line + "\n" for line in lines))
    rows = read(1.0, (path, icews_tidy.FORMAT))
    good = [n for n, line in enumerate(lines, 2) if line == "2014-01-01,A,Accuse,B"]
    bad = [n for n, line in enumerate(lines, 2) if line and n not in good]
    assert rows.line.tolist() == good
    assert [row.line for row in rows.bad] == bad
