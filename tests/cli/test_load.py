"""A table of events becomes a store that everything else reads."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.model.incident import Incident
from talion.render.page_contents import page_data
from talion.render.type_families import TypeFamily, group_of
from talion.store import Store
from talion.store.validation import violations

TABLE = """id,date,source,target,type,count,responds_to
x1,2018-03-14,United Kingdom,Russia,expulsion,23,
x2,2018-03-17,Russia,United Kingdom,expulsion,23,x1
x3,2018-03-26,Ruritania,Russia,expulsion,,
x4,2018,Russia,Ruritania,threat,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "acts.csv"
    file.write_text(TABLE, "utf-8")
    return file


def test_every_row_becomes_an_incident_that_quotes_it(
    talion: Callable[..., Result], table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    ran = talion("load", str(table), "--json", store=folder)
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout)["incidents"] == 4
    with Store.open(folder).view() as view:
        found = {i.id: i for i in view.incidents()}
        assert (found["x1"].agents, found["x1"].targets) == (("united-kingdom",), ("russia",))
        assert (found["x1"].count, found["x1"].type) == (23, "expulsion")
        assert found["x4"].date is not None
        assert found["x4"].date.edtf == "2018"
        assert [a.name for a in view.actors(found["x3"].agents)] == ["Ruritania"]
        texts = {a.id: a for a in view.articles()}
        for report in view.reports():
            text = texts[report.article].text
            assert text[report.quote.start : report.quote.end] == report.quote.text
            row = f" | id: {_incident(found, report.id)} | date: 2018"
            assert report.quote.text.startswith("acts.csv:")
            assert row in report.quote.text
        assert {a.publisher for a in texts.values()} == {"acts.csv"}
        (claim,) = view.claims()
        assert (claim.source, claim.target, claim.basis) == ("x2", "x1", "stated")
        assert violations(view.database()) == []


def _incident(found: dict[str, Incident], report: str) -> str:
    return next(i for i, it in found.items() if report in it.reports)


def test_what_is_loaded_is_read_by_other_commands(
    talion: Callable[..., Result], table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    talion("load", str(table), store=folder)
    chains = json.loads(talion("chains", "--json", store=folder).stdout)
    assert chains["total"] == 1
    who = talion("query", "who-expelled-whom", "--json", store=folder).stdout
    assert "Ruritania" in who or "ruritania" in who


def test_a_store_that_holds_something_is_left_alone_unless_asked(
    talion: Callable[..., Result], table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "s"
    talion("load", str(table), store=folder)
    again = talion("load", str(table), store=folder)
    assert again.exit_code == 2
    assert "--replace" in again.stderr
    assert talion("load", "--replace", str(table), store=folder).exit_code == 0


def test_an_exported_type_of_no_ours_keeps_its_root(
    talion: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "icews.csv"
    file.write_text("date,source,relation,target\n2014-01-02,Russia,Consult,France\n", "utf-8")
    ran = talion("load", str(file), "--publisher", "ICEWS", store=tmp_path / "s")
    assert ran.exit_code == 0, ran.output
    with Store.open(tmp_path / "s").view() as view:
        assert [i.type for i in view.incidents()] == ["cameo-04"]
        assert "consult" in next(iter(view.labels().values()))


def test_times_that_are_numbers_are_refused(talion: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    file.write_text("source,target,time\na,b,1\nb,a,2\n", "utf-8")
    ran = talion("load", str(file), store=tmp_path / "s")
    assert ran.exit_code == 2
    assert "numeric" in ran.stderr


def test_a_type_that_only_the_table_has_keeps_its_name_on_the_page(
    talion: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "icews.csv"
    row = "2018-03-14,Russia,Make an appeal or request,China"
    file.write_text(f"date,source,relation,target\n{row}\n", "utf-8")
    folder = tmp_path / "s"
    assert talion("load", str(file), store=folder).exit_code == 0
    with Store.open(folder).view() as view:
        (kind,) = page_data(view).types
        assert (kind.id, kind.label) == ("cameo-02", "appeal")
        assert group_of(kind) == TypeFamily.TALK
        (strange,) = view.types(["never_heard_of"])
        assert (strange.label, strange.severity) == ("never heard of", 0.5)
