"""Tables as people keep them: spreadsheets, encodings, separators, mappings, round trips."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from talion.errors import EventImportError
from talion.events.column_mapping import remember
from talion.events.conventions import Told
from talion.events.file_opening import Opening
from talion.events.reading import Import, import_events
from talion.events.states.code_systems import CodeSystem
from talion.events.table_files import write_events
from talion.events.values.date_order import DayOrder

HEAD = ("Date", "Who", "Whom", "What", "How many")


def sides(done: Import) -> list[tuple[str, str, str]]:
    rows = done.events.frame().iter_rows(named=True)
    return [(str(row["date"]), row["source"], row["target"]) for row in rows]


def workbook(path: Path, *sheets: tuple[str, list[tuple[Any, ...]]]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
    return path


def test_a_workbook_is_read_with_true_dates_titles_and_breaks_in_cells(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        ("Expulsions since 2018", "", "", "", ""),
        HEAD,
        (datetime(2018, 3, 26), "Norway", "Russia", "PNG", 1),
        (date(2018, 4, 3), "Russia", "Norway\nSweden", "expulsion", "two"),
    ]
    path = workbook(tmp_path / "a.xlsx", ("notes", []), ("list", rows), ("more", [("x",)]))
    done = import_events([path])
    assert sides(done) == [
        ("2018-03-26", "Norway", "Russia"),
        ("2018-04-03", "Russia", "Norway"),
        ("2018-04-03", "Russia", "Sweden"),
    ]
    assert done.events.frame()["count"].to_list() == [1, None, None]  # two of both, or of each?
    assert [cell.line for cell in done.summary.unread] == [4]
    assert done.events.frame()["row"].to_list() == ["a.xlsx:3", "a.xlsx:4", "a.xlsx:4"]
    assert done.summary.readings[0].layout.startswith(
        "spreadsheet, sheet list; not read: more (--sheet"
    )


def test_another_sheet_is_read_when_told_and_an_unknown_one_names_those_there(
    tmp_path: Path,
) -> None:
    rows: list[tuple[Any, ...]] = [HEAD, (datetime(2018, 3, 26), "Norway", "Russia", "PNG", 1)]
    other: list[tuple[Any, ...]] = [HEAD, (datetime(2019, 1, 2), "Spain", "Italy", "PNG", 1)]
    path = workbook(tmp_path / "a.xlsx", ("one", rows), ("two", other))
    assert sides(import_events([path], how=Opening(sheet="two")))[0][1] == "Spain"
    with pytest.raises(EventImportError, match="no sheet 'three'; there are: one, two"):
        import_events([path], how=Opening(sheet="three"))


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    rows = (HEAD, ("2018-03-26", "Norway", "Russia", "PNG", "1"))
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="one">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    assert sides(import_events([path])) == [("2018-03-26", "Norway", "Russia")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = (HEAD, ("26.03.2018", "Côte d'Ivoire", "Bénin", "expulsion", "1"))
    text = "\n".join(separator.join(row) for row in rows) + "\n"
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    done = import_events([path])
    assert sides(done) == [("2018-03-26", "Ivory Coast", "Benin")]
    assert done.summary.readings[0].encoding == encoding.removesuffix("-sig")


def test_a_first_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nDate;Who;Whom\n26/03/2018;Norway;Russia\n")
    done = import_events([path])
    assert sides(done) == [("2018-03-26", "Norway", "Russia")]
    assert done.events.frame()["row"].to_list() == ["a.csv:3"]


def test_a_field_may_be_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Date,Who,Whom,Note\n2018-03-26,Norway,Russia,"{"x" * 200_000}"\n')
    assert len(import_events([path]).events) == 1


def test_dates_that_could_be_two_wait_and_are_read_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date,Who,Whom\n3/4/2018,Norway,Russia\n5/5/2018,Russia,Norway\n")
    done = import_events([path])
    assert [bad.reason[:35] for bad in done.summary.bad] == ["'3/4/2018' is 3 April or March 4; s"]
    told = import_events([path], told=Told(dates=DayOrder.MDY))
    assert [row[0] for row in sides(told)] == ["2018-03-04", "2018-05-05"]


def test_letters_of_the_correlates_of_war_are_read_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "date,source,target\n1995-01-02,AUS,SLV\n1995-01-03,ICE,UKG\n1996-01-01,GMY,FRN\n"
    )
    done = import_events([path])
    assert [row[1:] for row in sides(done)] == [
        ("Austria", "Slovenia"),
        ("Iceland", "United Kingdom"),
        ("Germany", "France"),
    ]
    assert "cow: Correlates of War" in done.summary.readings[0].actor_codes
    told = import_events([path], told=Told(actors=CodeSystem.ISO3))
    assert sides(told)[0][1:] == ("Australia", "El Salvador")


def test_a_source_that_is_a_citation_is_not_the_actor(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "date,expelling state,expelled state,source\n2018-03-26,Norway,Russia,A paper\n"
    )
    assert sides(import_events([path])) == [("2018-03-26", "Norway", "Russia")]


def test_years_months_and_days_in_columns_of_their_own_are_a_date(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "ccode1,ccode2,year,month,day\n2,365,1983,9,5\n365,2,1983,9,\n255,365,1914,8,1\n"
    )
    frame = import_events([path]).events.frame()
    assert frame["source"].to_list() == ["German Reich", "Soviet Union", "United States"]
    assert frame["precision"].to_list() == ["day", "month", "day"]


def test_words_that_say_how_an_actor_is_written_do_not_hide_its_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("event_date\tISO_from\tISO_to\tn_expelled\n20180314\tGBR\tRUS\t23\n")
    done = import_events([path])
    assert sides(done) == [("2018-03-14", "United Kingdom", "Russia")]
    assert done.events.frame()["count"].to_list() == [23]


def test_columns_are_told_and_remembered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("T,X,Y\n26.03.2018,Norway,Russia\n")
    with pytest.raises(EventImportError, match="say with --columns"):
        import_events([path])
    columns = {"date": "T", "source": "X", "target": "Y"}
    assert sides(import_events([path], told=Told(columns=columns))) == [
        ("2018-03-26", "Norway", "Russia")
    ]
    remember(path, columns)
    assert len(import_events([path]).events) == 1


def test_a_response_to_a_row_of_several_sides_is_to_the_one_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,date,source,target,responds_to\na,2018-03-26,Norway;Sweden,Russia,\n"
        "b,2018-03-29,Russia,Sweden,a\n"
    )
    frame = import_events([path]).events.frame()
    assert frame["id"].to_list() == ["a", "a/2", "b"]
    assert frame["responds_to"].to_list() == [None, None, "a/2"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_a_table_written_and_read_again_is_the_same(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "id,date,source,target,type,count,responds_to,note\n"
        'x1,1850-03,Norway,Russia,expulsion,23,,"=1+1, and\nmore"\n'
        "x2,2018-03-29,Russia,Norway,+duel,,x1,\n"
        "x3,2018-03-29/2018-04-02,Russia,Sweden,threat,0012,the war of 1850,-\n"
    )
    events = import_events([path]).events
    written = tmp_path / f"b{ending}"
    write_events(events, written)
    again = import_events([written]).events
    assert again.table.equals(events.table)


def test_a_table_that_a_spreadsheet_program_has_saved_is_the_same(tmp_path: Path) -> None:
    """Semicolons, days first and decimal commas, as a program set to German saves a CSV file."""
    path = tmp_path / "a.csv"
    path.write_text("date,source,target,type\n2018-03-26,Norway,Russia,expulsion\n")
    events = import_events([path]).events
    write_events(events, tmp_path / "b.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "b.csv").read_text())))
    for row in rows[1:]:
        row[2:4] = ["26.03.2018", "26.03.2018"]
        row[1], row[9] = row[1].replace(".", ","), row[9].replace(".", ",")
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    (tmp_path / "c.csv").write_bytes(out.getvalue().encode("cp1252"))
    assert import_events([tmp_path / "c.csv"]).events.table.equals(events.table)


def test_the_evidence_of_an_event_is_its_row_with_all_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date,Who,Whom,Remark\n26/03/2018,Norway,Russia,after the attack\n")
    [row] = import_events([path]).events.frame().iter_rows(named=True)
    assert json.loads(row["evidence"]) == {
        "Date": "26/03/2018",
        "Who": "Norway",
        "Whom": "Russia",
        "Remark": "after the attack",
    }
    assert row["row"] == "a.csv:2"
