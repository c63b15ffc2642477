"""Queries under limits: worker processes, each of which is ended when it takes too long."""

import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from talion.errors import BusyError, LimitError, QueryError
from talion.web.answer_cache import AnswerCache, lasting
from talion.web.memory import worker_memory
from talion.web.query_guard import admit
from talion.web.worker import frame

_LENGTH = struct.Struct(">I")
#: Seconds that a worker has to open the store, which are not counted as the query's.
_OPENING = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The resources of a query: seconds, bytes of answer and of memory; and how many run at once.

    Without `memory` it is what fits the machine. `remembered` is the size of the answer cache in
    bytes.
    """

    seconds: float = 30.0
    answer: int = 64 << 20
    memory: int | None = None
    workers: int = 2
    remembered: int = 64 << 20

    @property
    def bytes_each(self) -> int:
        """The bytes of memory that each worker may take."""
        return worker_memory(self.workers) if self.memory is None else self.memory


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query, and the media types that its answer may be written in."""

    query: str
    results: str | None
    graph: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class QueryResponse:
    """An answer in a media type; None where the client accepts none that fits."""

    media: str | None
    body: bytes


@contextmanager
def turn(slots: threading.BoundedSemaphore, limits: Limits) -> Iterator[None]:
    """Hold a slot; BusyError when none became free in the time that a query has.

    >>> with turn(threading.BoundedSemaphore(1), Limits()):
    ...     print("running")
    running
    """
    if not slots.acquire(timeout=limits.seconds):
        raise BusyError
    try:
        yield
    finally:
        slots.release()


class _Worker:
    """One process that answers one query at a time."""

    def __init__(self, place: str, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "talion.web.worker", place, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._ready = False

    def ask(self, question: bytes, until: float) -> bytes | None:
        """Return the answer; None when there is none by then, and the process is ended."""
        answer = self._exchange(question, until)
        if answer is None:
            self.end()
        return answer

    def _exchange(self, question: bytes, until: float) -> bytes | None:
        if not self._ready:
            if self._frame(time.monotonic() + _OPENING) is None:
                return None
            self._ready = True
            until = max(until, time.monotonic() + 1)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame(question))
            self._process.stdin.flush()
        except OSError:
            return None
        return self._frame(until)

    def _frame(self, until: float) -> bytes | None:
        """Read a frame; None where the time is up or the process is gone."""
        whole = bytearray()
        size = _LENGTH.size
        while len(whole) < size:
            piece = self._piece(until)
            if not piece:
                return None
            whole += piece
            if size == _LENGTH.size and len(whole) >= size:
                size += _LENGTH.unpack_from(whole)[0]
        return bytes(whole[_LENGTH.size :])

    def _piece(self, until: float) -> bytes:
        """Return what the process has written; nothing where the time is up or it is gone."""
        assert self._process.stdout is not None
        number = self._process.stdout.fileno()
        try:
            waiting = select.select([number], [], [], max(0.0, until - time.monotonic()))
            return os.read(number, 1 << 20) if waiting[0] else b""
        except OSError:
            return b""

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class Pool:
    """Workers on one state of a store; a context manager, safe to use from several threads.

    `place` is the folder of a database or a file of N-Quads.
    """

    def __init__(self, place: str, limits: Limits | None = None) -> None:
        self.place = place
        self.limits = limits or Limits()
        self._free: list[_Worker] = []
        self._slots = threading.BoundedSemaphore(self.limits.workers)
        self._remembered: AnswerCache[QueryResponse] = AnswerCache(self.limits.remembered)
        self._closed = False
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers; busy ones end with their query."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for worker in free:
            worker.end()

    def warm(self) -> None:
        """Start a worker in advance."""
        self._give(self._take())

    def ask(self, question: QueryRequest, *, trusted: bool = False) -> QueryResponse:
        """Answer a query; one of the app's own (`trusted`) is not checked first.

        Raises RefusedError and QueryError for what may not or cannot be run, LimitError for what
        took too long or too much, BusyError when no worker became free in the time a query has.
        """
        if not trusted:
            admit(question.query)
        kept = self._remembered.find(question)
        if kept is not None:
            return kept
        with turn(self._slots, self.limits):
            written = self._asked(question)
        if lasting(question.query):
            self._remembered.keep(question, written, len(written.body))
        return written

    def _asked(self, question: QueryRequest) -> QueryResponse:
        text = json.dumps(
            {
                "query": question.query,
                "results": question.results,
                "graph": question.graph,
                "limit": self.limits.answer,
                "default_graphs": list(question.default_graphs),
                "named_graphs": list(question.named_graphs),
                "base": question.base,
            }
        )
        worker = self._take()
        begun = time.monotonic()
        data = worker.ask(text.encode(), begun + self.limits.seconds)
        if data is None:
            if time.monotonic() - begun < self.limits.seconds:
                most = f"the {self.limits.bytes_each >> 20} MiB of memory"
                raise LimitError(f"the query needed more than {most} that it may, or nests deeper")
            raise LimitError(f"the query was ended after {self.limits.seconds:g} s, the limit")
        self._give(worker)
        return _written(data)

    def _take(self) -> _Worker:
        with self._lock:
            if self._free:
                return self._free.pop()
        return _Worker(self.place, self.limits.bytes_each)

    def _give(self, worker: _Worker) -> None:
        with self._lock:
            if not self._closed:
                self._free.append(worker)
                return
        worker.end()


def _written(data: bytes) -> QueryResponse:
    kind, rest = data[:1], data[1:]
    if kind == b"e":
        raise QueryError(rest.decode("utf-8", "replace"))
    if kind == b"l":
        raise LimitError(rest.decode("utf-8", "replace"))
    if kind == b"n":
        return QueryResponse(None, b"")
    media, _, body = rest.partition(b"\0")
    return QueryResponse(media.decode(), body)
