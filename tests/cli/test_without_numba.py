"""Every command of the reply model works without numba, and says so once, on stderr."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """
import contextlib, io, json, sys
{refusal}
from talion.cli import main
found = []
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words, standalone_mode=False)
    found.append([json.loads(out.getvalue()), err.getvalue()])
print(json.dumps(found))
"""

MISSING = """
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("numba", "llvmlite"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
"""
REFUSING = """
import numba
def refuse(*args, **options):
    raise numba.core.errors.NumbaError('this release compiles nothing')
numba.njit = refuse
"""
CHANGED = """
import numba.core.datamodel.models as models
del models.PrimitiveModel
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty events of three states, many on one day, half of them with a response."""
    place = tmp_path_factory.mktemp("events") / "events.csv"
    begin = date(2015, 1, 1)
    rows = ["date,source,target,type"]
    states = ("France", "Mali", "Chad")
    for n in range(30):
        day = begin + timedelta(days=n * n // 3)
        source, target = states[n % 3], states[(n + 1) % 3]
        rows.append(f"{day},{source},{target},{('sanction', 'expulsion')[n % 2]}")
        rows.append(f"{day + timedelta(days=n % 3)},{target},{source},expulsion")
    place.write_text("\n".join(rows) + "\n")
    return place


def results(table: Path, refusal: str) -> list[list[Any]]:
    """Run the commands in a process of their own; return what each printed."""
    model = table.with_name("model.json")
    commands = [
        ["replies", str(table), "--json"],
        ["fit", str(table), "--steps", "8", "-o", str(model), "--json"],
        ["motifs", str(table), "--json"],
        ["motifs", str(table), "--typed", "--json"],
        ["chains", str(table), "--json"],
        ["unanswered", str(table), "--json"],
    ]
    words = [sys.executable, "-c", PROGRAM.format(refusal=refusal), json.dumps(commands)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[list[Any]] = json.loads(done.stdout)
    return [*found, [json.loads(model.read_text()), ""]]


def alike(one: Any, two: Any) -> bool:
    """Compare values; numbers may differ as single precision does, times of a run by anything."""
    if isinstance(one, dict):
        assert one.keys() == two.keys()
        return all(alike(one[key], two[key]) for key in one if key != "seconds")
    if isinstance(one, list):
        return len(one) == len(two) and all(map(alike, one, two))
    return bool(one == pytest.approx(two, abs=3e-6))


@pytest.fixture(scope="module")
def compiled(table: Path) -> list[list[Any]]:
    return results(table, "")


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        pytest.param(MISSING, "ModuleNotFoundError: No module named 'numba", id="missing"),
        pytest.param(REFUSING, "NumbaError: this release compiles nothing", id="refusing"),
        pytest.param(CHANGED, "ImportError: cannot import name 'PrimitiveModel'", id="changed"),
    ],
)
def test_without_compiled_code_the_results_are_the_same(
    table: Path, compiled: list[list[Any]], refusal: str, reason: str
) -> None:
    plain = results(table, refusal)
    notes = [line for _, err in plain for line in err.splitlines() if "numba" in line]
    assert len(notes) == 1
    assert notes[0].startswith("the reply model runs without compiled code")
    assert reason in notes[0]
    for (one, _), (two, _) in zip(compiled, plain, strict=True):
        assert alike(one, two)
    assert not any("numba" in err for _, err in compiled)
