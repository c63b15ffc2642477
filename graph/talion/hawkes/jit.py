"""Compilation of the numeric loops by numba, and plain Python where numba is missing or refuses.

A loop over events is written once, as Python that numba compiles. Each compiled function has a
plain twin with the same signature and the same results: its own source, run by the interpreter,
or a NumPy version where that is too slow or the compiled one uses the processor's vectors. Talion
so depends on numba for speed alone: where it is not installed, or a new release fails to compile
one of the functions, the twins take over, with one `UncompiledWarning`. `TALION_PLAIN=1` in the
environment asks for the twins from the start.
"""

from __future__ import annotations

import inspect
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, update_wrapper
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

import numpy as np

from talion.errors import UncompiledWarning

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., object])

SWITCH = "TALION_PLAIN"
"""The environment variable that asks for plain functions, unless it is empty or 0."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_parts: list[tuple[Callable[..., object], dict[str, Any]]] = []
_lock = threading.RLock()


class _Mode:
    """Whether functions run plain, for the whole process."""

    plain = os.environ.get(SWITCH, "") not in ("", "0")
    warned = False


class Compiled(Generic[Parameters, Result]):
    """A function that runs compiled where numba can compile it, else as its plain twin.

    It is compiled at its first call. Compiled functions release the interpreter's lock, so that
    groups of dyads run on several threads at once. Division by zero follows floating-point
    arithmetic, and never raises.
    """

    def __init__(
        self, build: Callable[[], Callable[Parameters, Result]], plain: Callable[Parameters, Result]
    ) -> None:
        """Take what makes the compiled function, and the plain twin."""
        self.plain = plain
        self._build = build
        self._fast: Callable[Parameters, Result] | None = None
        update_wrapper(self, plain)

    def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        """Run compiled; a failure to compile, which leaves the arrays untouched, runs the twin."""
        if not _Mode.plain:
            try:
                return self.fast()(*args, **kwargs)
            except MemoryError:
                raise
            except Exception as error:  # the loops raise nothing: this is numba's
                _fall_back(error)
        with np.errstate(all="ignore"):
            return self.plain(*args, **kwargs)

    def fast(self) -> Callable[Parameters, Result]:
        """Return numba's function, made at the first request; raises whatever numba raises."""
        with _lock:
            if self._fast is None:
                self._fast = self._build()
            return self._fast

    def is_ready(self) -> bool:
        """Whether the next call need not compile: machine code is on disk, or none is used."""
        if not _Mode.plain:
            try:
                fast: Any = self.fast()
                kept = Path(fast.stats.cache_path)
                return any(kept.glob(f"*.{fast.py_func.__qualname__}-*.nbi"))
            except Exception as error:
                _fall_back(error)
        return True


def compiled(
    function: Callable[Parameters, Result],
) -> Compiled[Parameters, Result]:
    """Return a function that numba compiles; its plain twin is its own source, interpreted.

    >>> @compiled
    ... def total(values):
    ...     found = 0.0
    ...     for value in values:
    ...         found += value
    ...     return found
    >>> with plain_functions():  # as where numba is missing
    ...     float(total(np.array([1.0, 2.0])))
    3.0
    """
    return Compiled(lambda: machine_code(function), function)


def compiled_beside(
    plain: Callable[Parameters, Result],
) -> Callable[[Callable[Parameters, Result]], Compiled[Parameters, Result]]:
    """Return a decorator for a function that numba compiles and that has the given plain twin.

    >>> @compiled_beside(lambda values: values.sum())
    ... def total(values):
    ...     found = 0.0
    ...     for value in values:
    ...         found += value
    ...     return found
    >>> with plain_functions():
    ...     float(total(np.array([1.0, 2.0])))
    3.0
    """

    def decorate(function: Callable[Parameters, Result]) -> Compiled[Parameters, Result]:
        made = Compiled(lambda: machine_code(function), plain)
        update_wrapper(made, function)
        return made

    return decorate


def part(function: Function) -> Function:
    """Mark a function as compiled with those compiled ones that call it; elsewhere it is plain.

    >>> @part
    ... def doubled(value):
    ...     return 2 * value
    >>> doubled(3)
    6
    """
    _parts.append((function, _OPTIONS))
    return function


def inlined(function: Function) -> Function:
    """Mark a function as written out where a compiled one calls it; elsewhere it is plain.

    >>> @inlined
    ... def halved(value):
    ...     return value / 2
    >>> halved(3)
    1.5
    """
    _parts.append((function, {**_OPTIONS, "forceinline": True}))
    return function


def machine_code(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Return numba's version of a function, its machine code cached beside the module.

    >>> from talion.hawkes.evaluation import baseline
    >>> type(machine_code(baseline._nearest.plain)).__name__  # compiled at its first call
    'CPUDispatcher'
    """
    import numba
    from numba.extending import register_jitable

    with _lock:
        while _parts:
            callee, options = _parts.pop()
            register_jitable(**options)(callee)
    _remove_stale(Path(inspect.getfile(function)).parent)
    made: Callable[Parameters, Result] = numba.njit(cache=True, **_OPTIONS)(function)
    return made


@contextmanager
def plain_functions() -> Iterator[None]:
    """Run all functions plain while the context is open, on all threads.

    >>> with plain_functions():
    ...     compiled(len).is_ready()  # nothing has to be compiled
    True
    """
    before = _Mode.plain
    _Mode.plain = True
    try:
        yield
    finally:
        _Mode.plain = before


def _fall_back(error: Exception) -> None:
    """Run plain from now on, and warn once; an interrupted compilation is an interruption."""
    if _interrupted(error):
        raise KeyboardInterrupt from error
    with _lock:
        _Mode.plain = True
        if _Mode.warned:
            return
        _Mode.warned = True
    lines = _COLOUR.sub("", str(error)).strip().splitlines() or [""]
    reason = f"{type(error).__name__}: {lines[0]}".rstrip(": ")
    warnings.warn(UncompiledWarning(reason), stacklevel=3)


def _interrupted(error: BaseException | None) -> bool:
    """Whether an error of numba's is its account of Ctrl-C."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


@cache
def _remove_stale(folder: Path) -> None:
    """Remove machine code that is older than any source it may have been made from.

    Numba recompiles a function when its own file changes, not when a file changes whose parts it
    includes. Those are in the same folder or in this package.
    """
    sources = [*folder.glob("*.py"), *Path(__file__).parent.rglob("*.py")]
    newest = max(source.stat().st_mtime for source in sources)
    for kept in (folder / "__pycache__").glob("*.nb[ic]"):
        try:
            if kept.stat().st_mtime < newest:
                kept.unlink()
        except OSError:  # another process was first, or the folder is not ours to write to
            continue
