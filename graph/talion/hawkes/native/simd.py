"""SIMD: operations on eight numbers in single precision at once, one for each kernel.

LLVM's vectorizer does not turn the loops of the pass into vector instructions by itself. Here they
are written as such: `Lanes` is a value of compiled functions, of LLVM's type ``<8 x float>``, which
LLVM splits where the processor has narrower registers. The functions work in compiled code only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from llvmlite import ir
from numba.core import types
from numba.core.datamodel.models import PrimitiveModel
from numba.extending import intrinsic, register_model

from talion.hawkes.native.array_layout import LANES

if TYPE_CHECKING:
    from collections.abc import Callable

_FLOAT = ir.FloatType()
VECTOR = ir.VectorType(_FLOAT, LANES)
INDEX = ir.IntType(32)
WORDS = ir.VectorType(INDEX, LANES)
NOTHING = ir.Constant(VECTOR, [0.0] * LANES)
_LOOSE = ("reassoc", "contract", "nsz")
"""Sums may be reordered; infinities keep their meaning."""


class LanesType(types.Type):
    """The numba type of eight numbers."""

    def __init__(self) -> None:
        """Name the type."""
        super().__init__(name="Lanes")


@register_model(LanesType)
class LanesModel(PrimitiveModel):
    """Their representation: one vector register."""

    def __init__(self, manager: Any, front: Any) -> None:
        """Register the vector type."""
        super().__init__(manager, front, VECTOR)  # type: ignore[no-untyped-call]


lanes = LanesType()


def each(kind: Any, values: list[Any]) -> Any:
    """Return the constant with a value for each lane.

    >>> str(each(WORDS, list(range(8))))
    '<8 x i32> <i32 0, i32 1, i32 2, i32 3, i32 4, i32 5, i32 6, i32 7>'
    """
    return ir.Constant(kind, values)


def _everywhere(builder: Any, number: Any) -> Any:
    """Return the value that has a number in each lane."""
    single = ir.VectorType(number.type, LANES)
    nothing = ir.Constant(single, ir.Undefined)
    lane = builder.insert_element(nothing, number, ir.Constant(INDEX, 0))
    order = each(WORDS, [0] * LANES)
    return builder.shuffle_vector(lane, nothing, order)


def _intrinsic(builder: Any, operation: str, given: list[ir.Type]) -> Any:
    """Return LLVM's intrinsic that reduces the eight numbers to one."""
    name = f"llvm.vector.reduce.{operation}.v{LANES}f32"
    known = builder.module.globals
    if name in known:
        return known[name]
    return ir.Function(builder.module, ir.FunctionType(_FLOAT, given), name)


def primitive(made_by: Callable[..., Any]) -> Callable[..., Any]:
    """Return an intrinsic of compiled code whose instructions the given function emits.

    >>> import numba
    >>> def negated(_typing, _number):
    ...     def generate(_context, builder, _signature, given):
    ...         return builder.neg(given[0])
    ...
    ...     return types.int64(types.int64), generate
    >>> minus = primitive(negated)
    >>> numba.njit(lambda number: minus(number))(3)
    -3
    """
    return cast("Callable[..., Any]", intrinsic(made_by))


@primitive
def powers(_typing: Any, _value: Any) -> Any:
    """Return x⁴⁰⁹⁶, x¹⁰²⁴, … x⁴, x, 0 of a float64 number x: each the fourth power of the next.

    >>> import numba
    >>> import numpy as np
    >>> power = numba.njit(lambda number, lane: lane_of(powers(number), lane))
    >>> [power(0.5, lane) for lane in (7, 6, 5)]  # 0, x, x⁴
    [0.0, 0.5, 0.0625]
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        vector = NOTHING
        value = given[0]
        for lane in range(LANES - 2, -1, -1):
            single = builder.fptrunc(value, _FLOAT)
            vector = builder.insert_element(vector, single, ir.Constant(INDEX, lane))
            value = builder.fmul(value, value)
            value = builder.fmul(value, value)
        return vector

    return lanes(types.float64), generate


@primitive
def splat(_typing: Any, _value: Any) -> Any:
    """Return one float32 number eight times.

    >>> import numba
    >>> import numpy as np
    >>> whole = sum_of_lanes(0, 8)
    >>> numba.njit(lambda number: whole(splat(number)))(np.float32(0.5))
    4.0
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return _everywhere(builder, given[0])

    return lanes(types.float32), generate


def _of_two(operation: str, meaning: str) -> Callable[..., Any]:
    def typed(_typing: Any, _one: Any, _two: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            return getattr(builder, operation)(given[0], given[1], flags=_LOOSE)

        return lanes(lanes, lanes), generate

    typed.__doc__ = meaning
    return primitive(typed)


def _of_some(first: int, end: int, meaning: str) -> Callable[..., Any]:
    def typed(_typing: Any, _value: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
            inside = [int(first <= lane < end) for lane in range(LANES)]
            mask = each(ir.VectorType(ir.IntType(1), LANES), inside)
            kept = builder.select(mask, given[0], NOTHING)
            reduce = _intrinsic(builder, "fadd", [_FLOAT, VECTOR])
            return builder.call(reduce, [ir.Constant(_FLOAT, 0.0), kept], fastmath=_LOOSE)

        return types.float32(lanes), generate

    typed.__doc__ = meaning
    return primitive(typed)


@primitive
def in_first_lane(_typing: Any, _value: Any) -> Any:
    """Return one float32 number and seven zeros.

    >>> import numba
    >>> import numpy as np
    >>> whole = sum_of_lanes(0, 8)
    >>> numba.njit(lambda number: whole(in_first_lane(number)))(np.float32(0.5))
    0.5
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        nothing = NOTHING
        return builder.insert_element(nothing, given[0], ir.Constant(INDEX, 0))

    return lanes(types.float32), generate


@primitive
def lane_of(_typing: Any, _value: Any, _at: Any) -> Any:
    """Return the number in a lane.

    >>> import numba
    >>> import numpy as np
    >>> lane = numba.njit(lambda number, at: lane_of(in_first_lane(number), at))
    >>> lane(np.float32(0.5), 0), lane(np.float32(0.5), 1)
    (0.5, 0.0)
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.extract_element(given[0], builder.trunc(given[1], INDEX))

    return types.float32(lanes, types.int64), generate


@primitive
def as_float(_typing: Any, _number: Any) -> Any:
    """Return the bits of an integer as a float that is only moved, never computed with.

    >>> import numba
    >>> import numpy as np
    >>> numba.njit(lambda bits: as_float(bits))(np.int32(0x3F800000))  # the bits of one
    1.0
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.bitcast(given[0], _FLOAT)

    return types.float32(types.int32), generate


@primitive
def shift_in(_typing: Any, _value: Any, _new: Any) -> Any:
    """Return the numbers moved by one lane, a new one in the first; the last is lost.

    >>> import numba
    >>> import numpy as np
    >>> @numba.njit
    ... def shifted(first, new, lane):
    ...     return lane_of(shift_in(in_first_lane(first), new), lane)
    >>> [shifted(np.float32(0.5), np.float32(4.0), lane) for lane in (0, 1, 2)]
    [4.0, 0.5, 0.0]
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        nothing = ir.Constant(VECTOR, ir.Undefined)
        new = builder.insert_element(nothing, given[1], ir.Constant(INDEX, 0))
        order = each(WORDS, [LANES, *range(LANES - 1)])
        return builder.shuffle_vector(given[0], new, order)

    return lanes(lanes, types.float32), generate


@primitive
def reaching(_typing: Any, _value: Any, _limit: Any) -> Any:
    """Return the numbers that reach a limit, zero in the other lanes.

    >>> import numba
    >>> import numpy as np
    >>> kept = numba.njit(lambda one, limit: lane_of(reaching(splat(one), limit), 0))
    >>> kept(np.float32(0.5), np.float32(0.5)), kept(np.float32(0.25), np.float32(0.5))
    (0.5, 0.0)
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        kept = builder.fcmp_ordered(">=", given[0], _everywhere(builder, given[1]))
        return builder.select(kept, given[0], NOTHING)

    return lanes(lanes, types.float32), generate


@primitive
def equal(_typing: Any, _one: Any, _two: Any) -> Any:
    """Return 1 in the lanes where two are equal, 0 in the others.

    >>> import numba
    >>> import numpy as np
    >>> same = numba.njit(lambda one, two: lane_of(equal(splat(one), splat(two)), 0))
    >>> same(np.float32(0.5), np.float32(0.5)), same(np.float32(0.25), np.float32(0.5))
    (1.0, 0.0)
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.uitofp(builder.fcmp_ordered("==", given[0], given[1]), VECTOR)

    return lanes(lanes, lanes), generate


multiply = _of_two("fmul", "Return the products, lane by lane.")
add = _of_two("fadd", "Return the sums, lane by lane.")


def sum_of_lanes(first: int, end: int) -> Callable[..., Any]:
    """Return the compiled function that adds up the lanes from `first` to before `end`.

    >>> import numba
    >>> import numpy as np
    >>> of_three = sum_of_lanes(5, 8)
    >>> numba.njit(lambda number: of_three(splat(number)))(np.float32(0.5))
    1.5
    """
    return _of_some(first, end, f"Return the sum of the lanes {first} to {end - 1}.")
