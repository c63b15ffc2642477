"""An article: its text and its publication."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its publication metadata; `id` is its file name without the extension.

    Quotes and offsets refer to `text`, character for character. `published` is EDTF.
    """

    id: str
    text: str
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def passage(self, start: int, end: int) -> tuple[int, int]:
        r"""Return the bounds [start, end) of the paragraph or paragraphs that hold a span.

        >>> Article("a", "One.\nTwo.\nThree.").passage(6, 8)
        (5, 9)
        """
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return first, len(self.text) if last < 0 else last
