"""The page's type: Source Serif 4 and Source Sans 3, embedded so that the page needs no network.

Equal widths everywhere make figures match, and let tests see whether labels overlap. The files hold
Latin letters; text in other scripts falls back to the fonts of the reader's system.
"""

import base64
from functools import cache
from importlib.resources import files

from talion.render.bundle import asset, shortened_style

#: Family in the style sheet, and the beginning of the names of its files.
FAMILIES = {"Source Sans 3": "sans", "Source Serif 4": "serif"}
WEIGHTS = (400, 600)
#: The characters that the files hold, as Google Fonts cuts its Latin subset.
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
    "U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)


@cache
def font_faces() -> str:
    """Return the `@font-face` rules of the page, each with its font as a `data:` address (WOFF2).

    >>> font_faces().count("@font-face")
    4
    """
    folder = files("talion.render") / "assets" / "fonts"
    rules = []
    for family, name in FAMILIES.items():
        for weight in WEIGHTS:
            data = base64.b64encode((folder / f"{name}-{weight}.woff2").read_bytes()).decode()
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{LATIN}}}'
            )
    return "\n".join(rules)


@cache
def style() -> str:
    """Return the style sheet of the page, fonts included.

    >>> style().count("@font-face")
    4
    """
    return f"{font_faces()}\n{shortened_style(asset('page.css'))}"
