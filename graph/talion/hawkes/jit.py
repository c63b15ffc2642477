"""Compilation of the numeric kernels: numba, cached on disk, without the interpreter's lock."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Return the function compiled to machine code at its first call.

    The machine code is cached beside the module, so it is compiled once and for all. Compiled
    functions release the interpreter's lock: groups of dyads run on several threads at once.
    Division by zero follows the arithmetic of floating point, and never raises.
    """
    _let_go(Path(inspect.getfile(function)).parent)
    return cast("Kernel", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def part(function: Kernel) -> Kernel:
    """Return the function to be compiled with those compiled ones that call it."""
    return cast("Kernel", numba.njit(nogil=True, error_model="numpy")(function))


def inlined(function: Kernel) -> Kernel:
    """Return the function to be written out where a compiled one calls it."""
    made = numba.njit(nogil=True, error_model="numpy", forceinline=True)(function)
    return cast("Kernel", made)


@cache
def _let_go(folder: Path) -> None:
    """Remove machine code older than any source beside it.

    Numba keeps that of a function until its own file changes, not those whose parts it holds.
    """
    newest = max(source.stat().st_mtime for source in folder.glob("*.py"))
    for kept in (folder / "__pycache__").glob("*.nb[ic]"):
        try:
            if kept.stat().st_mtime < newest:
                kept.unlink()
        except OSError:  # another process was first, or the folder is not ours to write to
            continue
