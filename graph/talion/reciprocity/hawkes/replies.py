"""Replies: for every act the probability that it answers an earlier one, and which."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.actors import levels
from talion.reciprocity.hawkes.attribution import attribute
from talion.reciprocity.hawkes.dyads import Dyads, dyads
from talion.reciprocity.hawkes.grouping import FEW
from talion.reciprocity.hawkes.memory import Memory
from talion.reciprocity.hawkes.tables import Tables

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.model import Model

CANDIDATES = 3

PARTS = 4
"""Parts of the work a thread: some pairs take longer than others, and no thread shall wait."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What each act answers, by row of the table.

    `reply`, `campaign` and `background` are float32 and add up to one: the shares that the
    other side's acts of the last months, the own side's, and everything else (the level of the
    pair and of its states) have in the rate at the act (Zhuang, Ogata, Vere-Jones 2002).
    `rows` int32 (events, candidates) are the acts most probably answered, best first, −1 where
    there are no more; `shares` float32 their probabilities, parts of `reply`.
    """

    reply: npt.NDArray[np.floating]
    campaign: npt.NDArray[np.floating]
    background: npt.NDArray[np.floating]
    rows: npt.NDArray[np.int32]
    shares: npt.NDArray[np.float32]

    def __len__(self) -> int:
        """Return the number of acts."""
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
) -> Replies:
    """Tell for every one of the time-ordered acts what it answers, in linear time.

    `kind` holds the model's numbers of types (`Model.kinds`), None for an untyped table;
    `states` is the number of states of the table. `either` says that the order of one day's
    acts is unknown (the default, where the model is in days); else the table's order counts.
    """
    with ThreadPoolExecutor(1) as pool:  # actors and pairs are read at the same time
        kinds = kind if model.typed else None
        grouped = pool.submit(dyads, time, source, target, kinds, states, model.bank)
        ground = grounds(model, time, source, target, states)
        return attributed(model, grouped.result(), ground, candidates, either, threads)


def grounds(
    model: Model,
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    states: int,
) -> npt.NDArray[np.float32]:
    """Return the background rate at each act, all types together, by row."""
    others = model.states - 1
    ground = np.full(len(time), model.world / (model.states * others), np.float32)
    for actor, weights in zip((source, target), model.actors, strict=True):
        if weights.any():
            one = weights[None] / others
            ground += levels(time, actor, states, model.bank, one, np.float32)[:, 0]
    return ground


def attributed(
    model: Model,
    grouped: Dyads,
    ground: npt.NDArray[np.floating],
    candidates: int = CANDIDATES,
    either: bool | None = None,
    threads: int | None = None,
) -> Replies:
    """Run the pass over the dyads on so many threads (by default all cores); see `replies`."""
    number, width = len(grouped), 2 + 2 * candidates
    lines = np.empty(number * width, np.float32)
    words = lines.view(np.int32)
    span = float(np.ptp(grouped.moments[::2])) if number else 0.0
    tables = Tables.of(model, span)
    rates = np.asarray(ground, np.float32)
    unsure = bool(model.bank.resolution > 0 if either is None else either)
    slowest = float(model.bank.rates[-1])

    def part(groups: tuple[int, int]) -> None:
        memory = Memory.of(grouped.widest, len(model.types))
        attribute(
            groups,
            grouped.start,
            grouped.moments,
            grouped.words,
            grouped.limits,
            rates,
            memory,
            tables,
            slowest,
            unsure,
            candidates,
            lines,
            words,
        )

    workers = (threads or os.cpu_count() or 1) if number > FEW else 1
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(part, grouped.shares(PARTS * workers if workers > 1 else 1)))
    table, marks = lines.reshape(number, width), words.reshape(number, width)
    reply, campaign = np.ascontiguousarray(table[:, :2].T)
    background = np.maximum(1.0 - reply - campaign, 0.0)
    rows, shares = marks[:, 2 : 2 + candidates], table[:, 2 + candidates :]
    return Replies(reply, campaign, background, rows, shares)
