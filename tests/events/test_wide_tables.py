"""Tables with several events a row, several sheets, sides in any order, and names of their time."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from talion.errors import EventImportError
from talion.events.import_summary import ImportSummary
from talion.events.reading import import_events
from talion.events.states.dated_names import party_named

Told = list[tuple[object, ...]]
SIDES = ("source", "target", "type")


def read(path: Path, *fields: str) -> tuple[Told, ImportSummary]:
    """Return fields of the events of a file, in the order of its rows, and what became of them."""
    done = import_events([path], max_bad=1.0)
    rows = sorted(
        done.events.frame().iter_rows(named=True),
        key=lambda row: (row["row"].rpartition(":")[0], int(row["row"].rpartition(":")[2])),
    )
    return [tuple(row[name] for name in fields) for row in rows], done.summary


def table(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
    return path


def notes(summary: ImportSummary) -> str:
    return "\n".join(note for reading in summary.readings for note in reading.notes)


PANEL = """ccode1,ccode2,year,expulsion,embassy_closure,sanction
2,365,1986,1,0,0
365,2,1986,1,0,1
2,365,1987,0,0,0
"""


def test_a_panel_with_a_column_of_zeros_and_ones_a_measure_has_an_event_for_each_one(
    tmp_path: Path,
) -> None:
    found, summary = read(table(tmp_path, PANEL), *SIDES)
    assert found == [
        ("United States", "Soviet Union", "expulsion"),
        ("Soviet Union", "United States", "expulsion"),
        ("Soviet Union", "United States", "sanction"),
    ]
    assert (summary.rows, summary.used, summary.unknown_codes) == (
        3,
        2,
        (("no column marked", 1),),
    )
    assert "embassy_closure as closure" in notes(summary)


def test_crosses_and_numbers_in_columns_of_measures_are_read(tmp_path: Path) -> None:
    text = "Date,Sender,Target,Recall of ambassador,Diplomats expelled\n"
    text += "2018-03-26,Peru,Chile,x,4\n2018-03-27,Chile,Peru,,2\n"
    found, _ = read(table(tmp_path, text), "source", "type", "count")
    assert found == [("Peru", "recall", None), ("Peru", "expulsion", 4), ("Chile", "expulsion", 2)]


def test_a_column_of_words_named_after_a_measure_is_no_mark(tmp_path: Path) -> None:
    text = "Date,Sender,Target,Action,Sanctions\n2018-03-26,Peru,Chile,expulsion,several firms\n"
    assert read(table(tmp_path, text), "type")[0] == [("expulsion",)]


def test_columns_of_years_are_dates(tmp_path: Path) -> None:
    text = (
        "Expelling state;Sending state;2018;2019;2020\nBulgaria;Russia;0;1;2\nCzechia;Russia;3;;\n"
    )
    found, _ = read(table(tmp_path, text), "date", "source", "target", "type", "count")
    assert found == [
        (date(2019, 1, 1), "Bulgaria", "Russia", "expulsion", 1),
        (date(2020, 1, 1), "Bulgaria", "Russia", "expulsion", 2),
        (date(2018, 1, 1), "Czech Republic", "Russia", "expulsion", 3),
    ]


@pytest.mark.parametrize("began", ["2", "B", "Turkey"])
def test_who_began_is_the_source_whatever_the_order_of_the_sides(
    tmp_path: Path, began: str
) -> None:
    text = f"country_a,country_b,initiator,date\nGreece,Turkey,{began},1995-12-26\n"
    text += "India,Pakistan,,1999-05-01\n"
    found, summary = read(table(tmp_path, text), "source", "target")
    assert found == [("Turkey", "Greece")]
    assert [bad.reason for bad in summary.bad] == ["no initiator"]


def test_a_column_named_source_that_cites_is_not_the_source(tmp_path: Path) -> None:
    text = "date,sender,target,measure,source\n2018-03-14,UK,Russia,expulsion,BBC\n"
    assert read(table(tmp_path, text), *SIDES)[0] == [("United Kingdom", "Russia", "expulsion")]


def test_the_label_beside_a_code_of_ones_own_is_the_type(tmp_path: Path) -> None:
    text = "date,sender,target,code,label\n2018-03-14,UK,Russia,2,Expulsion of diplomats\n"
    assert read(table(tmp_path, text), "type")[0] == [("expulsion",)]


@pytest.mark.parametrize(
    "names",
    ["Datum,Door,Tegen", "date,cowcode1,cowcode2", "date,gov_source,gov_target", "date,src,tgt"],
)
def test_usual_names_of_the_sides_are_known(tmp_path: Path, names: str) -> None:
    path = table(tmp_path, f"{names}\n2018-03-26,Peru,Chile\n")
    assert read(path, "source", "target")[0] == [("Peru", "Chile")]


def test_a_response_is_not_the_type_where_types_are_unknown(tmp_path: Path) -> None:
    text = "date,sender,target,type,response\n2018-03-14,UK,Russia,A,expelled 23 diplomats\n"
    assert read(table(tmp_path, text), "type")[0] == [("A",)]


@pytest.mark.parametrize(
    ("names", "sides"),
    [
        ("Ausweisender Staat,Staat", ("Peru", "Chile")),
        ("state,expelling state", ("Chile", "Peru")),
        ("perpetrator country,country", None),
        ("acting state,location country", None),
    ],
)
def test_a_second_column_of_states_is_the_target_only_where_names_say_who_acted(
    tmp_path: Path, names: str, sides: tuple[str, str] | None
) -> None:
    path = table(tmp_path, f"date,{names}\n2018-03-26,Peru,Chile\n")
    if sides is None:
        with pytest.raises(EventImportError, match="names of states are in: "):
            import_events([path])
    else:
        assert read(path, "source", "target")[0] == [sides]


HEAD: list[object] = ["Date", "Country", "Target", "Action", "No."]


def test_sheets_of_the_same_columns_are_all_read_and_the_others_named(tmp_path: Path) -> None:
    europe: list[list[object]] = [HEAD, ["2018-03-26", "France", "Russia", "expulsion", 4]]
    asia: list[list[object]] = [HEAD, ["2018-03-27", "Japan", "Russia", "expulsion", 1]]
    book = workbook(
        tmp_path,
        {
            "Read me": [["Expulsions, version 2"], ["Write to us."]],
            "Europe": europe,
            "Asia": asia,
            "Europe (old)": europe,
            "Totals": [["Region", "No."], ["Europe", 4]],
        },
    )
    found, summary = read(book, "row", "source")
    assert found == [("book.xlsx#Asia:2", "Japan"), ("book.xlsx#Europe:2", "France")]
    assert summary.files == 1
    assert summary.readings[0].layout == (
        "spreadsheet, sheet Europe; not read: Read me, Europe (old), Totals (--sheet chooses one)"
    )


def test_ids_that_sheets_share_are_kept_apart(tmp_path: Path) -> None:
    head: list[object] = ["id", "Date", "Source", "Target", "Action", "Responds to"]
    rows = {
        year: [
            head,
            [1, f"{year}-03-14", "UK", "Russia", "expulsion", ""],
            [2, f"{year}-03-17", "Russia", "UK", "expulsion", 1],
        ]
        for year in ("2018", "2021")
    }
    found, _ = read(workbook(tmp_path, rows), "id", "responds_to")
    assert found == [("2018/1", None), ("2018/2", "2018/1"), ("2021/1", None), ("2021/2", "2021/1")]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Expulsions">{}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def cell(text: str, rows: int = 1) -> str:
    span = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="1"'
    return (
        f'<table:table-cell {span} office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def test_a_merged_cell_of_an_opendocument_sheet_is_in_every_row_that_it_spans(
    tmp_path: Path,
) -> None:
    covered = "<table:covered-table-cell/>"
    rows = [
        "".join(map(cell, ("Year", "State", "Against", "Number"))),
        cell("1985", 3) + cell("UK", 2) + cell("USSR") + cell("25²"),
        covered + covered + cell("Czechoslovakia") + cell("1"),
        covered + cell("USSR") + cell("UK") + cell("25"),
    ]
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        packed.writestr("content.xml", ODS.format(body))
    found, _ = read(path, *SIDES, "count")
    assert found == [
        ("United Kingdom", "Soviet Union", "expulsion", 25),
        ("United Kingdom", "Czechoslovakia", "expulsion", 1),
        ("Soviet Union", "United Kingdom", "expulsion", 25),
    ]


def test_what_a_date_makes_of_a_name_or_code_is_said(tmp_path: Path) -> None:
    text = "year,ccode1,ccode2,action\n1970,255,290,sanction\n1970,365,260,sanction\n"
    found, summary = read(table(tmp_path, text), "source", "target")
    assert found == [("West Germany", "Poland"), ("Soviet Union", "West Germany")]
    assert "by their dates: 255 as West Germany" in notes(summary)
    assert "365" not in notes(summary)  # the system gave this number to the Soviet Union itself


def test_an_organization_among_names_is_no_state_whose_code_it_is(tmp_path: Path) -> None:
    text = "year,sender,receiver,action\n1985,EC,Poland,sanction\n2015,AU,Burundi,sanction\n"
    text += "2015,SA,Iran,sanction\n2015,France,Mali,sanction\n"
    found, summary = read(table(tmp_path, text), "source")
    assert [name for (name,) in found] == [
        "European Economic Community",
        "African Union",
        "Saudi Arabia",
        "France",
    ]
    assert "EC is read as European Economic Community; as a code it may be Ecuador" in notes(
        summary
    )
    assert "SA is read as Saudi Arabia" in notes(summary)
    assert party_named("EC", date(2000, 1, 1)) == "European Union"


def test_ids_of_actors_types_and_past_states_are_known(tmp_path: Path) -> None:
    text = "date,source,target,type\n2018-03-14,actor:united-kingdom,actor:russia,type:expulsion\n"
    text += "2018-03-17,https://w3id.org/talion/id/actor/russia,actor:united-kingdom,type:closure\n"
    found, summary = read(table(tmp_path, text), *SIDES)
    assert found == [
        ("United Kingdom", "Russia", "expulsion"),
        ("Russia", "United Kingdom", "closure"),
    ]
    assert summary.as_written == ()
    codes = "date,source,target,type\n1985-09-12,wd:Q145,wd:Q15180,expulsion\n"
    assert read(table(tmp_path, codes), "target")[0] == [("Soviet Union",)]


def test_a_refused_table_is_told_what_its_columns_hold(tmp_path: Path) -> None:
    path = table(tmp_path, "Tarih,Taraf 1,Taraf 2,Not\n26.03.2018,UK,Russia,x\n")
    with pytest.raises(EventImportError, match=r"date=Tarih,source=…,target=…,type=… \(names of "):
        import_events([path])


def test_a_number_among_dates_is_refused_with_the_day_that_it_may_be(tmp_path: Path) -> None:
    text = "date,source,target\n2018-03-14,UK,Russia\n43185,UK,Russia\n"
    _, summary = read(table(tmp_path, text), "source")
    assert [bad.reason for bad in summary.bad] == [
        "'43185' is no date; as Excel counts days it is 2018-03-26"
    ]
