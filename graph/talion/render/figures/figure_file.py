"""A figure as a file: SVG, or PNG at twice its size."""

import tempfile
from pathlib import Path

from talion.errors import OutputError
from talion.render.figures.page_type import write_truetype
from talion.store.atomic_write import save

#: The endings of the files that a figure can be written to.
ENDINGS = (".svg", ".png")
_ZOOM = 2


def write_figure(svg: str, path: str | Path) -> Path:
    """Write a figure, by the ending of the path; OutputError for another, and where that fails.

    >>> write_figure("<svg/>", "figure.gif")
    Traceback (most recent call last):
        ...
    talion.errors.OutputError: figure.gif: cannot be written: a figure is .svg or .png
    """
    file = check_ending(path)
    data = svg.encode() if file.suffix.lower() == ".svg" else _png(svg)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(file, error.strerror or str(error)) from error
    save(file, data)
    return file


def check_ending(path: str | Path) -> Path:
    """Return a path that a figure can be written to; OutputError for another.

    >>> check_ending("figure.svg").name
    'figure.svg'
    """
    file = Path(path)
    if file.suffix.lower() not in ENDINGS:
        raise OutputError(file, f"a figure is {' or '.join(ENDINGS)}")
    return file


def _png(svg: str) -> bytes:
    """Return a picture of an SVG, with the page's type and no other font of the system."""
    import resvg_py

    with tempfile.TemporaryDirectory() as folder:
        write_truetype(folder)
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, font_dirs=[folder]))
