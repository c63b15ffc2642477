"""Chains as strips: a row per chain, a box per step, an arrow from each to the next."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from talion.model.claim import Basis
from talion.reciprocity.response import Lag
from talion.render.pictures.canvas import INFERRED, ONE, OTHER, figure
from talion.render.pictures.canvas import STATED as BLACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from talion.reciprocity.chain import Chain, Step
    from talion.reciprocity.history import History

_WIDE, _HIGH, _APART = 2.6, 1.25, 0.85  # inches: a box, a row, between boxes
_LETTERS = 38  # in a line of a box
_LINES = 5


def strips(history: History, chains: Sequence[Chain]) -> Figure:
    """Return the picture of some chains, the first at the top.

    The two colours are the two sides; over an arrow stands how long the response took, below it its
    probability where it is inferred (a dashed arrow).

    >>> from talion.reciprocity.chains import chains
    >>> found = chains(history, limit=1).chains
    >>> [axes] = strips(history, found).axes
    >>> sum("→" in text.get_text() for text in axes.texts) == len(found[0].steps)
    True
    """
    longest = max(len(chain.steps) for chain in chains)
    width = longest * (_WIDE + _APART)
    made, axes = figure(max(width, 4.0), len(chains) * _HIGH + 0.2)
    axes.set_axis_off()
    axes.set_xlim(-0.1, width - _APART + 0.1)
    axes.set_ylim(-len(chains) * _HIGH, 0.1)
    for row, chain in enumerate(chains):
        _strip(axes, history, chain, -(row + 0.5) * _HIGH)
    return made


def _strip(axes: Axes, history: History, chain: Chain, y: float) -> None:
    for at, step in enumerate(chain.steps):
        x = at * (_WIDE + _APART)
        if at:
            _arrow(axes, history, step, x, y)
        colour = (ONE, OTHER)[at % 2]
        axes.annotate(
            _words(history, step),
            (x + _WIDE / 2, y),
            ha="center",
            va="center",
            fontsize=7.5,
            linespacing=1.3,
            bbox={"boxstyle": "round,pad=0.5", "facecolor": colour + "18", "edgecolor": colour},
        )


def _words(history: History, step: Step) -> str:
    dates = list(dict.fromkeys(a.date.edtf for a in step.events if a.date))
    lines = [", ".join(dates) or "undated"]
    for event in step.events:
        by = ", ".join(history.name(i) for i in event.by) or "?"
        to = ", ".join(history.name(i) for i in event.against) or "?"
        status = f" ({event.status.note})" if event.status.note else ""
        lines += fill(f"{by} → {to}: {history.describe(event)}{status}", _LETTERS).split("\n")
    if len(lines) > _LINES + 1:
        lines = [*lines[:_LINES], f"… {len(step.events)} events in all"]
    return "\n".join(lines)


def _days(number: float) -> str:
    return "same day" if number == 0 else f"{number:g} day{'' if number == 1 else 's'}"


def _arrow(axes: Axes, history: History, step: Step, x: float, y: float) -> None:
    stated = any(a.stated for a in step.responses)
    lags = [
        Lag.between(history.events[a.antecedent], history.events[a.event]) for a in step.responses
    ]
    exact = {_days(lag.least) for lag in lags if lag is not None and lag.days and lag.exact}
    axes.annotate(
        "",
        (x - 0.08, y),
        (x - _APART + 0.08, y),
        arrowprops={
            "arrowstyle": "-|>",
            "color": BLACK if stated else INFERRED,
            "linestyle": "-" if stated else "--",
        },
    )
    above = exact.pop() if len(exact) == 1 else ""
    below = Basis.STATED if stated else f"p = {step.certainty:.2f}"
    for words, offset, align in ((above, 5, "bottom"), (below, -5, "top")):
        axes.annotate(
            words,
            (x - _APART / 2, y),
            (0, offset),
            textcoords="offset points",
            ha="center",
            va=align,
            fontsize=6.5,
            color=INFERRED,
        )
