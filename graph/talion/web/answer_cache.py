"""A cache of answers: the same query on the same state of a store has the same answer.

A state never changes, so an answer stays right as long as the state is served. Queries whose
answers differ each time (NOW, RAND, UUID, STRUUID, BNODE), or that could hide such a word in an
escape, are not cached.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

_EACH_TIME_NEW = re.compile(
    r"(?: now | rand | uuid | bnode ) \s*+ [(\#] | \\u", re.IGNORECASE | re.VERBOSE
)


def lasting(query: str) -> bool:
    """Whether a query has the same answer each time.

    >>> lasting("SELECT ?s { ?s ?p ?o }"), lasting("SELECT (NOW() AS ?now) {}")
    (True, False)
    """
    return not _EACH_TIME_NEW.search(query)


class AnswerCache(Generic[Answer]):
    """The answers used last, up to a total number of bytes; safe to use from several threads.

    An answer over an eighth of that is not kept: it would evict all others.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> Answer | None:
        """Return the cached answer under a key, or None."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return self._held[key][0]

    def keep(self, key: Hashable, answer: Answer, size: int) -> None:
        """Cache an answer of `size` bytes, evicting those not used for longest."""
        if size > self._limit // 8:
            return
        with self._lock:
            if key in self._held:
                return
            self._held[key] = (answer, size)
            self._bytes += size
            while self._bytes > self._limit:
                _, (_, freed) = self._held.popitem(last=False)
                self._bytes -= freed
