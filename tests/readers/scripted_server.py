"""A server of chat completions for tests: plays scripted answers, good and bad, over real HTTP."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Scripted:
    """What a server plays, and what it was asked."""

    play: Callable[[dict[str, Any], int], "Answer"]
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Answer:
    """One answer: a reply's text, or whatever else a server can do."""

    text: str | None = None
    status: int = 200
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    endless: bool = False
    drop: bool = False
    finish: str = "stop"

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        message = {"role": "assistant", "content": self.text}
        choices = [{"index": 0, "message": message, "finish_reason": self.finish}]
        usage = {"prompt_tokens": 1000, "completion_tokens": 100}
        return json.dumps({"choices": choices, "usage": usage}).encode()


def said(value: object, **more: Any) -> Answer:
    return Answer(text=json.dumps(value, ensure_ascii=False), **more)


class _Handler(BaseHTTPRequestHandler):
    scripted: Scripted

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        with self.scripted.lock:
            number = len(self.scripted.bodies)
            self.scripted.bodies.append(body)
            self.scripted.headers.append(dict(self.headers.items()))
        answer = self.scripted.play(body, number)
        try:
            self._send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _send(self, answer: Answer) -> None:
        time.sleep(answer.slow)
        if answer.drop:
            self.connection.close()
            return
        data = answer.body()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not answer.endless:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if not answer.endless:
            self.wfile.write(data)
            return
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving(play: Callable[[dict[str, Any], int], Answer]) -> Iterator[Scripted]:
    """Serve scripted answers on a free port of this machine for a while."""
    scripted = Scripted(play)
    handler = type("Handler", (_Handler,), {"scripted": scripted})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    scripted.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
