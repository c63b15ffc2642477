"""The link cues as data: shaped, each in a language, and told apart by what the rules know."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from talion.extract.links.cues import Condition, Order, Position
from talion.store.validation import violations
from talion.vocabulary import TAL

ONTOLOGY = Path(__file__).parents[2] / "ontology"
Load = Callable[[Path], tuple[Store, list[NamedNode]]]


def test_the_cues_keep_to_their_shape(told: Load) -> None:
    assert violations(*told(ONTOLOGY / "link-cues.ttl")) == []


@pytest.mark.parametrize(
    ("term", "known"),
    [(TAL.position, Position), (TAL.order, Order), (TAL.condition, Condition)],
    ids=["position", "order", "condition"],
)
def test_the_shape_allows_what_the_rules_know(term: str, known: type[StrEnum]) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes" / "link-cue.ttl")
    (prop,) = shapes.subjects(SH.path, URIRef(term))
    first = shapes.value(prop, SH["in"])
    assert first is not None
    assert {str(v) for v in Collection(shapes, first)} == {member.value for member in known}


def test_every_cue_has_a_language() -> None:
    cues = Graph().parse(ONTOLOGY / "link-cues.ttl")
    found = [v for v in cues.objects(None, TAL.cue.uriref) if isinstance(v, Literal)]
    assert found
    assert all(v.language for v in found)
