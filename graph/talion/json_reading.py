"""JSON from outside: whatever is wrong with it is a ValueError."""

import json
from typing import Any


def parsed_json(text: str | bytes, *, strict: bool = True) -> Any:
    """Return what JSON says; json.JSONDecodeError for what is none, or is nested too deep.

    Python's own reader ends on the latter with a RecursionError, which is no ValueError. Without
    `strict`, strings may hold control characters. ValueError for bytes in no encoding of Unicode,
    and for a number of thousands of digits.

    >>> parsed_json('{"n": [23]}')
    {'n': [23]}
    >>> parsed_json("[" * 100_000)
    Traceback (most recent call last):
    json.decoder.JSONDecodeError: nested too deep: line 1 column 1 (char 0)
    """
    try:
        return json.loads(text, strict=strict)
    except RecursionError:
        raise json.JSONDecodeError("nested too deep", "", 0) from None
