"""`talion replies --write`: what the model infers, in the store beside what is stated."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.assembly import build
from talion.store import Store

Talion = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store of the seeds that may be written to."""
    folder = tmp_path / "store"
    build(Store.create(folder))
    return folder


def test_inferred_answers_are_written_and_shown_apart_from_stated_ones(
    talion: Talion, own: Path
) -> None:
    result = talion("replies", "--write", "--min-probability", "0.05", store=own)
    assert result.exit_code == 0, result.output
    assert "written as claims of the model run 'reply-model'" in result.stderr
    arguments = ("chains", "--json", "--min-probability", "0.05")
    shown = json.loads(talion(*arguments, store=own).stdout)["chains"]
    answers = [a for c in shown for s in c["steps"] for a in s["answers"]]
    assert {a["basis"] for a in answers} == {"stated", "inferred"}
    assert all(a["run"] == "reply-model" for a in answers if a["basis"] == "inferred")
    ask = "ASK { ?c tal:basis tal:inferred ; tal:probability ?p ; tal:run ?r }"
    assert "true" in talion("query", ask, store=own).stdout


def test_a_file_of_events_is_no_place_to_write_to(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("date,source,target\n2018-03-14,United Kingdom,Russia\n")
    result = talion("replies", str(file), "--write")
    assert result.exit_code == 2
    assert "--write needs a store" in result.stderr
