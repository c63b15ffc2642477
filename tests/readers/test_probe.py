"""A probe: labels and order of the instruction are changed, and how much that changes is said."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from talion.cli import main
from talion.llm.arrangement import Arrangement
from talion.llm.codebook import codebook
from talion.llm.instruction import reading_instruction
from talion.llm.model_request import ModelReply
from talion.readers.probe import probe, summary

from .conftest import Make, article, good
from .scripted_server import Answer, said, serving


def labels_of(system: str) -> dict[str, str]:
    """The label of each name of the codebook in an instruction, by the definitions."""
    book = codebook()
    entries = (*book.types, *book.statuses, *book.links)
    lines = dict(re.findall(r"^- (\w+): (.*)$", system, re.MULTILINE))
    by_text = {text: label for label, text in lines.items()}
    return {e.name: by_text[e.text] for e in entries if e.text in by_text}


def play_by_meaning(body: dict[str, Any], number: int) -> Answer:
    """A reader that goes by the definitions, whatever their labels are."""
    labels, reply = labels_of(body["messages"][0]["content"]), good(body)
    for item in (*reply.get("incidents", ()), *reply["links"]):
        item |= {key: labels[item[key]] for key in ("type", "status") if key in item}
    return said(reply)


def fresh(body: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(good(body)))
    return made


def play_first_label(body: dict[str, Any], number: int) -> Answer:
    """A reader that takes the first type of the list, whatever it means."""
    system = body["messages"][0]["content"]
    first = re.search(r"## Types\n- (\w+):", system)
    reply = fresh(body)
    for item in reply.get("incidents", ()):
        item["type"] = first[1] if first else item["type"]
        labels = labels_of(system)
        item["status"] = labels[item["status"]]
    reply["links"] = []
    return said(reply)


@pytest.fixture(autouse=True)
def own_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies are changed by the players here, so each gets its own."""
    original = good
    monkeypatch.setitem(
        play_by_meaning.__globals__, "good", lambda body: json.loads(json.dumps(original(body)))
    )


def test_an_arrangement_has_every_definition_once_under_a_label_that_says_nothing() -> None:
    usual, other = reading_instruction(), reading_instruction(Arrangement(3).book)
    assert sorted(labels_of(usual)) == sorted(labels_of(other))
    assert not set(labels_of(other).values()) & set(labels_of(usual).values())
    assert other == reading_instruction(Arrangement(3).book)
    assert other != reading_instruction(Arrangement(4).book)
    examples = re.findall(r"^Reply:\n(.*)$", other, re.MULTILINE)
    used = {i["type"] for text in examples for i in json.loads(text)["incidents"]}
    assert used <= set(labels_of(other).values())


@pytest.mark.parametrize("text", ["no JSON", '{"incidents": [{"type": 3}], "links": null}'])
def test_a_reply_of_another_form_is_left_as_it_is(text: str) -> None:
    restored = Arrangement(1).restored(ModelReply(text)).text
    assert restored == text or json.loads(restored) == json.loads(text)


def test_a_reader_that_goes_by_the_meaning_agrees_with_itself(make_reader: Make) -> None:
    with serving(play_by_meaning) as server:
        found = list(probe(make_reader(server.url), [article(1), article(2)], 3))
        asked = len(server.bodies)
        list(probe(make_reader(server.url), [article(1), article(2)], 3))
        assert len(server.bodies) == asked  # replies are kept by what was asked
    told = summary(found)
    assert (told.incidents, told.links, told.articles, told.readings) == (1.0, 1.0, 2, 4)
    assert told.stable == told.total == 4


def test_a_reader_that_goes_by_the_labels_is_found_out(make_reader: Make) -> None:
    with serving(play_first_label) as server:
        told = summary(probe(make_reader(server.url), [article(1)], 3))
    assert told.incidents < 0.5
    assert told.stable < told.total


def test_the_command_says_how_much_findings_depend_on_them(tmp_path: Path) -> None:
    text = article(1).text
    (tmp_path / "a.txt").write_text(f"Published: 2018-06-07\n\n{text}\n")
    base = ["extract", str(tmp_path / "a.txt"), "--probe", "2"]
    with serving(play_by_meaning) as server:
        options = ["--endpoint", server.url, "--model", "m"]
        done = CliRunner().invoke(main, [*base, *options])
    assert done.exit_code == 0, done.output
    assert "1 article, 2 other arrangements: agreement (F1) 1.00 on incidents" in done.stdout
    refused = CliRunner().invoke(main, base)
    assert refused.exit_code == 2
    assert "--probe needs a language model" in refused.output
