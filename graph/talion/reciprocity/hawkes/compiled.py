"""Compilation of the numeric kernels: numba, cached on disk, without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Return the function compiled to machine code at its first call.

    The machine code is cached beside the module, so it is compiled once and for all. Compiled
    functions release the interpreter's lock: groups of dyads run on several threads at once.
    Division by zero follows the arithmetic of floating point, and never raises.
    """
    return cast("Kernel", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def part(function: Kernel) -> Kernel:
    """Return the function to be compiled with those compiled ones that call it."""
    return cast("Kernel", numba.njit(nogil=True, error_model="numpy")(function))


def inlined(function: Kernel) -> Kernel:
    """Return the function to be written out where a compiled one calls it."""
    made = numba.njit(nogil=True, error_model="numpy", forceinline=True)(function)
    return cast("Kernel", made)
