"""A small drawing for a notebook: SVG in the text colour of the page, without scripts or ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from math import hypot

from talion.vocabulary import SVG_NS

#: Okabe and Ito's palette, which colour-blind people can tell apart: either side, and what is open.
ONE, OTHER, OPEN = "#0072B2", "#D55E00", "#E69F00"

_HEAD = 7  # pixels: the length of an arrowhead


@dataclass(slots=True)
class Drawing:
    """Shapes and words on a ground of a size in pixels.

    Words have the colour of the page around them, so that they can be read on dark and on light.

    >>> drawing = Drawing(80, 20)
    >>> drawing.words(4, 14, "Peru & Chile")
    >>> "Peru &amp; Chile" in drawing.svg("two states")
    True
    """

    width: float
    height: float
    parts: list[str] = field(default_factory=list)

    def words(
        self, x: float, y: float, text: str, *, anchor: str = "start", size: int = 12,
        strong: bool = False, faint: bool = False, colour: str = "currentColor",
    ) -> None:  # fmt: skip
        """Write a line of text; `anchor` is `start`, `middle` or `end`."""
        weight = ' font-weight="bold"' if strong else ""
        pale = ' opacity="0.7"' if faint else ""
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size}"'
            f' fill="{colour}"{weight}{pale}>{escape(text)}</text>'
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False,
        faint: bool = False,
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        dashes = ' stroke-dasharray="4 3"' if dashed else ""
        pale = ' opacity="0.3"' if faint else ""
        (x1, y1), (x2, y2) = start, end
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="currentColor"{dashes}{pale}/>'
        )

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], *, dashed: bool = False
    ) -> None:
        """Draw a line with a head at its end."""
        self.line(start, end, dashed=dashed)
        length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
        along = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        back = end[0] - _HEAD * along[0], end[1] - _HEAD * along[1]
        wide = 0.4 * _HEAD
        corners = (
            end,
            (back[0] - wide * along[1], back[1] + wide * along[0]),
            (back[0] + wide * along[1], back[1] - wide * along[0]),
        )
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        self.parts.append(f'<polygon points="{points}" fill="currentColor"/>')

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a box with a pale ground."""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"'
            f' fill="{colour}" fill-opacity="0.12" stroke="{colour}"/>'
        )

    def mark(
        self, x: float, y: float, radius: float, colour: str, *, ring: str | None = None,
        hollow: bool = False, title: str = "",
    ) -> None:  # fmt: skip
        """Draw a disc; `title` is what a pointer over it says."""
        fill = "none" if hollow else colour
        self.parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"'
            f' stroke="{ring or colour}" stroke-width="2"><title>{escape(title)}</title></circle>'
        )

    def svg(self, title: str) -> str:
        """Return the drawing as an element of HTML; `title` is read out in its place."""
        return (
            f'<svg xmlns="{SVG_NS}" width="{self.width:g}"'
            f' height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}" role="img"'
            f' style="max-width:100%;height:auto" font-family="sans-serif">'
            f"<title>{escape(title)}</title>{''.join(self.parts)}</svg>"
        )


def radius(count: int | None) -> float:
    """Return the radius of a mark for a number of persons; a small one where none is reported.

    >>> radius(None), radius(100) > radius(10) > radius(1)
    (4.0, True)
    """
    return 4.0 if count is None else 4.0 + 0.7 * float(min(count, 200)) ** 0.5


def shortened(text: str, letters: int) -> str:
    """Return a text of so many letters at most.

    >>> shortened("expulsion of 10", 9)
    'expulsio…'
    """
    return text if len(text) <= letters else text[: letters - 1] + "…"
