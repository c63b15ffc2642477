"""What a format of `talion import` is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import IO

    from talion.store.writer import Writer


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import wrote.

    `statements` is their number, `graphs` the named graphs that they lie in. `understood` counts
    the things that Talion knows the kind of, by kind; `kept` those it does not, by what their file
    calls them, which stand in the graph as they are. `left_out` says what was not taken at all.
    """

    statements: int
    graphs: tuple[str, ...]
    understood: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


class ImportedFile(Protocol):
    """A file that was read and is yet to be written into a store."""

    @property
    def whole(self) -> bool:
        """Whether it is a whole graph of Talion, which takes the place of what a store holds."""

    def write(self, writer: Writer) -> ImportOutcome:
        """Write it into a store; InvalidGraphError where it breaks the shapes."""


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format that `talion import` reads.

    `name` is what `--format` calls it, `title` what people call it, `suffixes` the endings of files
    that mean it, each with its dot. `read` takes the open file and its name; InputError where it
    cannot be read.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[IO[bytes], str], ImportedFile]
