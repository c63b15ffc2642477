"""Pointers: compiled functions load and store numbers through them, one or eight at a time."""

from __future__ import annotations

from typing import Any

from numba.core import types

from talion.hawkes.native.simd import VECTOR, lanes, primitive


@primitive
def pointer_to(_typing: Any, array: Any, _at: Any) -> Any:
    """Return a pointer to an element of a contiguous array, counted flat.

    A pointer is indexed like an array, without the counting of references that every call with an
    array implies. The caller must hold the array: a compiled function releases its own arrays
    after their last use, not at its end.

    >>> import numba
    >>> import numpy as np
    >>> third = numba.njit(lambda row: pointer_to(row, 0)[2])
    >>> third(np.array([1.0, 2.0, 4.0]))
    4.0
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        return builder.gep(data, [given[1]])

    element = types.CPointer(array.dtype)  # type: ignore[no-untyped-call]
    return element(array, types.int64), generate


@primitive
def with_pointers(_typing: Any, record: Any) -> Any:
    """Return a named tuple with pointers instead of its arrays; see `pointer_to`.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.level_values import LevelState
    >>> last = numba.njit(lambda state: with_pointers(state).day[1])
    >>> last(LevelState.of(2, begin=7.0))
    7.0
    """
    kinds = [types.CPointer(t.dtype) if isinstance(t, types.Array) else t for t in record.types]  # type: ignore[no-untyped-call]
    made = types.NamedTuple(kinds, record.instance_class)  # type: ignore[no-untyped-call]

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        values = []
        for at, kind in enumerate(record.types):
            value = builder.extract_value(given[0], at)
            if isinstance(kind, types.Array):
                value = context.make_array(kind)(context, builder, value).data
            values.append(value)
        return context.make_tuple(builder, made, values)

    return made(record), generate


@primitive
def offset(_typing: Any, place: Any, _by: Any) -> Any:
    """Return the pointer to the element `by` further on.

    >>> import numba
    >>> import numpy as np
    >>> third = numba.njit(lambda row: offset(pointer_to(row, 1), 1)[0])
    >>> third(np.array([1.0, 2.0, 4.0]))
    4.0
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.gep(given[0], [given[1]])

    return place(place, types.int64), generate


@primitive
def load(_typing: Any, place: Any, _at: Any) -> Any:
    """Load the eight numbers that begin `at` elements after a pointer.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.simd import sum_of_lanes
    >>> whole = sum_of_lanes(0, 8)
    >>> after = numba.njit(lambda row, at: whole(load(pointer_to(row, 0), at)))
    >>> row = np.arange(10, dtype=np.float32)
    >>> after(row, 2)  # 2 + 3 + … + 9
    44.0
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        value = builder.load(builder.bitcast(pointer, VECTOR.as_pointer()))
        value.align = 4
        return value

    return lanes(place, types.int64), generate


@primitive
def store(_typing: Any, place: Any, _at: Any, _value: Any) -> Any:
    """Store eight numbers, `at` elements after a pointer.

    >>> import numba
    >>> import numpy as np
    >>> from talion.hawkes.native.simd import splat
    >>> @numba.njit
    ... def fill(row, number):
    ...     store(pointer_to(row, 0), 1, splat(number))
    >>> row = np.zeros(10, np.float32)
    >>> fill(row, np.float32(0.5))
    >>> row.tolist()
    [0.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0]
    """

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        builder.store(given[2], builder.bitcast(pointer, VECTOR.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(place, types.int64, lanes), generate
