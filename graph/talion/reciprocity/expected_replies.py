"""How many responses to each event the reply model expects by a day, and ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.events.table import is_numeric
from talion.hawkes.dyads import CLASSES, SIDES, SILENCES, dyads
from talion.hawkes.fitting.exposure import spent_mass
from talion.hawkes.from_table import ModelEvents
from talion.hawkes.jit import compiled
from talion.hawkes.kernels import SHORT_SCALES, Kernels
from talion.hawkes.reply_model import BASE, COUNT, ROLES, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.dyads import DyadColumns
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.antecedents import Antecedents


@dataclass(frozen=True, slots=True)
class ExpectedReplies:
    """By row of a table: the mean numbers of responses by now and ever, and P(no response)."""

    now: npt.NDArray[np.float64]
    ever: npt.NDArray[np.float64]
    unanswered: npt.NDArray[np.float64]


def expected_replies(
    events: EventTable, antecedents: Antecedents, model: Model, as_of: float
) -> ExpectedReplies:
    """Return what the model expects of each event by a time (in the table's unit).

    An event triggers a Poisson number of responses, whose mean grows with the delay as its weights
    and kernels say (see `Model`); what the latest event of a side adds ends when it acts again.
    Events after that time are as if they had not happened. This is the compensator of the
    triggered part of the Hawkes process (Daley and Vere-Jones 2003, chapter 7).

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> weights = np.zeros((6, TYPE + 1, 7))
    >>> weights[3, BASE, 0] = 0.5  # half a response to each event, after a day on average
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> model = Model(exact, 2, ("act",), 1.0, np.zeros((2, 3)), weights, np.ones((3, 1)))
    >>> row = {"id": "a", "time": 0.0, "source": "Norway", "target": "Russia"}
    >>> events = EventTable.from_rows([row])
    >>> antecedents = Antecedents.stated_only(events.columns())
    >>> found = expected_replies(events, antecedents, model, as_of=1.0)
    >>> found.now.round(4).tolist(), found.ever.tolist(), found.unanswered.tolist()
    ([0.3161], [0.5], [1.0])
    """
    ordered = ModelEvents.of(events)
    columns = ordered.columns
    if is_numeric(events) and model.kernels.resolution > 0:
        model = model.on(Kernels.for_span(float(np.ptp(ordered.time))))
    model = model.covering(columns.types)
    kinds = model.kinds(columns.types)[ordered.type] if model.typed else None
    grouped = dyads(
        ordered.time, ordered.source, ordered.target, kinds, len(columns.states), model.kernels
    )
    now, ever = _expected(grouped.order, grouped.columns, _Triggering.of(model), as_of)
    seen = ordered.time <= as_of
    if ordered.row is not None:
        place = np.argsort(ordered.row)
        now, ever, seen = now[place], ever[place], seen[place]
    return ExpectedReplies(now, ever, np.where(seen, _unanswered(antecedents, seen), 0.0))


class _Triggering(NamedTuple):
    """The mean numbers of responses by scale, and the kernels: see `Kernels` for the last two.

    `every` (classes, scales) holds what each event triggers, `latest` what the latest of its side
    adds, `alike` (types, scales) the responses of its own type.
    """

    every: npt.NDArray[np.float64]
    latest: npt.NDArray[np.float64]
    alike: npt.NDArray[np.float64]
    rates: npt.NDArray[np.float64]
    same: npt.NDArray[np.float64]

    @classmethod
    def of(cls, model: Model) -> _Triggering:
        """Take them from a model."""
        return cls(
            _weights(model, "reply"),
            _weights(model, "reply_latest"),
            model.weights[ROLES.index("reply_alike"), TYPE:],
            model.kernels.rates,
            model.kernels.same,
        )


def _weights(model: Model, role: str) -> npt.NDArray[np.float64]:
    """Return the mean number of responses to each kind of event, by scale: the sum of its weights.

    The kind of an event is its type times `CLASSES` plus its standing.
    """
    weights, standing = model.weights[ROLES.index(role)], np.arange(CLASSES)
    by_standing = (
        weights[BASE]
        + weights[SILENCE + standing % SILENCES]
        + weights[SIDE + standing // SILENCES % SIDES]
        + weights[COUNT + standing // (SILENCES * SIDES)]
    )
    whole = weights[TYPE:, None] + by_standing
    return np.ascontiguousarray(whole.reshape(-1, model.kernels.size))


def _unanswered(antecedents: Antecedents, seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return by event the probability that none of the events seen responds to it."""
    number = len(antecedents)
    if not number:
        return np.zeros(0)
    free = seen & ~antecedents.stated
    rows, shares = antecedents.others[free], antecedents.shares[free]
    given = rows >= 0
    logs = np.log1p(-np.minimum(shares[given].astype(np.float64), 1 - 1e-9))
    silent = np.exp(np.bincount(rows[given], logs, number))
    silent[antecedents.row[antecedents.stated & seen]] = 0.0
    return np.asarray(silent)


@compiled
def _expected(
    order: npt.NDArray[np.int64], events: DyadColumns, triggering: _Triggering, as_of: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the mean number of responses to each event by `as_of`, and in all, by row."""
    start, time, side, kind, standing = events
    every, latest, alike, rates, same = triggering
    now = np.zeros(len(order))
    ever = np.zeros(len(order))
    for g in range(len(start) - 1):
        following = np.full(2, np.inf)
        for i in range(start[g + 1] - 1, start[g] - 1, -1):
            if time[i] > as_of:
                continue
            row = order[i]
            event_class = kind[i] * CLASSES + standing[i]
            ends = following[side[i]]
            for k in range(SHORT_SCALES):
                always = every[event_class, k] + alike[kind[i], k]
                spent = spent_mass(as_of - time[i], rates[k], same[k])
                short = spent_mass(min(as_of, ends) - time[i], rates[k], same[k])
                last = spent_mass(ends - time[i], rates[k], same[k]) if ends < np.inf else 1.0
                now[row] += always * spent + latest[event_class, k] * short
                ever[row] += always + latest[event_class, k] * last
            following[side[i]] = time[i]
    return now, ever
