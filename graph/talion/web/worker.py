"""A process that answers queries, so that one which takes too long can be ended.

A query running in Oxigraph cannot be stopped from within; its process can. Run as a module it
reads frames on standard input and answers on standard output: four bytes of length, then JSON for
a question, or a letter and bytes for an answer. Before the first question it gives up the network
(where the system lets it) and all memory beyond a limit.

    question  {"query", "results", "graph", "limit", "default_graphs", "named_graphs",
               "base"}
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

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from talion.errors import LimitError, QueryError, TalionError
from talion.store.query import Answer, evaluate
from talion.web.media_types import RESULTS, write_graph
from talion.web.sandbox import give_up_memory, give_up_network

_LENGTH = struct.Struct(">I")


class _Bounded(io.BytesIO):
    """Bytes in memory; LimitError when more are written than the limit allows."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = self._left = limit

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise LimitError(f"the answer is over {self._limit >> 20} MiB; ask for less")
        return super().write(data)


def read_frame(source: IO[bytes]) -> bytes | None:
    """Return the next frame, or None at the end.

    >>> read_frame(io.BytesIO(frame(b"ready")))
    b'ready'
    """
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return source.read(_LENGTH.unpack(head)[0])


def frame(data: bytes) -> bytes:
    r"""Return bytes with their length before them (four bytes, big-endian).

    >>> frame(b"ok")
    b'\x00\x00\x00\x02ok'
    """
    return _LENGTH.pack(len(data)) + data


def reply(store: Store, question: dict[str, Any]) -> bytes:
    r"""Return the answer to a question, as a frame holds it.

    >>> question = {"query": "ASK {}", "results": "text/csv", "graph": None, "limit": 1 << 20}
    >>> dataset = {"default_graphs": [], "named_graphs": [], "base": None}
    >>> reply(Store(), question | dataset)
    b'rtext/csv\x00true'
    """
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
    except LimitError as error:
        return b"l" + str(error).encode()
    except MemoryError:
        return b"lthe query needed more memory than it may have"
    except QueryError as error:
        return b"e" + error.reason.encode()
    except (SyntaxError, ValueError, RuntimeError, OSError, TalionError) as error:
        return b"e" + str(error).encode()
    return b"".join((kind, str(media).encode(), b"\0", out.getvalue()))


def _answer(store: Store, question: dict[str, Any]) -> Answer:
    return evaluate(
        store,
        question["query"],
        default_graphs=question["default_graphs"],
        named_graphs=question["named_graphs"],
        base=question["base"],
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
