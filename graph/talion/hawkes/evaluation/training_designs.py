"""What the choice is fitted to: coded crises in both orders, and their transplants into hosts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talion.hawkes.choice.choice_fitting import Design
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import labelled
from talion.hawkes.evaluation.benchmark_tasks import DENSITIES, pooled
from talion.hawkes.evaluation.transplants import transplants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talion.events.table import EventTable
    from talion.hawkes.evaluation.benchmark_tasks import Truth

NUMBER = 700
"""Transplants of each density."""

WEIGHT = 0.6
"""How much a transplanted event counts beside a coded one."""

_SEED = 11


def as_coded(tables: Mapping[str, tuple[EventTable, Truth]]) -> list[Design]:
    """Return the events of tables with known antecedents, with their order told and hidden.

    >>> from talion.events.table import EventTable
    >>> row = {"time": 1.0, "source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> known = EventTable.from_rows([{"id": "a", **row}]), {"a": None}
    >>> [design.antecedent.tolist() for design in as_coded({"one": known})]
    [[-1], [-1]]
    """
    return [
        Design.of(labelled(table, truth, listed=listed), TableKind.LISTED)
        for table, truth in tables.values()
        for listed in (True, False)
    ]


def as_transplanted(
    tables: Mapping[str, tuple[EventTable, Truth]], hosts: EventTable
) -> list[Design]:
    """Return the same pairs laid into the dyads of hosts, at each density."""
    whole, truth = pooled(tables)
    found = []
    for nth, rules in enumerate(DENSITIES.values()):
        own = replace(rules, unopened=0.15, renamed=0.5)
        table, known = transplants(whole, truth, hosts, NUMBER, _SEED + nth, own)
        dyads = labelled(table, known, listed=False)
        found.append(Design.of(dyads, TableKind.CODED, WEIGHT))
    return found
