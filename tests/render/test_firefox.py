"""The main paths of the page in Firefox, driven by its own protocol: Marionette, JSON over TCP."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PREFS = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,  # nothing listens there: what is asked of the network fails
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
WAIT = 60.0  # seconds, until it has started


class Marionette:
    """A session of Firefox."""

    def __init__(self, port: int) -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._number = 0
        self._read()
        self.do("WebDriver:NewSession")

    def do(self, command: str, **parameters: Any) -> Any:
        """Give a command and return its answer."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(f"{len(message)}:".encode() + message)
        _, _, error, answer = self._read()
        assert error is None, error
        return answer

    def run(self, script: str) -> Any:
        """Return what a script returns in the page; a promise is waited for."""
        text = f"const done = arguments[0]; (async () => {{ {script} }})().then(done, done);"
        return self.do("WebDriver:ExecuteAsyncScript", script=text, args=[])["value"]

    def open(self, address: str) -> None:
        """Open a page and wait until it is drawn."""
        self.do("WebDriver:Navigate", url="about:blank")
        self.do("WebDriver:Navigate", url=address)
        ready = 'document.querySelector("#app[data-ready]")'
        self.run(f"while (!{ready}) await new Promise((done) => setTimeout(done, 50));")

    def press(self, key: str) -> None:
        """Press a key, by its code in WebDriver or as a letter."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.do(
            "WebDriver:PerformActions", actions=[{"type": "key", "id": "k", "actions": actions}]
        )

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        data, size = b"", int(length[:-1])
        while len(data) < size:
            data += self._some(size - len(data))
        return json.loads(data)

    def _some(self, most: int) -> bytes:
        data = self._connection.recv(most)
        if not data:
            raise EOFError
        return data


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Marionette]:
    """Start Firefox without a window or a network, and end it."""
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFS.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    quiet = subprocess.DEVNULL
    environment = {**os.environ, "HOME": str(profile)}
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
    try:
        session = Marionette(_port(profile / "MarionetteActivePort", process))
        yield session
        session.close()
    finally:
        process.terminate()
        process.wait(20)


def _port(file: Path, process: "subprocess.Popen[bytes]") -> int:
    """Return the port that Firefox has chosen, as soon as it says so."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end and process.poll() is None:
        if file.exists() and file.read_text().strip():
            return int(file.read_text())
        time.sleep(0.1)
    raise AssertionError("Firefox did not start")


RIGHT, ENTER, ESCAPE = "\ue014", "\ue007", "\ue00c"


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        problem = "firefox-esr is missing: apt-get install firefox-esr"
        if os.environ.get("CI") == "true":
            pytest.fail(problem)
        pytest.skip(problem)
    with firefox(program, tmp_path_factory.mktemp("fox")) as session:
        yield session


def test_the_page_opens_on_who_answered_whom(fox: Marionette, seeds_page: Path) -> None:
    fox.open(seeds_page.as_uri())
    said = fox.run(
        "return [document.querySelector('.view-head h2').textContent,"
        " document.querySelectorAll('.pair-row').length,"
        " [...document.querySelectorAll('.row-drawing')].every((s) => s.clientWidth <= innerWidth),"
        " [...await document.fonts.ready].filter((f) => f.status === 'loaded').length > 0]"
    )
    assert said[0] == "Who answered whom"
    assert said[1] > 2
    assert said[2:] == [True, True]


@pytest.mark.parametrize("view", ["answers", "exchange", "lanes", "story", "graph", "map", "table"])
def test_each_view_opens_without_an_error(fox: Marionette, seeds_page: Path, view: str) -> None:
    fox.open(f"{seeds_page.as_uri()}#view={view}&sides=netherlands|russia")
    fox.run("window.wrong = []; addEventListener('error', (e) => window.wrong.push(e.message));")
    fox.run("await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));")
    shown, wrong, wide = fox.run(
        "const view = document.querySelector('.stage > [data-shown]');"
        " return [view.textContent.length + view.querySelectorAll('canvas').length * 99,"
        " window.wrong, document.documentElement.scrollWidth <= innerWidth];"
    )
    assert shown > 60
    assert wrong == []
    assert wide


def test_a_story_goes_by_keys(fox: Marionette, seeds_page: Path) -> None:
    fox.open(f"{seeds_page.as_uri()}#view=story&chain=c1")
    fox.run("document.querySelector('.story').focus();")
    fox.press(RIGHT)
    assert fox.run("return location.hash.includes('step=1')")
    fox.press(ESCAPE)
    assert fox.run("return document.querySelector('.stage').dataset.view") == "exchange"


def test_an_act_opens_its_evidence_by_keys(fox: Marionette, seeds_page: Path) -> None:
    fox.open(seeds_page.as_uri())
    fox.run("document.querySelector('.act-list a[tabindex=\"0\"]').focus();")
    fox.press(ENTER)
    assert "incident:" in fox.run("return decodeURIComponent(location.hash)")
    assert fox.run("return document.querySelector('.evidence q, .evidence blockquote') !== null")


def test_a_figure_is_drawn_alone(fox: Marionette, seeds_page: Path) -> None:
    fox.open(f"{seeds_page.as_uri()}?embed=1#view=exchange&sides=netherlands|russia")
    words = fox.run("return document.querySelector('.figure title').textContent")
    assert words.startswith("Netherlands and Russia")
    assert fox.run("return getComputedStyle(document.querySelector('.bar')).display") == "none"
