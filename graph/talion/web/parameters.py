"""The parameters of requests: read strictly, and described for OpenAPI in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl

from talion.errors import UsageError

#: The longest request that is taken, in bytes.
LONGEST = 1 << 20
#: How often a parameter may be given: a vocabulary may have hundreds of types.
MOST = 500


class Kind(StrEnum):
    """What a parameter's value is."""

    TEXT = "text"
    WHOLE = "whole"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class RequestParameter:
    """A parameter of a query string.

    `default` stands for one that is not given. `least` and `most` bound a number, or the length of
    a text. `many` may be given more than once, `needed` must be given. Where there are `choices`,
    it is one of them.
    """

    name: str
    meaning: str
    kind: Kind = Kind.TEXT
    default: Any = None
    least: int = 0
    most: int = 300
    many: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Return its OpenAPI description."""
        plain: dict[str, Any]
        if self.kind is Kind.WHOLE:
            plain = {"type": "integer", "minimum": self.least, "maximum": self.most}
        elif self.kind is Kind.DAY:
            plain = {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        elif self.choices:
            plain = {"type": "string", "enum": list(self.choices)}
        else:
            plain = {"type": "string", "minLength": self.least, "maxLength": self.most}
        if self.many:
            plain = {"type": "array", "items": plain, "maxItems": MOST}
        elif self.default is not None:
            plain["default"] = self.default
        return {
            "name": self.name,
            "in": "query",
            "required": self.needed,
            "description": self.meaning,
            "schema": plain,
        }

    def read(self, given: list[str]) -> Any:
        """Return the value of what was given; UsageError where it is not allowed."""
        if self.many:
            if len(given) > MOST:
                raise UsageError(f"'{self.name}' is given more than {MOST} times")
            return tuple(self._one(text) for text in given)
        if not given:
            if self.needed:
                raise UsageError(f"'{self.name}' is needed: {self.meaning}")
            return self.default
        if len(given) > 1:
            raise UsageError(f"'{self.name}' is given more than once")
        return self._one(given[0])

    def _one(self, text: str) -> Any:
        if self.kind is Kind.WHOLE:
            if not (text.isascii() and text.isdigit() and len(text) < 10):
                raise UsageError(f"'{self.name}' is not a whole number")
            value = int(text)
            if not self.least <= value <= self.most:
                raise UsageError(f"'{self.name}' lies between {self.least} and {self.most}")
            return value
        if self.kind is Kind.DAY:
            try:
                if len(text) != 10:
                    raise ValueError
                return date.fromisoformat(text)
            except ValueError as error:
                raise UsageError(f"'{self.name}' is not a day such as 2018-03-26") from error
        if self.choices and text not in self.choices:
            raise UsageError(f"'{self.name}' is {' or '.join(map(repr, self.choices))}")
        if not self.least <= len(text) <= self.most:
            raise UsageError(f"'{self.name}' has {self.least} to {self.most} characters")
        return text


def fields(raw: bytes) -> dict[str, list[str]]:
    """Return the fields of a query string or form; UsageError where they cannot be read.

    >>> fields(b"actor=russia&actor=iran&q=caf%C3%A9")
    {'actor': ['russia', 'iran'], 'q': ['café']}
    """
    found: dict[str, list[str]] = {}
    try:
        text = raw.decode("ascii")
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=4 * MOST, encoding="utf-8"
        )
    except ValueError as error:
        raise UsageError("the request's fields cannot be read as UTF-8 text") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def read(wanted: tuple[RequestParameter, ...], given: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the values of all parameters; UsageError on an unknown, a missing or a bad one.

    >>> read((RequestParameter("limit", "How many.", Kind.WHOLE, 10, 1, 100),), {"limit": ["20"]})
    {'limit': 20}
    """
    unknown = given.keys() - {p.name for p in wanted}
    if unknown:
        raise UsageError(f"there is no parameter '{min(unknown)[:60]}' here")
    return {p.name: p.read(given.get(p.name, [])) for p in wanted}
