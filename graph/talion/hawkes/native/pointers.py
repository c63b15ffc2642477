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
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        return builder.gep(data, [given[1]])

    element = types.CPointer(array.dtype)  # type: ignore[no-untyped-call]
    return element(array, types.int64), generate


@primitive
def with_pointers(_typing: Any, record: Any) -> Any:
    """Return a named tuple with pointers instead of its arrays; see `pointer_to`."""
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
    """Return the pointer to the element `by` further on."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.gep(given[0], [given[1]])

    return place(place, types.int64), generate


@primitive
def load(_typing: Any, place: Any, _at: Any) -> Any:
    """Load the eight numbers that begin `at` elements after a pointer."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        value = builder.load(builder.bitcast(pointer, VECTOR.as_pointer()))
        value.align = 4
        return value

    return lanes(place, types.int64), generate


@primitive
def store(_typing: Any, place: Any, _at: Any, _value: Any) -> Any:
    """Store eight numbers, `at` elements after a pointer."""

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        builder.store(given[2], builder.bitcast(pointer, VECTOR.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(place, types.int64, lanes), generate
