"""A store as the app serves it: its last committed state, with index and workers.

When a writer commits, the new state is opened beside the old one, which answers until the new one
is ready and is closed when its last request has ended. A store in a folder is checked for changes
at each request; one behind an endpoint from time to time, without a request waiting for it.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, serialize

from talion.errors import TalionError
from talion.model.gazetteer import Gazetteer
from talion.store import Store, View
from talion.store.index import Index
from talion.store.remote import RemoteEngine
from talion.web.pool import Limits, Pool
from talion.web.relay import Relay

#: The most incidents of a store that the page gets as a whole.
WHOLE = 2000
#: Seconds that requests wait for a new state before the old one answers on.
PATIENCE = 2.0
#: Asking an endpoint whether it has changed may take at most a tenth of the time.
_SHARE = 10


class StoreState:
    """One state of a store, open: `view`, `index`, `pool`."""

    def __init__(self, store: Store, limits: Limits, tick: Callable[[int], None]) -> None:
        self.version, self.place = store.engine.version, str(store.engine.place)
        self._reading = store.snapshot()
        self.view = View(self._reading)
        folder = self._reading.folder
        try:
            self.index = Index.of(self.view, folder and folder.with_suffix(".index"), tick)
        except BaseException:
            self.view.close()
            raise
        self._dump: Path | None = None
        self.pool = self._pool(store, limits)
        self.users = 0
        self.summary = self.index.summary()

    def _pool(self, store: Store, limits: Limits) -> Pool | Relay:
        """Return what answers queries: on a database, on a dump of one in memory, or elsewhere."""
        if isinstance(store.engine, RemoteEngine):
            return Relay(store.engine.endpoint, limits)
        if self._reading.folder is not None:
            return Pool(str(self._reading.folder), limits)
        with tempfile.NamedTemporaryFile(prefix="talion-", suffix=".nq", delete=False) as file:
            serialize(self.view.quads(), file, format=RdfFormat.N_QUADS)
        self._dump = Path(file.name)
        return Pool(file.name, limits)

    @property
    def whole(self) -> bool:
        """Whether the page gets the whole graph at once."""
        return bool(self.summary["incidents"] <= WHOLE)

    @cached_property
    def opening(self) -> dict[str, Any]:
        """What the page opens with: its document and its network."""
        from talion.web.documents import opening

        return opening(self.view, self.index, whole=self.whole, summary=self.summary)

    @property
    def has_opened(self) -> bool:
        """Whether what the page opens with was made already."""
        return "opening" in vars(self)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All actors of the graph by their names."""
        return Gazetteer(self.view.actors())

    def close(self) -> None:
        """Close index, workers and files."""
        self.pool.close()
        self.index.close()
        self.view.close()
        if self._dump is not None:
            with suppress(OSError):
                self._dump.unlink()


class LiveStore:
    """A store and its present state; safe to use from several threads.

    `refresh` is how often a store behind an endpoint is asked whether it has changed, in seconds;
    with 0 it never is.
    """

    def __init__(
        self,
        store: Store,
        limits: Limits | None = None,
        tick: Callable[[int], None] = lambda _: None,
        refresh: float = 60.0,
    ) -> None:
        self.store = store
        self.limits = limits or Limits()
        self._report = tick
        self._refresh = refresh
        self._lock = threading.Lock()
        self._state: StoreState | None = None
        self._renewal: threading.Thread | None = None
        self._patient_until = 0.0
        self._next_look = 0.0
        self._error: TalionError | None = None
        self._closed = False

    @contextmanager
    def use(self) -> Iterator[StoreState]:
        """Give the present state, which stays open for the block."""
        self._keep_up()
        with self._lock:
            error, self._error = self._error, None
            if error is not None:
                raise error
            if self._state is None:
                self._state = StoreState(self.store, self.limits, self._tick)
                self._looked(0.0)
            state = self._state
            state.users += 1
        try:
            yield state
        finally:
            with self._lock:
                state.users -= 1
                if state is not self._state and state.users == 0:
                    state.close()

    def _keep_up(self) -> None:
        """Open a changed store again, waiting a little for a small one."""
        with self._lock:
            if self._renewal is None and self._state is not None and self._stale(self._state):
                self._patient_until = time.monotonic() + PATIENCE
                self._renewal = threading.Thread(target=self._renew, daemon=True)
                self._renewal.start()
            renewal = self._renewal
        if renewal is not None and not isinstance(self.store.engine, RemoteEngine):
            renewal.join(max(0.0, self._patient_until - time.monotonic()))

    def _stale(self, state: StoreState) -> bool:
        """Whether the store has changed, or has to be asked whether it has."""
        if isinstance(self.store.engine, RemoteEngine):
            return self._refresh > 0 and time.monotonic() >= self._next_look
        return state.version != self.store.engine.version

    def _renew(self) -> None:
        """Open the store as it is now, if it has changed, and replace the old state."""
        begun = time.monotonic()
        made: StoreState | None = None
        error: TalionError | None = None
        try:
            if self._state is None or self._state.version != self.store.engine.version:
                made = StoreState(self.store, self.limits, self._tick)
                if self._state is not None and self._state.has_opened:
                    _ = made.opening  # while the old state still answers
        except TalionError as problem:
            # an unreachable endpoint reports that itself when queried; it may come back
            error = None if isinstance(self.store.engine, RemoteEngine) else problem
        except CancelledError:  # the app ends while the index is made
            pass
        finally:
            with self._lock:
                self._put(made, error)
                self._looked(time.monotonic() - begun)

    def _put(self, made: StoreState | None, error: TalionError | None) -> None:
        self._renewal, self._error = None, error
        if made is not None and self._closed:
            made.close()
        elif made is not None:
            old, self._state = self._state, made
            if old is not None and old.users == 0:
                old.close()

    def _looked(self, took: float) -> None:
        self._next_look = time.monotonic() + max(self._refresh, _SHARE * took)

    def _tick(self, done: int) -> None:
        if self._closed:
            raise CancelledError
        self._report(done)

    def close(self) -> None:
        """Close the state."""
        with self._lock:
            self._closed = True
            state, self._state = self._state, None
            if state is not None and state.users == 0:
                state.close()
            renewal = self._renewal
        if renewal is not None:
            renewal.join(PATIENCE)
