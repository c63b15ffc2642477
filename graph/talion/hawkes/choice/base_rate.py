"""How many of a table's measures respond at all: what a model assumes, or is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talion.events.event_types import severity_of
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.from_table import datable, infer_replies

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.replies import Replies
    from talion.hawkes.reply_model import Model

_FARTHEST, _STEPS = 15.0, 16


def chosen_among(events: EventTable) -> npt.NDArray[np.bool_]:
    """Return by row whether an event is a measure, so that the choice weighs what it responds to.

    >>> from talion.events.table import EventTable
    >>> ends = {"time": 1.0, "source": "Norway", "target": "Russia"}
    >>> rows = [{"id": k, "type": k, **ends} for k in ("expulsion", "cameo:04")]
    >>> chosen_among(EventTable.from_rows(rows)).tolist()
    [True, False]
    """
    if not len(events):
        return np.zeros(0, np.bool_)
    columns = events.columns()
    grave = np.array([severity_of(name) > HARMLESS for name in columns.types], np.bool_)
    return datable(events) & grave[columns.type]


def expected_share(events: EventTable, found: Replies) -> float:
    """Return the share of a table's measures that a model expects to respond, 0 without any.

    >>> import numpy as np
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.replies import Replies
    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> events = EventTable.from_rows([{"id": "a", "time": 1.0, **ends}])
    >>> none = np.zeros((1, 1))
    >>> expected_share(events, Replies(np.full(1, 0.25), np.zeros(1), none.astype(np.int32), none))
    0.25
    """
    measures = chosen_among(events)
    return float(found.reply[measures].mean()) if measures.any() else 0.0


def at_base_rate(
    model: Model, events: EventTable, share: float, *, either: bool | None = None
) -> Model:
    """Return a model that expects that share of a table's measures to respond.

    One number is added to the log-odds of all (a prior shift); it is found by bisection. A share
    beyond what the candidates allow gives the nearest. A model without a choice stays as it is.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> first = {"id": "a", "time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> second = {"id": "b", "time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> rows = [
    ...     {"source": "Norway", "target": "Russia", **first},
    ...     {"source": "Russia", "target": "Norway", **second},
    ... ]
    >>> table = EventTable.from_rows(rows)
    >>> rare = at_base_rate(Model.default(), table, 0.1)
    >>> round(expected_share(table, infer_replies(rare, table)), 3)
    0.1
    """
    if model.choice is None:
        return model
    low, high = -_FARTHEST, _FARTHEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        shifted = replace(model, choice=model.choice.shifted(middle))
        found = infer_replies(shifted, events, candidates=1, either=either)
        if expected_share(events, found) > share:
            low = middle
        else:
            high = middle
    return replace(model, choice=model.choice.shifted((low + high) / 2))
