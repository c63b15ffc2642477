"""The processor's mode for subnormal numbers, those too small for single precision."""

from __future__ import annotations

import platform
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types

from talion.hawkes.native.simd import primitive

X86 = platform.machine().lower() in ("x86_64", "amd64", "i386", "i686")
TINY_IS_NOTHING = 0x8040
"""The bits of an x86 processor's control register that flush numbers below 1e-38 to zero."""


@primitive
def flush_subnormals(_typing: Any, _before: Any) -> Any:
    """Have the processor take subnormal numbers for zero, or restore the mode `before`.

    Decaying sums reach them, and x86 processors compute with them slowly; on others nothing is
    changed. Given 0 the mode begins, given what that call returned it ends.

    >>> import numba
    >>> import numpy as np
    >>> @numba.njit
    ... def halved(number):
    ...     usual = flush_subnormals(np.int32(0))
    ...     number *= np.float32(0.5)
    ...     flush_subnormals(usual)
    ...     return number
    >>> halved(np.float32(3.0)), halved(np.float32(1e-38)) == 0 or not X86
    (1.5, True)
    """

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        if not X86:
            return given[0]
        word = ir.IntType(32)
        place = cgutils.alloca_once(builder, word)  # type: ignore[no-untyped-call]
        byte = builder.bitcast(place, ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer()])
        known = builder.module.globals
        for name in ("llvm.x86.sse.stmxcsr", "llvm.x86.sse.ldmxcsr"):
            if name not in known:
                ir.Function(builder.module, kind, name)
        builder.call(known["llvm.x86.sse.stmxcsr"], [byte])
        now = builder.load(place)
        swift = builder.or_(now, word(TINY_IS_NOTHING))
        begins = builder.icmp_signed("==", given[0], word(0))
        builder.store(builder.select(begins, swift, given[0]), place)
        builder.call(known["llvm.x86.sse.ldmxcsr"], [byte])
        return now

    return types.int32(types.int32), generate
