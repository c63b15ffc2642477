"""Transplants: coded crises laid into the histories of busy dyads, where who responds is not known.

What the coders of crises say who responded to what, and who opened, so is known at the density of
machine-coded events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.events.event_types import severity_of
from talion.events.table import EventTable
from talion.hawkes.choice.choice_model import HARMLESS
from talion.model.days import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = dict[str, Any]

MARK = "~"
"""What separates the name of a state from the number of the transplant that it stands in."""


@dataclass(frozen=True, slots=True)
class TransplantRules:
    """How crises are laid into dyads.

    Dyads of at least `fewest` measures are drawn, in proportion to the number of these to the power
    of `density`. The opening event is left out in a share `unopened` of cases, so that the response
    has no antecedent; of the others the response is left out in a share `lone`. In a share
    `renamed` the types are those of the dyad, alike where they were alike; else the crisis keeps
    its own.
    """

    density: float = 0.5
    fewest: int = 4
    unopened: float = 0.0
    lone: float = 0.0
    renamed: float = 0.0
    longest: int = 300


def transplants(
    crises: EventTable,
    truth: Mapping[str, str | None],
    hosts: EventTable,
    number: int,
    seed: int,
    rules: TransplantRules | None = None,
) -> tuple[EventTable, dict[str, str | None]]:
    """Return a table of that many dyads with a crisis in each, and what its events respond to.

    `truth` gives the antecedents of the crises' events. Each transplant has states of its own; the
    events of the hosts keep theirs under a new name, and nothing is known about them.
    """
    rules = rules or TransplantRules()
    draw = np.random.default_rng(seed)
    pairs = _pairs(crises, truth, rules)
    dyads = [rows for rows in _dyads(hosts) if len(_measures(rows)) >= rules.fewest]
    chance = np.array([len(_measures(rows)) for rows in dyads], np.float64) ** rules.density
    drawn = draw.choice(len(dyads), number, p=chance / chance.sum())
    first, last = (hosts.columns().time[at] for at in (0, -1))
    table: list[Row] = []
    known: dict[str, str | None] = {}
    for nth, at in enumerate(drawn.tolist()):
        pair = pairs[int(draw.integers(len(pairs)))]
        rows, labels = _placed(pair, dyads[at], (first, last), draw, rules, nth)
        table += rows
        known |= labels
    return EventTable.from_rows(table), known


def _pairs(
    crises: EventTable, truth: Mapping[str, str | None], rules: TransplantRules
) -> list[tuple[Row, Row]]:
    """Return pairs of an event and the response to it, not too far apart."""
    rows = {row["id"]: row for row in _rows(crises)}
    linked = ((rows[a], rows[b]) for b, a in truth.items() if a in rows and b in rows)
    return [(a, b) for a, b in linked if 0 <= b["time"] - a["time"] < rules.longest]


def _rows(events: EventTable) -> list[Row]:
    names = ("id", "time", "source", "target", "type", "reports")
    return [dict(row) for row in events.table.select(list(names)).to_pylist()]


def _dyads(events: EventTable) -> list[list[Row]]:
    """Return the rows of each unordered pair, in order of its names."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in _rows(events):
        found.setdefault(tuple(sorted((row["source"], row["target"]))), []).append(row)
    return [found[pair] for pair in sorted(found)]


def _measures(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if severity_of(row["type"]) > HARMLESS]


def _placed(
    pair: tuple[Row, Row],
    host: Sequence[Row],
    span: tuple[float, float],
    draw: np.random.Generator,
    rules: TransplantRules,
    nth: int,
) -> tuple[list[Row], dict[str, str | None]]:
    """Return the rows of a dyad with a crisis in it, and what the crisis' events respond to."""
    ends = (host[0]["source"], host[0]["target"])
    if draw.integers(2):
        ends = ends[::-1]
    lag = pair[1]["time"] - pair[0]["time"]
    begin = float(draw.integers(int(span[0]), int(span[1] - lag) + 1))
    opened = draw.random() >= rules.unopened
    kept = (opened, not (opened and rules.lone and draw.random() < rules.lone))
    types = [row["type"] for row in pair]
    if draw.random() < rules.renamed:
        types = _renamed(types, _measures(host), draw)
    reports = draw.choice([row["reports"] for row in _measures(host)], 2)
    crisis = [
        {"time": begin, "source": ends[0], "target": ends[1], "type": types[0]},
        {"time": begin + lag, "source": ends[1], "target": ends[0], "type": types[1]},
    ]
    rows = [dict(row) for row in host]
    for at, row in enumerate(crisis):
        row["reports"] = int(reports[at])
        if kept[at]:
            rows.append(row)
    for at, row in enumerate(rows):
        row |= {side: f"{row[side]}{MARK}{nth}" for side in ("source", "target")}
        row["date"] = day_of(int(row["time"]))
        row["id"] = f"{row['date']}/{row['source']}/{row['target']}/{row['type']}/{at}"
    # both sides' events of a day stand in no order
    rows.sort(key=lambda row: (row["time"], row["source"], row["target"], row["type"]))
    first, last = (row.get("id", "") for row in crisis)
    labels: dict[str, str | None] = {last: first if opened else None} if kept[1] else {}
    return rows, labels | ({first: None} if opened else {})


def _renamed(types: Sequence[str], host: Sequence[Row], draw: np.random.Generator) -> list[str]:
    """Return types of a dyad in place of two others: alike and as grave beside each other."""
    there = [row["type"] for row in host]
    one, other = types
    first = str(draw.choice(there))
    different = [name for name in there if name != first]
    if one == other or not different:
        return [first, first]
    new = sorted((first, str(draw.choice(different))), key=severity_of)
    return new if severity_of(one) <= severity_of(other) else new[::-1]
