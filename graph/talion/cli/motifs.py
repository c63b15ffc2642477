"""`talion motifs`: count patterns of three events between two states within a time window."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.sources import events_of
from talion.cli.support.suggestions import Choice
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted, span

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.event_columns import EventColumns

_UNITS = {"": 1.0, "d": 1.0, "w": 7.0, "h": 1 / 24}

MEANING = {
    "aaa": "three by one side",
    "aab": "two by one side, then one by the other",
    "aba": "one by one side, one by the other, one more by the first",
    "abb": "one by one side, then two by the other",
}


class TimeWindow(click.ParamType[float]):
    """A length of time such as 30d, 2w, 12h, or a number in the table's unit."""

    name = "span"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the length in days, or in the table's unit."""
        if isinstance(value, float):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([dwh]?)", str(value).strip())
        if match is None:
            self.fail(f"'{value}' is not a length of time; write 30d, 2w or 12h", param, ctx)
        return float(match[1]) * _UNITS[match[2]]


@click.command()
@click.argument("events", required=False, type=click.Path(path_type=Path))
@click.option(
    "--delta",
    type=TimeWindow(),
    default="30d",
    show_default=True,
    help="The longest time from first to third event.",
)
@click.option("--typed", is_flag=True, help="Also count by the types of the three events.")
@click.option("--instances", type=click.IntRange(1), help="List this many motifs.")
@click.option("--pattern", type=Choice(tuple(MEANING)), help="Count only this pattern.")
@click.option(
    "--top",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="How many patterns by type to show; 0 for all.",
)
@json_option
@click.pass_context
def motifs(
    ctx: click.Context,
    events: Path | None,
    delta: float,
    typed: bool,
    instances: int | None,
    pattern: str | None,
    top: int,
    as_json: bool,
) -> None:
    """Count exactly the patterns of three events between two states within a time window.

    In a pattern, a is the side of the first event. Events of one day follow each other in the
    order of the table; each choice of three events counts once. EVENTS is an event table, a CSV,
    a raw export, or a store (by default the store). Events dated to a year or more vaguely are
    left out, as their order is not known.

    \b
    Examples:
      talion motifs events.parquet --delta 30d
      talion motifs expulsions.csv --delta 90d --instances 10 --pattern aba
      talion motifs events.parquet --typed --json
    """
    from talion.events.table import EventTable, is_numeric
    from talion.hawkes.from_table import datable
    from talion.reciprocity.motifs import PATTERNS, motif_counts, motif_instances

    every = events_of(ctx, events)
    table = EventTable(every.table.filter(datable(every)))
    columns = table.columns()
    pairs = (columns.time, columns.source, columns.target, len(columns.states))
    counts = motif_counts(*pairs, delta).tolist()
    chosen = [p for p in PATTERNS if pattern in (None, p)]
    result: dict[str, Any] = {
        "delta": delta,
        "counts": {p: n for p, n in zip(PATTERNS, counts, strict=True) if p in chosen},
    }
    if typed:
        result["typed"] = _typed(columns, delta, chosen)
    if instances:
        ids = table.table["id"]
        found = islice(motif_instances(*pairs, delta, pattern), instances)
        result["instances"] = [
            {"pattern": m.pattern, "events": [ids[row].as_py() for row in m.rows]} for m in found
        ]
    if as_json:
        print_json(result)
        return
    _print(result, top)
    window = f"{delta:g} time units" if is_numeric(table) else span(delta)
    number = counted(sum(result["counts"].values()), "motif")
    note(f"{number} among {counted(len(columns), 'event')}, within {window}")
    if len(table) < len(every):
        left = counted(len(every) - len(table), "event")
        note(f"{left} dated to a year or more vaguely left out")


def _typed(columns: EventColumns, delta: float, patterns: list[str]) -> list[dict[str, Any]]:
    """Return the counts by type that are not zero, the largest first."""
    import numpy as np

    from talion.reciprocity.motifs import PATTERNS, typed_motif_counts

    states, types = len(columns.states), columns.types
    ends = (columns.time, columns.source, columns.target, columns.type)
    counts: npt.NDArray[np.int64] = typed_motif_counts(*ends, states, len(types), delta)
    found = [
        {
            "pattern": PATTERNS[p],
            "types": [types[x], types[y], types[z]],
            "count": int(counts[p, x, y, z]),
        }
        for p, x, y, z in zip(*np.nonzero(counts), strict=True)
        if PATTERNS[p] in patterns
    ]
    return sorted(found, key=lambda m: (-m["count"], m["pattern"], m["types"]))


def _print(result: dict[str, Any], top: int) -> None:
    """Print the counts, the most frequent typed patterns, the instances."""
    rows = [(p, MEANING[p], f"{n:,}") for p, n in result["counts"].items()]
    print_table(("pattern", "meaning", "count"), rows, right=("count",))
    if "typed" in result:
        most = result["typed"][: top or None]
        shown = [
            (m["pattern"], " → ".join(map(_plain, m["types"])), f"{m['count']:,}") for m in most
        ]
        print_table(("pattern", "types", "count"), shown, right=("count",))
    for motif in result.get("instances", ()):
        first, *others = motif["events"]
        click.echo("\n     ".join([f"{motif['pattern']}  {first}", *others]))


def _plain(kind: str) -> str:
    return kind.replace("_", " ")
