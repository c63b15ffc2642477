"""What each event of a table responds to: what sources state, else what the model infers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from talion.events.stated_antecedents import ELSEWHERE
from talion.hawkes.consistency import consistent_replies

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.event_columns import EventColumns
    from talion.events.table import EventTable
    from talion.hawkes.replies import Replies
    from talion.hawkes.reply_model import Model


@dataclass(frozen=True, slots=True)
class Antecedents:
    """The event that each event most probably responds to, by row of the table.

    `row` int32, −1 where there is none; `certainty` float32, the probability that it responds to
    that very event, 1 where a source says so; `stated` bool; `reply`, the probability that it
    responds to any event, 1 where a source says so, of an event outside the table too. `others` are
    all candidates, int32 (events, candidates), and `shares` their probabilities.
    """

    row: npt.NDArray[np.int32]
    certainty: npt.NDArray[np.float32]
    stated: npt.NDArray[np.bool_]
    reply: npt.NDArray[np.floating]
    others: npt.NDArray[np.int32]
    shares: npt.NDArray[np.float32]

    @classmethod
    def of(cls, columns: EventColumns, replies: Replies) -> Self:
        """Put what is stated above what is inferred."""
        stated = columns.responds_to >= 0
        rows, shares, reply = replies.rows, replies.shares, replies.reply
        elsewhere = columns.responds_to == ELSEWHERE
        if elsewhere.any():  # what responds to an event that is not here responds to none that is
            rows = np.where(elsewhere[:, None], np.int32(-1), rows)
            shares = np.where(elsewhere[:, None], np.float32(0), shares)
            reply = np.where(elsewhere, 1.0, reply)
        row, certainty = rows[:, 0], shares[:, 0]
        if stated.any():
            row = np.where(stated, columns.responds_to, row)
            certainty = np.where(stated, np.float32(1), certainty)
            reply = np.where(stated, 1.0, reply)
        return cls(row, certainty, stated, reply, rows, shares)

    @classmethod
    def inferred_only(cls, replies: Replies) -> Self:
        """Take only what is inferred."""
        return cls(
            replies.rows[:, 0],
            replies.shares[:, 0],
            np.zeros(len(replies), np.bool_),
            replies.reply,
            replies.rows,
            replies.shares,
        )

    @classmethod
    def stated_only(cls, columns: EventColumns) -> Self:
        """Take only what is stated."""
        stated = columns.responds_to >= 0
        number = len(columns)
        return cls(
            np.where(stated, columns.responds_to, np.int32(-1)),
            stated.astype(np.float32),
            stated,
            stated.astype(np.float64),
            np.full((number, 0), -1, np.int32),
            np.zeros((number, 0), np.float32),
        )

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.row)


def antecedents_of(events: EventTable, model: Model) -> Antecedents:
    """Return what each event of a table responds to: as stated, else as the model infers.

    No inferred response reverses a stated one.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> day = {"time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> later = {"time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "source": "Norway", "target": "Russia", **day},
    ...     {"id": "b", "source": "Russia", "target": "Norway", **later},
    ... ]
    >>> inferred = antecedents_of(EventTable.from_rows(rows), Model.default())
    >>> inferred.row.tolist(), inferred.stated.tolist()
    ([-1, 0], [False, False])
    >>> rows[1] |= {"responds_to": "a", "basis": "stated"}
    >>> stated = antecedents_of(EventTable.from_rows(rows), Model.default())
    >>> stated.row.tolist(), stated.certainty.tolist()
    ([-1, 0], [0.0, 1.0])
    """
    return Antecedents.of(events.columns(), consistent_replies(model, events))
