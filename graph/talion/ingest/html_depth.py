"""Pages nested deeper than the HTML parser goes, made shallower so that nothing of them is lost.

libxml2 leaves out, without a word, whatever comes after the first element at a depth of 256.
"""

from collections import Counter
from contextlib import suppress
from html.parser import HTMLParser

DEEPEST = 200
"""Elements below this depth give up their tags."""

_VOID = "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
_INLINE = "a abbr b big cite code em font i ins mark q s small span strong sub sup u".split()  # noqa: SIM905


def shallow(html: str) -> str:
    """Return a page whose elements are nested no deeper than `DEEPEST`; most come back unchanged.

    Tags are left out, never text: what stood in an element that is too deep stands on a line of the
    one above.

    >>> page = "<body>" + "<div>" * 300 + "Peru." + "</div>" * 300 + "<p>Chile.</p></body>"
    >>> made = shallow(page)
    >>> made.count("<div>"), "Peru." in made, "<p>Chile.</p>" in made
    (199, True, True)
    >>> shallow("<p>Peru.</p>")
    '<p>Peru.</p>'
    """
    if html.count("<") < DEEPEST or not _too_deep(html):
        return html
    flat = _Flattener()
    flat.feed(html)
    flat.close()
    return "".join(flat.parts)


def _too_deep(html: str) -> bool:
    """Whether libxml2 gives up on a page for its depth; False where it is no page at all."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(encoding="utf-8")
    with suppress(etree.LxmlError, ValueError):
        etree.fromstring(html.encode("utf-8", "surrogatepass"), parser)
    return any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


class _Flattener(HTMLParser):
    """Writes a page again, without the tags of elements that are too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._number: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the tag as it stands, or a line break in place of one that is too deep."""
        if tag in _VOID:
            self.parts.append(self.get_starttag_text() or "")
            return
        self._open.append(tag)
        self._number[tag] += 1
        if len(self._open) <= DEEPEST:
            self.parts.append(self.get_starttag_text() or "")
        elif tag not in _INLINE:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close the element and all that are open in it, as far as their tags were written."""
        if not self._number[tag]:
            return
        deep = len(self._open) > DEEPEST
        while True:
            last = self._open.pop()
            self._number[last] -= 1
            if last == tag:
                break
        if len(self._open) < DEEPEST:
            self.parts.append(f"</{tag}>")
        elif deep and tag not in _INLINE:
            self._break()

    def handle_data(self, data: str) -> None:
        """Write text as it stands."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character as it stands."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character as it stands."""
        self.parts.append(f"&#{name};")

    def _break(self) -> None:
        """Begin a line, once."""
        if self.parts[-1] != "<br>":
            self.parts.append("<br>")
