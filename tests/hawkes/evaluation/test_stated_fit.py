"""The choice fitted to what a table states: late responses learned, few ones only counted."""

import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.base_rate import expected_share
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.evaluation.stated_fit import fit_to_stated
from talion.hawkes.from_table import infer_replies
from talion.hawkes.reply_model import Model
from talion.model.days import day_of


def crises(number: int, delay: int) -> EventTable:
    """Crises of two states two years apart, each answered after so many days."""
    rows = []
    for at in range(number):
        for name, day, ends in ((f"t{at}", 700 * at, "PQ"), (f"r{at}", 700 * at + delay, "QP")):
            rows.append(
                {"id": name, "time": float(day), "date": day_of(day), "type": "sanction"}
                | {"source": ends[0], "target": ends[1]}
                | ({"responds_to": f"t{at}", "basis": "stated"} if name[0] == "r" else {})
            )
    return EventTable.from_rows(rows)


def test_responses_later_than_usual_are_learned_from_half_and_scored_on_the_other() -> None:
    found = fit_to_stated(Model.default(), crises(60, delay=300))
    assert found is not None
    assert found.before is not None
    assert found.after is not None
    assert found.responses == 60
    assert found.before.responses == found.after.responses == 30
    assert found.before.recall < 0.5 < found.after.recall
    assert found.after.error < found.before.error
    other = infer_replies(found.model, crises(3, delay=300))
    assert (other.reply[1::2] > 0.5).all()


def test_of_few_responses_only_the_share_is_taken() -> None:
    events = crises(6, delay=200)
    found = fit_to_stated(Model.default(), events)
    assert found is not None
    assert found.after is None
    share = expected_share(events, infer_replies(found.model, events))
    assert share == pytest.approx(0.5, abs=0.02)
    assert found.model.choice is not None
    shipped = Model.default().choice
    assert shipped is not None
    for kind in TableKind:
        assert (found.model.choice.of(kind).pair == shipped.of(kind).pair).all()
