"""`talion replies`, `talion fit` and `talion motifs` on small tables."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Talion = Callable[..., Result]

TABLE = (
    "id,date,source,target,type,responds_to\n"
    "a,2018-03-14,United Kingdom,Russia,expulsion,\n"
    "b,2018-03-17,Russia,United Kingdom,expulsion,\n"
    "c,2018-03-26,United States,Russia,expulsion,\n"
    "d,2018-03-29,Russia,United States,expulsion,c\n"
    "e,2018-03-29,Hungary,Russia,summons,\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    file = tmp_path / "events.csv"
    file.write_text(TABLE)
    return str(file)


def test_five_events_get_sensible_probabilities_and_a_stated_one_stands(
    talion: Talion, table: str
) -> None:
    rows = json.loads(talion("replies", table, "--json").stdout)["replies"]
    by_id = {v["id"]: v for v in rows}
    assert by_id["b"]["p_reply"] > 0.8
    assert by_id["b"]["antecedent"]["id"] == "a"
    assert by_id["b"]["antecedent"]["lag_days"] == 3
    assert by_id["b"]["basis"] == "inferred"
    assert by_id["d"]["basis"] == "stated"
    assert by_id["d"]["antecedent"] == {
        "id": "c",
        "date": "2018-03-26",
        "lag_days": 3,
        "probability": 1.0,
    }
    assert by_id["a"]["antecedent"] is None
    for verdict in rows:
        shares = verdict["p_reply"] + verdict["p_campaign"] + verdict["p_background"]
        assert shares == pytest.approx(1, abs=1e-6)


def test_inferred_only_leaves_the_sources_aside(talion: Talion, table: str) -> None:
    rows = json.loads(talion("replies", table, "--inferred-only", "--json").stdout)["replies"]
    assert {v["id"]: v["basis"] for v in rows} == dict.fromkeys("ace") | {
        "b": "inferred",
        "d": "inferred",
    }
    assert next(v for v in rows if v["id"] == "d")["antecedent"]["id"] == "c"


def test_events_of_other_types_are_left_out_on_request(talion: Talion, table: str) -> None:
    rows = json.loads(talion("replies", table, "--types", "summons", "--json").stdout)["replies"]
    assert [v["id"] for v in rows] == ["e"]
    result = talion("replies", table, "--types", "sabotage")
    assert result.exit_code == 2
    assert "sabotage" in result.stderr


def test_where_the_order_of_a_day_is_unknown_neither_event_is_surely_a_response(
    talion: Talion, tmp_path: Path
) -> None:
    file = tmp_path / "mutual.csv"
    file.write_text(
        "id,date,source,target,type\n"
        "a,2024-10-14,Canada,India,expulsion\n"
        "b,2024-10-14,India,Canada,expulsion\n"
    )
    unknown = talion("replies", str(file), "--order", "unknown", "--json")
    shares = [v["p_reply"] for v in json.loads(unknown.stdout)["replies"]]
    assert shares == pytest.approx([0.5, 0.5], abs=0.05)
    assert sum(shares) <= 1
    listed = json.loads(talion("replies", str(file), "--json").stdout)["replies"]
    assert listed[0]["p_reply"] == 0
    assert listed[1]["p_reply"] > 0.9


def test_the_known_expulsions_are_found_and_no_others(talion: Talion, shared: Path) -> None:
    file = str(shared / "data" / "expulsions.csv")
    rows = json.loads(talion("replies", file, "--inferred-only", "--json").stdout)["replies"]
    stated = json.loads(talion("replies", file, "--json").stdout)["replies"]
    cause = {
        v["id"]: v["antecedent"]["id"] for v in stated if v["basis"] == "stated" and v["antecedent"]
    }
    for verdict in rows:
        if verdict["id"] in cause:
            assert verdict["antecedent"]["id"] == cause[verdict["id"]]
        elif verdict["id"] != "x017":  # North Korea's ban of 2017, a response that no row states
            assert verdict["p_reply"] < 0.5


def test_a_model_fitted_to_a_file_is_used_for_it(talion: Talion, tmp_path: Path) -> None:
    file, model = tmp_path / "acts.csv", tmp_path / "model.json"
    rows = [f"{'A,B' if i % 2 else 'B,A'},{i * 3.7 + i % 3}" for i in range(40)]
    file.write_text("source,target,time\n" + "\n".join(rows) + "\n")
    result = talion("fit", str(file), "--train", "0.8", "-o", str(model), "--json", "--steps", "50")
    figures = json.loads(result.stdout)
    assert figures["n_train"] == 32
    assert figures["n_test"] == 8
    assert set(figures) >= {"train_ll_per_event", "test_ll_per_event", "seconds"}
    result = talion("replies", str(file), "--model", str(model), "--json")
    assert len(json.loads(result.stdout)["replies"]) == 40


def test_a_model_is_fitted_to_stated_responses_too_and_scored_on_a_hidden_half(
    talion: Talion, tmp_path: Path
) -> None:
    file, model = tmp_path / "crises.csv", tmp_path / "model.json"
    rows = [
        f"{name}{n},{1900 + n}-0{month}-07,{ends},sanction,{cause}"
        for n in range(50)
        for name, month, ends, cause in (
            ("a", 1, "Peru,Chile", ""),
            ("b", 9, "Chile,Peru", f"a{n}"),
        )
    ]
    file.write_text("id,date,source,target,type,responds_to\n" + "\n".join(rows) + "\n")
    result = talion("fit", str(file), "-o", str(model), "--json", "--steps", "5")
    stated = json.loads(result.stdout)["stated"]
    assert stated["responses"] == 50
    halves = stated["hidden_half"]
    assert halves["fitted"]["f1"] > halves["shipped"]["f1"]  # eight months are late elsewhere
    asked = ("replies", str(file), "--inferred-only", "--json")
    usual, own = (
        json.loads(talion(*asked, *more).stdout)["replies"]
        for more in ((), ("--model", str(model)))
    )
    told = [sum(bool(row["antecedent"]) for row in rows) for rows in (usual, own)]
    assert told[0] < told[1] == 50
    text = talion("fit", str(file), "--steps", "5").stdout
    assert "on the later half, which was hidden" in text


def test_a_table_unlike_the_training_data_is_said_to_be(talion: Talion, table: str) -> None:
    result = talion("replies", table)
    assert "hostile events: 5, too few to show whether that share fits" in result.stderr
    about = json.loads(talion("replies", table, "--json").stdout)["model"]
    assert about["unlike"] == ["few"]


def test_a_file_that_is_no_model_is_refused_in_a_line(talion: Talion, table: str) -> None:
    result = talion("replies", table, "--model", table)
    assert result.exit_code == 1
    assert "no JSON" in result.stderr


def test_motifs_count_a_response_to_a_response(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "acts.csv"
    file.write_text(
        "id,date,source,target,type\n"
        "a,2018-01-01,France,Mali,threat\n"
        "b,2018-01-04,Mali,France,expulsion\n"
        "c,2018-01-20,France,Mali,sanction\n"
    )
    options = ("--typed", "--instances", "5", "--json")
    found = json.loads(talion("motifs", str(file), "--delta", "3w", *options).stdout)
    assert found["counts"] == {"aaa": 0, "aab": 0, "aba": 1, "abb": 0}
    assert found["typed"][0]["types"] == ["threat", "expulsion", "sanction"]
    assert found["instances"] == [{"pattern": "aba", "events": ["a", "b", "c"]}]
    short = json.loads(talion("motifs", str(file), "--delta", "18d", "--json").stdout)
    assert sum(short["counts"].values()) == 0
