"""Canonical TriG: the same statements give the same bytes, and read back as the same statements."""

from collections.abc import Iterable
from typing import IO

from pyoxigraph import Quad, RdfFormat, serialize

from talion.vocabulary import PREFIXES


def dump(quads: Iterable[Quad], output: IO[bytes]) -> int:
    r"""Write statements in canonical order (graph, subject, property, value); return their number.

    >>> import io
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
