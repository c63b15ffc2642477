"""What a writer writes, and what goes with it."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from talion.build import add, build
from talion.errors import InvalidGraphError
from talion.model.claim import Basis, Claim, ClaimType
from talion.store import Store

SEEDS = Path(__file__).parents[2] / "seeds"


def inferred(store: Store) -> list[Claim]:
    with store.view() as view:
        return [c for c in view.claims() if c.basis is Basis.INFERRED]


def test_what_a_model_inferred_goes_when_the_incidents_are_settled_anew() -> None:
    store = Store.memory()
    build(store)
    claim = Claim(
        "1",
        ClaimType.RESPONSE,
        "2020-12-10-threat-russia-leonid-slutsky-netherlands",
        "2020-12-summons-netherlands-russia",
        Basis.INFERRED,
        probability=0.5,
        run="test",
    )
    with store.writer() as writer:
        writer.put_run("test", (), [claim])
    (written,) = inferred(store)
    assert (written.source, written.target, written.probability) == (
        claim.source,
        claim.target,
        0.5,
    )
    add(store, [SEEDS / "2020-12-dutchreview.txt"])
    assert inferred(store) == []


def test_a_probability_beyond_one_breaks_the_shapes_and_nothing_is_written() -> None:
    store = Store.memory()
    build(store)
    claim = Claim("1", ClaimType.RESPONSE, "x", "y", Basis.INFERRED, probability=1.5, run="test")
    with pytest.raises(InvalidGraphError, match="probability"), store.writer() as writer:
        writer.put_run("test", (), [claim])
    assert inferred(store) == []


def test_a_database_is_closed_when_it_is_committed(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    with store.writer() as writer:
        writer.put_reference()
        kept = writer.view()
        assert list(kept.actors())
    with pytest.raises(ValueError, match="closed when its writer ended"):
        list(kept.actors())
    with pytest.raises(ValueError, match="closed when its writer ended"):
        writer.put_reference()


def test_a_store_is_read_while_a_program_holds_on_to_what_it_wrote(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store")
    held = []
    for _ in range(12):
        with store.engine.write() as database:
            database.extend(
                Quad(NamedNode(f"a:{n}"), NamedNode("a:p"), Literal("x" * 200)) for n in range(2000)
            )
            held.append(database)
        with store.view() as view:
            assert len(view.database()) == 2000
