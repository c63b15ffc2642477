"""What a figure shows (an exchange, a chain or a wave) and how: size, theme, title, note."""

from dataclasses import dataclass, field
from typing import Any

from talion.errors import UsageError

#: The least and the largest figure, in pixels, as `assets/figure/frame.js` draws them.
LEAST, MOST = (480, 320), (1200, 800)


@dataclass(frozen=True, slots=True)
class FigureLook:
    """The outside of a figure: size in pixels, light or dark, words to set instead or below.

    An empty `title` is the one that the figure finds for itself.

    >>> FigureLook(width=100)
    Traceback (most recent call last):
        ...
    talion.errors.UsageError: a figure is from 480×320 to 1200×800, not 100×420
    """

    width: int = 700
    height: int = 420
    dark: bool = False
    title: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a size for which there is no layout."""
        fits = zip(LEAST, (self.width, self.height), MOST, strict=True)
        if not all(least <= given <= most for least, given, most in fits):
            sizes = f"{LEAST[0]}×{LEAST[1]} to {MOST[0]}×{MOST[1]}"
            raise UsageError(f"a figure is from {sizes}, not {self.width}×{self.height}")


@dataclass(frozen=True, slots=True)
class ExchangeFigure:
    """The exchange of two sides, each the ids of its actors; an organization is one actor."""

    sides: tuple[tuple[str, ...], tuple[str, ...]]

    def wanted(self) -> dict[str, Any]:
        r"""Return what the page's scripts are asked for.

        >>> ExchangeFigure((("peru",), ("chile", "bolivia"))).wanted()["state"]
        {'sides': ['peru', 'chile\tbolivia']}
        """
        return {"kind": "exchange", "state": {"sides": ["\t".join(side) for side in self.sides]}}


@dataclass(frozen=True, slots=True)
class ChainFigure:
    """A chain of the page's data, by its id."""

    chain: str

    def wanted(self) -> dict[str, Any]:
        """Return what the page's scripts are asked for.

        >>> ChainFigure("c1").wanted()
        {'kind': 'chain', 'state': {'chain': 'c1'}}
        """
        return {"kind": "chain", "state": {"chain": self.chain}}


@dataclass(frozen=True, slots=True)
class WaveFigure:
    """A wave: who took part, against whom, and the ids of its acts, its cause and its responses."""

    actors: tuple[str, ...]
    target: str
    acts: tuple[str, ...] = field(repr=False)

    def wanted(self) -> dict[str, Any]:
        """Return what the page's scripts are asked for.

        >>> WaveFigure(("peru", "chile"), "bolivia", ("a", "b")).wanted()["band"]
        'bolivia'
        """
        acts, actors = list(self.acts), list(self.actors)
        return {"kind": "wave", "state": {}, "acts": acts, "actors": actors, "band": self.target}


FigureRequest = ExchangeFigure | ChainFigure | WaveFigure
