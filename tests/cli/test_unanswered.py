"""`talion unanswered` on the seeds and on a file."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

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
    assert set(shown[0]) == {"event", "p_expected", "p_coming", "p_unanswered", "reason"}


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
