"""Replies: the probability that each event responds to an earlier one, and to which."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.actor_levels import level
from talion.hawkes.choice.choice_input import ChoiceInput, ChoiceMemory
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.dyads import Dyads, dyads
from talion.hawkes.grouping import FEW
from talion.hawkes.native.packed_parameters import PackedParameters
from talion.hawkes.native.pass_state import PassState
from talion.hawkes.passes import attribute, choose
from talion.hawkes.reply_model import OTHER, UNSTATED

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.reply_model import Model

CANDIDATES = 3

PARTS = 4
"""Parts of the work per thread: some dyads take longer than others, and no thread should wait."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What each event responds to, by row of the table.

    `reply` and `campaign`, float32, and `background` add up to one: the shares that the other
    side's events of the last months, the own side's, and everything else (the level of the dyad
    and of its states) have in the rate at the event (Zhuang, Ogata, Vere-Jones 2002).
    `rows` int32 (events, candidates) are the most probable antecedents, best first, −1 where
    there are no more; `shares` float32 their probabilities, parts of `reply`.
    """

    reply: npt.NDArray[np.floating]
    campaign: npt.NDArray[np.floating]
    rows: npt.NDArray[np.int32]
    shares: npt.NDArray[np.float32]

    @property
    def background(self) -> npt.NDArray[np.floating]:
        """The share that neither side's events of the last months account for."""
        return np.maximum(1 - self.reply - self.campaign, 0)

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.reply)


def replies(
    model: Model,
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.integer] | None,
    states: int,
    *,
    candidates: int = CANDIDATES,
    either: bool | None = None,
    threads: int | None = None,
    reports: npt.NDArray[np.integer] | None = None,
    made: TableKind | None = None,
) -> Replies:
    """Infer what each of the time-ordered events responds to, in linear time.

    `kind` holds the model's numbers of types (`Model.kinds`), None for an untyped table;
    `states` is the number of states of the table. `either` says that the order of one day's
    events is unknown (the default, where the model is in days); else the table's order counts.
    `reports` are the numbers of reports of the events; `made` says how the table was made (by
    default by hand where the order counts, else by a machine). Both matter to the choice alone.

    >>> from talion.hawkes.reply_model import Model
    >>> model, source = Model.default(), np.array([0, 1], np.int32)
    >>> kinds = model.kinds(["expulsion", "expulsion"])
    >>> found = replies(model, np.array([0.0, 2.0]), source, 1 - source, kinds, states=2)
    >>> found.rows[:, 0].tolist(), (found.reply > 0.5).tolist()
    ([-1, 0], [False, True])
    """
    others = model.states - 1
    world = model.world / (model.states * others)
    ends = zip((source, target), (world, 0.0), model.actors, strict=True)
    kinds = kind if model.typed else None
    kernels = model.kernels
    with ThreadPoolExecutor(1) as pool:  # actors and pairs at the same time
        levels = [
            pool.submit(level, time, actor, states, kernels, weights / others, base)
            for actor, base, weights in ends
        ]
        grouped = dyads(time, source, target, kinds, states, kernels, threads=1)
        ground = levels[0].result()
        ground += levels[1].result()
    return attributed(model, grouped, ground, candidates, either, threads, reports, made)


def attributed(
    model: Model,
    grouped: Dyads,
    ground: npt.NDArray[np.floating],
    candidates: int = CANDIDATES,
    either: bool | None = None,
    threads: int | None = None,
    reports: npt.NDArray[np.integer] | None = None,
    made: TableKind | None = None,
) -> Replies:
    """Run the pass over the dyads on `threads` threads (by default all cores); see `replies`.

    >>> from talion.hawkes.reply_model import Model
    >>> model, source = Model.default(), np.array([0, 1], np.int32)
    >>> kinds = model.kinds(["expulsion", "expulsion"])
    >>> grouped = dyads(np.array([0.0, 2.0]), source, 1 - source, kinds, 2, model.kernels)
    >>> found = attributed(model, grouped, np.full(2, 1e-6))
    >>> found.rows[:, 0].tolist(), (found.reply > 0.5).tolist()
    ([-1, 0], [False, True])
    """
    number, width = len(grouped), 2 + 2 * candidates
    lines = np.empty(number * width, np.float32)
    tables = PackedParameters.of(model, grouped.span)
    rates = np.asarray(ground, np.float32)
    unsure = bool(model.kernels.resolution > 0 if either is None else either)
    table, marks = lines.reshape(number, width), lines.view(np.int32).reshape(number, width)
    made = (TableKind.CODED if unsure else TableKind.LISTED) if made is None else made
    given = _choice(model, grouped, made, reports)

    def part(groups: tuple[int, int]) -> None:
        memory = PassState.of(grouped, len(model.types), candidates)
        attribute(groups, rates, memory, tables, unsure, lines)
        if given is not None:
            kept = ChoiceMemory.of(grouped, len(model.types), candidates)
            choose(groups, given, kept, unsure, lines, lines.view(np.int32))

    workers = (threads or os.cpu_count() or 1) if number > FEW else 1
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(part, grouped.shares(PARTS * workers if workers > 1 else 1)))
    rows, shares = marks[:, 2 : 2 + candidates], table[:, 2 + candidates :]
    return Replies(table[:, 0], table[:, 1], rows, shares)


def _choice(
    model: Model, grouped: Dyads, made: TableKind, reports: npt.NDArray[np.integer] | None
) -> ChoiceInput | None:
    """Return what the choice among measures needs; None where times are in no known unit."""
    if model.choice is None or model.kernels.resolution == 0 or not len(grouped):
        return None
    unstated = frozenset((OTHER, UNSTATED))
    return ChoiceInput.of(model.choice, grouped, model.types, unstated, made, reports)
