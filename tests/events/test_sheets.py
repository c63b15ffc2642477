"""Tables as people keep them: other separators, words for types, answers that cannot be."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from talion.cli import main
from talion.events.event_types import named_type
from talion.events.reading import import_events
from talion.events.state_names import state_of
from talion.hawkes.consistency import consistent_replies
from talion.hawkes.reply_model import Model
from talion.reciprocity.antecedents import Antecedents

HEAD = "id,date,source,target,type,count,responds_to\n"


def sheet(folder: Path, text: str, name: str = "sheet.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_columns_may_be_parted_as_spreadsheets_part_them(tmp_path: Path, mark: str) -> None:
    text = "id,date,source,target,type,Responds to\na,2018-03-14,UK,Russia,expulsion,\n"
    text += "b,2018-03-17,Russia,UK,expulsion,a\n"
    done = import_events(
        [sheet(tmp_path, "\ufeff" + text.replace(",", mark).replace("\n", "\r\n"))]
    )
    assert done.events.table["responds_to"].to_pylist() == [None, "a"]
    assert done.events.table["source"].to_pylist() == ["United Kingdom", "Russia"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Expulsion", "expulsion"),
        ("sanctions", "sanction"),
        ("attack on a person", "attack_on_person"),
        ("cyber_operation", "cyber_operation"),
        ("Cyber Operations", "cyber_operation"),
        ("expulsion of diplomats", "expulsion"),
        ("summoning of the ambassador", "summons"),
        ("football match", None),
    ],
)
def test_a_type_is_known_by_its_words(words: str, kind: str | None) -> None:
    assert named_type(words) == kind


def test_unknown_types_are_reported(tmp_path: Path) -> None:
    path = sheet(tmp_path, HEAD + "a,2018,UK,Russia,football match,,\nb,2018,UK,Iran,sanctions,,\n")
    done = import_events([path])
    assert done.summary.types_as_written == (("football match", 1),)
    assert done.events.table["type"].to_pylist() == ["football match", "sanction"]


def test_a_stated_response_that_cannot_be_is_reported_with_its_line(tmp_path: Path) -> None:
    rows = [
        "a,2018-03-14,UK,Russia,expulsion,23,",
        "b,2018-03-17,Russia,UK,expulsion,23,A",  # another case
        "c,2018-03-20,UK,Russia,expulsion,1,d",  # a later act
        "d,2018-03-22,Russia,UK,expulsion,1,zz",  # no act of the table
        "e,2018-03-23,UK,Russia,expulsion,1,b; d",  # two
        "f,2018-03-24,Russia,UK,expulsion,1,a measure of May (not listed)",
    ]
    done = import_events([sheet(tmp_path, HEAD + "\n".join(rows) + "\n")])
    assert done.events.table["responds_to"].to_pylist() == [None, "a", "d", None, "b", None]
    assert done.events.columns().responds_to.tolist() == [-1, 0, -1, -2, 1, -2]
    assert [(row.line, row.reason.split(" is ", 1)[1]) for row in done.summary.doubts] == [
        (4, "a later event; that is a contradiction, and no antecedent"),
        (5, "no event of the table; it is taken for a response to one elsewhere"),
        (6, "more than one event; the first is taken"),
    ]


def test_a_response_to_an_event_elsewhere_is_not_inferred_to_respond_to_one_here(
    tmp_path: Path,
) -> None:
    rows = "a,2018-03-14,UK,Russia,expulsion,23,\nb,2018-03-17,Russia,UK,expulsion,23,zz\n"
    events = import_events([sheet(tmp_path, HEAD + rows)]).events
    columns = events.columns()
    assert columns.responds_to.tolist() == [-1, -2]
    causes = Antecedents.of(columns, consistent_replies(Model.default(), events))
    assert causes.row.tolist() == [-1, -1]


def test_an_id_that_stands_twice_and_an_event_against_oneself_are_bad_rows(tmp_path: Path) -> None:
    rows = (
        "a,2018,UK,Russia,expulsion,,\na,2019,UK,Russia,expulsion,,\nb,2019,UK,Britain,threat,,\n"
    )
    done = import_events([sheet(tmp_path, HEAD + rows)], max_bad=0.9)
    assert [(row.line, row.reason) for row in done.summary.bad] == [
        (3, "the id 'a' stands in line 2 already"),
        (4, "source and target are both United Kingdom"),
    ]
    assert len(done.events) == 1


def test_organizations_have_one_name_and_counts_may_be_grouped(tmp_path: Path) -> None:
    rows = (
        'a,2021-03-22,EU,China,sanctions,4,\nb,2021-03-22,China,European Union,sanctions,"1,010",\n'
    )
    table = import_events([sheet(tmp_path, HEAD + rows)]).events.table
    assert table["source"].to_pylist() == ["European Union", "China"]
    assert table["count"].to_pylist() == [4, 1010]


@pytest.mark.parametrize(
    "command",
    ["ledger UK Russia", "chains", "unanswered", "waves", "replies", "precedents a"],
)
def test_every_command_says_that_rows_were_left_out(tmp_path: Path, command: str) -> None:
    rows = "a,2018-03-14,UK,Russia,expulsion,23,\nb,2018-03-17,Russia,UK,expulsion,23,\n"
    rows += "".join(f"c{n},2018-04-{n:02},Iran,Iraq,threat,,\n" for n in range(1, 20))
    path = sheet(tmp_path, HEAD + rows + "x,26 Thermidor,USA,Russia,expulsion,60,\n")
    result = CliRunner().invoke(main, [*command.split(), str(path)])
    assert result.exit_code == 0, result.output
    left = f"{path}: 1 of 22 rows left out as bad (talion events {path} lists them)"
    assert left in result.stderr


def test_a_failed_load_leaves_no_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    result = CliRunner().invoke(main, ["--store", str(store), "load", str(tmp_path / "none.csv")])
    assert result.exit_code != 0
    assert not store.exists()


def test_replies_refuse_a_type_that_nobody_knows(tmp_path: Path) -> None:
    rows = "a,2018-03-14,UK,Russia,expulsion,23,\nb,2018-03-17,Russia,UK,Expulsions,23,\n"
    path = sheet(tmp_path, HEAD + rows)
    printed = CliRunner().invoke(main, ["replies", str(path), "--types", "Expulsions", "--json"])
    assert len(json.loads(printed.stdout)["replies"]) == 2
    refused = CliRunner().invoke(main, ["replies", str(path), "--types", "expulsion,foo"])
    assert refused.exit_code != 0
    assert "foo" in refused.stderr


def test_a_loaded_table_has_the_same_responses_in_the_store_as_in_the_file(
    tmp_path: Path, talion: Callable[..., Result]
) -> None:
    rows = ["date,source,target,type"]
    states = ("Germany", "France", "Poland", "Italy")
    rows += [f"2018-03-26,{state},Russia,expulsion" for state in states]
    rows += [f"2018-03-30,Russia,{state},expulsion" for state in states]
    path = sheet(tmp_path, "\n".join(rows) + "\n")  # ids made of date and names hold slashes
    store = tmp_path / "store"
    assert talion("load", str(path), store=store).exit_code == 0
    printed = [talion("replies", *of, "--json", store=store) for of in ([str(path)], [])]
    of_file, of_store = (json.loads(each.stdout)["replies"] for each in printed)
    sure = [[(r["date"], r["source"], r["p_reply"]) for r in each] for each in (of_file, of_store)]
    assert sorted(sure[0]) == sorted(sure[1])
    written = talion("replies", "--write", store=store)
    assert "4 inferred responses of 4 events written" in written.stderr


def test_the_lag_between_known_days_is_one_number_however_long_reports_went_on(
    tmp_path: Path, talion: Callable[..., Result]
) -> None:
    rows = [
        f"2018-03-{day},{source},Expel or deport individuals,{target}"
        for source, target, days in (("UK", "Russia", (14, 15, 16)), ("Russia", "UK", (17, 19)))
        for day in days
    ]
    path = sheet(tmp_path, "date,source,relation,target\n" + "\n".join(rows) + "\n")
    replies = json.loads(talion("replies", str(path), "--json").stdout)["replies"]
    assert [r["antecedent"]["lag_days"] for r in replies if r["antecedent"]] == [3]


def test_codes_of_another_scheme_stay_as_written_in_a_table_without_dates(
    tmp_path: Path, talion: Callable[..., Result]
) -> None:
    path = sheet(tmp_path, "MAC,GRC,1.0\nGRC,MAC,2.0\nMAC,GRC,3.0\n")
    printed = talion("ledger", "MAC", "GRC", str(path)).stdout
    assert "MAC" in printed
    assert "Macau" not in printed


def test_a_legislator_of_two_brackets_acts_for_the_state() -> None:
    assert state_of("Member of Legislative (Govt) (Iran)") == "Iran"


@pytest.mark.parametrize("form", ["icews-tidy", "icews"])
def test_a_file_without_the_columns_of_its_format_is_reported(
    tmp_path: Path, talion: Callable[..., Result], form: str
) -> None:
    path = sheet(tmp_path, HEAD + "a,2018-03-14,UK,Russia,expulsion,23,\n")
    printed = talion("events", str(path), "--format", form)
    assert printed.exit_code == 1
    assert "has no column" in printed.stderr


def test_a_folder_that_is_not_there_cannot_be_written_to(
    tmp_path: Path, talion: Callable[..., Result]
) -> None:
    path = sheet(tmp_path, HEAD + "a,2018-03-14,UK,Russia,expulsion,23,\n")
    printed = talion("events", str(path), "-o", str(tmp_path / "none" / "x.parquet"))
    assert printed.exit_code == 1
    assert "cannot be written" in printed.stderr


@pytest.mark.parametrize(
    "rows",
    [
        "Datum;Handelnder Staat;Betroffener Staat;Maßnahme;Anzahl Personen\n"
        "26.03.2018;Großbritannien;Russische Föderation;Ausweisung von Diplomaten;23\n",
        "Pays;Contre;Le;Action;Nb\nRoyaume-Uni;Fédération de Russie;26/03/2018;expulsion;23\n",
        "When\tWho did it\tTo whom\tWhat happened\tHow many?\n"
        "26 March 2018\tGreat Britain\tRussia\texpulsions\t23 diplomats\n",
        '"Expelling country","Expelled country",Day,Month,Year,"# expelled",Type of action\n'
        "UK,Russian Federation,26,Mar,2018,23,expulsion\n",
    ],
)
def test_columns_are_known_by_what_people_call_them(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(rows, encoding="utf-8")
    (event,) = import_events([path]).events.frame().iter_rows(named=True)
    wanted = ("2018-03-26", "United Kingdom", "Russia", "expulsion", 23)
    known = (str(event["date"]), *(event[name] for name in ("source", "target", "type", "count")))
    assert known == wanted
