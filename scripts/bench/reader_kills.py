"""Read 1,000 articles by a scripted model that fails in a tenth of its answers, killed twice.

    python scripts/bench/reader_kills.py [--articles 1000]

A server on this machine plays the model: every tenth answer is a failure (429, 500, a dropped
connection, text that is no JSON, broken JSON, an invented quote). `talion extract` reads a folder
of made articles and is killed twice on the way. Prints how many articles were read, how many
requests were sent and how many of them twice after they had been answered, and the peak memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

TALION = str(Path(sys.executable).with_name("talion"))
STATES = ("Bolivia", "Peru", "Chile", "Brazil", "Ecuador", "Uruguay", "Colombia", "Cuba")


def text_of(number: int) -> str:
    """Return one made article."""
    one, two = STATES[number % 8], STATES[(number // 8 + number + 1) % 8]
    two = two if two != one else "Mexico"
    return (
        f"publisher: The Example Post\npublished: 2018-06-07\n---\nNote {number}. {one} on Monday "
        f"ordered out {number % 9 + 2} diplomats of {two}.\n\nIn retaliation for the expulsions, "
        f"{two} on Wednesday closed the consulate of {one}.\n"
    )


def answer(user: str) -> dict[str, Any]:
    """Return the right answer to a request about one of these articles."""
    first = user.split("Note ", 1)[1].split("\n", 1)[0]
    number, rest = first.split(". ", 1)
    one, two = rest.split(" on Monday")[0], rest.rstrip(".").rsplit("diplomats of ", 1)[1]
    if "The incidents:" in user:
        link = {"type": "in_response_to", "from": "e2", "to": "e1"}
        return {"same": [], "links": [{**link, "quote": "In retaliation for the expulsions"}]}
    closed = f"{two} on Wednesday closed the consulate of {one}"
    both = [
        incident("e1", "expulsion", one, two, rest.rstrip("."), number),
        {**incident("e2", "closure", two, one, closed, "0"), "count": 1, "date": "2018-06-06"},
    ]
    accepted = user.partition("These incidents were accepted")[2]
    return {"incidents": [made for made in both if f"{made['id']}: " not in accepted]}


def incident(
    ident: str, kind: str, agent: str, target: str, quote: str, number: str
) -> dict[str, Any]:
    return {
        "id": ident, "type": kind, "status": "reported", "agents": [agent], "targets": [target],
        "quote": quote, "count": int(number) % 9 + 2, "date": "2018-06-04",
    }  # fmt: skip


class Model(BaseHTTPRequestHandler):
    """The scripted model."""

    lock = threading.Lock()
    asked = 0
    answered: ClassVar[dict[str, int]] = {}

    def do_POST(self) -> None:
        """Answer one request, or fail."""
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        user = json.loads(raw)["messages"][1]["content"]
        with Model.lock:
            Model.asked += 1
            turn = Model.asked
        fault = turn // 10 % 6 if turn % 10 == 0 else None
        if fault == 0:
            return self._send(429, b"slow down", {"Retry-After": "0"})
        if fault == 1:
            return self._send(500, b"oops")
        if fault == 2:
            self.connection.close()
            return None
        content = json.dumps(answer(user))
        if fault == 3:
            content = "I am sorry, but I cannot answer in JSON."
        if fault == 4:
            content = content[: len(content) // 2]
        if fault == 5:
            content = content.replace("ordered out", "threw out")
        body = {"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}
        self._send(200, json.dumps(body).encode())
        with Model.lock:
            Model.answered[user] = Model.answered.get(user, 0) + 1
        return None

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    number = options.parse_args().articles
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "news").mkdir()
        for n in range(number):
            (folder / "news" / f"n{n:04}.txt").write_text(text_of(n), "utf-8")
        run(folder, url, number)
    server.shutdown()


def run(folder: Path, url: str, number: int) -> None:
    """Read the folder with two kills on the way, then to the end, and print what came of it."""
    found = folder / "found"
    settings = f'[reader]\nname = "llm"\nendpoint = "{url}"\nmodel = "scripted"\n'
    (folder / "talion.toml").write_text(settings + f'cache = "{folder}/replies"\n', "utf-8")
    command = [TALION, "extract", "news", "--out", str(found)]
    for share in (0.3, 0.6, None):
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
            while share is not None and process.poll() is None:
                if len(Model.answered) >= share * 2 * number:
                    process.kill()
                time.sleep(0.05)
            process.wait()
        files = len(list(found.glob("*.json"))) if found.is_dir() else 0
        how = "killed" if share is not None else f"ended with {process.returncode}"
        answered = len(Model.answered)
        print(f"{how}: {files} articles written, {Model.asked} requests, {answered} answered")
    read = [json.loads(p.read_text("utf-8")) for p in found.glob("*.json")]
    whole = sum(len(f["incidents"]) == 2 and len(f["links"]) == 1 for f in read)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    twice = sum(times - 1 for times in Model.answered.values())
    print(f"{len(read)} of {number} articles read, {whole} with both incidents and the link")
    print(
        f"{twice} requests answered more than once (those under way at a kill); peak {peak:.0f} MiB"
    )


if __name__ == "__main__":
    main()
