"""Reading without a connection: requests in a file, answers through the gate, further rounds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from talion.errors import BatchError, InputError
from talion.llm.batch_files import BatchState, read_replies
from talion.llm.model_request import ModelSettings
from talion.model.article import Article

from tests.readers.conftest import CLOSURE, EXPULSION, LINK

TEXT = """\
publisher: The Example Post
published: 2018-06-07
---
Bolivia on Monday ordered out three Paraguayan diplomats it accuses of spying.

In retaliation for the expulsions, Paraguay on Wednesday closed the Bolivian consulate in Salto.
"""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "row.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def answer(path: Path, requests: list[dict[str, Any]], *contents: object) -> None:
    lines = [
        {
            "custom_id": request["custom_id"],
            "response": {
                "status_code": 200,
                "body": {"choices": [{"message": {"content": json.dumps(content)}}]},
            },
        }
        for request, content in zip(requests, contents, strict=True)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def found(result: Result) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(result.stdout)
    return value


def test_two_rounds_give_findings_with_links(folder: Path, talion: Run) -> None:
    assert talion("requests", "news", "-o", "requests.jsonl").exit_code == 0
    [request] = asked(folder / "requests.jsonl")
    assert request["body"]["response_format"]["json_schema"]["strict"] is True
    assert "published: 2018-06-07" in request["body"]["messages"][1]["content"]
    answer(folder / "responses.jsonl", [request], {"incidents": [EXPULSION, CLOSURE], "links": []})
    first = talion("responses", "responses.jsonl")
    assert [i["type"] for i in found(first)["incidents"]] == ["expulsion", "closure"]
    [links] = asked(folder / "requests-2.jsonl")
    assert "e1: expulsion, Bolivia → Paraguay" in links["body"]["messages"][1]["content"]
    answer(folder / "responses-2.jsonl", [links], {"same": [], "links": [LINK]})
    last = talion("responses", "responses-2.jsonl")
    assert last.exit_code == 0
    assert [(k["from"], k["to"]) for k in found(last)["links"]] == [("e2", "e1")]
    assert "nothing more to ask" in last.stderr
    assert not (folder / "requests-3.jsonl").exists()
    address = ("--endpoint", "localhost:1", "--model", "model")  # where nothing answers
    again = talion("extract", "news/row.txt", *address)
    assert found(again)["incidents"] == found(last)["incidents"]


def test_what_is_refused_is_asked_again_once_with_its_reason(folder: Path, talion: Run) -> None:
    talion("requests", "news")
    bad = {**EXPULSION, "quote": "Bolivia expelled three diplomats", "id": "e1"}
    answer(folder / "a.jsonl", asked(folder / "requests.jsonl"), {"incidents": [bad, CLOSURE]})
    first = talion("responses", "a.jsonl", "--refused")
    assert [i["type"] for i in found(first)["incidents"]] == ["closure"]
    assert "does not stand in the article word for word" in first.stderr
    [repair] = asked(folder / "requests-2.jsonl")
    said = repair["body"]["messages"][1]["content"]
    assert "does not stand in the article word for word" in said
    assert "Bolivia expelled three diplomats" in said
    answer(folder / "b.jsonl", [repair], {"incidents": [EXPULSION]})
    second = talion("responses", "b.jsonl")
    assert [i["type"] for i in found(second)["incidents"]] == ["expulsion", "closure"]
    [links] = asked(folder / "requests-3.jsonl")
    assert "-links1-" in links["custom_id"]


def test_a_correction_that_is_worse_does_not_undo_what_stood(folder: Path, talion: Run) -> None:
    talion("requests", "news")
    bad = {**EXPULSION, "count": 7}
    answer(folder / "a.jsonl", asked(folder / "requests.jsonl"), {"incidents": [bad]})
    assert found(talion("responses", "a.jsonl"))["incidents"][0]["count"] is None
    [repair] = asked(folder / "requests-2.jsonl")
    answer(folder / "b.jsonl", [repair], {"incidents": [{**bad, "quote": "quite invented words"}]})
    last = talion("responses", "b.jsonl")
    assert [i["type"] for i in found(last)["incidents"]] == ["expulsion"]
    assert "nothing more to ask" in last.stderr


def test_incidents_told_twice_are_joined(folder: Path, talion: Run) -> None:
    talion("requests", "news")
    again = {**EXPULSION, "id": "e5", "quote": "In retaliation for the expulsions", "count": None,
             "date": None, "count_quote": None, "date_quote": None}  # fmt: skip
    answer(
        folder / "a.jsonl",
        asked(folder / "requests.jsonl"),
        {"incidents": [EXPULSION, again, CLOSURE]},
    )
    assert len(found(talion("responses", "a.jsonl"))["incidents"]) == 3
    link = {**LINK, "to": "e5"}
    said: dict[str, Any] = {"same": [["e1", "e5"]], "links": [link]}
    answer(folder / "b.jsonl", asked(folder / "requests-2.jsonl"), said)
    last = found(talion("responses", "b.jsonl"))
    assert [(i["type"], i["count"]) for i in last["incidents"]] == [
        ("expulsion", 3),
        ("closure", 1),
    ]
    assert [(k["from"], k["to"]) for k in last["links"]] == [("e2", "e1")]


@pytest.mark.parametrize(
    "line",
    [
        {"response": {"body": {"choices": [{"message": {"content": "TEXT"}}]}}},
        {
            "result": {
                "type": "succeeded",
                "message": {"content": [{"type": "text", "text": "TEXT"}]},
            }
        },
        {"response": "TEXT"},
        {"content": "TEXT"},
        {"message": {"role": "assistant", "content": "TEXT"}},
        {"body": {"choices": [{"message": {"content": "TEXT"}}]}},
        {"choices": [{"message": {"content": "TEXT"}}]},
        {"response": {"incidents": [EXPULSION]}},
        {"incidents": [EXPULSION]},
    ],
)
def test_answers_are_taken_in_the_forms_in_which_they_come(
    folder: Path, talion: Run, line: dict[str, Any]
) -> None:
    talion("requests", "news")
    [request] = asked(folder / "requests.jsonl")
    text = json.dumps({"incidents": [EXPULSION]})
    made = json.dumps({"custom_id": request["custom_id"], **line})
    (folder / "a.jsonl").write_text(made.replace('"TEXT"', json.dumps(text)), "utf-8")
    assert [i["type"] for i in found(talion("responses", "a.jsonl"))["incidents"]] == ["expulsion"]


def test_what_was_not_answered_is_asked_once_more(folder: Path, talion: Run) -> None:
    talion("requests", "news")
    [request] = asked(folder / "requests.jsonl")
    failed = {"custom_id": request["custom_id"], "response": None, "error": {"code": "429"}}
    (folder / "a.jsonl").write_text(json.dumps(failed) + "\nnot json\n", "utf-8")
    result = talion("responses", "a.jsonl")
    assert result.exit_code == 1
    assert "line 1 holds no reply" in result.stderr
    assert "line 2 is not JSON" in result.stderr
    assert asked(folder / "requests-2.jsonl") == [request]


def test_a_reply_that_broke_off_is_completed(folder: Path, talion: Run) -> None:
    talion("requests", "news")
    [request] = asked(folder / "requests.jsonl")
    cut = json.dumps({"incidents": [EXPULSION, CLOSURE]})[:-60]
    choice = {"message": {"content": cut}, "finish_reason": "length"}
    line = {"custom_id": request["custom_id"], "response": {"body": {"choices": [choice]}}}
    (folder / "a.jsonl").write_text(json.dumps(line), "utf-8")
    talion("responses", "a.jsonl")
    [repair] = asked(folder / "requests-2.jsonl")
    assert "broke off" in repair["body"]["messages"][1]["content"]
    answer(folder / "b.jsonl", [repair], {"incidents": [CLOSURE]})
    assert len(found(talion("responses", "b.jsonl"))["incidents"]) == 2


def test_the_same_articles_give_the_same_bytes(folder: Path, talion: Run) -> None:
    talion("requests", "news", "-o", "one.jsonl")
    talion("requests", "news", "-o", "two.jsonl")
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()


def test_answers_to_unknown_requests_are_one_clear_line(folder: Path, talion: Run) -> None:
    (folder / "a.jsonl").write_text("{}", "utf-8")
    result = talion("responses", "a.jsonl")
    assert result.exit_code == 2
    assert "there is no batch of requests" in result.stderr
    with pytest.raises(BatchError):
        BatchState.beside(folder / "requests.jsonl").articles()


def test_a_file_that_is_a_list_is_read_too(folder: Path) -> None:
    (folder / "a.json").write_text('[{"custom_id": "x", "content": "{}"}, 3]', "utf-8")
    good, bad = read_replies(folder / "a.json")
    assert good.reply is not None
    assert bad.problem == "item 2 is no JSON object"


def test_what_was_refused_and_not_given_again_is_listed_once(folder: Path, talion: Run) -> None:
    """The correction leaves the invented incident out; it stays in the list, and nothing twice."""
    talion("requests", "news")
    wrong = {**CLOSURE, "quote": "Paraguay closed nine consulates"}
    date = {**EXPULSION, "date": "2017-06-04"}
    number = 1
    asked_now = asked(folder / "requests.jsonl")
    while asked_now:
        said = {"incidents": [date, wrong]} if number == 1 else {"incidents": [], "links": []}
        answer(folder / f"{number}.jsonl", asked_now, said)
        listed = talion("responses", f"{number}.jsonl", "--refused").stderr
        number += 1
        following = folder / f"requests-{number}.jsonl"
        asked_now = asked(following) if following.exists() else []
    lines = [line for line in listed.splitlines() if "refused:" in line]
    assert len(lines) == len(set(lines)) == 2
    assert any("nine consulates" in line for line in lines)


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0c"])
def test_an_article_with_an_unusual_end_of_line_is_kept_whole(mark: str, tmp_path: Path) -> None:
    article = Article("one", f"Bolivia ordered out three diplomats.{mark}Paraguay protested.")
    state = BatchState(tmp_path / "requests.state")
    state.begin([article], ModelSettings("m"))
    assert state.articles() == (article,)


@pytest.mark.parametrize("damage", ["", "{", "[" * 100_000, "[1]", '{"a": 1}', '{"a": {"b": 1}}'])
def test_a_damaged_state_of_a_batch_is_one_line_with_its_file(damage: str, tmp_path: Path) -> None:
    state = BatchState(tmp_path / "requests.state")
    state.begin([Article("one", "Bolivia ordered out three.")], ModelSettings("m"))
    for name, read in (("replies.json", state.replies), ("settings.json", state.settings)):
        (state.folder / name).write_text(damage, "utf-8")
        with pytest.raises(InputError, match=f"{name}: is damaged"):
            read()
