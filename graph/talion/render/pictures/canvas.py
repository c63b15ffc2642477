"""Figures in one style, and their files: the same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from talion.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's palette, which colour-blind people can tell apart.
ONE, OTHER, STATED, INFERRED, OPEN, QUIET = (
    "#0072B2",
    "#D55E00",
    "#222222",
    "#7A7A7A",
    "#E69F00",
    "#B8B8B8",
)

_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "talion",
    "path.simplify": False,
}
_FORMATS = (".svg", ".png")


def figure(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure of a size in inches with one set of axes, laid out to fit its labels.

    >>> made, axes = figure(4, 3)
    >>> [float(side) for side in made.get_size_inches()]
    [4.0, 3.0]
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure as Made

    with mpl.rc_context(_STYLE):
        made = Made(figsize=(width, height), layout="constrained")
        return made, made.add_subplot()


def save(made: Figure, path: str | Path) -> None:
    """Write a figure as SVG or PNG, by the ending of the path.

    Raises OutputError for another ending, and where the file cannot be written.

    >>> save(figure(4, 3)[0], "exchange.gif")
    Traceback (most recent call last):
        ...
    talion.errors.OutputError: exchange.gif: cannot be written: a picture is .svg or .png
    """
    import matplotlib as mpl

    file = Path(path)
    ending = file.suffix.lower()
    if ending not in _FORMATS:
        raise OutputError(file, "a picture is .svg or .png")
    about = {"Date": None, "Creator": "Talion"} if ending == ".svg" else {"Software": "Talion"}
    try:
        with mpl.rc_context(_STYLE):
            made.savefig(file, format=ending[1:], dpi=160, metadata=about)
    except OSError as error:
        raise OutputError(file, error.strerror or str(error)) from error


def heading(axes: Axes, words: str) -> None:
    """Write the heading of a picture.

    >>> made, axes = figure(4, 3)
    >>> heading(axes, "Peru and Chile")
    >>> axes.get_title("left")
    'Peru and Chile'
    """
    axes.set_title(words, loc="left", weight="bold", fontsize=11)


def size(count: int | None) -> float:
    """Return the area of a mark for a number of persons; a small one where none is reported.

    >>> size(None), size(1)
    (36.0, 50.0)
    """
    return 36.0 if count is None else 36.0 + 14.0 * float(min(count, 200)) ** 0.8
