"""Clients that say nothing, dribble, leave, or do not read: no connection stays, no traceback."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from talion.store import Store
from talion.web.app import create_app
from talion.web.http_timeouts import TimedProtocol


class Hasty(TimedProtocol):
    request_seconds = 0.6
    reading_seconds = 0.6


@pytest.fixture(scope="module")
def server(seeds: Store) -> Iterator[tuple[int, uvicorn.Server]]:
    """The app on a free port, with little patience."""
    app = create_app(seeds, hosts=None)
    config = uvicorn.Config(app, http=Hasty, ws="none", log_level="warning")
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield listening.getsockname()[1], server
    server.should_exit = True
    thread.join(20)


def connected(port: int) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=10)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found


def closed_in_time(client: socket.socket) -> bool:
    """Whether the server closes the connection, which it does in under a second."""
    try:
        return client.recv(1 << 16) == b""
    except ConnectionResetError:
        return True


def refused_in_time(client: socket.socket) -> bool:
    """Whether a connection ends although something is said all the time."""
    until = time.monotonic() + 8
    while time.monotonic() < until:
        try:
            client.sendall(b"a")
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_a_client_that_says_nothing_is_left(server: tuple[int, uvicorn.Server]) -> None:
    with connected(server[0]) as client:
        assert closed_in_time(client)


@pytest.mark.parametrize(
    "begun",
    [b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"POST /sparql HTTP/1.1\r\nHost: x\r\n"
     b"Content-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\nASK"],
    ids=["headers", "body"],
)  # fmt: skip
def test_a_client_that_dribbles_is_left(
    server: tuple[int, uvicorn.Server], begun: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with connected(server[0]) as client, caplog.at_level(logging.ERROR):
        client.sendall(begun)
        assert refused_in_time(client)
    assert not caplog.records


def test_clients_that_leave_and_do_not_read_leave_nothing_behind(
    server: tuple[int, uvicorn.Server], caplog: pytest.LogCaptureFixture
) -> None:
    port, running = server
    with caplog.at_level(logging.ERROR):
        for request in (
            b"GET /assets/vis-network.js HTTP/1.1\r\nHost: x\r\n\r\n" * 40,
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nASK",
        ):
            with connected(port) as client:
                client.sendall(request)
        with connected(port) as client:  # asks for much, and reads none of it
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(b"GET /assets/vis-network.js HTTP/1.1\r\nHost: x\r\n\r\n" * 40)
            until = time.monotonic() + 10
            while running.server_state.connections and time.monotonic() < until:
                time.sleep(0.05)
            assert not running.server_state.connections
    assert not caplog.records


def test_a_client_that_asks_as_usual_is_answered(server: tuple[int, uvicorn.Server]) -> None:
    with connected(server[0]) as client:
        for _ in range(3):  # three requests on one connection, slower together than one may be
            client.sendall(b"GET /api/counts HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while b'{"incidents":' not in answer:
                answer += client.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 200")
            time.sleep(0.3)
