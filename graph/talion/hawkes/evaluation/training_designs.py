"""What the choice is fitted to: coded crises in both orders, their transplants, and openers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talion.hawkes.choice.choice_fitting import Design, fit_choice
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import labelled
from talion.hawkes.evaluation.benchmark_tasks import DENSITIES, pooled
from talion.hawkes.evaluation.transplants import transplants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talion.events.table import EventTable
    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm
    from talion.hawkes.evaluation.benchmark_tasks import Truth

NUMBER = 700
"""Transplants of each density."""

WEIGHT = 0.6
"""How much a transplanted event counts beside a coded one."""

BY_HAND = 0.15
"""The same for the weights of tables made by hand: these may be as dense, but seldom are."""

OPENING = 0.3
"""How much an event that is known to respond to nothing counts."""

_SEED = 11


@dataclass(frozen=True)
class Designs:
    """Events with known antecedents by their source: `tables` as coded, `transplants`, `openers`.

    >>> Designs([], [], []).whole
    []
    """

    tables: Sequence[Design]
    transplants: Sequence[Design]
    openers: Sequence[Design]

    @property
    def whole(self) -> list[Design]:
        """All of them, as they are."""
        return [*self.tables, *self.transplants, *self.openers]

    def fitted(self, without: Sequence[PairTerm | NoneTerm] = ()) -> ChoiceModel:
        """Fit weights to all, and those of tables made by hand again, shrunk towards these.

        The second fit takes the transplants for tables made by hand, at a lower weight
        (partial pooling; Gelman and Hill 2007, "Data Analysis Using Regression and
        Multilevel/Hierarchical Models", chapter 12).
        """
        shared = fit_choice(self.whole, without=without)
        dense = [design.as_kind(TableKind.LISTED, BY_HAND) for design in self.transplants]
        by_hand = [*self.tables, *self.openers, *dense]
        own = fit_choice(by_hand, without=without, toward=shared.of(TableKind.LISTED))
        return shared.with_kind(TableKind.LISTED, own.of(TableKind.LISTED))


def as_coded(tables: Mapping[str, tuple[EventTable, Truth]], weight: float = 1.0) -> list[Design]:
    """Return the events of tables with known antecedents, with their order told and hidden.

    >>> from talion.events.table import EventTable
    >>> row = {"time": 1.0, "source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> known = EventTable.from_rows([{"id": "a", **row}]), {"a": None}
    >>> [design.antecedent.tolist() for design in as_coded({"one": known})]
    [[-1], [-1]]
    """
    return [
        Design.of(labelled(table, truth, listed=listed), TableKind.LISTED, weight)
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
        found.append(Design.of(labelled(table, known, listed=False), TableKind.CODED, WEIGHT))
    return found
