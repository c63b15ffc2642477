"""A wave: a row a state, its act, and the answer it got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.model.days import day_of
from talion.render.pictures.canvas import INFERRED, ONE, OTHER, QUIET, STATED, figure, heading, size

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from talion.reciprocity.event import Event
    from talion.reciprocity.history import History
    from talion.reciprocity.waves import Wave


def wave_picture(history: History, wave: Wave) -> Figure:
    """Return the picture of a wave: dots left to right in time, a row an act.

    Blue are the acts, orange the answers; the size is the number told with them. Answers that the
    model infers hang on dashed lines with their probability, those that sources state on whole
    ones. The dashed upright is the cause, where it has a date.
    """
    acts = [a for a in wave.events if a.time is not None] or list(wave.events)
    made, axes = figure(9, 1.4 + 0.26 * len(acts))
    for row, act in enumerate(acts):
        _row(axes, history, wave, act, len(acts) - 1 - row)
    if wave.antecedent is not None and wave.antecedent.time is not None:
        axes.axvline(wave.antecedent.time, color=STATED, ls="--", lw=1)
        axes.annotate(
            history.label(wave.antecedent.type),
            (wave.antecedent.time, len(acts) - 0.4),
            (3, 0),
            textcoords="offset points",
            fontsize=7,
        )
    axes.set_yticks(range(len(acts)), [_who(history, a) for a in reversed(acts)])
    axes.set_ylim(-0.6, len(acts) - 0.1)
    axes.tick_params(axis="y", length=0)
    title = f"{len(wave.states)} states against {history.name(wave.target)}"
    heading(axes, f"{title}, {wave.answered} of {len(wave.events)} acts answered")
    _dates(axes, acts)
    return made


def _row(axes: Axes, history: History, wave: Wave, act: Event, y: int) -> None:
    x = middle(act)
    axes.axhline(y, color=QUIET, lw=0.5, zorder=0)
    axes.scatter([x], [y], s=size(act.count), color=ONE, edgecolor="white", zorder=3)
    _number(axes, act, x, y)
    for answer in wave.responses:
        reply = history.events[answer.event]
        if answer.antecedent != act.id or reply.time is None:
            continue
        colour, dashes = (STATED, "-") if answer.stated else (INFERRED, "--")
        end = middle(reply)
        axes.plot([x, end], [y, y], color=colour, ls=dashes, lw=1.2, zorder=2)
        if answer.probability is not None:
            _sureness(axes, answer.probability, (x + end) / 2, y)
        axes.scatter([end], [y], s=size(reply.count), color=OTHER, edgecolor="white", zorder=3)
        _number(axes, reply, end, y)


def middle(act: Event) -> float:
    """Return the middle of an act's date, as a number of days; 0 where it has none."""
    return (act.time or 0.0) + ((act.date.days() - 1) / 2 if act.date else 0.0)


def day_label(day: float) -> str:
    """Return a number of days since 1970-01-01 as a date."""
    return day_of(day).isoformat()


def _number(axes: Axes, act: Event, x: float, y: int) -> None:
    if act.count is not None:
        axes.annotate(
            str(act.count),
            (x, y),
            (0, 0),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=6,
            color="white",
            zorder=4,
        )


def _sureness(axes: Axes, probability: float, x: float, y: int) -> None:
    axes.annotate(
        f"p = {probability:.2f}",
        (x, y),
        (0, 3.5),
        textcoords="offset points",
        ha="center",
        fontsize=6,
        color=INFERRED,
    )


def _who(history: History, act: Event) -> str:
    return f"{', '.join(history.name(i) for i in act.by)}: {history.label(act.type)}"


def _dates(axes: Axes, acts: list[Event]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    if any(a.date for a in acts):
        axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: day_label(day)))
