"""The exchange of two sides as a ladder: one lane each, time running down, arrows for responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.render.pictures.canvas import (
    INFERRED,
    ONE,
    OPEN,
    OTHER,
    QUIET,
    STATED,
    figure,
    size,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from talion.reciprocity.history import History
    from talion.reciprocity.ledger import Ledger
    from talion.reciprocity.ledger_entry import Entry
    from talion.reciprocity.party import ExchangeSide

_LANES = (0.36, 0.64)
_ROW = 0.34  # inches per event


def exchange(history: History, ledger: Ledger, *, limit: int = 60) -> Figure:
    """Return the picture of a ledger, of its last `limit` events.

    The size of a mark is the reported number of persons; an orange ring marks an event that opened
    an exchange and got no response. Arrows lead from a response to its antecedent, dashed and grey
    where the response is inferred.

    >>> from talion.reciprocity.ledger import ledger
    >>> from talion.reciprocity.party import sides
    >>> found = ledger(history, *sides(history, "Netherlands", "Russia"))
    >>> [axes] = exchange(history, found).axes
    >>> [text.get_text() for text in axes.texts[:2]]
    ['Netherlands', 'Russia']
    """
    entries = ledger.entries[-limit:]  # all of them where the limit is 0
    made, axes = figure(9, 1.0 + _ROW * len(entries))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(-len(entries) - 0.2, 1.2)
    sides = tuple(a.side for a in ledger.totals)
    for x, side, colour in zip(_LANES, sides, (ONE, OTHER), strict=True):
        axes.plot([x, x], [0.4, -len(entries)], color=QUIET, lw=1, zorder=0)
        axes.text(x, 0.75, side.name, ha="center", weight="bold", color=colour, fontsize=11)
    row = {entry.event.id: -n - 0.5 for n, entry in enumerate(entries)}
    for entry in entries:
        _event(axes, history, entry, row[entry.event.id], sides)
        for response in entry.antecedents:
            if response.antecedent in row:
                start = _LANES[entry.side], row[response.event]
                end = _LANES[1 - entry.side], row[response.antecedent]
                _arrow(axes, start, end, stated=response.stated)
    return made


def _event(
    axes: Axes, history: History, entry: Entry, y: float, sides: tuple[ExchangeSide, ...]
) -> None:
    event, left = entry.event, entry.side == 0
    x, colour = _LANES[entry.side], (ONE, OTHER)[entry.side]
    edge = OPEN if entry.open else colour
    fill = "white" if event.planned else colour
    apart = size(event.count) ** 0.5 / 2 + 8
    axes.scatter([x], [y], s=size(event.count), color=fill, edgecolor=edge, linewidth=2, zorder=3)
    axes.annotate(
        _words(history, entry, sides[entry.side]),
        (x, y),
        (-apart if left else apart, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=8,
    )
    when = event.date.edtf if event.date else ("" if event.time is None else f"{event.time:g}")
    axes.text(0.0, y, when or "undated", va="center", fontsize=7.5, color=INFERRED)


def _words(history: History, entry: Entry, side: ExchangeSide) -> str:
    event = entry.event
    status = f" ({event.status.note})" if event.status.note else ""
    who = [history.name(i) for i in event.by if i != side.actor and i in side.members(event.date)]
    doers = f"{', '.join(who[:3])}{' …' if len(who) > 3 else ''}: " if who else ""
    return f"{doers}{history.describe(event)}{status}"


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], *, stated: bool
) -> None:
    axes.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": "-|>",
            "color": STATED if stated else INFERRED,
            "linestyle": "-" if stated else "--",
            "shrinkA": 7,
            "shrinkB": 7,
        },
    )
