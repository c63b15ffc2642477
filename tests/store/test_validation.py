"""The screen before pySHACL never passes what violates a shape, and the reasons are pySHACL's."""

import random
import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS
from talion.store.derivation import derive
from talion.store.shape_screen import compile_shapes
from talion.store.validation import violations
from talion.vocabulary import EDTF, RDF, TAL, XSD

ONTOLOGY = Path(__file__).parents[2] / "ontology"
STORY = NamedNode("https://w3id.org/talion/id/graph/story")
REFERENCE = NamedNode("https://w3id.org/talion/id/graph/actors")
#: What a value may turn into: other kinds of terms, other datatypes, too long, too short, unknown.
WRONG: list[NamedNode | Literal] = [
    Literal(""),
    Literal("21"),
    Literal("-3", datatype=XSD.integer.node),
    Literal("1.5", datatype=XSD.decimal.node),
    Literal("2031-01-01", datatype=XSD.date.node),
    Literal("Russia", language="en"),
    NamedNode("https://w3id.org/talion/id/actor/nobody"),
    NamedNode("https://w3id.org/talion/id/actor/russia"),
    TAL.reported.node,
    TAL.inferred.node,
]


def by_pyshacl(store: Store) -> int:
    """Return how many violations pySHACL finds in all statements, without any screen."""
    data, shapes = Graph(), Graph()
    for file in (ONTOLOGY / "shapes").glob("*.ttl"):
        if file.name != "style.ttl":
            shapes.parse(file)
    written = serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES)
    assert written is not None
    data.parse(written, format="nt")
    ontology = Graph().parse(ONTOLOGY / "talion.ttl")
    for lower, upper in ontology.subject_objects(RDFS.subClassOf):
        if isinstance(upper, URIRef):
            data.add((lower, RDFS.subClassOf, upper))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    result = URIRef("http://www.w3.org/ns/shacl#ValidationResult")
    return sum(1 for _ in report.subjects(predicate=RDF.type.uriref, object=result))


def stories() -> list[Quad]:
    """Return the statements of the examples, and those about the actors and types they name."""
    everything, known = Store(), Store()
    for file in ("answer.trig", "dispute.trig", "inferred.trig"):
        everything.bulk_load(path=str(ONTOLOGY / "examples" / file), format=RdfFormat.TRIG)
    for name in ("actors.ttl", "incident-types.ttl"):
        known.bulk_load(path=str(ONTOLOGY / name), format=RdfFormat.TURTLE)
    derive(everything)  # responses, of which a shape compares the dates
    told = [Quad(q.subject, q.predicate, q.object, STORY) for q in everything]
    named = {q.object for q in told if isinstance(q.object, NamedNode)}
    about = [
        Quad(q.subject, q.predicate, q.object, REFERENCE)
        for node in sorted(named, key=str)
        for q in known.quads_for_pattern(node, None, None)
    ]
    return sorted(told, key=str) + about


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_changed_in_a_story_pyshacl_finds_as_many_violations(seed: int) -> None:
    draw = random.Random(seed)
    quads = stories()
    for _ in range(12):
        place = draw.randrange(len(quads))
        old = quads[place]
        if old.graph_name == STORY:
            kind = draw.choice(("gone", "changed", "more"))
            made = Quad(old.subject, old.predicate, draw.choice(WRONG), STORY)
            quads[place : place + 1] = {"gone": [], "changed": [made], "more": [old, made]}[kind]
    store = Store()
    store.extend(quads)
    found = violations(store)
    assert found
    assert len(found) == by_pyshacl(store)


def test_a_value_that_pyshacl_cannot_compare_is_a_line_of_its_own() -> None:
    store = Store()
    store.extend(stories())
    day = next(q for q in store if q.predicate == TAL.latest.node)
    store.remove(day)
    never = Literal("2018-02-30", datatype=XSD.date.node)
    store.add(Quad(day.subject, TAL.latest.node, never, STORY))
    assert any("cannot be compared" in line for line in violations(store))


def test_every_shape_can_be_screened() -> None:
    files = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
    data = [file.read_bytes() for file in files if file.name != "style.ttl"]
    screen = compile_shapes(q for text in data for q in parse(text, format=RdfFormat.TURTLE))
    assert not [kind for kind, checks in screen.by_class.items() if None in checks]
    assert [str(prop) for prop in screen.through] == [TAL.inResponseTo.n3]


def test_a_shape_that_cannot_be_screened_passes_nothing() -> None:
    text = """PREFIX sh: <http://www.w3.org/ns/shacl#>
        <x:shape> a sh:NodeShape ; sh:targetClass <x:Act> ;
            sh:property [ sh:path <x:by> ; sh:equals <x:of> ] ."""
    screen = compile_shapes(parse(text, format=RdfFormat.TURTLE))
    assert screen.by_class[NamedNode("x:Act")] == (None,)


def test_sound_data_need_no_pyshacl() -> None:
    code = (
        "import sys; from talion.build import build; from talion.store import Store;"
        "build(Store.memory()); print('pyshacl' in sys.modules, 'rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("text", ["2018-03-2147483648", "2018-13", "2018-02-30", "20180-01"])
def test_a_date_that_is_none_is_told(text: str) -> None:
    store = Store()
    store.extend(stories())
    quad = next(store.quads_for_pattern(None, TAL.date.node, None))
    store.remove(quad)
    wrong = Literal(text, datatype=EDTF.node)
    store.add(Quad(quad.subject, quad.predicate, wrong, quad.graph_name))
    assert f"'{text}' is not a date in EDTF" in "\n".join(violations(store))
