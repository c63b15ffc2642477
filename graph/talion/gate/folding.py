"""A text as quotes are compared with it: without what typography and copying change."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from talion.model.incident import Span

_APOSTROPHES = dict.fromkeys(map(ord, "\"“”„‟«»″'‘’‚‛‹›`´′"), "'")
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−⁃"), "-")
_ELLIPSIS = re.compile(r"\s{0,3}[\[(]?(?:(?<!\.)\.{3,9}(?!\.)|…)[\])]?\s{0,3}")
#: What a model puts around a quote or leaves off at its ends.
_EDGE = " '.,;:!?-()[]"
#: A quote with words left out may span so many characters of the article.
_ELIDED = 500


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """Return what one character is compared as; nothing for one that is not seen."""
    if character.isspace():
        return " "
    mapped = character.translate(_APOSTROPHES).translate(_DASHES)
    if mapped != character:
        return mapped
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in parts if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text in lower case without accents, with plain quotation marks, dashes and single spaces.

    `starts[i]` and `ends[i]` are the bounds in `original` of the character that became `text[i]`.
    """

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> "FoldedText":
        """Fold a text.

        >>> FoldedText.of("The  “ﬁrst”\\nenvoy—Peru’s").text
        "the 'first' envoy-peru's"
        """
        kept: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for place, character in enumerate(original):
            for part in _folded(character):
                last = kept[-1] if kept else ""
                if part == " " and last in (" ", "-", ""):
                    continue
                if part == "'" and last == "'":
                    continue
                if part == "-" and last == " ":
                    kept[-1], starts[-1], ends[-1] = part, place, place + 1
                    continue
                kept.append(part)
                starts.append(place)
                ends.append(place + 1)
        return cls(original, "".join(kept), tuple(starts), tuple(ends))

    def span(self, start: int, end: int) -> Span:
        """Return the words of the original that became the folded characters [start, end)."""
        first, last = self.starts[start], self.ends[end - 1]
        return Span(self.original[first:last], first, last)

    def gap(self, at: int) -> tuple[int, int]:
        """Return the bounds in the original of all that became one blank.

        >>> text = FoldedText.of("one \\n\\n two")
        >>> text.gap(text.text.index(" "))
        (3, 7)
        """
        following = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.original)
        return self.starts[at], following

    def folded_bounds(self, span: Span) -> tuple[int, int]:
        """Return the bounds in the folded text of a span of the original."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def find(self, quote: str) -> Span | None:
        """Return where a quote stands word for word, in the article's own spelling; or None.

        White space, quotation marks, dashes, ligatures, accents and case may differ, and words
        may be left out where the quote has an ellipsis.

        >>> text = FoldedText.of("Peru said it “will\\nexpel” two of the envoys.")
        >>> text.find('it "will expel" two').text
        'it “will\\nexpel” two'
        >>> text.find("Peru said ... two of the envoys").end
        43
        >>> print(text.find("Peru will expel two envoys"))
        None
        """
        at = _whole(self.original, quote, 0) if quote.strip() else -1
        if at >= 0:
            return Span(quote, at, at + len(quote))
        wanted = FoldedText.of(quote).text.strip(_EDGE)
        if not wanted:
            return None
        at = _whole(self.text, wanted, 0)
        if at >= 0:
            return self.span(at, at + len(wanted))
        return self._elided([p.strip(_EDGE) for p in _ELLIPSIS.split(wanted)])

    def _elided(self, parts: list[str]) -> Span | None:
        """Return the passage from the first to the last of the parts of a shortened quote."""
        parts = [part for part in parts if part]
        if len(parts) < 2 or any(len(part.split()) < 2 for part in parts):
            return None
        first = _whole(self.text, parts[0], 0)
        while first >= 0:
            end = first + len(parts[0])
            for part in parts[1:]:
                at = _whole(self.text, part, end)
                if at < 0:
                    return None
                end = at + len(part)
            if end - first <= _ELIDED:
                return self.span(first, end)
            first = _whole(self.text, parts[0], first + 1)
        return None


def fold_text(text: str) -> str:
    """Return a text as it is compared, for patterns and short words.

    >>> fold_text("Märzü – “Ñ”")
    "marzu-'n'"
    """
    return FoldedText.of(text).text


def _whole(text: str, wanted: str, start: int) -> int:
    """Return where some words begin in a text, from `start` on, not in the middle of words."""
    at = text.find(wanted, start)
    while at >= 0:
        end = at + len(wanted)
        opens = at == 0 or not (text[at - 1].isalnum() and wanted[0].isalnum())
        closes = end == len(text) or not (text[end].isalnum() and wanted[-1].isalnum())
        if opens and closes:
            return at
        at = text.find(wanted, at + 1)
    return -1
