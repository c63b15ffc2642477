"""What a format of `talion export` is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from talion.store import Store


@dataclass(frozen=True, slots=True)
class Request:
    """What of the graph is to be written.

    `kind` is what a network is of, `actors` or `incidents`; formats that hold the whole graph take
    no notice of it. With `alignments`, formats of RDF add the graph that says the same in the words
    of other vocabularies.
    """

    kind: str = "actors"
    alignments: bool = False


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a graph is written in.

    `name` is what `--format` calls it, `title` what people call it, `suffixes` the endings of files
    that mean it, each with its dot. `write` takes a store and a request, and returns the content of
    the file: the same for the same graph. `aligned` tells whether it can hold the alignments.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Callable[[Store, Request], bytes]
    aligned: bool = False
