"""Runs commands one after the other in one process, and tells in JSON how each ended.

    python tests/cli/every_command.py FOLDER STORE < [[name, [argument, …]], …]

A probe comes first: whether a file can be made in FOLDER.
"""

import json
import sys
import traceback
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner
from talion.cli import main
from talion.errors import TalionError
from talion.store import Store


def state(store: str) -> str:
    """Return a hash of all statements of a store, or why it cannot be read."""
    try:
        with Store.open(store).view() as view:
            lines = sorted(str(quad) for quad in view.quads())
    except TalionError as error:
        return str(error)
    return sha256("\n".join(lines).encode()).hexdigest()


def ended(store: str, name: str, arguments: list[str]) -> dict[str, object]:
    """Run a command; return its exit code, its lines on stderr, its traceback, and the store."""
    done = CliRunner().invoke(main, ["--store", store, name, *arguments])
    error = done.exception
    crash = error is not None and not isinstance(error, SystemExit)
    return {
        "command": " ".join([name, *arguments]),
        "code": done.exit_code,
        "stderr": done.stderr,
        "traceback": "".join(traceback.format_exception(error)[-3:]) if crash and error else "",
        "state": state(store),
    }


def can_write(folder: Path) -> bool:
    """Whether 64 KB can be written into a folder."""
    try:
        (folder / "probe").write_bytes(bytes(65_536))
        (folder / "probe").unlink()
    except OSError:
        (folder / "probe").unlink(missing_ok=True) if (folder / "probe").exists() else None
        return False
    return True


if __name__ == "__main__":
    place, graph = sys.argv[1:]
    probe = can_write(Path(place))
    before = state(graph)
    runs = [ended(graph, name, arguments) for name, arguments in json.load(sys.stdin)]
    print(json.dumps({"can_write": probe, "before": before, "runs": runs}))
