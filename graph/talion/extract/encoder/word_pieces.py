"""Word pieces: the parts of words that an encoder knows."""

import unicodedata
from collections.abc import Iterable

_UNKNOWN = "[UNK]"


class WordPieces:
    """The pieces of a vocabulary, the longest first (Wu et al. 2016, arXiv:1609.08144).

    >>> pieces = WordPieces(["[UNK]", "ex", "##pel", "##led", "two"])
    >>> pieces("Expelled"), pieces("two"), pieces("seven")
    ([1, 2, 3], [4], [0])
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._pieces = {piece: n for n, piece in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}

    def __call__(self, words: str) -> list[int]:
        """Return the numbers of the pieces of some words, in lower case and without accents."""
        known = self._known.get(words)
        if known is None:
            known = [piece for part in _parts(words) for piece in self._of(part)]
            self._known[words] = known
        return known

    def _of(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            begins = "##" if start else ""
            ends = range(len(part), start, -1)
            end = next((e for e in ends if begins + part[start:e] in self._pieces), None)
            if end is None:
                return [self._pieces[_UNKNOWN]]
            found.append(self._pieces[begins + part[start:end]])
            start = end
        return found


def _parts(words: str) -> list[str]:
    """Return words and punctuation marks one by one."""
    parts = [""]
    for c in unicodedata.normalize("NFD", words.lower()):
        category = unicodedata.category(c)
        if c.isspace() or category[0] in "PS":
            parts += [c.strip(), ""]
        elif category != "Mn":
            parts[-1] += c
    return [part for part in parts if part]
