"""Readers by name, two readers in one, and the commands that read by a model."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from talion.cli import main
from talion.errors import ArticleError, UsageError
from talion.extract.explanation import Extraction
from talion.llm.reader_settings import ReaderSettings
from talion.model.article import Article
from talion.model.claim import ClaimType
from talion.model.findings import Finding, Findings, FindingsSource, Link
from talion.model.incident import Status
from talion.readers.agreement import MODEL_ALONE, agreed, doubtful_first
from talion.readers.article_source import Note, ReaderKind
from talion.readers.both_readers import BothReaders
from talion.readers.reader_registry import REGISTRY, reader_named, set_up

from .conftest import article, good
from .scripted_server import said, serving


class Nothing:
    """A reader that finds nothing."""

    version = "nothing"

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        for each in articles:
            yield Extraction(Findings(each.id, None, (), (), ()))


def make(settings: ReaderSettings, note: Note) -> Nothing:
    return Nothing()


def test_a_registered_reader_is_known_by_its_name() -> None:
    with REGISTRY.registered(ReaderKind("nothing", "finds nothing", make)):
        reader = set_up(ReaderSettings("nothing"), print)
        assert isinstance(reader, Nothing)
    with pytest.raises(UsageError, match="there are rules, llm, both"):
        reader_named("nothing")


def finding(ident: str, *, count: int | None = None, sure: float | None = None) -> Finding:
    return Finding(
        ident, "expulsion", Status.REPORTED, ("Peru",), ("Chile",), count, None, "…", sure
    )


def reading(*incidents: Finding, links: tuple[Link, ...] = ()) -> Extraction:
    return Extraction(Findings("a", None, (), incidents, links))


def test_what_both_report_is_surer_than_what_either_does() -> None:
    found = agreed(reading(finding("e1")), reading(finding("e7", sure=0.6))).findings
    assert [(i.id, i.confidence) for i in found.incidents] == [("e1", 0.88)]  # 1 - 0.3 * 0.4


def test_what_one_alone_reports_stays_in_doubt() -> None:
    closure = Finding("e2", "closure", Status.REPORTED, ("Peru",), ("Chile",), 1, None, "…", 0.8)
    found = agreed(reading(finding("e1")), reading(closure)).findings
    assert [(i.id, i.type, i.confidence) for i in found.incidents] == [
        ("e1", "expulsion", MODEL_ALONE),
        ("e2", "closure", 0.4),
    ]


def test_each_incident_agrees_with_one_the_most_alike_first() -> None:
    model = reading(finding("e1", count=2), finding("e2", count=5))
    rules = reading(finding("e1", count=5, sure=0.5))
    found = agreed(model, rules).findings
    assert [i.confidence for i in found.incidents] == [MODEL_ALONE, 0.85]


def test_a_link_that_both_give_is_surer() -> None:
    link = Link(ClaimType.RESPONSE, "e2", "e1", "over", 0.5)
    closure = Finding("e2", "closure", Status.REPORTED, ("Chile",), ("Peru",), 1, None, "…", 0.8)
    both = reading(finding("e1", sure=0.5), closure, links=(link,))
    assert agreed(both, both).findings.links[0].confidence == 0.85


def test_a_review_begins_with_what_the_two_do_not_agree_on() -> None:
    closure = Finding("e2", "closure", Status.REPORTED, ("Peru",), ("Chile",), 1, None, "…", 0.8)
    found = agreed(reading(finding("e1")), reading(finding("e1", sure=0.6), closure)).findings
    assert [i.id for i in doubtful_first(found).incidents] == ["e1", "e2"]  # of no two readers
    both = replace(found, provenance=FindingsSource("both"))
    assert [i.id for i in doubtful_first(both).incidents] == ["e2", "e1"]


def test_both_readers_read_each_article_and_the_one_stands_in_for_the_other() -> None:
    class Refusing(Nothing):
        def read(
            self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
        ) -> Iterator[Extraction | ArticleError]:
            yield from (ArticleError(each.id, "no") for each in articles)

    both = BothReaders(Nothing(), Refusing())
    assert [type(f) for f in both.read([article(1), article(2)])] == [Extraction, Extraction]
    neither = BothReaders(Refusing(), Refusing())
    assert [type(f) for f in neither.read([article(1)])] == [ArticleError]


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for number in (1, 2):
        text = article(number).text
        Path(f"news/2018-06-07-a{number}.txt").write_text(text, "utf-8")

    def call(*options: str) -> Result:
        return CliRunner().invoke(main, [*options], catch_exceptions=False)

    return call


def test_a_folder_is_read_with_one_command_and_built_from_the_same_answers(run: Run) -> None:
    with serving(lambda body, number: said(good(body))) as server:
        model = ("--endpoint", server.url, "--model", "m")
        extracted = run("extract", "news", *model)
        assert extracted.exit_code == 0, extracted.stderr
        [first, _] = json.loads(extracted.stdout)
        assert first["provenance"]["reader"] == "llm"
        assert "the articles go to 127.0.0.1, on this machine" in extracted.stderr
        asked = len(server.bodies)
        built = run("build", "news", *model)
        assert built.exit_code == 0, built.stderr
        assert len(server.bodies) == asked
    query = (
        "SELECT ?r ?m ?h WHERE { ?a tal:reader ?r ; tal:readingModel ?m ; tal:instructionHash ?h }"
    )
    rows = json.loads(run("query", query, "--json").stdout)
    assert len(rows["rows"] if isinstance(rows, dict) and "rows" in rows else rows) == 2


def test_a_quote_in_another_language_has_its_tag_and_its_gloss_is_found_too(run: Run) -> None:
    text = "Nederland zet zeventien Russische diplomaten uit, zei minister Hoekstra dinsdag."
    Path("nieuws").mkdir()
    Path("nieuws/2022-03-30-a.txt").write_text(text, "utf-8")
    incident = {
        "id": "e1", "type": "expulsion", "status": "reported", "agents": ["Netherlands"],
        "targets": ["Russia"], "count": 17, "date": "2022-03-29",
        "quote": "Nederland zet zeventien Russische diplomaten uit",
        "gloss": "The Netherlands expels seventeen Russian diplomats",
        "count_quote": "zeventien", "date_quote": "dinsdag",
    }  # fmt: skip
    with serving(lambda body, number: said({"incidents": [incident]})) as server:
        model = ("--endpoint", server.url, "--model", "m")
        built = run("build", "nieuws", *model)
    assert built.exit_code == 0, built.stderr
    query = "SELECT (LANG(?q) AS ?tag) ?g { ?r tal:quote ?q ; tal:gloss ?g }"
    shown = run("query", query).stdout
    assert "nl" in shown
    assert "expels seventeen" in shown
    words = run("query", "SELECT ?q { ?r tal:dateQuote ?q FILTER (LANG(?q) = 'nl') }").stdout
    assert "dinsdag" in words
    told = run("incident", "2022-03-30-a#e1").stdout
    assert "count: “zeventien”" in told
    assert "date: “dinsdag”" in told
    assert run("validate").exit_code == 0


def test_explained_findings_show_the_words_of_each_slot(run: Run) -> None:
    with serving(lambda body, number: said(good(body))) as server:
        model = ("--endpoint", server.url, "--model", "m")
        shown = run("extract", "news/2018-06-07-a1.txt", "--explain", *model).stdout
    assert "the words “on Monday”" in shown
    assert "how many" in shown


def test_a_dry_run_sends_nothing(run: Run) -> None:
    with serving(lambda body, number: said({})) as server:
        result = run("extract", "news", "--endpoint", server.url, "--model", "m", "--dry-run")
        assert server.bodies == []
    assert "2 articles: 2 requests to read them" in result.stdout


def test_the_prompt_is_shown(run: Run) -> None:
    shown = run("extract", "news", "--show-prompt").stdout
    assert "- expulsion: Diplomats" in shown


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--reader", "llm"), "a language model needs --endpoint URL"),
        (("--reader", "llm", "--endpoint", "http://localhost:1/v1"), "needs --model NAME"),
        (("--reader", "oracle"), "there is no reader 'oracle'"),
        (("--endpoint", "https://example.org/v1", "--model", "m"), "--yes allows it"),
    ],
)
def test_what_is_missing_is_one_line_with_what_to_do(
    run: Run, options: tuple[str, ...], words: str
) -> None:
    result = run("extract", "news", *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
