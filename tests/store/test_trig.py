"""Canonical TriG: the same statements, the same bytes; and back."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from talion.errors import InputError
from talion.store import Store as Talion
from talion.store import trig

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
    from pyoxigraph import Store

    quads = sorted(set(quads), key=str)
    written = dumped(quads)
    shuffled = quads[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dumped(shuffled) == written
    store = Store()
    assert trig.load(written, "x.trig", store) == len(quads)
    assert set(store) == set(quads)
    assert dumped(list(store)) == written


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


def test_blank_nodes_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="blank node"), Talion.memory().writer() as writer:
        writer.load_trig(b"<http://g> { <http://a> <http://b> [] . }", "blank.trig")
