"""Tables as people type them: titles, groups of columns, marks for "as above", lists, documents."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from talion.errors import EventImportError
from talion.events.import_summary import ImportSummary
from talion.events.reading import import_events

Told = list[tuple[object, ...]]


def read(path: Path, *fields: str) -> tuple[Told, ImportSummary]:
    """Return fields of the events of a file, and what became of its rows."""
    done = import_events([path], max_bad=1.0)
    rows = done.events.frame().iter_rows(named=True)
    return [tuple(row[name] for name in fields) for row in rows], done.summary


def table(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


SIDES = ("source", "target", "type")


@pytest.mark.parametrize(
    "names",
    [
        "Date,Acting power,Against,Measure taken",
        "When did it happen?,Which country did it?,To whom?,What did they do?",
        "Datum,Akteur,Adressat,Handlung",
        "Date,Pays émetteur,Pays cible,Type d’action",
        "Date,Country,vs,Measures",
    ],
)
def test_columns_are_known_by_the_words_of_their_names(tmp_path: Path, names: str) -> None:
    path = table(tmp_path, f"{names},Remarks\n2018-03-26,Norway,Russia,expulsion,none\n")
    assert read(path, *SIDES)[0] == [("Norway", "Russia", "expulsion")]


def test_the_names_of_columns_may_say_what_was_done(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Date,Expelling country,Expelled diplomats' country,No.\n"
        "26 March 2018,Norway[a],Russia,3[1]\n27 March 2018,Peru,Chile,3\n",
    )
    found, summary = read(path, *SIDES, "count")
    assert found[0] == ("Norway", "Russia", "expulsion", 3)
    assert "type: expulsion, as the names of the columns say" in summary.readings[0].notes


def test_a_number_that_counts_the_rows_is_no_count(tmp_path: Path) -> None:
    rows = "".join(f"{n},201{n},Norway,Russia\n" for n in range(1, 5))
    assert read(table(tmp_path, f"no,yr,from,to\n{rows}"), "count")[0] == [(None,)] * 4


def sheet(folder: Path, name: str = "Sheet1") -> Path:
    """Make a sheet with titles, names of columns in two rows, merged cells, a total and a note."""
    path = folder / "desk.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(name)
        page.merge_range("A1:F1", "Measures in the Gulf")
        page.merge_range("A3:A4", "When")
        page.merge_range("B3:C3", "Parties")
        page.merge_range("D3:E3", "What happened")
        page.merge_range("F3:F4", "Remarks")
        page.write_row("B4", ["Initiator", "Target", "Action", "Number"])
        page.write_row("A5", ["5 June", "", "Qatar", "severed diplomatic relations", ""])
        page.write_row("A6", ["6/6", "", "Qatar", "closed the border", ""])
        page.merge_range("B5:B6", "Saudi Arabia")
        page.write_row("A7", ["7 June 2019", "UAE", "Qatar", "expelled ambassador", 1])
        page.write_row("A8", ["Total", "", "", "", 1])
        page.write("A10", "Source: the press")
    return path


def test_a_sheet_with_titles_groups_and_merged_cells_is_read(tmp_path: Path) -> None:
    found, summary = read(sheet(tmp_path, "Qatar 2017"), "date", *SIDES)
    assert [(str(day), *rest) for day, *rest in found] == [
        ("2017-06-05", "Saudi Arabia", "Qatar", "break_of_relations"),
        ("2017-06-06", "Saudi Arabia", "Qatar", "sanction"),
        ("2019-06-07", "United Arab Emirates", "Qatar", "expulsion"),
    ]
    assert [row.line for row in summary.bad] == [8, 10]  # the total and the note


def test_a_day_without_a_year_is_told_where_the_sheet_has_none(tmp_path: Path) -> None:
    found, summary = read(sheet(tmp_path), "source")
    assert len(found) == 1
    assert summary.bad[0].reason == "'5 June' has no year"


def test_marks_for_the_cell_above_and_for_no_value_are_read_as_such(tmp_path: Path) -> None:
    rows = '2018-03-26,Norway,Russia,PNG\n"""",ditto,Chile,idem\n2018-03-27,NA,Russia,PNG\n'
    found, summary = read(table(tmp_path, f"date,source,target,type\n{rows}"), *SIDES)
    assert found == [("Norway", "Russia", "expulsion"), ("Norway", "Chile", "expulsion")]
    assert [(row.line, row.reason) for row in summary.bad] == [(4, "no source")]


def test_namibia_is_a_state_among_codes_of_two_letters(tmp_path: Path) -> None:
    rows = "2018-03-26,NA,ZA,PNG\n2018-03-27,AO,NA,PNG\n"
    found, _ = read(table(tmp_path, f"date,source,target,type\n{rows}"), "source", "target")
    assert found == [("Namibia", "South Africa"), ("Angola", "Namibia")]


def test_both_sides_may_stand_in_one_column(tmp_path: Path) -> None:
    text = (
        "date,who → whom,what\n2006-09-27,Georgia → Russia,PNG\n2006-09-28,Russia -> Georgia,PNG\n"
    )
    found, _ = read(table(tmp_path, text), "source", "target")
    assert found == [("Georgia", "Russia"), ("Russia", "Georgia")]


def test_a_response_in_the_row_of_what_it_responds_to_is_an_event_that_responds(
    tmp_path: Path,
) -> None:
    text = (
        "Sender,Target,Sender's action,Date of action,Target's response,Date of response\n"
        "Canada,India,expelled 1 diplomat,2023-09-18,expelled 2 diplomats,2023-09-19\n"
        "USA,China,shot down balloon,2023-02-04,none,\n"
    )
    found, summary = read(table(tmp_path, text, "pairs.csv"), *SIDES, "count", "responds_to")
    assert found == [
        ("United States", "China", "military_action", None, None),
        ("Canada", "India", "expulsion", 1, None),
        ("India", "Canada", "expulsion", 2, "pairs-1"),
    ]
    assert not summary.bad


def test_each_measure_of_a_row_is_an_event_with_its_count(tmp_path: Path) -> None:
    text = (
        "date,source,target,type\n2018-03-29,Russia,UK; Poland,Expelled 4 each; closed consulate\n"
    )
    found, summary = read(table(tmp_path, text), "target", "type", "count")
    assert sorted(found, key=str) == [
        ("Poland", "closure", None),
        ("Poland", "expulsion", 4),
        ("United Kingdom", "closure", None),
        ("United Kingdom", "expulsion", 4),
    ]
    assert summary.readings[0].notes == (
        "types by their words: Expelled 4 each; closed consulate as expulsion and closure",
    )


PAGE = (
    "<!doctype html><html><p>A list</p><table><tr><th>Date<th>Country<th>Against<th>Action</tr>"
    "<tr><td>14 March 2018<td>Norway<td rowspan=2>Russia<td>3 diplomats expelled<sup>[1]</sup></tr>"
    "<tr><td>26 March 2018<td>Peru<td>4 diplomats expelled</tr></table></html>"
)
NOTES = (
    "# Notes\n\nOf 2018, with a | in it.\n\n| date | who | whom | what |\n|---|:-:|---|--:|\n"
    "| 14 March 2018 | Norway | Russia | expelled 3 |\n"
    "| 26 March 2018 | Peru | Russia | expelled 4 |\n\nThe end.\n"
)
PRINTED = (
    "DATE        FROM    TO      ACTION     N\n2018-03-14  Norway  Russia  expulsion  3\n"
    "2018-03-26  Peru    Russia  expulsion  4\n"
)
DUMP = (
    '{"of": "mine", "events": [{"when": "2018-03-14", "from": "Norway", "to": "Russia", '
    '"what": "expulsion", "how_many": 3}, {"when": "2018-03-26", "from": "Peru", "to": "Russia", '
    '"what": "expulsion", "how_many": 4}]}'
)


def word_file() -> bytes:
    rows = [
        line.split(" | ") for line in NOTES.splitlines() if "2018 |" in line or "date |" in line
    ]
    cells = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:p><w:r><w:t>{cell.strip('| ')}</w:t></w:r></w:p></w:tc>" for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:p/><w:tbl>{cells}</w:tbl>"
        packed.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "layout"),
    [
        (PAGE.encode(), "a table in a web page"),
        (NOTES.encode(), "a table in text"),
        (PRINTED.encode(), "a table in text"),
        (DUMP.encode(), "a table in JSON"),
        (word_file(), "a table in a Word file"),
    ],
)
def test_a_table_in_a_document_is_read(tmp_path: Path, data: bytes, layout: str) -> None:
    path = tmp_path / "document"
    path.write_bytes(data)
    found, summary = read(path, *SIDES, "count")
    assert found == [("Norway", "Russia", "expulsion", 3), ("Peru", "Russia", "expulsion", 4)]
    assert summary.readings[0].layout == layout


@pytest.mark.parametrize(
    "data", ['[{"date": ' + "[" * 100_000, '{"date": "2018"}\n{"date": ' + "[" * 100_000]
)
def test_json_that_is_nested_too_deep_is_one_line(data: str, tmp_path: Path) -> None:
    file = tmp_path / "events.json"
    file.write_text(data, "utf-8")
    with pytest.raises(EventImportError, match=r"events\.json"):
        import_events([file])
