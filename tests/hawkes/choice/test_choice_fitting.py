"""Fitting of the choice, on truth drawn from the choice itself and checked by hand."""

import numpy as np
import numpy.typing as npt
import pytest
from talion.errors import ModelFileError
from talion.hawkes.choice.choice_fitting import NO, PAIR, SIZE, Design, fit_choice, in_one
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm, TableKind
from talion.hawkes.choice.features import Measures, options
from talion.hawkes.choice.labelled import NONE, UNKNOWN, Labelled
from talion.hawkes.evaluation.calibration import calibration


def planted(draw: np.random.Generator, choice: ChoiceModel, listed: bool) -> Labelled:
    """Return a dyad with random measures, whose antecedents are drawn from a choice."""
    number = int(draw.integers(4, 30))
    kind = draw.integers(0, 3, number)
    measures = Measures(
        np.cumsum(draw.choice([0, 1, 4, 20, 90], number)).astype(float),
        draw.integers(0, 2, number),
        kind,
        np.ones(number, np.bool_),
        np.array([0.2, 0.5, 1.0])[kind],
        draw.integers(1, 9, number).astype(float),
        listed,
    )
    antecedent = np.full(number, NONE)
    for at in range(number):
        offered = options(measures, at)
        of = choice.of(TableKind.LISTED)
        weights = np.exp(offered.delays @ of.delay + offered.pairs @ of.pair)
        none = np.exp(offered.none @ of.none)
        whole = np.append(weights, none)
        chosen = draw.choice(np.append(offered.candidates, NONE), p=whole / whole.sum())
        same = not listed and chosen >= 0 and measures.time[chosen] == measures.time[at]
        antecedent[at] = UNKNOWN if same else chosen  # else two could respond to each other
    return Labelled(measures, antecedent, np.arange(number))


def test_simulated_truth_is_found_again_with_calibrated_probabilities() -> None:
    draw, truth = np.random.default_rng(1), ChoiceModel.default()
    dyads = [planted(draw, truth, listed=True) for _ in range(160)]
    half = len(dyads) // 2
    fitted = fit_choice([Design.of(dyads[:half], TableKind.LISTED)])
    unseen = Design.of(dyads[half:], TableKind.LISTED)
    weights = in_one(fitted.of(TableKind.LISTED))
    _, shares = unseen.shares(unseen.scores(weights))
    none = unseen.flat.candidate < 0
    reply = 1 - shares[none]
    responded = unseen.antecedent[unseen.flat.event[none]] >= 0
    assert len(reply) > 1000
    assert calibration(reply, responded).error <= 0.03
    links = unseen.flat.candidate == unseen.antecedent[unseen.flat.event]
    assert calibration(shares[~none], links[~none]).error <= 0.03


@pytest.mark.parametrize("listed", [True, False])
def test_the_gradient_is_that_of_finite_differences(listed: bool) -> None:
    draw = np.random.default_rng(2)
    design = Design.of(
        [planted(draw, ChoiceModel.default(), listed) for _ in range(5)], TableKind.CODED
    )
    weights = draw.normal(0, 0.5, SIZE)
    _, gradient = design.likelihood(weights)
    for at in draw.choice(SIZE, 8, replace=False).tolist():
        step: npt.NDArray[np.float64] = np.zeros(SIZE)
        step[at] = 1e-5
        up, down = (design.likelihood(weights + sign * step)[0] for sign in (1, -1))
        assert gradient[at] == pytest.approx((up - down) / 2e-5, abs=1e-4)


def test_two_events_of_one_day_do_not_respond_to_each_other() -> None:
    """Either one led, or neither responds: 2·1 + 1·2 − 1·1 = 3 with equal weights, 1 of 3 each."""
    two = (np.zeros(2), np.array([0, 1]), np.array([0, 1]), np.ones(2, np.bool_))
    measures = Measures(*two, np.full(2, 0.5), np.ones(2), listed=False)
    design = Design.of([Labelled(measures, np.array([NONE, NONE]), np.arange(2))], TableKind.LISTED)
    whole, shares = design.shares(np.zeros(len(design.flat.event)))
    assert np.exp(whole).round(6).tolist() == [3.0]
    assert shares.round(6).tolist() == [0.333333, 0.666667, 0.333333, 0.666667]


def test_a_response_whose_antecedent_is_no_candidate_teaches_nothing() -> None:
    two = (np.array([0.0, 800.0]), np.array([0, 1]), np.zeros(2, int), np.ones(2, np.bool_))
    measures = Measures(*two, np.full(2, 0.5), np.ones(2), listed=True)
    design = Design.of([Labelled(measures, np.array([NONE, 0]), np.arange(2))], TableKind.LISTED)
    assert design.antecedent.tolist() == [NONE, UNKNOWN]


def test_terms_left_out_stay_at_zero() -> None:
    draw = np.random.default_rng(3)
    dyads = [planted(draw, ChoiceModel.default(), listed=True) for _ in range(10)]
    left = (PairTerm.IN_KIND, NoneTerm.REPORTS)
    fitted = fit_choice([Design.of(dyads, TableKind.LISTED)], without=left).of(TableKind.LISTED)
    assert fitted.pair[PairTerm.IN_KIND] == fitted.none[NoneTerm.REPORTS] == 0
    assert fitted.pair[PairTerm.SEVERITY] != 0
    assert len(fitted.pair) == NO - PAIR


def test_parameters_survive_json_and_nonsense_is_refused() -> None:
    written = ChoiceModel.default().to_json()
    again = ChoiceModel.from_json(written)
    assert again.to_json() == written
    with pytest.raises(ModelFileError, match=r"x\.json: no choice model"):
        ChoiceModel.from_json({**written, "listed": {}}, "x.json")
    endless = {**written["coded"], "none": {**written["coded"]["none"], "constant": 1e9}}
    with pytest.raises(ModelFileError, match="beyond"):
        ChoiceModel.from_json({**written, "coded": endless}, "x.json")
