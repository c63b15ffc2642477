"""Searching words: in the names of actors, the labels of incidents, and quotes."""

import re

from talion.store.index.connection import IndexConnection, marks
from talion.store.index.slices import Matches

#: How many of the actors found are looked at for one whose very name the words are.
_NAMED = 200


class WordSearch:
    """Finds actors, incidents and quotes by words."""

    def __init__(self, rows: IndexConnection) -> None:
        self._rows = rows

    def search(self, words: str, limit: int, cap: int) -> dict[str, Matches]:
        """Return the actors, the incidents and the incidents by quote that hold all the words."""
        actor = _expression(words, shortest=1)
        text = _expression(words, shortest=3)
        if not actor:
            return {
                kind: Matches((), 0, capped=False) for kind in ("actors", "incidents", "quotes")
            }
        named = self._matches("actor", "actor_words", actor, "ASC", _NAMED, cap)
        return {
            "actors": self._same_first(words, named, limit),
            "incidents": self._matches("incident", "incident_words", text, "DESC", limit, cap),
            "quotes": self._matches("incident", "quote_words", text, "DESC", limit, cap),
        }

    def _same_first(self, words: str, found: Matches, limit: int) -> Matches:
        """Return what was found, with those first whose whole name the words are."""
        same = self._rows(
            "SELECT id FROM actor WHERE name = ? COLLATE NOCASE OR id = ?", words.strip(), words
        )
        first = [i for (i,) in same if i in found.ids]
        rest = [i for i in found.ids if i not in first]
        return Matches((*first, *rest)[:limit], found.total, found.capped)

    def _matches(
        self, table: str, words: str, expression: str, order: str, limit: int, cap: int
    ) -> Matches:
        rows = self._rows(
            f"SELECT rowid FROM {words} WHERE {words} MATCH ? ORDER BY rowid {order} LIMIT ?",
            expression,
            cap + 1,
        )
        numbers = [n for (n,) in rows[:limit]]
        text = f"SELECT n, id FROM {table} WHERE n IN ({marks(numbers)})"
        ids = dict(self._rows(text, *numbers))
        return Matches(tuple(ids[n] for n in numbers), min(len(rows), cap), capped=len(rows) > cap)


def begun_words(words: str) -> list[str]:
    """Return an FTS5 expression for each word, which finds all words that begin so.

    >>> begun_words("Expel U.S.")
    ['"Expel"*', '"U"*', '"S"*']
    """
    return [f'"{token}"*' for token in _tokens(words)]


def _tokens(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words)[:12]  # FTS5 ends a word at "_" too


def _expression(words: str, shortest: int) -> str:
    """Return an FTS5 expression: all words, the last one as a prefix if it is long enough."""
    tokens = _tokens(words)
    quoted = [f'"{token}"' for token in tokens]
    if quoted and len(tokens[-1]) >= shortest and not words[-1:].isspace():
        quoted[-1] += "*"
    return " ".join(quoted)
