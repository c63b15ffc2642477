"""The model's parameters: their file, their checks, and the shipped ones."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from talion.errors import ModelFileError
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import ACTOR_SCALES, OTHER, ROLES, TYPE, UNSTATED, Model

from .histories import TYPES, model_of


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    model = model_of(4, 1.0, TYPES)
    model.write(tmp_path / "model.json")
    found = Model.read(tmp_path / "model.json")
    assert found.types == model.types
    assert found.kernels == model.kernels
    assert found.world == pytest.approx(model.world)
    for name in ("weights", "mix", "actors"):
        assert getattr(found, name) == pytest.approx(getattr(model, name), rel=1e-8, abs=1e-11)


def test_the_shipped_model_is_in_days_and_typed() -> None:
    model = Model.default()
    assert model.kernels == Kernels()
    assert model.types[-2:] == (OTHER, UNSTATED)
    assert model.columns == TYPE + len(model.types)
    assert (model.mix[:, -1] == 1.0).all()  # an event of unstated type may be of any


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "talion-reply-model/9"}, "its format is 'talion-reply-model/9'"),
        ({"types": ["a"]}, "weights has shape"),
        ({"world": -1.0}, "world and states must be positive"),
        ({"states": 1}, "world and states must be positive"),
        ({"mix": [[-1.0] * 4] * 3}, "mix has a weight that is not ≥ 0"),
        ({"actors": [[0.0, 0.0]]}, "actors has shape"),
        ({"bank": {"shorter": 1}}, "no reply model"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(
    change: dict[str, object], reason: str
) -> None:
    data = model_of(4, 1.0, TYPES).to_json() | change
    with pytest.raises(ModelFileError, match=reason):
        Model.from_json(data, "model.json")


def test_a_file_without_json_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "model.json"
    place.write_text("{")
    with pytest.raises(ModelFileError, match="no JSON"):
        Model.read(place)


def test_new_types_count_as_other_and_untyped_models_know_no_types() -> None:
    assert model_of(1, 1.0, TYPES).kinds(["b", "new", "a", UNSTATED]).tolist() == [1, 2, 0, 3]
    assert TYPES[2] == OTHER
    assert model_of(1, 1.0, (UNSTATED,)).kinds(["x", "y"]).tolist() == [0, 0]


def test_with_kernels_twice_as_long_background_events_take_twice_as_long() -> None:
    model = model_of(1, 1.0, TYPES)
    longer = model.on(Kernels(shortest=2 * model.kernels.shortest))
    assert longer.world == pytest.approx(model.world / 2)
    assert longer.weights is model.weights


def test_dust_is_written_as_zero() -> None:
    model = model_of(1, 1.0, TYPES)
    dusty = replace(model, actors=np.full((2, len(ACTOR_SCALES)), 1e-15))
    text = json.dumps(dusty.to_json())
    assert "e-15" not in text
    assert set(dusty.to_json()["weights"]) == set(ROLES)
