"""The actors in one cell of a table: one, or several separated by commas, semicolons or "and"."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SURE = re.compile(r"[;|\n\v]")
_MAYBE = re.compile(r"[,/]| \+ ")
_WORD = re.compile(r" (?:and|&) ", re.IGNORECASE)
_MOST = 4  # parts that one name can have: "Congo, Democratic Republic of the"


def parts_of_cell(text: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the actors that a cell names, in order, each once.

    A semicolon, a bar or a line break parts actors; a comma, a slash and "and" only where no known
    name has them inside, and where what they part is known, at least in part. A list as Python
    writes it is a list.

    >>> known = {"france", "spain", "korea, north", "trinidad and tobago"}.__contains__
    >>> parts_of_cell("Korea, North, Spain", lambda name: known(name.casefold()))
    ('Korea, North', 'Spain')
    >>> parts_of_cell("Trinidad and Tobago and France", lambda name: known(name.casefold()))
    ('Trinidad and Tobago', 'France')
    >>> parts_of_cell("Ministry of Trade and Industry", lambda name: False)
    ('Ministry of Trade and Industry',)
    """
    found: dict[str, None] = {}
    for piece in _listed(text) or _SURE.split(text):
        if piece.strip():
            for part in _split(piece.strip(), is_known):
                found[part] = None
    return tuple(found)


def _listed(text: str) -> list[str]:
    """Return the items of a list that Python wrote; none for another text."""
    if not (text.startswith("[") and text.endswith("]")):
        return []
    try:
        items = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [str(item) for item in items if not isinstance(item, list)] or [""]


def _split(piece: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    piece = " ".join(piece.split())
    if is_known(piece):
        return (piece,)
    for pattern in (_MAYBE, _WORD):
        if pattern.search(piece):
            parts = _joined(pattern, piece, is_known)
            if len(parts) > 1 and any(map(is_known, parts)):
                return tuple(one for part in parts for one in _split(part, is_known))
    return (piece.removeprefix("and ").strip(),)


def _joined(pattern: re.Pattern[str], piece: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the parts of a list, those that make one known name joined: the longest first."""
    ends = [(match.start(), match.end()) for match in pattern.finditer(piece)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(piece)]
    parts, at = [], 0
    while at < len(starts):
        last = min(len(starts), at + _MOST) - 1
        size = next(
            (n for n in range(last, at, -1) if is_known(piece[starts[at] : stops[n]].strip())), at
        )
        if part := piece[starts[at] : stops[size]].strip():
            parts.append(part.removeprefix("and ").strip())
        at = size + 1
    return parts
