"""What the page of a large store opens with: the pairs that answered each other most, whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from talion.store import Store, View
from talion.store.index import Index
from talion.web import documents


@pytest.fixture(scope="module")
def opened(
    seeds_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[View, Index]]:
    with Store.open(seeds_store).view() as view:
        index = Index.of(view, tmp_path_factory.mktemp("index") / "i")
        yield view, index
        index.close()


def test_the_pairs_with_most_answers_are_there_with_all_their_acts(
    opened: tuple[View, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    view, index = opened
    monkeypatch.setattr(documents, "PAIRS", 3)
    monkeypatch.setattr(documents, "INCIDENTS", 1)
    found = documents.opening(view, index, whole=False, summary=index.summary())["document"]
    assert len(found["ranked"]) == 3
    assert all(
        "russia" in pair for pair in found["ranked"]
    )  # who answers most in the five articles
    here = {row["id"] for row in found["incidents"]}
    for one, other in found["ranked"]:
        between = {
            i.id
            for i in view.incidents()
            if (one in i.agents and other in i.targets) or (other in i.agents and one in i.targets)
        }
        assert between
        assert between <= here
    assert found["total"] == 53
    assert len(here) < 53


def test_pairs_that_do_not_fit_are_not_called_whole(
    opened: tuple[View, Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    view, index = opened
    monkeypatch.setattr(documents, "ACTS", 4)
    monkeypatch.setattr(documents, "INCIDENTS", 3)
    found = documents.opening(view, index, whole=False, summary=index.summary())["document"]
    assert found["ranked"] == []
    assert len(found["incidents"]) >= 3


def test_a_small_store_opens_whole_and_without_ranks(opened: tuple[View, Index]) -> None:
    view, index = opened
    found = documents.opening(view, index, whole=True, summary=index.summary())["document"]
    assert len(found["incidents"]) == 53
    assert "ranked" not in found
