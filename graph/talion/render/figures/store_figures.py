"""The figures of a store: an exchange by the names of its sides, chains and waves by number."""

from dataclasses import dataclass
from typing import Any

from talion.errors import UsageError
from talion.model.date import Date
from talion.model.days import day_number
from talion.model.incident import Incident
from talion.reciprocity.chains import chains as find_chains
from talion.reciprocity.party import sides
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import waves as find_waves
from talion.render.figures.figure_request import (
    ChainFigure,
    ExchangeFigure,
    FigureLook,
    FigureRequest,
    WaveFigure,
)
from talion.render.figures.figure_svg import figure_svg
from talion.render.page_contents import page_chain, page_data
from talion.render.page_data import PageChain
from talion.store import View


@dataclass(frozen=True, slots=True)
class FigureScope:
    """What a figure leaves out, as the filters of the page do.

    What was read with less `confidence`, inferred responses of less `probability`, what lies
    outside `since` and `until` for certain or has no date.
    """

    since: Date | None = None
    until: Date | None = None
    confidence: float = 0.0
    probability: float = 0.0

    def state(self, incidents: tuple[Incident, ...]) -> dict[str, Any]:
        """Return the state of the page's filters.

        >>> scope = FigureScope(since=Date("2018"), until=Date("2018-01-02"), confidence=0.5)
        >>> scope.state(())
        {'confidence': 0.5, 'chance': 0.0, 'from': 17532, 'to': 17533}
        """
        found: dict[str, Any] = {"confidence": self.confidence, "chance": self.probability}
        if self.since is None and self.until is None:
            return found
        dates = [i.date for i in incidents if i.date]
        first = self.since.earliest if self.since else min(d.earliest for d in dates)
        last = self.until.latest if self.until else max(d.latest for d in dates)
        return found | {"from": day_number(first), "to": day_number(last)}


EVERYTHING = FigureScope()


def exchange_of(
    view: View, one: str, other: str, look: FigureLook, scope: FigureScope = EVERYTHING
) -> str:
    """Return the figure of the exchange of two sides, as SVG.

    UnknownError for a name that no actor has, UsageError where nothing is between them.

    >>> print(exchange_of(view, "Peru", "Chile", FigureLook()))
    Traceback (most recent call last):
        ...
    talion.errors.UsageError: there is nothing to draw between Peru and Chile
    """
    first, second = sides(read_history(view), one, other)
    asked = ExchangeFigure(((first.actor,), (second.actor,)))
    nothing = f"between {first.name} and {second.name}"
    return _drawn(view, asked, look, scope, nothing=nothing)


def chain_of(view: View, number: int, look: FigureLook, scope: FigureScope = EVERYTHING) -> str:
    """Return the figure of a chain, as SVG; the first is number 1, as `talion chains` lists them.

    UsageError where there are not so many.

    >>> "<svg" in chain_of(view, 1, FigureLook())
    True
    """
    known = read_history(view, scope.confidence)
    found = find_chains(known, limit=number)
    if len(found.chains) < number:
        raise UsageError(f"there is no chain {number}; there are {found.total}")
    chain = page_chain(known, number, found.chains[-1])
    return _drawn(view, ChainFigure(chain.id), look, scope, chain)


def wave_of(view: View, number: int, look: FigureLook, scope: FigureScope = EVERYTHING) -> str:
    """Return the figure of a wave, as SVG; the first is number 1, as `talion waves` lists them.

    UsageError where there are not so many.

    >>> "Belgium and 3 more against Russia" in wave_of(view, 1, FigureLook())
    True
    """
    found = find_waves(read_history(view, scope.confidence))
    if len(found) < number:
        raise UsageError(f"there is no wave {number}; there are {len(found)}")
    wave = found[number - 1]
    acts = [event.id for event in wave.events] + [r.event for r in wave.responses]
    acts += [wave.antecedent.id] if wave.antecedent else []
    asked = WaveFigure(wave.states, wave.target, tuple(dict.fromkeys(acts)))
    return _drawn(view, asked, look, scope)


def _drawn(
    view: View,
    asked: FigureRequest,
    look: FigureLook,
    scope: FigureScope,
    chain: PageChain | None = None,
    nothing: str = "in this",
) -> str:
    data = page_data(view, chains=(chain,) if chain else (), ask=False)
    svg = figure_svg(data, asked, look, scope.state(data.incidents))
    if svg is None:
        raise UsageError(f"there is nothing to draw {nothing}")
    return svg
