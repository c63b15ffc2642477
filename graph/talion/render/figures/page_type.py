"""The page's type for figures: how wide its letters are, and as much of it as a figure uses."""

import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from talion.render.fonts import FAMILIES, WEIGHTS


def font(family: str, weight: int) -> Any:
    """Return one of the page's fonts, taken apart by fontTools.

    >>> sorted(font("Source Sans 3", 400).getBestCmap())[0]
    32
    """
    from fontTools.ttLib import TTFont

    folder = files("talion.render") / "assets" / "fonts"
    data = (folder / f"{FAMILIES[family]}-{weight}.woff2").read_bytes()
    return TTFont(io.BytesIO(data), recalcTimestamp=False)  # the same figure, the same bytes


def subset(family: str, weight: int, letters: Iterable[str]) -> bytes:
    """Return a font with some letters alone, as WOFF2.

    >>> subset("Source Sans 3", 400, "answer")[:4]
    b'wOF2'
    """
    from fontTools.subset import Options, Subsetter

    face = font(family, weight)
    chosen = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
    chosen.populate(text="".join(sorted(set(letters))))
    chosen.subset(face)
    face.flavor = "woff2"
    out = io.BytesIO()
    face.save(out)
    return out.getvalue()


def write_truetype(folder: str) -> None:
    """Write the page's fonts into a folder as TrueType, under the names that styles give them.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_truetype(folder)
    ...     len(list(Path(folder).iterdir()))
    4
    """
    for family, name in FAMILIES.items():
        for weight in WEIGHTS:
            face = font(family, weight)
            for kind in (1, 16):  # the family, for old programs and for new ones
                face["name"].setName(family, kind, 3, 1, 0x409)
            face.flavor = None
            face.save(f"{folder}/{name}-{weight}.ttf")


@cache
def glyph_widths() -> dict[str, dict[str, float]]:
    """Return the widths of letters in parts of the size of type, by weight and family.

    >>> widths = glyph_widths()["600 Source Sans 3"]
    >>> widths["i"] < widths["n"] < widths["m"]
    True
    """
    found: dict[str, dict[str, float]] = {}
    for family in FAMILIES:
        for weight in WEIGHTS:
            face = font(family, weight)
            em, metrics = face["head"].unitsPerEm, face["hmtx"]
            found[f"{weight} {family}"] = {
                chr(code): round(metrics[name][0] / em, 4)
                for code, name in face.getBestCmap().items()
            }
    return found
