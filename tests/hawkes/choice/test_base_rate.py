"""The share of measures that respond: assumed, or told."""

from dataclasses import replace

import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.base_rate import at_base_rate, expected_share
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.link_reasons import LinkReason, explained
from talion.hawkes.from_table import infer_replies
from talion.hawkes.reply_model import Model
from talion.model.days import day_of

MODEL = Model.default()


def table(*rows: tuple[int, str, str, str]) -> EventTable:
    return EventTable.from_rows(
        {
            "id": f"e{at}",
            "time": 17_000.0 + day,
            "date": day_of(17_000 + day),
            "source": source,
            "target": target,
            "type": kind,
        }
        for at, (day, source, target, kind) in enumerate(rows)
    )


EVENTS = table(
    (0, "A", "B", "expulsion"),
    (2, "B", "A", "expulsion"),
    (30, "A", "B", "sanction"),
    (33, "B", "A", "summons"),
    (40, "A", "C", "sanction"),
    (41, "A", "C", "cameo:04"),
)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4])
def test_a_share_that_is_told_is_the_share_expected(share: float) -> None:
    told = at_base_rate(MODEL, EVENTS, share, either=False)
    found = infer_replies(told, EVENTS, either=False)
    assert expected_share(EVENTS, found) == pytest.approx(share, abs=1e-3)


def test_a_share_that_no_candidates_allow_is_approached() -> None:
    told = at_base_rate(MODEL, EVENTS, 0.9, either=False)
    found = infer_replies(told, EVENTS, either=False)
    assert expected_share(EVENTS, found) == pytest.approx(3 / 5, abs=0.01)  # two have no candidate


def test_machine_coded_events_respond_less_often_than_those_coded_by_hand() -> None:
    shares = [
        expected_share(EVENTS, infer_replies(MODEL, EVENTS, either=False, made=made))
        for made in (TableKind.LISTED, TableKind.CODED)
    ]
    assert shares[1] < shares[0]


def test_the_reasons_of_a_link_add_up_to_its_log_odds() -> None:
    choice = ChoiceModel.default()
    found = infer_replies(MODEL, EVENTS, either=False)
    links = [(row, int(found.rows[row, 0])) for row in range(len(EVENTS)) if found.reply[row] > 0]
    why = explained(choice, EVENTS, links, TableKind.LISTED, either=False)
    assert sorted(why) == [1, 2, 3]
    for row, link in why.items():
        share = float(found.shares[row, 0])
        odds = sum(cause.log_odds for cause in link.reasons)
        assert 1 / (1 + 2.718281828**-odds) == pytest.approx(share, abs=3e-3)


def test_a_rival_antecedent_lowers_the_probability_of_each() -> None:
    twice = table((0, "A", "B", "sanction"), (1, "A", "B", "expulsion"), (2, "B", "A", "expulsion"))
    [link] = explained(
        ChoiceModel.default(), twice, [(2, 1)], TableKind.LISTED, either=False
    ).values()
    by = {cause.reason: cause.log_odds for cause in link.reasons}
    assert by[LinkReason.RIVALS] < 0 < by[LinkReason.DELAY]


def test_a_model_without_a_choice_has_no_base_rate_to_change() -> None:
    rates = replace(MODEL, choice=None)
    assert at_base_rate(rates, EVENTS, 0.1) is rates
