"""A model over real HTTP: good and bad answers, repetitions, the budget, what is kept."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from talion.errors import (
    ArticleError,
    BudgetError,
    ConsentError,
    InputError,
    ReaderError,
    UsageError,
)
from talion.extract.explanation import Extraction
from talion.gate.refusal import Refusal
from talion.llm.model_endpoint import ModelEndpoint
from talion.llm.reader_settings import ReaderSettings, read_settings
from talion.readers.model_reader import make_model_reader

from .conftest import CLOSURE, EXPULSION, Make, article, good
from .scripted_server import Answer, said, serving


def play_good(body: dict[str, Any], number: int) -> Answer:
    return said(good(body))


def types(found: Extraction | ArticleError) -> list[str]:
    assert isinstance(found, Extraction), found
    return [incident.type for incident in found.findings.incidents]


def test_articles_are_read_in_their_order_with_links_and_provenance(make_reader: Make) -> None:
    with serving(play_good) as server:
        found = list(make_reader(server.url).read([article(n) for n in range(1, 6)]))
    assert [f.findings.article for f in found if isinstance(f, Extraction)] == [
        f"a{n}" for n in range(1, 6)
    ]
    first = found[0]
    assert isinstance(first, Extraction)
    assert [(k.source, k.target) for k in first.findings.links] == [("e2", "e1")]
    assert first.findings.provenance is not None
    assert first.findings.provenance.model == "m"
    assert len(server.bodies) == 10


def test_the_same_run_again_asks_nothing_and_gives_the_same(make_reader: Make) -> None:
    with serving(play_good) as server:
        first = list(make_reader(server.url).read([article()]))
        asked = len(server.bodies)
        again = list(make_reader(server.url).read([article()]))
        assert len(server.bodies) == asked
    assert first == again


@pytest.mark.parametrize(
    "bad",
    [
        Answer(
            status=429, raw=b'{"error": {"message": "slow down"}}', headers={"Retry-After": "0"}
        ),
        Answer(status=500, raw=b"oops"),
        Answer(status=503, raw=b""),
        Answer(drop=True),
        Answer(raw=b"<html>no json</html>"),
        Answer(raw=b'{"choices": []}'),
        Answer(text=" "),
        Answer(slow=1.5, text="{}"),
        Answer(endless=True, text="{}"),
    ],
    ids=["429", "500", "503", "dropped", "html", "no choices", "blank", "slow", "endless"],
)
def test_a_failure_that_may_pass_is_tried_again(make_reader: Make, bad: Answer) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        return bad if number == 0 else said(good(body))

    pauses: list[float] = []
    with serving(play) as server:
        reader = make_reader(server.url, timeout=0.7, pause=pauses.append)
        [found] = reader.read([article()])
    assert types(found) == ["expulsion", "closure"]
    assert len(pauses) == 1


def test_pauses_grow_and_the_server_may_say_how_long(make_reader: Make) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        headers = {"Retry-After": "7"} if number == 1 else {}
        return Answer(status=503, headers=headers, raw=b"") if number < 3 else said(good(body))

    pauses: list[float] = []
    with serving(play) as server:
        list(make_reader(server.url, attempts=5, pause=pauses.append).read([article()]))
    assert pauses == [1.0, 7.0, 4.0]


def test_an_article_that_stays_unanswered_is_its_error_and_the_others_go_on(
    make_reader: Make,
) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        third = "Note 3." in body["messages"][1]["content"]
        return Answer(status=500, raw=b"no") if third else said(good(body))

    with serving(play) as server:
        found = list(make_reader(server.url).read([article(n) for n in range(1, 6)]))
    assert [isinstance(f, ArticleError) for f in found] == [False, False, True, False, False]
    assert "was not read: it answers 500: no" in str(found[2])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=401, raw=b'{"error": "no"}'), "it wants a key: set TALION_API_KEY"),
        (Answer(status=404, raw=b'{"error": {"message": "model m not found"}}'), "no such model"),
        (Answer(status=307, raw=b"", headers={"Location": "http://x"}), "it redirects (307)"),
        (Answer(status=400, raw=b'{"error": "context too long"}'), "context too long"),
    ],
)
def test_what_cannot_succeed_is_one_line_that_says_what_to_do(
    make_reader: Make, answer: Answer, words: str
) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        return answer

    with serving(play) as server, pytest.raises(ReaderError, match=r"^the model at http") as error:
        list(make_reader(server.url).read([article()]))
    assert words in str(error.value)


def test_a_server_that_is_not_there_is_one_line(make_reader: Make) -> None:
    with serving(play_good) as server:
        gone = server.url
    with pytest.raises(ReaderError, match="is the server running"):
        list(make_reader(gone).read([article(n) for n in range(8)]))


def test_a_server_without_schemas_is_asked_without_them(make_reader: Make) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        if "response_format" in body:
            return Answer(status=400, raw=b'{"error": "response_format is not supported"}')
        if "max_tokens" in body:
            return Answer(status=400, raw=b'{"error": "use max_completion_tokens, not max_tokens"}')
        return said(good(body))

    with serving(play) as server:
        [found] = make_reader(server.url).read([article()])
        assert types(found) == ["expulsion", "closure"]
        assert "max_completion_tokens" in server.bodies[-1]
        assert len(server.bodies) == 4  # two refusals, then each request once


def test_the_budget_holds(make_reader: Make) -> None:
    """Each request may cost some 14,000 tokens and takes 1,100: of 40,000 not all are spent."""
    with serving(play_good) as server, pytest.raises(BudgetError, match="the budget of 20,000"):
        list(make_reader(server.url, limit=20_000).read([article(n) for n in range(40)]))
    assert len(server.bodies) * 1_100 <= 20_000


def test_a_key_goes_into_the_header_and_nowhere_else(make_reader: Make, tmp_path: Path) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        return (
            Answer(status=401, raw=b'{"error": "bad key s3cret-key"}')
            if number
            else said(good(body))
        )

    with serving(play) as server, pytest.raises(ReaderError) as error:
        list(make_reader(server.url, key="s3cret-key").read([article()]))
    assert server.headers[0]["Authorization"] == "Bearer s3cret-key"
    assert "s3cret" not in str(error.value)
    kept = [p.read_text("utf-8") for p in (tmp_path / "replies").rglob("*.json")]
    assert kept
    assert not any("s3cret" in text for text in kept)
    assert "s3cret" not in repr(ModelEndpoint(server.url, "s3cret-key"))


@pytest.mark.parametrize(
    "reply",
    [
        {"incidents": [{**EXPULSION, "quote": "Bolivia threw out a trio of Paraguayans"}, CLOSURE]},
        {"incidents": [{**EXPULSION, "agents": ["Chile"]}, CLOSURE]},
        {"incidents": [{**EXPULSION, "type": "party"}, CLOSURE], "foo": {"bar": [1]}},
    ],
)
def test_what_the_gate_refuses_is_asked_again_once_and_then_left_out(
    make_reader: Make, reply: dict[str, Any]
) -> None:
    with serving(lambda body, number: said(reply)) as server:
        [found] = make_reader(server.url).read([article()])
    assert types(found) == ["closure"]
    assert isinstance(found, Extraction)
    assert found.unresolved
    assert len(server.bodies) == 2


def test_where_the_articles_go_is_said_and_must_be_allowed() -> None:
    noted: list[str] = []
    settings = ReaderSettings("llm", "http://127.0.0.1:9/v1", "m")
    make_model_reader(settings, noted.append)
    assert noted == ["the articles go to 127.0.0.1, on this machine; nothing else is sent"]
    away = settings.over(endpoint="https://models.example.org/v1")
    with pytest.raises(ConsentError, match=r"would be sent to models\.example\.org"):
        make_model_reader(away, noted.append)
    make_model_reader(away.over(allow=("models.example.org",)), noted.append)
    with pytest.raises(UsageError, match="needs --model"):
        make_model_reader(ReaderSettings("llm", "http://localhost/v1"), noted.append)


@pytest.mark.parametrize("url", ["", "ftp://x/v1", "http://", "http://key@host/v1", "https:///v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        ModelEndpoint(url)


def test_settings_stand_in_a_file_beside_the_store(tmp_path: Path) -> None:
    file = tmp_path / "talion.toml"
    file.write_text('[reader]\nname = "llm"\nmodel = "qwen3"\nparallel = 2\n', "utf-8")
    found = read_settings(tmp_path / "store")
    assert (found.reader, found.model, found.parallel) == ("llm", "qwen3", 2)
    for wrong in ('[reader]\nkey = "x"', '[reader]\nparallel = "two"', "[reader", "reader = 3"):
        file.write_text(wrong, "utf-8")
        with pytest.raises(InputError, match=r"talion\.toml: (\[reader\]|is no settings file)"):
            read_settings(tmp_path / "store")


def test_a_reading_that_is_stopped_ends_soon(make_reader: Make) -> None:
    with serving(lambda body, number: Answer(status=503, raw=b"")) as server:
        reader = make_reader(server.url, attempts=100)
        begun = time.monotonic()
        reader.model.stopped.set()
        [found] = reader.read([article()])
    assert isinstance(found, ArticleError)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("broken", [0.6, 0.0])
def test_links_whose_reply_broke_off_are_asked_for_once_more(
    make_reader: Make, broken: float
) -> None:
    """Half a reply the first time; where the second breaks off, too, that is listed."""

    def play(body: dict[str, Any], number: int) -> Answer:
        text = json.dumps(good(body))
        return Answer(text=text[: round(len(text) * broken)] + "{" if number == 1 else text)

    with serving(play) as server:
        [read] = make_reader(server.url).read([article()])
        asked = len(server.bodies)
    assert isinstance(read, Extraction)
    assert [(link.source, link.target) for link in read.findings.links] == [("e2", "e1")]
    assert asked == 3


def test_links_that_cannot_be_read_twice_are_listed(make_reader: Make) -> None:
    def play(body: dict[str, Any], number: int) -> Answer:
        return Answer(text="I cannot say.") if number else said(good(body))

    with serving(play) as server:
        [read] = make_reader(server.url).read([article()])
    assert types(read) == ["expulsion", "closure"]
    assert isinstance(read, Extraction)
    assert [r.reason for r in read.unresolved] == [Refusal.UNREAD]
