"""Sorting: eight numbers with a word attached to each, in descending order, without a branch."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import types

from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.simd import INDEX, VECTOR, WORDS, each, lanes, primitive

_LONG = ir.VectorType(ir.IntType(64), LANES)


@primitive
def descending(_typing: Any, _numbers: Any, _words: Any) -> Any:
    """Return eight numbers ≥ 0 in descending order, ties by descending word.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.pointers import load, pointer_to, store
    >>> @numba.njit
    ... def sort(numbers, words, out):
    ...     order = descending(load(pointer_to(numbers, 0), 0), load(pointer_to(words, 0), 0))
    ...     store(pointer_to(out, 0), 0, order)
    >>> numbers = np.array([1, 3, 0, 2, 8, 5, 0, 4], np.float32)
    >>> out, words = np.zeros(8, np.float32), np.arange(8, dtype=np.int32).view(np.float32)
    >>> sort(numbers, words, out)
    >>> out.tolist()
    [8.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0, 0.0]
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        high = builder.lshr(_ranked(builder, *given), each(_LONG, [32] * LANES))
        return builder.bitcast(builder.trunc(high, WORDS), VECTOR)

    return lanes(lanes, lanes), generate


@primitive
def words_descending(_typing: Any, _numbers: Any, _words: Any) -> Any:
    """Return the words of eight numbers ≥ 0 in the order of `descending`, −1 for zeros.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.pointers import load, pointer_to, store
    >>> @numba.njit
    ... def sort(numbers, words, out):
    ...     order = words_descending(load(pointer_to(numbers, 0), 0), load(pointer_to(words, 0), 0))
    ...     store(pointer_to(out, 0), 0, order)
    >>> numbers = np.array([1, 3, 0, 2, 8, 5, 0, 4], np.float32)
    >>> out, words = np.zeros(8, np.float32), np.arange(8, dtype=np.int32).view(np.float32)
    >>> sort(numbers, words, out)
    >>> out.view(np.int32).tolist()
    [4, 5, 7, 1, 3, 0, -1, -1]
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        keys = _ranked(builder, *given)
        some = builder.icmp_unsigned(">=", keys, each(_LONG, [1 << 32] * LANES))
        words = builder.trunc(keys, WORDS)
        return builder.bitcast(builder.select(some, words, each(WORDS, [-1] * LANES)), VECTOR)

    return lanes(lanes, lanes), generate


def _ranked(builder: Any, numbers: Any, words: Any) -> Any:
    """Return number and word of each lane as one integer, sorted by a network (Batcher 1968).

    The network has no branch, as comparisons cannot be predicted. The compiler merges two calls.
    """
    high, low = (builder.zext(builder.bitcast(part, WORDS), _LONG) for part in (numbers, words))
    keys = builder.or_(builder.shl(high, each(_LONG, [32] * LANES)), low)
    for block in (2, 4, 8):
        step = block // 2
        while step:
            keys = _exchanged(builder, keys, block, step)
            step //= 2
    return keys


def _exchanged(builder: Any, keys: Any, block: int, step: int) -> Any:
    """Return the keys after one step of the network: of two, one lane gets the greater."""
    nothing = ir.Constant(_LONG, ir.Undefined)
    others = builder.shuffle_vector(keys, nothing, each(WORDS, [i ^ step for i in range(LANES)]))
    greater = builder.icmp_signed(">", keys, others)
    high, low = builder.select(greater, keys, others), builder.select(greater, others, keys)
    takes = [i + LANES * ((i & block == 0) != (i & step == 0)) for i in range(LANES)]
    return builder.shuffle_vector(high, low, each(WORDS, takes))


@primitive
def packed_row(_typing: Any, _one: Any, _two: Any, _words: Any, _numbers: Any) -> Any:
    """Return two numbers, the first three words and the first three numbers of others.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.pointers import pointer_to, store
    >>> from talion.hawkes.native.simd import splat
    >>> @numba.njit
    ... def pack(one, two, word, number, out):
    ...     store(pointer_to(out, 0), 0, packed_row(one, two, splat(word), splat(number)))
    >>> out = np.zeros(8, np.float32)
    >>> pack(*map(np.float32, (0.5, 0.25, 1.0, 2.0)), out)
    >>> out.tolist()
    [0.5, 0.25, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0]
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        takes = [0, 0, 0, 1, 2, LANES, LANES + 1, LANES + 2]
        whole = builder.shuffle_vector(given[2], given[3], each(WORDS, takes))
        for lane in range(2):
            whole = builder.insert_element(whole, given[lane], ir.Constant(INDEX, lane))
        return whole

    return lanes(types.float32, types.float32, lanes, lanes), generate
