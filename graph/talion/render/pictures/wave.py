"""A wave: a row per state with its event, and the response that it got."""

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
    """Return the picture of a wave: time from left to right, a row per event.

    Events are blue, responses orange; their size is the reported number of persons. Responses that
    sources state hang on solid lines, those that the model infers on dashed ones with their
    probability. The dashed vertical line is the antecedent, where it has a date.

    >>> from talion.reciprocity.waves import waves
    >>> found = waves(history)[0]
    >>> [axes] = wave_picture(history, found).axes
    >>> len(axes.get_yticklabels()) == len([event for event in found.events if event.date])
    True
    """
    events = [a for a in wave.events if a.time is not None] or list(wave.events)
    made, axes = figure(9, 1.4 + 0.26 * len(events))
    for row, event in enumerate(events):
        _row(axes, history, wave, event, len(events) - 1 - row)
    if wave.antecedent is not None and wave.antecedent.time is not None:
        axes.axvline(wave.antecedent.time, color=STATED, ls="--", lw=1)
        axes.annotate(
            history.label(wave.antecedent.type),
            (wave.antecedent.time, len(events) - 0.4),
            (3, 0),
            textcoords="offset points",
            fontsize=7,
        )
    axes.set_yticks(range(len(events)), [_who(history, a) for a in reversed(events)])
    axes.set_ylim(-0.6, len(events) - 0.1)
    axes.tick_params(axis="y", length=0)
    title = f"{len(wave.states)} states against {history.name(wave.target)}"
    heading(axes, f"{title}, {wave.answered} of {len(wave.events)} events answered")
    _dates(axes, events)
    return made


def _row(axes: Axes, history: History, wave: Wave, event: Event, y: int) -> None:
    x = middle(event)
    axes.axhline(y, color=QUIET, lw=0.5, zorder=0)
    axes.scatter([x], [y], s=size(event.count), color=ONE, edgecolor="white", zorder=3)
    _number(axes, event, x, y)
    for response in wave.responses:
        reply = history.events[response.event]
        if response.antecedent != event.id or reply.time is None:
            continue
        colour, dashes = (STATED, "-") if response.stated else (INFERRED, "--")
        end = middle(reply)
        axes.plot([x, end], [y, y], color=colour, ls=dashes, lw=1.2, zorder=2)
        if response.probability is not None:
            _confidence(axes, response.probability, (x + end) / 2, y)
        axes.scatter([end], [y], s=size(reply.count), color=OTHER, edgecolor="white", zorder=3)
        _number(axes, reply, end, y)


def middle(event: Event) -> float:
    """Return the middle of an event's date, as a number of days; 0 where it has none.

    >>> middle(history.events["2022-03-29-expulsion-belgium-russia"])  # days since 1970-01-01
    19080.0
    """
    return (event.time or 0.0) + ((event.date.days() - 1) / 2 if event.date else 0.0)


def day_label(day: float) -> str:
    """Return a number of days since 1970-01-01 as a date.

    >>> day_label(0), day_label(366)
    ('1970-01-01', '1971-01-02')
    """
    return day_of(day).isoformat()


def _number(axes: Axes, event: Event, x: float, y: int) -> None:
    if event.count is not None:
        axes.annotate(
            str(event.count),
            (x, y),
            (0, 0),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=6,
            color="white",
            zorder=4,
        )


def _confidence(axes: Axes, probability: float, x: float, y: int) -> None:
    axes.annotate(
        f"p = {probability:.2f}",
        (x, y),
        (0, 3.5),
        textcoords="offset points",
        ha="center",
        fontsize=6,
        color=INFERRED,
    )


def _who(history: History, event: Event) -> str:
    return f"{', '.join(history.name(i) for i in event.by)}: {history.label(event.type)}"


def _dates(axes: Axes, events: list[Event]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    if any(a.date for a in events):
        axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: day_label(day)))
