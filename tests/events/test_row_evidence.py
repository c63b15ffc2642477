"""Rows of machine-coded exports as evidence: the own row of each event, with all columns."""

import gzip
import json
from pathlib import Path

import pytest
from talion.events import row_evidence
from talion.events.export_layout import ExportLayout
from talion.events.formats import gdelt1
from talion.events.reading import import_events, read_events
from talion.events.to_store import write_to_store
from talion.store import Store

NAMES = (
    *("Event ID", "Event Date", "Source Name", "Target Name", "CAMEO Code"),
    *("Source Country", "Target Country", "Story"),
)
BRITISH = ("1", "2018-03-14", "Government (United Kingdom)", "Russia", "161",
           "United Kingdom", "Russian Federation", 'kept "as" it is')  # fmt: skip
NORSE = ("3", "2019-05-01", "Norway", "Russia", "112", "Norway", "Russian Federation", "another")
HEAD = "\t".join(NAMES) + "\n"
ROWS = "\t".join(BRITISH) + "\n\n2\t2018-03-15\tonly three\n" + "\t".join(NORSE) + "\n"


def evidence(*paths: Path) -> dict[str, dict[str, str]]:
    """The evidence of each event, by where its row stands."""
    frame = import_events(list(paths), max_bad=0.9).events.frame()
    return {row["row"]: json.loads(row["evidence"]) for row in frame.iter_rows(named=True)}


@pytest.mark.parametrize("packed", [False, True])
def test_an_events_evidence_is_its_row_with_all_columns(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("icews.tab.gz" if packed else "icews.tab")
    data = (HEAD + ROWS).encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    found = evidence(path)
    assert {place.rpartition(":")[2] for place in found} == {"2", "5"}
    assert found[f"{path.name}:2"] == dict(zip(NAMES, BRITISH, strict=True))
    assert found[f"{path.name}:5"]["Story"] == "another"


def test_two_files_of_one_name_keep_their_rows_apart(tmp_path: Path) -> None:
    for folder, state in (("a", "Norway"), ("b", "Sweden")):
        (tmp_path / folder).mkdir()
        row = f"1\t2019-05-01\t{state}\tRussia\t112\t{state}\tRussian Federation\tof {state}\n"
        (tmp_path / folder / "x.tab").write_text(HEAD + row)
    frame = read_events([tmp_path / "a/x.tab", tmp_path / "b/x.tab"]).frame()
    stories = {r["source"]: json.loads(r["evidence"])["Story"] for r in frame.to_dicts()}
    assert stories == {"Norway": "of Norway", "Sweden": "of Sweden"}


def test_a_line_break_in_quotes_does_not_move_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "tidy.csv"
    path.write_text(
        "date,source,relation,target,note\n"
        "2018-03-14,United Kingdom,Expel or deport individuals,Diplomat (Russia),"
        '"one\ntwo, three"\n'
        "2018-06-14,Norway,Expel or deport individuals,Diplomat (Iran),last\n"
    )
    assert [row["note"] for row in evidence(path).values()] == ["one\ntwo, three", "last"]


def test_a_file_without_a_line_of_names_has_those_of_its_codebook(tmp_path: Path) -> None:
    (layout,) = gdelt1.FORMAT.layouts[:1]
    names = layout.header or ()
    cells = dict.fromkeys(names, "") | {
        "SQLDATE": "20180314",
        "Actor1Name": "BRITAIN",
        "Actor1CountryCode": "GBR",
        "Actor2Name": "RUSSIA",
        "Actor2CountryCode": "RUS",
        "EventCode": "161",
        "NumArticles": "9",
        "SOURCEURL": "https://example.org/1",
    }
    path = tmp_path / "20180314.export.CSV"
    path.write_text("\t".join(cells[name] for name in names) + "\n")
    (row,) = evidence(path).values()
    assert row["SOURCEURL"] == "https://example.org/1"
    assert row.keys() == set(names)


def test_the_row_is_the_quote_of_the_report_in_a_store(tmp_path: Path) -> None:
    path = tmp_path / "icews.tab"
    path.write_text(HEAD + ROWS)
    store = Store.memory()
    write_to_store(store, import_events([path], max_bad=0.9).events, publisher="ICEWS")
    with store.view() as view:
        quotes = sorted(report.quote.text for report in view.reports())
    assert len(quotes) == 2
    assert "Story: another" in quotes[1]
    assert "CAMEO Code: 112" in quotes[1]


def test_of_too_many_events_only_file_and_line_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_evidence, "MOST_QUOTED", 1)
    path = tmp_path / "icews.tab"
    path.write_text(HEAD + ROWS)
    frame = import_events([path], max_bad=0.9).events.frame()
    assert frame["row"].to_list() == ["icews.tab:2", "icews.tab:5"]
    assert frame["evidence"].null_count() == 2


@pytest.mark.parametrize("quoted", [False, True])
def test_only_the_rows_asked_for_are_read_again(tmp_path: Path, quoted: bool) -> None:
    path = tmp_path / "export.tab"
    path.write_text("day\twho\n1\tNorway\n2\tRussia\n3\tPeru\n", encoding="utf-8")
    layout = ExportLayout("day", "who", "who", "who", quoted=quoted)
    rows = row_evidence.export_rows(path, layout, {1, 3})
    assert list(rows) == [(3, {"day": "2", "who": "Russia"})]
    assert len(list(row_evidence.export_rows(path, layout))) == 3
