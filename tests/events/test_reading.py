import sys
from datetime import date
from pathlib import Path

import pytest
from talion.errors import EventImportError, MissingExtraError, UsageError
from talion.events.reading import import_events, read_events
from talion.reciprocity.stored_events import load_events

HEAD = "date,source,relation,target\n"
EXPEL, BREAK = "Expel or deport individuals", "Reduce or break diplomatic relations"


def tidy(folder: Path, *lines: str, name: str = "icews.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def read_rows(path: Path) -> list[tuple[object, ...]]:
    frame = read_events([path]).frame()
    return [
        (row["date"], row["source"], row["target"], row["type"], row["reports"])
        for row in frame.iter_rows(named=True)
    ]


def test_sub_state_reports_of_days_become_one_event_between_states(tmp_path: Path) -> None:
    path = tidy(
        tmp_path,
        f"2018-03-14,United Kingdom,{EXPEL},Foreign Affairs (Russia)",
        f"2018-03-14,Government (United Kingdom),{BREAK},Russia",
        f"2018-03-15,England,{EXPEL},Citizen (Russia)",
        f"2018-03-17,Russia,{EXPEL},Envoy (United Kingdom)",
    )
    assert read_rows(path) == [
        (date(2018, 3, 14), "United Kingdom", "Russia", "expulsion", 3),
        (date(2018, 3, 17), "Russia", "United Kingdom", "expulsion", 1),
    ]


def test_who_is_expelled_tells_expulsion_from_deportation(tmp_path: Path) -> None:
    path = tidy(
        tmp_path,
        f"2018-01-01,Canada,{EXPEL},Citizen (Mexico)",
        f"2018-01-02,France,{EXPEL},Diplomat (Iran)",
        f"2018-01-03,Spain,{EXPEL},Venezuela",
        f"2018-01-04,Bahrain,{BREAK},Qatar",
        f"2018-01-05,Poland,{EXPEL},Vladimir Putin",  # a person barred, no diplomat
    )
    assert [row[3] for row in read_rows(path)] == [
        "deportation",
        "expulsion",
        "expulsion",
        "break_of_relations",
        "deportation",
    ]


def test_consultations_coded_on_both_sides_are_one(tmp_path: Path) -> None:
    path = tidy(
        tmp_path,
        "2018-01-01,Japan,Consult,China",
        "2018-01-01,China,Consult,Japan",
        "2018-01-05,China,Host a visit,Japan",
        "2018-01-05,Japan,Make a visit,China",
    )
    assert read_rows(path) == [
        (date(2018, 1, 1), "China", "Japan", "cameo:04", 2),
        (date(2018, 1, 5), "Japan", "China", "cameo:04", 2),
    ]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    path = tidy(
        tmp_path,
        "2018-01-01,Japan,Accuse,China",
        "2018-01-01,Police (Japan),Accuse,Citizen (Japan)",
        "2018-01-01,Boko Haram,Accuse,China",
        "2018-01-01,China,Accuse,Boko Haram",
        "2018-01-01,China,Sing a song,Japan",
        "soon,China,Accuse,Japan",
    )
    summary = import_events([path]).summary
    assert (summary.files, summary.rows, summary.used, summary.domestic) == (1, 6, 1, 1)
    assert summary.stateless == (("Boko Haram", 2),)
    assert summary.unknown_codes == (("Sing a song", 1),)
    assert [(row.line, row.reason) for row in summary.bad] == [(7, "'soon' is no date")]


def test_an_id_tells_what_it_is_and_stands_once(tmp_path: Path) -> None:
    path = tidy(
        tmp_path, "2018-01-01,Japan,Accuse,China", "2018-01-01,Citizen (Japan),Accuse,China"
    )
    both = import_events([path], rules=None).events.frame()
    assert both["id"].to_list() == [
        "2018-01-01/Japan/China/cameo:11",
        "2018-01-01/Japan/China/cameo:11/2",
    ]
    assert both["row"].to_list() == [f"{path.name}:2", f"{path.name}:3"]


def test_exports_and_tables_make_one_table_in_order_of_time(tmp_path: Path) -> None:
    export = tidy(tmp_path, "2018-01-05,Japan,Accuse,China")
    table = tmp_path / "own.csv"
    table.write_text(
        "date,source,target,type\n2018-01-09,China,Japan,threat\n2018-01-01,USA,Cuba,threat\n"
    )
    frame = read_events([export, table]).frame()
    assert frame["id"].to_list() == [
        "2018-01-01/United States/Cuba/threat",
        "2018-01-05/Japan/China/cameo:11",
        "2018-01-09/China/Japan/threat",
    ]


def test_dates_and_numeric_times_are_not_mixed(tmp_path: Path) -> None:
    export = tidy(tmp_path, "2018-01-05,Japan,Accuse,China")
    table = tmp_path / "own.csv"
    table.write_text("A,B,1.5\n")
    with pytest.raises(EventImportError, match="1 events have a numeric time, the others dates"):
        read_events([export, table])


def test_a_raw_export_and_the_parquet_made_of_it_load_alike(tmp_path: Path) -> None:
    path = tidy(tmp_path, "2018-01-05,Japan,Accuse,China", "2018-01-07,China,Threaten,Japan")
    events = load_events(path)
    events.write(tmp_path / "events.parquet")
    assert load_events(tmp_path / "events.parquet").table.equals(events.table)


def test_what_cannot_be_loaded_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EventImportError, match="there is no such file"):
        load_events(tmp_path / "none")
    with pytest.raises(UsageError, match="'xls' is not an event format; there are: auto, acled,"):
        read_events([tmp_path], format_name="xls")


def test_a_missing_library_is_reported_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)  # as if it were not installed
    with pytest.raises(MissingExtraError, match=r"pip install 'talion\[events\]'"):
        read_events([tidy(tmp_path)])


def test_no_rows_are_an_empty_table(tmp_path: Path) -> None:
    assert len(read_events([tidy(tmp_path)])) == 0


def test_gdelt_and_icews_tab_come_out_as_events_between_states(shared: Path) -> None:
    data = shared / "data"
    done = import_events([data / "icews_dataverse_sample.tab.gz", data / "spark-gdelt_events.CSV"])
    rows = done.summary
    assert rows.rows == 3805
    assert rows.used == 1752
    assert set(done.events.columns().states) > {"Russia", "United States", "Bangladesh"}


def test_acts_of_2014_that_history_knows_are_found(shared: Path) -> None:
    frame = read_events([shared / "data" / "icews14.csv.gz"]).frame()
    expulsions = {
        (str(row["date"]), row["source"], row["target"])
        for row in frame.iter_rows(named=True)
        if row["type"] == "expulsion"
    }
    assert expulsions >= {
        ("2014-03-07", "South Africa", "Rwanda"),
        ("2014-04-08", "Canada", "Russia"),
        ("2014-07-08", "Bahrain", "United States"),
        ("2014-11-17", "Poland", "Russia"),
    }
    recalls = frame.filter(target="Qatar", type="break_of_relations", date=date(2014, 3, 5))
    assert set(recalls["source"]) == {"Bahrain", "United Arab Emirates"}
