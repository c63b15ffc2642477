from collections.abc import Iterator
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from talion import plugins
from talion.errors import EventImportError, PluginError, UsageError
from talion.events.column_table import ColumnTable
from talion.events.file_head import FileHead
from talion.events.format_registry import GROUP, detect, event_formats, format_names
from talion.events.reading import import_events
from talion.events.row_fields import NoEvent

from . import ucdp_ged

HEADER = "id,year,side_a,side_b,gwnoa,gwnob,date_start,date_end,best,low,high,source_article\n"
ROWS = (
    "11,1999,Government of India,Government of Pakistan,750,770,1999-05-26,1999-05-26,3,3,4,"
    '"Dispatch, 27 May\nsecond line"\n'
    "12,1999,Government of India,LeT,750,,1999-05-27,1999-05-27,1,1,1,Dispatch\n"
    "13,1999,Government of India,Government of Pakistan,750,770,1999-06-31,1999-07-02,5,4,9,None\n"
    "14,1999,Government of Pakistan,Government of India,770,750,1999-06-13,1999-06-15,8,8,8,None\n"
)


@pytest.fixture
def ged() -> Iterator[None]:
    with event_formats.registered(ucdp_ged.FORMAT):
        yield


def written(folder: Path, text: str = HEADER + ROWS) -> Path:
    path = folder / "ged.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("ged")
def test_a_new_format_is_detected_by_its_header(tmp_path: Path) -> None:
    assert detect(FileHead.of(written(tmp_path))) is ucdp_ged.FORMAT
    assert "ged-example" in format_names()


@pytest.mark.usefixtures("ged")
def test_a_new_format_is_read_and_its_bad_rows_have_lines(tmp_path: Path) -> None:
    path = written(tmp_path)
    done = import_events([path])
    rows = done.events.frame().select("id", "date", "last", "source", "target", "type").rows()
    assert rows == [
        ("11", date(1999, 5, 26), date(1999, 5, 26), "India", "Pakistan", "military_action"),
        ("14", date(1999, 6, 13), date(1999, 6, 15), "Pakistan", "India", "military_action"),
    ]
    summary = done.summary
    assert (summary.rows, summary.used, summary.stateless) == (4, 2, (("LeT", 1),))
    [bad] = summary.bad
    assert (bad.file, bad.line) == (str(path), 5)  # the first row has two lines
    assert bad.reason == "'1999-06-31' is no day of the calendar"


def test_without_it_the_file_is_refused_with_the_ways_to_read_it(tmp_path: Path) -> None:
    with pytest.raises(EventImportError) as refused:
        import_events([written(tmp_path)])
    said = str(refused.value)
    assert "talion formats" in said
    assert "--columns date=…,source=side_a,target=side_b" in said
    assert "date_start" in said  # the columns that there are
    assert "ged-example" not in format_names()


def test_a_name_is_given_once() -> None:
    known = event_formats()["csv"]
    with (
        pytest.raises(UsageError, match="there is an event format 'csv' already"),
        event_formats.registered(known),
    ):
        pass


def test_a_file_of_two_formats_needs_its_format_named(tmp_path: Path) -> None:
    twin = ColumnTable("twin", "a twin (CSV)", ucdp_ged.FORMAT.marks, ucdp_ged.FORMAT.fields)
    path = written(tmp_path)
    with event_formats.registered(ucdp_ged.FORMAT), event_formats.registered(twin):
        with pytest.raises(EventImportError, match="may be ged-example or twin; say which"):
            import_events([path])
        assert len(import_events([path], format_name="twin").events) == 3


def test_a_row_whose_code_is_no_event_is_left_out_and_counted(tmp_path: Path) -> None:
    table = ColumnTable(
        name="disputes",
        title="disputes",
        marks=frozenset({"ccode", "against", "action"}),
        fields={"source": "ccode", "target": "against", "date": "day"},
        left_out=lambda row: NoEvent("no action") if row["action"] == "0" else None,
    )
    lines = ("ccode\tagainst\tday\taction", "France\tItaly\t1902\t1", "Italy\tFrance\t1902\t0")
    with event_formats.registered(table):
        done = import_events([written(tmp_path, "\n".join(lines) + "\n")])
    assert done.events.frame()["source"].to_list() == ["France"]
    assert (done.summary.unknown_codes, done.summary.used) == ((("no action", 1),), 1)


def points(monkeypatch: pytest.MonkeyPatch, *values: str) -> None:
    found = [EntryPoint(f"p{n}", value, GROUP) for n, value in enumerate(values)]
    monkeypatch.setattr(plugins, "entry_points", lambda group: found)
    event_formats.forget()


@pytest.fixture(autouse=True)
def as_installed() -> Iterator[None]:
    yield
    event_formats.forget()


def test_an_installed_package_offers_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "offered.py").write_text(
        "from talion.events.column_table import ColumnTable\n"
        "FORMAT = ColumnTable('offered', 'offered', frozenset({'x'}), {})\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    points(monkeypatch, "offered:FORMAT")
    assert event_formats()["offered"].title == "offered"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_module:FORMAT", "No module named 'no_such_module'"),
        ("talion.events.formats.icews:FORMAT", "there is an event format 'icews' already"),
    ],
)
def test_what_an_installed_package_offers_wrongly_is_named(
    monkeypatch: pytest.MonkeyPatch, value: str, reason: str
) -> None:
    points(monkeypatch, value)
    with pytest.raises(PluginError, match=rf"'p0' of talion\.event_formats .*: {reason}"):
        event_formats()
