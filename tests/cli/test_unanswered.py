"""`talion unanswered` on the seeds and on a file."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from talion.python_api.graph_questions import ask
from talion.python_api.graph_questions import unanswered as python_unanswered
from talion.store import Store

Talion = Callable[..., Result]


def test_unanswered_lists_what_has_no_response(talion: Talion) -> None:
    result = talion("unanswered", "--between", "Norway", "Russia")
    assert result.exit_code == 0
    assert "Norway → Russia: expulsion of 1" in result.stdout
    assert "one may be reported elsewhere" in result.stdout
    assert "United States" not in result.stdout


def test_unanswered_as_json_gives_the_three_probabilities(talion: Talion) -> None:
    shown = json.loads(talion("unanswered", "--type", "staff_cap", "--json").stdout)["unanswered"]
    assert {s["event"]["type"] for s in shown} == {"staff_cap"}
    three = {"p_expected", "p_coming", "p_unanswered"}
    assert set(shown[0]) == {"event", *three, "as_of", "reason"}


def test_of_what_is_known_to_a_month_or_vaguer_no_percentage_is_given(
    talion: Talion, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type\n"
        "a,2018-02,United Kingdom,Russia,expulsion\n"
        "b,2018-03-26,United States,Russia,expulsion\n"
        "c,2018,France,Russia,expulsion\n"
        "d,2018-12-31,Niger,Mali,threat\n"
    )
    listed = json.loads(talion("unanswered", str(file), "--json").stdout)["unanswered"]
    by_id = {s["event"]["id"]: s for s in listed}
    for name in ("a", "c"):
        assert by_id[name]["p_expected"] is by_id[name]["p_coming"] is None
        assert by_id[name]["reason"] == "date too vague"
    assert by_id["b"]["p_expected"] > 0
    assert by_id["b"]["reason"] is None
    assert {s["event"]["id"] for s in listed[-2:]} == {"a", "c"}
    assert (
        "the date is too vague (a month or more) for a probability"
        in talion("unanswered", str(file)).stdout
    )


def test_unanswered_of_a_file_as_of_a_day(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type,responds_to\n"
        "a,2018-03-14,United Kingdom,Russia,expulsion,\n"
        "b,2018-03-17,Russia,United Kingdom,expulsion,a\n"
        "c,2018-03-26,United States,Russia,expulsion,\n"
    )
    now = json.loads(talion("unanswered", str(file), "--json").stdout)["unanswered"]
    then = talion("unanswered", str(file), "--json", "--as-of", "2018-03-15")
    assert [s["event"]["id"] for s in now] == ["c"]
    assert [s["event"]["id"] for s in json.loads(then.stdout)["unanswered"]] == ["a"]


def test_where_everything_has_a_response_a_line_says_so(talion: Talion) -> None:
    result = talion("unanswered", "--type", "break_of_relations")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no unanswered event" in result.stderr


TABLE = (
    "id,date,source,target,type,severity,responds_to\n"
    "a,2018-03-14,United Kingdom,Russia,expulsion,,\n"
    "b,2018-03-17,Russia,United Kingdom,expulsion,,a\n"
    "c,2018-03-26,United States,Russia,expulsion,,\n"
    "d,2018-03-27,Peru,Chile,talks,0.1,\n"
    "e,2018-03-28,Peru,Chile,recall,,the affair of 1975\n"
)


def test_a_file_and_its_store_count_the_same_until_the_same_day(
    talion: Talion, tmp_path: Path
) -> None:
    """c has no response; d is too mild, e responds to something outside, b answers a."""
    file, store = tmp_path / "events.csv", tmp_path / "store"
    file.write_text(TABLE)
    assert talion("load", str(file), store=store).exit_code == 0
    for asked in ((str(file),), ()):
        result = talion("unanswered", *asked, "--json", store=store)
        found = json.loads(result.stdout)
        assert (found["as_of"], found["total"]) == ("2018-03-28", 1)
        assert [u["event"]["id"] for u in found["unanswered"]] == ["c"]
        assert found["unanswered"][0]["as_of"] == "2018-03-28"
        assert "1 event milder than 0.2 left out" in result.stderr
        early = talion("unanswered", *asked, "--as-of", "2018-03-15", store=store)
        assert "1 unanswered event as of 2018-03-15\n" in early.stderr
    with Store.open(store).view() as view:
        [row] = python_unanswered(view)
        assert (row.event.id, str(row.as_of)) == ("c", "2018-03-28")
        assert len(ask(view, "unanswered").rows) == 1


def test_events_without_a_date_are_left_out_with_their_number(talion: Talion) -> None:
    """Of Belgium and Russia: an espionage, an influence operation and an expulsion."""
    said = talion("unanswered", "--between", "Belgium", "Russia").stderr
    assert "3 reported events without a date left out" in said
