"""What a format of `talion export` is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from talion.store import Store


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a graph is written in.

    `name` is what `--format` calls it, `title` what people call it, `suffixes` the endings of files
    that mean it, each with its dot. `write` takes a store and what a network is of (`actors` or
    `incidents`), and returns the content of the file: the same for the same graph.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Callable[[Store, str], bytes]
