"""How files of events are opened where that is not to be recognised."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened where that is not to be recognised: their encoding, sheet, separator.

    `among` are the sheets of the workbook that are read, where several hold events.
    """

    encoding: str | None = None
    sheet: str | None = None
    separator: str | None = None
    among: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        """What distinguishes the sheet from others that are read, empty where none are.

        >>> Opening(sheet="2018", among=("2018", "2019")).part, Opening(sheet="2018").part
        ('#2018', '')
        """
        return f"#{self.sheet}" if len(self.among) > 1 else ""


_USUAL = Opening()
_OPENING: ContextVar[Opening] = ContextVar("opening", default=_USUAL)


@contextmanager
def opening(how: Opening) -> Iterator[None]:
    """Open files as told while the context lasts.

    >>> with opening(Opening(encoding="cp1251")):
    ...     told_opening().encoding
    'cp1251'
    """
    token = _OPENING.set(how)
    try:
        yield
    finally:
        _OPENING.reset(token)


def told_opening() -> Opening:
    """Return how files are to be opened now.

    >>> told_opening()
    Opening(encoding=None, sheet=None, separator=None, among=())
    """
    return _OPENING.get()
