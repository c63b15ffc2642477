"""Stories that keep to the shapes, and stories that break them where their first line says."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize
from rdflib import Graph, Literal
from rdflib.namespace import RDF
from talion.store.validation import violations
from talion.vocabulary import TAL

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "ontology" / "examples").iterdir())
BROKEN = sorted((Path(__file__).parent / "broken").iterdir())

Load = Callable[[Path], tuple[Store, list[NamedNode]]]


def broken_paths(lines: list[str]) -> set[str]:
    """Return the property that each line of a report names, `-` for none."""
    heads = (line.split(": ")[0].split() for line in lines)
    return {head[1] if len(head) > 1 else "-" for head in heads}


@pytest.mark.parametrize("story", EXAMPLES, ids=lambda path: path.name)
def test_every_example_keeps_to_the_shapes(story: Path, told: Load) -> None:
    assert violations(*told(story)) == []


@pytest.mark.parametrize("story", BROKEN, ids=lambda path: path.stem)
def test_every_broken_story_fails_where_its_first_line_says(story: Path, told: Load) -> None:
    first = story.read_text("utf-8").splitlines()[0]
    expected = set(first.removeprefix("# fails: ").split())
    assert broken_paths(violations(*told(story))) == expected


def test_the_reference_data_keeps_to_the_shapes(told: Load) -> None:
    store, _ = told(ROOT / "ontology" / "examples" / "answer.trig")
    assert violations(store) == []


@pytest.mark.parametrize("story", EXAMPLES, ids=lambda path: path.name)
def test_every_quote_of_an_example_stands_where_it_says(story: Path) -> None:
    data = Graph()
    triples = [quad.triple for quad in parse(path=str(story))]
    data.parse(serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    for article in data.subjects(RDF.type, TAL.Article.uriref):
        text = str(data.value(article, TAL.text.uriref))
        assert data.value(article, TAL.sha256.uriref) == Literal(sha256(text.encode()).hexdigest())
    for node, quote in data.subject_objects(TAL.quote.uriref):
        text = str(data.value(data.value(node, TAL.inArticle.uriref), TAL.text.uriref))
        start, end = (int(str(data.value(node, p))) for p in (TAL.start.uriref, TAL.end.uriref))
        assert text[start:end] == str(quote)
