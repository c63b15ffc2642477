"""Canonical TriG: the same statements give the same bytes, and read back as the same statements."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Store, parse, serialize

from talion.errors import InputError
from talion.vocabulary import PREFIXES


def dump(quads: Iterable[Quad], output: IO[bytes]) -> int:
    r"""Write statements in canonical order (graph, subject, property, value); return their number.

    >>> import sys
    >>> from pyoxigraph import NamedNode
    >>> out = io.BytesIO()
    >>> dump([Quad(*(NamedNode(f"x:{n}") for n in "spog"))], out)
    1
    >>> out.getvalue().splitlines()[-3:]
    [b'<x:g> {', b'\t<x:s> <x:p> <x:o> .', b'}']
    """
    ordered = sorted(quads, key=order)
    serialize(ordered, output, format=RdfFormat.TRIG, prefixes=PREFIXES)
    return len(ordered)


def order(quad: Quad) -> tuple[str, str, str, str]:
    """Return where a statement stands in canonical order: by graph, subject, property, value.

    >>> from pyoxigraph import NamedNode
    >>> order(Quad(*(NamedNode(f"x:{n}") for n in "spog")))
    ('<x:g>', '<x:s>', '<x:p>', '<x:o>')
    """
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def load(source: bytes | IO[bytes], name: str | Path, store: Store) -> int:
    """Read TriG into a database; return the number of statements in it.

    Raises InputError with the line for malformed TriG, for blank nodes, whose names would not be
    the same next time, and for statements in the default graph, which have no source.

    >>> load(b"<x:g> { <x:s> <x:p> <x:o> }", "one.trig", Store())
    1
    >>> load(b"<x:s> <x:p> [] .", "one.trig", Store())
    Traceback (most recent call last):
    talion.errors.InputError: one.trig: holds a blank node; give it an IRI: ...
    """
    quads: list[Quad] = []
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else source
        for quad in parse(file, format=RdfFormat.TRIG):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise InputError(name, f"holds a blank node; give it an IRI: {quad}")
            if isinstance(quad.graph_name, DefaultGraph):
                raise InputError(name, f"has a statement outside every named graph: {quad}")
            quads.append(quad)
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        raise InputError(name, f"is not TriG: {error.msg}", place) from error
    store.bulk_extend(quads)
    return len(quads)
