"""Every error of the tree, made with what its constructor takes."""

import inspect
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from talion.errors import ArticleError, TalionError
from talion.model.article import Article

#: A value for each kind of parameter that the constructors take.
VALUES: dict[str, Any] = {
    "str | pathlib.Path": Path("store/a b"),
    "pathlib.Path | str": Path("store/a b"),
    "object": 7,
    "int": 3,
    "int | None": 404,
    "float | None": 1.5,
    "bool": True,
    "str": "one, two",
    "str | None": "nearest",
    "collections.abc.Sequence[str]": ("first line", "second line"),
    "collections.abc.Iterable[str]": ("first line", "second line"),
}


def _classes(of: type[TalionError] = TalionError) -> Iterator[type[TalionError]]:
    yield of
    for kind in of.__subclasses__():
        yield from _classes(kind)


def _made(kind: type[TalionError]) -> TalionError:
    hints = get_type_hints(kind.__init__)
    given = [hints[name] for name in inspect.signature(kind).parameters]
    return kind(*(VALUES[h.__name__ if isinstance(h, type) else str(h)] for h in given))


CLASSES = sorted(set(_classes()), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_error_survives_a_process_border(kind: type[TalionError]) -> None:
    error = _made(kind)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert again.exit_code == error.exit_code
    assert vars(again) == vars(error)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_error_is_one_line(kind: type[TalionError]) -> None:
    assert str(_made(kind))
    assert "\n" not in str(_made(kind))


def test_an_error_raised_in_another_process_arrives_as_itself() -> None:
    pytest.importorskip("spacy")
    pytest.importorskip("py3langid")
    from talion.extract.extractor import check

    dutch = Article("brief", "De ambassadeur moet het land binnen twee weken verlaten.")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        error = pool.submit(check, dutch).exception()
    assert isinstance(error, ArticleError)
    assert "brief: is written in Dutch" in str(error)
