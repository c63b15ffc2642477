import numpy as np
import pytest
from talion.events.event_columns import EventColumns
from talion.events.table import EventTable
from talion.hawkes.replies import Replies
from talion.reciprocity.antecedents import Antecedents


@pytest.fixture
def columns() -> EventColumns:
    """Three events: the second states the first, the third one that is not in the table."""
    stated = (None, "a", None)
    words = (None, "stated", "the raid of May")
    return EventTable.from_rows(
        {
            "id": ident,
            "time": float(n),
            "source": "X",
            "target": "Y",
            "responds_to": stated[n],
            "basis": words[n],
        }
        for n, ident in enumerate("abc")
    ).columns()


@pytest.fixture
def replies() -> Replies:
    """The model takes the second for a response to none, the third for one to the first."""
    shares = np.array([[0.0], [0.0], [0.8]], np.float32)
    rows = np.array([[-1], [-1], [0]], np.int32)
    reply = shares[:, 0].astype(np.float64)
    return Replies(reply, np.zeros(3), rows, shares)


def test_what_is_stated_takes_precedence(columns: EventColumns, replies: Replies) -> None:
    found = Antecedents.of(columns, replies)
    assert (found.row[1], found.certainty[1], found.reply[1]) == (0, 1.0, 1.0)
    assert found.stated.tolist() == [False, True, False]


def test_a_response_to_an_event_elsewhere_is_none_to_one_here(
    columns: EventColumns, replies: Replies
) -> None:
    found = Antecedents.of(columns, replies)
    assert (found.row[2], found.certainty[2]) == (-1, 0.0)
    assert found.reply[2] == 1.0
    assert (found.others[2].tolist(), found.shares[2].tolist()) == ([-1], [0.0])


def test_either_source_can_be_taken_alone(columns: EventColumns, replies: Replies) -> None:
    assert Antecedents.stated_only(columns).row.tolist() == [-1, 0, -1]
    assert Antecedents.stated_only(columns).reply.tolist() == [0.0, 1.0, 0.0]
    assert Antecedents.inferred_only(replies).row.tolist() == [-1, -1, 0]
    assert not Antecedents.inferred_only(replies).stated.any()
    assert len(Antecedents.inferred_only(replies)) == 3
