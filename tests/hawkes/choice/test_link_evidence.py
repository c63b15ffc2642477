"""The facts behind an inferred response, counted by hand."""

import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.link_reasons import explained
from talion.model.days import day_of

CHOICE = ChoiceModel.default()


def table(*rows: tuple[int, str, str, str]) -> EventTable:
    return EventTable.from_rows(
        {"id": f"e{at}", "time": 17_000.0 + day, "date": day_of(17_000 + day)}
        | {"source": source, "target": target, "type": kind}
        for at, (day, source, target, kind) in enumerate(rows)
    )


EVENTS = table(
    (0, "A", "B", "sanction"),
    (10, "B", "A", "summons"),
    (50, "A", "B", "expulsion"),
    (51, "A", "B", "cameo:04"),
    (52, "A", "B", "threat"),
    (53, "B", "A", "expulsion"),
)


@pytest.mark.parametrize(("order_hidden"), [True, False])
def test_evidence_counts_what_lies_before_the_response(order_hidden: bool) -> None:
    [why] = explained(CHOICE, EVENTS, [(5, 2)], TableKind.LISTED, either=order_hidden).values()
    seen = why.evidence
    assert seen.in_kind
    assert seen.severity == seen.antecedent_severity
    assert (seen.candidates, seen.later_candidates, seen.own_since) == (3, 1, 0)
    assert (seen.own_month, seen.own_year, seen.other_month, seen.other_year) == (0, 1, 2, 3)


def test_an_own_measure_since_the_antecedent_is_counted() -> None:
    [why] = explained(CHOICE, EVENTS, [(5, 0)], TableKind.LISTED, either=False).values()
    assert (why.evidence.own_since, why.evidence.later_candidates) == (1, 2)
    assert not why.evidence.in_kind


def test_what_the_choice_does_not_weigh_has_no_evidence() -> None:
    assert explained(CHOICE, EVENTS, [(5, 3)], TableKind.LISTED, either=False) == {}


def test_the_typical_delay_is_that_of_the_responses_fitted_to() -> None:
    [why] = explained(CHOICE, EVENTS, [(5, 2)], TableKind.LISTED, either=False).values()
    assert why.evidence.sooner == pytest.approx(CHOICE.sooner(3), abs=1e-3)
    assert CHOICE.sooner(CHOICE.half_within) == pytest.approx(0.5, abs=0.02)
    assert CHOICE.sooner(3) < CHOICE.sooner(200)
