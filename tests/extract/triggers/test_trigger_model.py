from pathlib import Path

import numpy as np
import pytest
from talion.extract.triggers.trigger_model import TriggerModel, trigger_model
from talion.store.reference import incident_types

TABLE = np.array([[0.0, 1.0, -1.0], [0.004, 0.0, 0.0], [0.5, 0.0, 2.25]])


def test_chances_of_all_types_and_of_none_add_up_to_one() -> None:
    model = TriggerModel.of(("", "a", "b"), ("x", "y", "z"), TABLE)
    chances = model.chances(["x", "z"])
    raised = np.exp(TABLE[0] + TABLE[2])
    assert list(chances.values()) == pytest.approx((raised / raised.sum())[1:])
    assert sum(model.chances(["unknown"]).values()) == pytest.approx(2 / 3)


def test_a_model_is_the_same_when_read_back_and_weights_of_zero_are_left_out(
    tmp_path: Path,
) -> None:
    model = TriggerModel.of(("", "a", "b"), ("x", "y", "z"), TABLE)
    path = tmp_path / "weights.json"
    path.write_text(model.to_json(), encoding="utf-8")
    read = TriggerModel.from_file(path)
    assert list(read.rows) == ["x", "z"]
    assert read.types == model.types
    assert np.array_equal(read.weights, model.weights)


def test_the_shipped_model_knows_every_type_of_the_ontology() -> None:
    assert trigger_model().types == ("", *(kind.id for kind in incident_types()))


def test_chances_do_not_depend_on_the_order_of_the_features() -> None:
    draw = np.random.default_rng(0)
    names = [f"f{n}" for n in range(60)]
    model = TriggerModel.of(("", "a", "b"), names, draw.normal(size=(60, 3)))
    first = model.chances(names)
    assert all(model.chances(draw.permutation(names).tolist()) == first for _ in range(20))
