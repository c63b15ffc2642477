"""`talion replies --write`: what the model infers, in the store beside what is stated."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.build import build
from talion.store import Store

Talion = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store of the seeds that may be written to."""
    folder = tmp_path / "store"
    build(Store.create(folder))
    return folder


def test_inferred_responses_are_written_and_shown_apart_from_stated_ones(
    talion: Talion, own: Path
) -> None:
    result = talion("replies", "--write", "--min-probability", "0.05", store=own)
    assert result.exit_code == 0, result.output
    assert "written as claims of the model run 'reply-model'" in result.stderr
    arguments = ("chains", "--json", "--min-probability", "0.05")
    shown = json.loads(talion(*arguments, store=own).stdout)["chains"]
    responses = [a for c in shown for s in c["steps"] for a in s["responses"]]
    assert {a["basis"] for a in responses} == {"stated", "inferred"}
    assert all(a["run"] == "reply-model" for a in responses if a["basis"] == "inferred")
    ask = "ASK { ?c tal:basis tal:inferred ; tal:probability ?p ; tal:run ?r }"
    assert "true" in talion("query", ask, store=own).stdout


def test_a_file_of_events_is_no_place_to_write_to(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("date,source,target\n2018-03-14,United Kingdom,Russia\n")
    result = talion("replies", str(file), "--write")
    assert result.exit_code == 2
    assert "--write needs a store" in result.stderr


def test_as_many_responses_are_written_as_the_table_lists(talion: Talion, own: Path) -> None:
    for least in ("0.05", "0.5"):
        result = talion("replies", "--min-probability", least, "--json", store=own)
        replies = json.loads(result.stdout)["replies"]
        found = [r for r in replies if r["antecedent"] and r["basis"] == "inferred"]
        events = {r["id"].split("/")[0] for r in found}
        result = talion("replies", "--write", "--min-probability", least, store=own)
        assert f" of {len(events)} event" in result.stderr


def test_a_date_is_shown_as_exactly_as_it_is_known(talion: Talion, own: Path) -> None:
    result = talion("replies", "--json", "--min-probability", "0", store=own)
    replies = {r["id"]: r for r in json.loads(result.stdout)["replies"]}
    vague = replies["2022-expulsion-estonia-latvia-lithuania-russia/estonia/russia"]
    assert vague["date"] == "2022"
    assert (vague["basis"], vague["antecedent"]) == (None, None)
    assert (vague["p_reply"], vague["p_campaign"], vague["p_background"]) == (0, 0, 1)
    for row in replies.values():
        total = row["p_reply"] + row["p_campaign"] + row["p_background"]
        assert total == pytest.approx(1, abs=1e-9)
    stated = replies["2022-03-29-expulsion-russia-estonia-latvia-lithuania/russia/estonia"]
    assert stated["antecedent"]["date"] == "2022"
    assert stated["antecedent"]["lag_days"] == [0, 87]
    lags = [r["antecedent"]["lag_days"] for r in replies.values() if r["antecedent"]]
    assert all((lag if isinstance(lag, int) else lag[0]) >= 0 for lag in lags)
    assert "nothing is inferred for" in result.stderr
    assert "without a date" in result.stderr
