"""What the model assumes of a table, and how the table differs from those it was fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.cli.support.output import note

if TYPE_CHECKING:
    from talion.hawkes.choice.table_traits import TableTraits
    from talion.hawkes.reply_model import Model

_UNLIKE = {
    "few": "hostile events: {of.measures}, too few to show whether that share fits them",
    "no_unit": "times are in no known unit: responses are inferred from rates alone, less surely",
    "untyped": "most hostile events are of no known type: whether a response is in kind is not"
    " known, only when",
    "denser": "each hostile event follows {of.rivals:.1f} of the other side within a year; in the"
    " crises that the model was fitted to it follows one: probabilities are likely too high",
    "sparser": "each hostile event follows {of.rivals:.1f} of the other side within a year, in the"
    " machine-coded year that the model was fitted to twelve: probabilities are likely too low",
    "no_talk": "{of.talk:.0%} of the events are talk or cooperation, in the machine-coded year that"
    " the model was fitted to 83%: of selected events more respond, probabilities are likely too"
    " low",
}
"""What it means that a table is unlike those that the model was fitted to, by `Unlike`."""

_USUAL = {"listed": "a table made by hand", "coded": "a machine-coded table"}


def note_assumptions(model: Model, traits: TableTraits, share: float) -> None:
    """Say which share of events is expected to respond, and how the table differs from the usual.

    The rows cannot show the share. Nothing is said of a model without a choice.

    >>> from contextlib import redirect_stderr
    >>> import sys
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.table_traits import TableTraits
    >>> from talion.hawkes.reply_model import Model
    >>> row = {"id": "a", "time": 1.0, "source": "Peru", "target": "Chile", "type": "expulsion"}
    >>> with redirect_stderr(sys.stdout):
    ...     note_assumptions(Model.default(), TableTraits.of(EventTable.from_rows([row])), 0.25)
    taken for a table made by hand: 25% of its hostile events are expected to respond; ...
    hostile events: 1, too few ...
    ...
    """
    if model.choice is None or not share:
        return
    note(
        f"taken for {_USUAL[traits.made.name.lower()]}: {share:.0%} of its hostile events are"
        " expected to respond; --base-rate says otherwise"
    )
    for way in traits.unlike():
        note(_UNLIKE[way].format(of=traits))
