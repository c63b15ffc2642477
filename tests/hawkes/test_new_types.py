"""What the reply model makes of types that the fitted data did not have."""

from datetime import date, timedelta

import numpy as np
import pytest
from talion.events.table import EventTable
from talion.hawkes.from_table import infer_replies
from talion.hawkes.reply_model import OTHER, TYPE, Model

MODEL = Model.default()


def history(*types: str) -> EventTable:
    """Events of some types by one state against another, two days apart."""
    first = date(2014, 3, 1)
    return EventTable.from_rows(
        {
            "id": str(n),
            "time": float((first - date(1970, 1, 1)).days + 2 * n),
            "date": first + timedelta(days=2 * n),
            "source": "Lithuania",
            "target": "Belarus",
            "type": kind,
        }
        for n, kind in enumerate(types)
    )


def test_a_new_type_weighs_what_other_weighs() -> None:
    covering = MODEL.covering(["sanction", "tariff", "quarantine", "tariff"])
    assert covering.types == (*MODEL.types, "tariff", "quarantine")
    other = MODEL.types.index(OTHER)
    for name in ("tariff", "quarantine"):
        (at,) = covering.kinds([name])
        assert np.array_equal(covering.weights[:, TYPE + at], MODEL.weights[:, TYPE + other])
        assert np.array_equal(covering.mix[:, at], MODEL.mix[:, other])
    assert MODEL.covering(["sanction"]) is MODEL


def test_events_of_one_new_type_are_weighted_as_events_of_other() -> None:
    new, other = (infer_replies(MODEL, history(kind, kind, kind)) for kind in ("tariff", OTHER))
    assert new.campaign.tolist() == other.campaign.tolist()
    assert new.campaign[1] > 0.5


def test_an_event_of_one_new_type_repeats_none_of_another() -> None:
    again = infer_replies(MODEL, history("tariff", "tariff")).campaign[1]
    another = infer_replies(MODEL, history("tariff", "quarantine")).campaign[1]
    named = infer_replies(MODEL, history("sanction", "tariff")).campaign[1]
    assert another < again
    assert another == pytest.approx(named, abs=0.2)
