"""A process that answers queries, so that one which takes too long can be ended.

A query running in Oxigraph cannot be stopped from within; its process can. Run as a module it
reads frames on standard input and answers on standard output: four bytes of length, then JSON for
a question, or a letter and bytes for an answer. Before the first question it gives up the network
(where the system lets it) and all memory beyond a limit.

    question  {"query", "results", "graph", "limit", "default_graphs", "named_graphs"}
    answer    r/g media type NUL body     results or a graph
              e reason                    the query cannot be run
              l reason                    the answer is over the limit
              n                           no media type that the client takes
"""

import io
import json
import os
import struct
import sys
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store

from talion.errors import TalionError
from talion.store.query import Answer
from talion.vocabulary import PREFIXES
from talion.web.media_types import RESULTS, write_graph
from talion.web.sandbox import give_up_memory, give_up_network

_LENGTH = struct.Struct(">I")


class _TooMuch(Exception):  # noqa: N818 - no error, a measure
    """The answer has grown over the limit."""


class _Bounded(io.BytesIO):
    """Bytes that stop growing at a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooMuch
        return super().write(data)


def read_frame(source: IO[bytes]) -> bytes | None:
    """Return the next frame, or None at the end."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return source.read(_LENGTH.unpack(head)[0])


def frame(data: bytes) -> bytes:
    """Return bytes with their length before them."""
    return _LENGTH.pack(len(data)) + data


def reply(store: Store, question: dict[str, Any]) -> bytes:
    """Return the answer to a question, as a frame holds it."""
    try:
        answer = _answer(store, question)
        out = _Bounded(question["limit"])
        if isinstance(answer, QuerySolutions | QueryBoolean):
            kind, media = b"r", question["results"]
            if media is None:
                return b"n"
            answer.serialize(out, format=RESULTS[media])
        else:
            kind, media = b"g", question["graph"]
            if media is None:
                return b"n"
            write_graph(answer, out, media)
    except _TooMuch:
        return b"lthe answer is over %d MiB; ask for less" % (question["limit"] >> 20)
    except MemoryError:
        return b"lthe query needed more memory than it may have"
    except (SyntaxError, ValueError, RuntimeError, OSError, TalionError) as error:
        return b"e" + str(error).encode()
    return b"".join((kind, str(media).encode(), b"\0", out.getvalue()))


def _answer(store: Store, question: dict[str, Any]) -> Answer:
    default, named = (
        [NamedNode(g) for g in question[k]] for k in ("default_graphs", "named_graphs")
    )
    if not default and not named:
        return store.query(question["query"], use_default_graph_as_union=True, prefixes=PREFIXES)
    return store.query(
        question["query"], prefixes=PREFIXES, default_graph=list(default), named_graphs=list(named)
    )


def _open(place: str) -> Store:
    if Path(place).is_dir():
        return Store.read_only(place)
    store = Store()
    store.bulk_load(path=place, format=RdfFormat.N_QUADS)
    return store


def main(place: str, memory: int) -> None:
    """Answer questions on a database or a file of N-Quads until the input ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may write between the frames
    store = _open(place)
    give_up_network()
    give_up_memory(memory)
    sink.write(frame(b"ready"))
    sink.flush()
    while (data := read_frame(source)) is not None:
        sink.write(frame(reply(store, json.loads(data))))
        sink.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
