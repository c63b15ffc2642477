"""The learned weights of links: written, read, added up."""

from pathlib import Path

import pytest
from talion.extract.links.link_model import LinkModel, link_model
from talion.model.claim import ClaimType

WEIGHTS = {ClaimType.RESPONSE: {"always": -1.0, "near": 2.0}, ClaimType.PRECEDENT: {"always": -2.0}}


def test_a_model_reads_back_as_written(tmp_path: Path) -> None:
    model = LinkModel(WEIGHTS, 0.35)
    (tmp_path / "links.json").write_text(model.to_json(), "utf-8")
    assert LinkModel.from_file(tmp_path / "links.json") == model


def test_the_probability_is_the_logistic_of_the_sum_of_weights() -> None:
    model = LinkModel(WEIGHTS, 0.35)
    assert model.probability(ClaimType.RESPONSE, ["always", "near"]) == pytest.approx(0.7310586)
    assert model.probability(ClaimType.RESPONSE, ["always"]) == pytest.approx(0.2689414)


def test_a_feature_without_a_weight_says_nothing() -> None:
    model = LinkModel(WEIGHTS, 0.35)
    assert model.probability(ClaimType.PRECEDENT, ["always", "near", "new"]) == pytest.approx(
        0.1192029
    )


def test_the_shipped_model_weighs_responses_and_precedents() -> None:
    assert set(link_model().weights) == {ClaimType.RESPONSE, ClaimType.PRECEDENT}
    assert link_model().weights[ClaimType.RESPONSE]["rule CAUSAL_CUE"] > 0
