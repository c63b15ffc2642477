"""A statement that stands in several graphs counts once in the answer to every question."""

from collections.abc import Iterator, Sequence

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from talion.exchange.rdf_import import ImportedRdf
from talion.model.claim import Basis, Claim, ClaimType
from talion.store import Store, View
from talion.store.questions import questions
from talion.vocabulary import RDF, RDFS, TAL

Rows = tuple[tuple[object, ...], ...]
CAUSE, RESPONSE = "2018-expulsion-netherlands-russia", "2020-12-10-expulsion-netherlands-russia"


def inferred() -> Claim:
    """A response that a model infers, so that the questions about these have an answer."""
    ends = RESPONSE, CAUSE
    return Claim("1", ClaimType.RESPONSE, *ends, Basis.INFERRED, probability=0.9, run="model")


@pytest.fixture(scope="module")
def store(seeds: Store) -> Store:
    """The graph of the seeds with an inferred response, to import into."""
    made = Store.memory()
    with seeds.view() as view, made.writer() as writer:
        writer.load_quads(list(view.quads()))
        writer.put_run("model", [(RDF.type.node, TAL.ModelRun.node)], [inferred()])
    return made


def answers(store: Store) -> dict[str, Rows]:
    with store.view() as view:
        return {asked.name: view.select(asked.text).rows for asked in questions()}


@pytest.fixture(scope="module")
def before(store: Store) -> dict[str, Rows]:
    return answers(store)


def with_graph(store: Store, quads: Sequence[Quad]) -> Store:
    """The same store, with a graph of somebody else's imported."""
    made = Store.memory()
    with store.view() as view, made.writer(validate=False) as writer:
        writer.load_quads(list(view.quads()))
        ImportedRdf(quads).write(writer)
    return made


def names(view: View, graph: NamedNode) -> Iterator[Quad]:
    """Yield other names and a wider class of all actors."""
    for actor in view.actors():
        node = NamedNode(f"https://w3id.org/talion/id/actor/{actor.id}")
        yield Quad(node, RDF.type.node, TAL.Actor.node, graph)
        yield Quad(node, RDFS.label.node, Literal(actor.name, language="de"), graph)
        yield Quad(node, RDFS.label.node, Literal(f"{actor.name} (Staat)", language="de"), graph)


def test_no_answer_names_anything_twice(before: dict[str, Rows]) -> None:
    assert {name for name, rows in before.items() if len(set(rows)) < len(rows)} == set()
    assert before["inferred"][0][0] == 0.9


def test_a_copy_of_the_whole_graph_changes_no_answer(store: Store, before: dict[str, Rows]) -> None:
    copy = NamedNode("https://example.org/copy")
    with store.view() as view:
        triples = {quad.triple for quad in view.quads()}
    after = answers(
        with_graph(store, [Quad(t.subject, t.predicate, t.object, copy) for t in triples])
    )
    assert {name for name in before if after[name] != before[name]} == set()


def test_other_names_of_the_same_actors_change_no_answer(
    store: Store, before: dict[str, Rows]
) -> None:
    with store.view() as view:
        quads = list(names(view, NamedNode("https://example.org/names")))
    after = answers(with_graph(store, quads))
    assert {name for name in before if after[name] != before[name]} == set()
