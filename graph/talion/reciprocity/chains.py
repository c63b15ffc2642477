"""The chains of responses in a history, best first."""

from dataclasses import dataclass
from itertools import islice, takewhile

from talion.reciprocity import paths
from talion.reciprocity.chain import Chain
from talion.reciprocity.history import History
from talion.reciprocity.scope import Scope
from talion.reciprocity.step_graph import StepGraph


@dataclass(frozen=True, slots=True)
class RankedChains:
    """Chains, best first, and how many there are in all."""

    chains: tuple[Chain, ...]
    total: int


def chains(history: History, scope: Scope | None = None, limit: int | None = None) -> RankedChains:
    """Return the chains in a history, ranked by length, severity and their weakest link.

    A chain runs from an event without an antecedent to one without a response; none is the
    beginning of another. What was only planned counts as a step, of no severity.

    >>> import talion
    >>> from talion.reciprocity.stored_history import read_history
    >>> store = talion.Store.memory()
    >>> _ = talion.build(store)
    >>> with store.view() as view:
    ...     found = chains(read_history(view), limit=1)
    >>> print(len(found.chains), found.chains[0].basis)
    1 stated
    """
    scope = scope or Scope()
    graph = StepGraph(history, scope)
    best = paths.best(graph.scores, graph.links, graph.strength, graph.wanted)
    long = takewhile(lambda path: len(path) >= scope.length, best)
    found = tuple(graph.chain(path) for path in islice(long, limit))
    total = paths.count(len(graph.scores), graph.links, scope.length, graph.wanted)
    return RankedChains(found, total)
