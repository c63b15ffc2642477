"""What cannot stand in the graph is left out and named; the rest of a build goes on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from talion.build import add, build
from talion.errors import ArticleError, InvalidGraphError
from talion.extract.explanation import Extraction
from talion.model.article import Article
from talion.model.findings import Finding, Findings
from talion.model.incident import Status
from talion.store import Store

TEXT = "Peru expelled two envoys of Chile."


class Reader:
    """A reader that may claim what no graph can hold of the articles whose text says so."""

    version = "strange"

    def __init__(self, **strange: Any) -> None:
        self.strange = strange

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        for article in articles:
            finding = Finding(
                "e1", "expulsion", Status.REPORTED, ("Peru",), ("Chile",), 2, None, TEXT, 0.5
            )
            if "strange" in article.text:
                finding = replace(finding, **self.strange)
            yield Extraction(Findings(article.id, None, (), (finding,), ()))


def written(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"publisher: {name}\n\n{text}", "utf-8")
    return [folder / f"{name}.txt" for name in texts]


def held(store: Store) -> set[str]:
    with store.view() as view:
        return {article.id for article in view.publications()}


@pytest.mark.parametrize(
    "strange",
    [{"confidence": 1.5}, {"count": -3}, {"agents": ("Nobody known",)}],
    ids=str,
)
def test_an_article_of_which_a_reader_says_what_cannot_be_costs_no_other(
    tmp_path: Path, strange: dict[str, Any]
) -> None:
    files = written(tmp_path, good=TEXT, bad=f"{TEXT} A strange affair.")
    store = Store.memory()
    batch = build(store, files, reader=Reader(**strange))
    assert any("bad" in str(problem) for problem in batch.problems)
    assert "good" in held(store)
    assert batch.articles == len(held(store))


def test_an_article_that_becomes_impossible_stays_as_it_was(tmp_path: Path) -> None:
    good, other = written(tmp_path, good=TEXT, other=f"{TEXT} Chile protested.")
    store = Store.memory()
    build(store, [good, other], reader=Reader())
    written(tmp_path, good=f"{TEXT} A strange affair.", new=f"{TEXT} Once more.")
    batch = add(store, [good, tmp_path / "new.txt"], reader=Reader(confidence=1.5))
    (problem,) = batch.problems
    assert "good: breaks the shapes" in str(problem)
    assert held(store) == {"good", "other", "new"}
    with store.view() as view:
        assert "strange" not in view.articles(["good"])[0].text


def test_where_no_article_can_stand_the_store_stays_as_it_was(tmp_path: Path) -> None:
    store = Store.memory()
    build(store, written(tmp_path, good=TEXT), reader=Reader())
    with pytest.raises(InvalidGraphError):
        build(store, written(tmp_path, bad=f"{TEXT} strange"), reader=Reader(confidence=1.5))
    assert held(store) == {"good"}


@pytest.mark.parametrize("date", ["2018-13", "0000", "2018-02-30"])
def test_a_date_of_publication_that_is_none_is_left_out(tmp_path: Path, date: str) -> None:
    (file,) = written(tmp_path, good=TEXT)
    incident = {
        "id": "e1", "type": "expulsion", "status": "reported", "agents": ["Peru"],
        "targets": ["Chile"], "count": 2, "date": None, "quote": TEXT,
    }  # fmt: skip
    found = {
        "article": "good",
        "published": date,
        "actors": [],
        "incidents": [incident],
        "links": [],
    }
    file.with_suffix(".json").write_text(json.dumps(found), "utf-8")
    store = Store.memory()
    batch = build(store, [file])
    (problem,) = batch.problems
    assert date in str(problem)
    with store.view() as view:
        (article,) = view.publications()
        assert article.published is None
        assert len(list(view.incidents())) == 1
