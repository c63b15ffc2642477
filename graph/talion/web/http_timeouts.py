"""HTTP/1.1 with an end to waiting: for a request that does not come, and for a reader who stops.

uvicorn limits only how long a connection is idle between two requests. A client that connects and
says nothing, sends its request a byte at a time, or does not read the answer, would keep its
connection for ever.
"""

import asyncio
from collections.abc import Callable

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class TimedProtocol(H11Protocol):
    """uvicorn's protocol, which closes connections that make no progress.

    `request_seconds` are given for a whole request with its body, from the opening of the
    connection or from its first byte; `reading_seconds` for reading on when the answer does not fit
    into the buffers.
    """

    request_seconds = 30.0
    reading_seconds = 60.0

    _request: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Take data; what is still missing of a request has to come in time."""
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._await_request()
        else:
            self._stop_waiting_for_request()

    def pause_writing(self) -> None:
        """Wait for the client to read on."""
        super().pause_writing()
        if self._reading is None:
            self._reading = self._later(self.reading_seconds)

    def resume_writing(self) -> None:
        """Go on: the client reads."""
        super().resume_writing()
        self._stop_waiting_for_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waiting."""
        self._stop_waiting_for_request()
        self._stop_waiting_for_reader()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        if self._request is None:
            self._request = self._later(self.request_seconds)

    def _later(self, seconds: float) -> asyncio.TimerHandle:
        end: Callable[[], None] = self.transport.abort
        return self.loop.call_later(seconds, end)

    def _stop_waiting_for_request(self) -> None:
        if self._request is not None:
            self._request.cancel()
            self._request = None

    def _stop_waiting_for_reader(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
