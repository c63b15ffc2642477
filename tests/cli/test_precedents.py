"""`talion precedents` on the seeds and on a file."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Talion = Callable[..., Result]


def test_precedents_give_reasons_reactions_and_an_outlook(talion: Talion) -> None:
    result = talion("precedents", "2021-10-06-daily-beast#e1")
    assert result.exit_code == 0
    assert result.stdout.startswith("NATO → Russia: expulsion of 8, 2021-10-06\n")
    assert "the same target, by a state of NATO; over espionage too" in result.stdout
    assert "expulsion by Russia, 0 to 211 days later (stated)" in result.stdout
    assert "of 10 precedents, weighted by similarity," in result.stdout


def test_precedents_as_json(talion: Talion) -> None:
    shown = json.loads(talion("precedents", "2021-10-06-daily-beast#e1", "--json").stdout)
    assert 0 < shown["expected"]["share_answered"] < 1
    assert shown["precedents"][0]["score"] >= shown["precedents"][1]["score"]


def test_an_unknown_incident_is_named(talion: Talion) -> None:
    result = talion("precedents", "2021-10-06-expulsion-nato-rusia")
    assert result.exit_code == 2
    assert "did you mean 2021-10-06-expulsion-nato-russia?" in result.stderr


def test_an_event_of_a_file_has_precedents_too(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type,count,responds_to\n"
        "a,2023-09-18,Canada,India,expulsion,1,\n"
        "b,2023-09-19,India,Canada,expulsion,1,a\n"
        "c,2024-10-14,Canada,India,expulsion,6,\n"
    )
    result = talion("precedents", "c", str(file))
    assert result.exit_code == 0, result.output
    assert "expulsion of 1 by India, 1 day later, as many (stated)" in result.stdout
    assert talion("precedents", "z", str(file)).exit_code == 2


def test_how_probable_a_response_is_is_the_number_of_unanswered(
    talion: Talion, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type,responds_to\n"
        "a,2023-09-18,Canada,India,expulsion,\n"
        "b,2023-09-19,India,Canada,expulsion,a\n"
        "c,2024-10-14,Canada,India,expulsion,\n"
        "d,2024-11-20,Peru,Chile,summons,\n"
    )
    missing = json.loads(talion("unanswered", str(file), "--json").stdout)["unanswered"]
    given = {it["event"]["id"]: it for it in missing}["c"]
    shown = json.loads(talion("precedents", "c", str(file), "--json").stdout)
    for name in ("p_expected", "p_coming", "as_of"):
        assert shown[name] == given[name]
    assert 0 < shown["p_expected"] < 1
    answered = json.loads(talion("precedents", "a", str(file), "--json").stdout)
    assert answered["p_expected"] is None
    assert (
        f"a response: {given['p_expected']:.0%} by now"
        in talion("precedents", "c", str(file)).stdout
    )


def test_in_a_store_it_is_the_same_number_too(talion: Talion) -> None:
    missing = json.loads(talion("unanswered", "--json", "--limit", "0").stdout)["unanswered"]
    dated = [it for it in missing if it["p_expected"] is not None]
    for it in dated[:3]:
        shown = json.loads(talion("precedents", it["event"]["id"], "--json").stdout)
        assert shown["p_expected"] == it["p_expected"]
        assert shown["p_coming"] == it["p_coming"]
    assert dated
