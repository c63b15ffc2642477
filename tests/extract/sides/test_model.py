"""The weights of the choice of sides: read as they were written."""

from math import fsum
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from talion.extract.sides.model import SHIPPED, SideModel, side_model, total

WEIGHTS = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.floats(-9, 9))


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = SideModel({"subject": 1.25}, {"object « à »": -0.5}, {}, {"reject": 2.0})
    file = tmp_path / "sides.json"
    file.write_text(model.to_json(), encoding="utf-8")
    assert SideModel.from_file(file) == model


def test_the_file_that_ships_is_what_the_model_would_write() -> None:
    assert side_model().to_json() == SHIPPED.read_text(encoding="utf-8")


@given(WEIGHTS, st.lists(st.text()))
def test_features_without_a_weight_count_nothing(
    weights: dict[str, float], features: list[str]
) -> None:
    assert total(weights, features) == fsum(weights[f] for f in features if f in weights)


@given(WEIGHTS, st.data())
def test_the_sum_is_the_same_in_whatever_order_the_features_come(
    weights: dict[str, float], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(list(weights)))
    assert total(weights, shuffled) == total(weights, weights)


def test_weights_that_cancel_leave_nothing_over() -> None:
    assert total({"a": 0.1, "b": 0.2, "c": -0.3, "d": 1e9, "e": -1e9}, "dabce") == fsum(
        [0.1, 0.2, -0.3]
    )
