"""One chat completion over HTTP: sent, received whole and in time, or an error that says why not.

The protocol is that of OpenAI's chat completions, which Ollama, llama.cpp, vLLM and most services
speak. No redirect is followed, no proxy asked, nothing else requested.
"""

import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from talion.errors import ReaderBusyError, ReaderError, UsageError
from talion.json_reading import parsed_json
from talion.llm.model_request import ModelReply

#: The longest reply that is received, in bytes.
_LARGEST = 20_000_000
_CHUNK = 65_536
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})


@dataclass(frozen=True, slots=True)
class ModelEndpoint:
    """A server of a model: its address, the key (never shown), and how long a reply may take.

    `url` is the base address (`http://localhost:11434/v1`) or that of the completions themselves;
    without a scheme it is taken as HTTP.
    `timeout` is in seconds, for the whole of one request.
    """

    url: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 300.0

    def __post_init__(self) -> None:
        if "://" not in self.url:
            object.__setattr__(self, "url", f"http://{self.url}")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"'{self.url}' is no address of a model; write it as HOST:PORT/v1")
        if parts.username or parts.password:
            raise UsageError("a key goes into the environment, not into the address of a model")

    @property
    def host(self) -> str:
        """The host that the articles go to.

        >>> ModelEndpoint("https://api.example.org/v1").host
        'api.example.org'
        """
        return urlsplit(self.url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether that is this machine.

        >>> ModelEndpoint("http://localhost:11434/v1").is_loopback
        True
        >>> ModelEndpoint("http://192.168.1.5:8000/v1").is_loopback
        False
        """
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def path(self) -> str:
        """The path of the completions.

        >>> ModelEndpoint("http://localhost:8080").path, ModelEndpoint("http://a/api/v1/").path
        ('/v1/chat/completions', '/api/v1/chat/completions')
        """
        path = urlsplit(self.url).path.rstrip("/")
        if path.endswith("/chat/completions"):
            return path
        return f"{path or '/v1'}/chat/completions"

    def complete(self, body: Mapping[str, Any]) -> ModelReply:
        """Send one request and return the reply.

        Raises ReaderBusyError where another attempt may succeed, ReaderError where none will.
        """
        deadline = time.monotonic() + self.timeout
        connection = self._connection()
        try:
            connection.request("POST", self.path, json.dumps(body).encode(), self._headers())
            sock = connection.sock
            with connection.getresponse() as response:
                data = self._received(sock, response, deadline)
        except ConnectionRefusedError:
            reason = "nothing answers there; is the server running?"
            raise ReaderBusyError(self.url, reason, gone=True) from None
        except socket.gaierror:
            raise self._error("there is no such host") from None
        except TimeoutError:
            raise self._busy(f"no whole reply within {self.timeout:g} s") from None
        except ssl.SSLError as error:
            raise self._error(f"no safe connection: {error.reason or error}") from None
        except (OSError, HTTPException) as error:
            raise self._busy(f"the connection broke: {type(error).__name__}") from None
        finally:
            connection.close()
        return self._reply(response, data)

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(self.host, parts.port, timeout=self.timeout)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return headers if self.key is None else {**headers, "Authorization": f"Bearer {self.key}"}

    def _received(self, sock: Any, response: HTTPResponse, deadline: float) -> bytes:
        """Return the whole body; TimeoutError at the deadline, however slowly it trickles."""
        chunks: list[bytes] = []
        size = 0
        while size <= _LARGEST:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
            chunk = response.read1(_CHUNK)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
            size += len(chunk)
        raise self._busy(f"the reply is longer than {_LARGEST >> 20} MiB")

    def _reply(self, response: HTTPResponse, data: bytes) -> ModelReply:
        if response.status != 200:
            raise self._refused(response, data)
        try:
            body = parsed_json(data)
        except ValueError:
            raise self._busy("the reply is no JSON") from None
        reply = ModelReply.from_completion(body) if isinstance(body, dict) else None
        if reply is None:
            raise self._busy("the reply holds no text")
        return reply

    def _refused(self, response: HTTPResponse, data: bytes) -> ReaderError:
        """Return the error for a status other than 200."""
        status, said = response.status, _said(data, self.key)
        if status in _BUSY:
            wait = response.headers.get("Retry-After", "")
            seconds = float(wait) if wait.replace(".", "", 1).isdigit() else None
            return ReaderBusyError(self.url, f"it answers {status}{said}", seconds)
        if status in (401, 403):
            hint = "the key is refused" if self.key else "it wants a key: set TALION_API_KEY"
            return ReaderError(self.url, f"{hint} ({status}{said})")
        if status == 404:
            return ReaderError(self.url, f"it knows no such model or path (404{said})")
        if 300 <= status < 400:
            return ReaderError(self.url, f"it redirects ({status}), which is not followed")
        return ReaderError(self.url, f"it answers {status}{said}", status)

    def _busy(self, reason: str) -> ReaderBusyError:
        return ReaderBusyError(self.url, reason)

    def _error(self, reason: str) -> ReaderError:
        return ReaderError(self.url, reason)


def _said(data: bytes, key: str | None) -> str:
    """Return what a server says of an error, in a few words and without the key."""
    try:
        body = parsed_json(data)
        error = body.get("error", body) if isinstance(body, dict) else body
        text = error.get("message", "") if isinstance(error, dict) else error
    except ValueError:
        text = data[:200].decode("utf-8", "replace")
    words = " ".join(str(text).split())[:200]
    if key:
        words = words.replace(key, "…")
    return f": {words}" if words else ""
