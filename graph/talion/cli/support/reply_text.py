"""How `talion replies` prints what it found: the table, the reasons, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.output import note
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.model.claim import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talion.cli.support.reply_inference import ReplySource
    from talion.events.table import EventTable

_REASONS = {
    "delay": "the delay",
    "in_kind": "the types",
    "severity": "how grave both are",
    "own_since": "own measures since",
    "latest": "being the latest",
    "reports": "the reports",
    "rivals": "rival antecedents",
    "campaign": "its own campaign",
    "activity": "how busy the other side is",
    "base_rate": "how rarely events respond",
}
_ALIKE = 0.005
"""Severities that differ by less are the same in print."""

_SLIGHT = 0.05
"""Log-odds below which a reason is not worth a word."""


def print_replies(rows: Sequence[dict[str, Any]], events: Sequence[str], limit: int) -> None:
    """Print the responses as a table, and their number by basis.

    >>> print_replies([], [], 40)
    <BLANKLINE>
     date   source   target   event   in response to   dated   later   basis
     ─...
    <BLANKLINE>
    """
    responses = [row for row in rows if row["antecedent"]]
    shown = responses[: limit or None]
    lag = "days later" if any(isinstance(row["date"], str) for row in rows) else "later"
    print_table(
        ("date", "source", "target", "event", "in response to", "dated", lag, "basis"),
        [
            (
                row["date"],
                row["source"],
                row["target"],
                row["type"].replace("_", " "),
                row["antecedent"]["id"],
                row["antecedent"]["date"],
                _days(row["antecedent"]["lag_days"]),
                row["basis"] if row["basis"] == Basis.STATED else f"p = {row['p_reply']:.2f}",
            )
            for row in shown
        ],
        right=(lag,),
    )
    by_basis = {
        basis: len(
            {
                event
                for event, row in zip(events, rows, strict=True)
                if row["antecedent"] and row["basis"] == basis
            }
        )
        for basis in Basis
    }
    pairs = f"; {len(rows)} rows, one for each pair" if len(set(events)) < len(rows) else ""
    note(number_words(len(set(events)), by_basis) + pairs)
    if len(shown) < len(responses):
        note(f"{len(shown)} of {len(responses)} rows; --limit 0 shows all")


def print_reasons(rows: Sequence[dict[str, Any]], limit: int) -> None:
    """Print for each inferred response what raised its probability, and what lowered it.

    >>> row = {"id": "b", "antecedent": {"id": "a"}, "basis": "inferred", "p_reply": 0.8}
    >>> why = {"explanation": {"delay": 1.2, "severity": -0.3}, "evidence": None}
    >>> print_reasons([row | why], 40)
    b to a (p = 0.80)
      raised by the delay +1.2; lowered by how grave both are -0.3
    """
    inferred = [row for row in rows if row["antecedent"] and row["basis"] == Basis.INFERRED]
    for row in inferred[: limit or None]:
        parts = row["explanation"]
        if not parts:
            continue
        up = ", ".join(f"{_REASONS[n]} {v:+.1f}" for n, v in parts.items() if v >= _SLIGHT)
        down = ", ".join(f"{_REASONS[n]} {v:+.1f}" for n, v in parts.items() if v <= -_SLIGHT)
        click.echo(f"{row['id']} to {row['antecedent']['id']} (p = {row['p_reply']:.2f})")
        if row["evidence"] is not None:
            for words in evidence_words(row["evidence"]):
                click.echo(f"  {words}")
        click.echo(f"  raised by {up or 'nothing'}; lowered by {down or 'nothing'}")


def evidence_words(seen: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in lines of words what is to be seen of a response and its antecedent.

    >>> counts = dict.fromkeys(("own_since", "own_year", "other_year", "later_candidates"), 1)
    >>> seen = {"in_kind": True, "candidates": 2, "severity": 0.7, "antecedent_severity": 0.7}
    >>> for words in evidence_words({**seen, **counts, "sooner": 0.46, "half_within": 3.6}):
    ...     print(words)
    of known responses 46% came as soon, half within 3.6 days
    in kind, as grave (0.70 and 0.70)
    not the latest of 2 candidates; 1 own measure since
    within a year 1 own and 1 of the other side
    """
    apart = seen["severity"] - seen["antecedent_severity"]
    grave = "as grave" if abs(apart) < _ALIKE else "harsher" if apart > 0 else "milder"
    number, own = seen["candidates"], seen["own_since"]
    place = "not the latest" if seen["later_candidates"] else "the latest"
    rivals = f"{place} of {number} candidates" if number > 1 else "the only candidate"
    return (
        f"of known responses {seen['sooner']:.0%} came as soon, half within"
        f" {seen['half_within']:g} days",
        f"{'in kind' if seen['in_kind'] else 'of another type'}, {grave}"
        f" ({seen['severity']:.2f} and {seen['antecedent_severity']:.2f})",
        f"{rivals}; {counted(own, 'own measure') if own else 'no own measure'} since",
        f"within a year {seen['own_year']} own and {seen['other_year']} of the other side",
    )


def note_left_out(source: ReplySource, table: EventTable) -> None:
    """Say which events are no rows of the table, and for which of its rows nothing is inferred.

    >>> from talion.events.table import EventTable
    >>> rows = (
    ...     ("a", 17616.0, "Norway", "Russia", "expulsion"),
    ...     ("b", 17619.0, "Russia", "Norway", "expulsion"),
    ... )
    >>> names = ("id", "time", "source", "target", "type")
    >>> table = EventTable.from_rows(dict(zip(names, row)) for row in rows)
    >>> from talion.cli.support.reply_inference import ReplySource
    >>> note_left_out(ReplySource(table), table)  # nothing is
    """
    from talion.hawkes.from_table import datable

    shown = ", ".join(f"{number} {why}" for why, number in source.left_out.items() if number)
    if shown:
        note(f"events left out: {shown}")
    ids = source.events_of(table)
    note_vague(len({ids[row] for row in (~datable(table)).nonzero()[0].tolist()}))


def note_vague(number: int) -> None:
    """Say for how many events nothing is inferred, if for any.

    >>> note_vague(0)
    """
    if number:
        note(f"nothing is inferred for {counted(number, 'event')} dated to a year or more vaguely")


def number_words(events: int, by_basis: Mapping[Basis, int]) -> str:
    """Return how many events respond, by basis.

    >>> number_words(9, {Basis.STATED: 2, Basis.INFERRED: 1})
    '3 responses among 9 events (2 stated, 1 inferred)'
    """
    bases = ", ".join(f"{number} {basis}" for basis, number in by_basis.items())
    responses = counted(sum(by_basis.values()), "response")
    return f"{responses} among {counted(events, 'event')} ({bases})"


def _days(lag: float | list[int]) -> str:
    """Return a lag, or the least and the greatest: `87`, `0 to 87`."""
    return f"{lag[0]} to {lag[1]}" if isinstance(lag, list) else f"{lag:g}"
