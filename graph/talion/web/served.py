"""A store as the app serves it: what was last committed, its index, its workers.

When a writer commits, the next request opens the new state; the old one is let go when the last
request on it has ended.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, serialize

from talion.store import Store, View
from talion.store.index import Index
from talion.store.remote import Remote
from talion.web.pool import Limits, Pool

#: A store of at most so many incidents is sent to the page whole.
WHOLE = 2000


class State:
    """One state of a store, open: `view`, `index`, `pool`."""

    def __init__(self, store: Store, limits: Limits, tick: Callable[[int], None]) -> None:
        self.version = store.engine.version
        self._reading = store.engine.read()
        self.view = View(self._reading)
        folder = self._reading.folder
        self.index = Index.of(self.view, folder and folder.with_suffix(".index"), tick)
        self._dump: Path | None = None
        self.pool = Pool(self._place(store), limits)
        self.users = 0
        self.summary = self.index.summary()

    def _place(self, store: Store) -> str:
        """Return what a worker opens: the database, the address, or a dump of what is in memory."""
        if self._reading.folder is not None:
            return str(self._reading.folder)
        if isinstance(store.engine, Remote):
            return store.engine.place
        with tempfile.NamedTemporaryFile(prefix="talion-", suffix=".nq", delete=False) as file:
            serialize(self.view.quads(), file, format=RdfFormat.N_QUADS)
        self._dump = Path(file.name)
        return file.name

    @property
    def whole(self) -> bool:
        """Whether the page gets all of it at once."""
        return bool(self.summary["incidents"] <= WHOLE)

    @cached_property
    def opening(self) -> dict[str, Any]:
        """What the page opens with: its document and its network."""
        from talion.web.documents import opening

        return opening(self.view, self.index, whole=self.whole, summary=self.summary)

    def close(self) -> None:
        """Let go of everything."""
        self.pool.close()
        self.index.close()
        self.view.close()
        if self._dump is not None:
            with suppress(OSError):
                self._dump.unlink()


class Served:
    """A store and its present state; safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        limits: Limits | None = None,
        tick: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.store = store
        self.limits = limits or Limits()
        self._tick = tick
        self._lock = threading.Lock()
        self._state: State | None = None

    @contextmanager
    def use(self) -> Iterator[State]:
        """Give the present state, which stays open as long as the block."""
        with self._lock:
            state = self._present()
            state.users += 1
        try:
            yield state
        finally:
            with self._lock:
                state.users -= 1
                if state is not self._state and state.users == 0:
                    state.close()

    def _present(self) -> State:
        old = self._state
        if old is not None and old.version == self.store.engine.version:
            return old
        self._state = State(self.store, self.limits, self._tick)
        if old is not None and old.users == 0:
            old.close()
        return self._state

    def close(self) -> None:
        """Let go of the state."""
        with self._lock:
            state, self._state = self._state, None
            if state is not None and state.users == 0:
                state.close()
