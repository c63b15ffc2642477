"""Canonical TriG: the same statements, the same bytes; and back."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from talion.errors import InputError
from talion.store import Store as Talion
from talion.store import trig
from talion.store.rdf_reading import read_rdf

NODES = st.sampled_from(["russia", "a/b", "%C3%A9", "x#1"]).map(
    lambda tail: NamedNode(f"https://w3id.org/talion/id/actor/{tail}")
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda t: Literal(t, language="en")),
    st.integers().map(Literal),
    st.dates().map(
        lambda d: Literal(
            d.isoformat(), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")
        )
    ),
)
QUADS = st.lists(st.builds(Quad, NODES, NODES, st.one_of(NODES, LITERALS), NODES), max_size=12)


def dumped(quads: list[Quad]) -> bytes:
    out = io.BytesIO()
    trig.dump(quads, out)
    return out.getvalue()


@given(QUADS, st.randoms())
def test_any_statements_come_back_and_give_the_same_bytes(
    quads: list[Quad], random: st.DataObject
) -> None:
    quads = sorted(set(quads), key=str)
    written = dumped(quads)
    shuffled = quads[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dumped(shuffled) == written
    read = read_rdf(written, "x.trig")
    assert set(read) == set(quads)
    assert len(read) == len(quads)
    assert dumped(read) == written


def test_the_seeds_graph_round_trips_byte_for_byte(seeds: Talion) -> None:
    first = io.BytesIO()
    count = seeds.export(first)
    copy = Talion.memory()
    with copy.writer() as writer:
        assert writer.load_trig(first.getvalue(), "seeds.trig") == count
    second = io.BytesIO()
    copy.export(second)
    assert second.getvalue() == first.getvalue()


def test_malformed_trig_is_told_with_its_line() -> None:
    with (
        pytest.raises(InputError, match=r"bad\.trig, line 2: is not TriG"),
        Talion.memory().writer() as writer,
    ):
        writer.load_trig(
            b"<http://g> { <http://a> <http://b> <http://c> .\n<http://a> oops }", "bad.trig"
        )


def test_blank_nodes_get_names_that_are_the_same_each_time() -> None:
    text = b"<http://g> { <http://a> <http://b> [ <http://c> _:k ] } <http://a> <http://d> _:k ."
    one, other = read_rdf(text, "blank.trig"), read_rdf(text, "blank.trig")
    assert one == other
    assert {getattr(q.object, "value", "") for q in one} == {
        "https://w3id.org/talion/id/imported/blank.trig/b1",
        "https://w3id.org/talion/id/imported/blank.trig/b2",
    }
    assert [str(q.graph_name) for q in one if q.predicate.value == "http://d"] == [
        "<https://w3id.org/talion/id/graph/imported/blank.trig>"
    ]


def test_statements_about_statements_are_refused() -> None:
    with pytest.raises(InputError, match=r"star\.ttl: holds a statement about a statement"):
        read_rdf(b"<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .", "star.ttl", RdfFormat.TURTLE)


def test_a_context_that_would_have_to_be_fetched_is_refused() -> None:
    text = b'{"@context": "https://schema.org/", "@id": "x:a", "name": "b"}'
    with pytest.raises(InputError, match="put the context itself into the file"):
        read_rdf(text, "far.jsonld", RdfFormat.JSON_LD)
