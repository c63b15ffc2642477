"""What the model assumes of a table, and how the table differs from those it was fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.cli.support.output import note
from talion.cli.support.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


_TESTED = {
    "listed": "in coded crises that were kept back",
    "coded": "in crises kept back and laid into machine-coded events, one in eight a response",
}
"""What the shipped weights were tested on, by kind of table."""


def note_certainty(model: Model, made: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Say how many of the listed responses are likely wrong, and how good such probabilities are.

    `rows` are those of `talion replies`; nothing is said where none is inferred.

    >>> from contextlib import redirect_stderr
    >>> import sys
    >>> from talion.hawkes.reply_model import Model
    >>> row = {"method": "choice", "antecedent": {"probability": 0.8}}
    >>> with redirect_stderr(sys.stdout):
    ...     note_certainty(Model.default(), "listed", [row, row | {"method": "rates"}])
    to be expected among 2 inferred responses, by their probabilities: 0.4 wrong
    of such links, in coded crises that were kept back, ... right
    1 of the inferred responses is by rates alone (talk, cooperation, ...): ...
    """
    inferred = [row for row in rows if row["method"] is not None]
    if not inferred:
        return
    wrong = sum(1 - row["antecedent"]["probability"] for row in inferred)
    note(
        f"to be expected among {counted(len(inferred), 'inferred response')}, by their"
        f" probabilities: {_number(wrong)} wrong"
    )
    kept_back = () if model.choice is None else model.choice.card.get("kept_back", {}).get(made, ())
    shares = ", ".join(
        f"{band['right']} of {band['links']} given {band['least']:g} to {band['most']:g}"
        for band in reversed(kept_back)
        if band["links"]
    )
    by_rates = sum(row["method"] == "rates" for row in inferred)
    if shares and by_rates < len(inferred):
        note(f"of such links, {_TESTED[made]}, {shares} were right")
    if by_rates:
        note(
            f"{by_rates:,} of the inferred responses {'is' if by_rates == 1 else 'are'} by rates"
            " alone (talk, cooperation, times without a unit): such probabilities were never"
            " tested against known responses"
        )


def _number(expected: float) -> str:
    """Return an expected number in words."""
    return "fewer than 0.1" if expected < 0.05 else f"{expected:,.1f}"


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
