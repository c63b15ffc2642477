"""Reviewed findings beside an article."""

import json
from pathlib import Path
from typing import Any

import pytest
from talion.errors import OutputError, SidecarError
from talion.ingest.articles import read_article
from talion.ingest.sidecar import (
    format_findings,
    read_findings,
    read_sidecar,
    sidecar_for,
    write_sidecar,
)
from talion.model.article import Article

ARTICLE = Article("one", "Freedonia expelled two diplomats of\nSylvania on Monday.")


def findings(**changes: Any) -> dict[str, Any]:
    incident = {
        "id": "e1",
        "type": "expulsion",
        "status": "reported",
        "agents": ["Freedonia"],
        "targets": ["Sylvania"],
        "count": 2,
        "date": "2018-03-26",
        "quote": "Freedonia expelled two diplomats",
    }
    named = [{"name": n, "type": "country"} for n in ("Freedonia", "Sylvania")]
    base = {"article": "one", "published": None, "actors": named, "links": []}
    return {**base, "incidents": [{**incident, **changes}]}


def write(folder: Path, data: object) -> Path:
    path = folder / "one.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


def test_a_sidecar_lies_beside_its_article() -> None:
    assert sidecar_for("news/2020-12-paper.txt") == Path("news/2020-12-paper.json")
    assert sidecar_for(Path("a.b.html")) == Path("a.b.json")


def test_sound_findings_are_read(tmp_path: Path) -> None:
    found = read_sidecar(write(tmp_path, findings()), ARTICLE)
    assert found.incidents[0].targets == ("Sylvania",)


def test_a_quote_may_run_over_a_line_break(tmp_path: Path) -> None:
    found = findings(quote="two diplomats of Sylvania")
    assert read_sidecar(write(tmp_path, found), ARTICLE).incidents


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        ("{", "line 1, column 2", "is not JSON: Expecting property name"),
        ("[" * 100_000, "line 1, column 1", "is not JSON: nested too deep"),
        ("[]", "the file", "is not a JSON object"),
        ({**findings(), "links": None}, "the file", "'links' is missing or no list"),
        ({**findings(), "article": "two"}, "", "is about 'two', not 'one'"),
        ({**findings(), "published": "2018-13"}, "the file", "'2018-13' is not in the calendar"),
        (findings(type="exile"), "incident e1", "type 'exile' is not one of attack_on_person, "),
        (findings(status="sure"), "incident e1", "status 'sure' is not one of alleged, "),
        (findings(date="2018-02-30"), "incident e1", "'2018-02-30' is not in the calendar"),
        (findings(count="2"), "incident e1", "count '2' is neither a number nor null"),
        (findings(quote="Freedonia expelled three"), "incident e1", "the quote is not in the text"),
        (
            {**findings(), "links": [{"type": "part_of", "from": "e1", "to": "e2"}]},
            "link 1",
            "its 'to' names no incident: 'e2'",
        ),
        (
            {
                **findings(),
                "links": [{"type": "part_of", "from": "e1", "to": "e1", "quote": "zeal"}],
            },
            "link 1",
            "the quote is not in the text: “zeal”",
        ),
        (
            {**findings(), "actors": [{"name": "A B", "type": "person", "quote": "A B"}]},
            "actor A B",
            "the quote is not in the text",
        ),
    ],
)
def test_what_does_not_fit_says_where_and_why(
    tmp_path: Path, data: object, place: str, reason: str
) -> None:
    path = write(tmp_path, data)
    with pytest.raises(SidecarError) as caught:
        read_sidecar(path, ARTICLE)
    where = f"{path}, {place}: " if place else f"{path}: "
    assert str(caught.value).startswith(where + reason)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match="there is no such file"):
        read_findings(tmp_path / "one.json")


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    found = read_sidecar(write(tmp_path, findings()), ARTICLE)
    write_sidecar(tmp_path / "two.json", found)
    assert read_sidecar(tmp_path / "two.json", ARTICLE) == found
    assert (tmp_path / "two.json").read_text("utf-8") == format_findings(found)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.json", "two.json"]


def test_what_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    found = read_sidecar(write(tmp_path, findings()), ARTICLE)
    with pytest.raises(OutputError, match=r"none/one\.json: cannot be written: No such file"):
        write_sidecar(tmp_path / "none" / "one.json", found)


def test_the_seeds_have_sound_sidecars_in_the_form_they_are_written_in(seed_articles: Path) -> None:
    for path in sorted(seed_articles.glob("*.txt")):
        found = read_sidecar(sidecar_for(path), read_article(path))
        assert sidecar_for(path).read_text("utf-8") == format_findings(found)


def test_the_gold_findings_fit_their_articles(shared: Path) -> None:
    folder = shared / "evaluation" / "dev"
    for path in sorted((folder / "articles").glob("*.txt")):
        assert read_sidecar(folder / "gold" / f"{path.stem}.json", read_article(path)).actors
