"""JSON with an object on each line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def json_lines(objects: Iterable[Mapping[str, Any]]) -> bytes:
    """Return objects as JSON in UTF-8, one on each line.

    >>> json_lines([{"a": 1}, {"b": "é"}]).decode().splitlines()
    ['{"a": 1}', '{"b": "é"}']
    """
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects).encode()
