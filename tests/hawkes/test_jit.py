"""Functions run compiled where numba can, else plain; the results are the same."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import numpy as np
import numpy.typing as npt
import pytest
from talion.errors import UncompiledWarning
from talion.hawkes import jit


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test as a process begins, and leave others as they were."""
    monkeypatch.setattr(jit._Mode, "plain", False)
    monkeypatch.setattr(jit._Mode, "warned", False)


@jit.part
def doubled(value: float) -> float:
    return 2.0 * value


@jit.inlined
def shifted(value: float) -> float:
    return value + 1.0


@jit.compiled
def total(values: npt.NDArray[np.float64]) -> float:
    """Add up the doubled and shifted values."""
    found = 0.0
    for value in values:
        found += shifted(doubled(value))
    return found


def refusing() -> Callable[[float], float]:
    raise RuntimeError("no such target\nmore lines")


def test_compiled_and_plain_give_the_same() -> None:
    values = np.array([1.0, 2.0, 4.0])
    assert total(values) == 17.0
    assert type(total.fast()).__name__ == "CPUDispatcher"
    with jit.plain_functions():
        assert total(values) == 17.0
    assert not jit._Mode.plain


def test_parts_stay_plain_functions_of_python() -> None:
    assert isinstance(doubled, FunctionType)
    assert isinstance(shifted, FunctionType)
    assert shifted(doubled(3.0)) == 7.0


def test_a_compiled_function_keeps_its_name_and_docstring() -> None:
    assert total.plain.__name__ == "total"
    assert total.__doc__ == "Add up the doubled and shifted values."


def test_a_refusal_warns_once_and_runs_plain_from_then_on() -> None:
    function = jit.Compiled(refusing, lambda value: value + 1)
    with pytest.warns(UncompiledWarning, match=r"\(RuntimeError: no such target\)$"):
        assert function(1.0) == 2.0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert function(2.0) == 3.0
        assert jit.Compiled(refusing, lambda value: value + 2)(1.0) == 3.0


def test_what_numba_cannot_type_runs_plain() -> None:
    @jit.compiled
    def joined(words: tuple[object, ...]) -> str:
        return "-".join(str(word) for word in words)

    with pytest.warns(UncompiledWarning, match="UnsupportedError: Failed in nopython mode"):
        assert joined((1, "b", None)) == "1-b-None"


def test_plain_functions_divide_by_zero_like_compiled_ones() -> None:
    @jit.compiled
    def inverse(values: npt.NDArray[np.float64]) -> float:
        return float(1.0 / values[0])

    with jit.plain_functions():
        assert inverse(np.zeros(1)) == np.inf
    assert inverse(np.zeros(1)) == np.inf


def test_a_lack_of_memory_is_no_refusal() -> None:
    def compiled(size: int) -> None:
        raise MemoryError

    function = jit.Compiled(lambda: compiled, lambda size: None)
    with pytest.raises(MemoryError):
        function(1)
    assert not jit._Mode.plain


def test_plain_functions_need_no_compiling() -> None:
    function = jit.Compiled(refusing, lambda value: value)
    with jit.plain_functions():
        assert function.is_ready()


def test_is_ready_tells_whether_machine_code_is_on_disk() -> None:
    total(np.zeros(1))
    assert total.is_ready()

    @jit.compiled
    def never_run() -> int:
        return 1

    assert not never_run.is_ready()


def test_machine_code_older_than_a_source_is_removed(tmp_path: Path) -> None:
    cache = tmp_path / "__pycache__"
    cache.mkdir()
    old, new = cache / "loop.f-1.py311.nbi", cache / "loop.g-1.py311.nbi"
    for at, file in enumerate((old, new)):
        file.write_bytes(b"")
        os.utime(file, (4e9 * at, 4e9 * at))
    jit._remove_stale(tmp_path)
    assert [file.name for file in cache.iterdir()] == [new.name]


@pytest.mark.parametrize(("value", "loaded"), [("1", False), ("0", True), ("", True)])
def test_the_environment_can_ask_for_plain_functions(value: str, loaded: bool) -> None:
    program = (
        "import sys, numpy as np\n"
        "from talion.hawkes.grouping import gathered\n"
        "one = np.zeros(1)\n"
        "gathered(one, np.array([0]), np.array([1]), None, 2)\n"
        "print('numba' in sys.modules)\n"
    )
    environment = {**os.environ, jit.SWITCH: value}
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(loaded)
