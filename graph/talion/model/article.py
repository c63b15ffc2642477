"""An article: its text and what is known of its publication."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its publication facts; `id` is its file's name without the ending.

    `text` is what quotes and offsets refer to, character for character. `published` is EDTF.
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
        """The hash of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds of the paragraph around a span."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return first, len(self.text) if last < 0 else last
