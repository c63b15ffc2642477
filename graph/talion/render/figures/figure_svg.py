"""A figure as SVG: the page's drawing, its styles written in, its type embedded as far as used."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from talion.render.figures.drawn_styles import DrawnStyles, StyledElement
from talion.render.figures.figure_request import FigureLook, FigureRequest
from talion.render.figures.page_type import glyph_widths, subset
from talion.render.figures.script_engine import call_script
from talion.render.page_data import PageData, document
from talion.vocabulary import SVG_NS

_LEFT_OUT = ("class", "data-id", "data-from", "data-to", "data-width", "data-left", "aria-hidden")


def figure_svg(
    data: PageData,
    asked: FigureRequest,
    look: FigureLook | None = None,
    filters: Mapping[str, Any] | None = None,
) -> str | None:
    """Return a figure of the page as SVG, or None where there is nothing to draw.

    It is what the page itself shows for that (by the same scripts), with text as text. `filters`
    are the keys of its address that set filters (docs/page-data.md). Raises MissingExtraError
    without the extra `figure`.

    >>> from talion.render.figures.figure_request import ExchangeFigure
    >>> from talion.render.page_contents import page_data
    >>> asked = ExchangeFigure((("netherlands",), ("russia",)))
    >>> drawn = figure_svg(page_data(view, ask=False), asked, FigureLook(note="Drawn in 2024."))
    >>> "Netherlands and Russia, 2014–2022" in drawn, "Drawn in 2024. An act" in drawn
    (True, True)
    """
    look = look or FigureLook()
    size = {"width": look.width, "height": look.height, "title": look.title, "note": look.note}
    wanted = asked.wanted()
    wanted["state"] |= filters or {}
    found = call_script("figureTree", document(data), wanted | size, glyph_widths())
    if found is None:
        return None
    tree = _element(json.loads(found), (), DrawnStyles(look.dark))
    tree.set("xmlns", SVG_NS)
    style = ET.Element("style")
    style.text = "".join(_faces(tree))
    tree.insert(2, style)  # after title and description, which come first for screen readers
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(tree, "unicode") + "\n"


def _element(
    node: dict[str, Any], around: Sequence[StyledElement], styles: DrawnStyles
) -> ET.Element:
    """Return a node that the scripts drew as an element, styles written in."""
    given: dict[str, str] = node["attributes"]
    path = (*around, StyledElement(node["name"], frozenset(given.get("class", "").split())))
    kept = {name: value for name, value in given.items() if name not in _LEFT_OUT}
    made = ET.Element(node["name"], kept | styles.attributes(path))
    last: ET.Element | None = None
    for child in node["children"]:
        if isinstance(child, dict):
            last = _element(child, path, styles)
            made.append(last)
        elif last is None:
            made.text = (made.text or "") + str(child)
        else:
            last.tail = (last.tail or "") + str(child)
    return made


def _faces(tree: ET.Element) -> Iterator[str]:
    """Return a rule for each font that is used, with the letters that are (WOFF2, `data:`)."""
    letters: dict[tuple[str, int], set[str]] = {}
    for text in tree.iter("text"):
        family = text.get("font-family", "").split(",")[0].strip("'")
        key = family, int(text.get("font-weight", "400"))
        letters.setdefault(key, set()).update("".join(text.itertext()))
    for (family, weight), used in sorted(letters.items()):
        data = base64.b64encode(subset(family, weight, used)).decode()
        yield (
            f'@font-face{{font-family:"{family}";font-weight:{weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
        )
