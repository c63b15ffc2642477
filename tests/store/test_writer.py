"""What a writer writes, and what goes with it."""

from pathlib import Path

import pytest
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
