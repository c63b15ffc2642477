"""Lanes: eight numbers of single precision worked on at once, one for each kernel of the bank.

The compiler that numba drives does not find by itself that eight additions in a row are one
instruction of the processor. Here it is told: `Lanes` is a value of compiled functions, of
LLVM's type ``<8 x float>``, which every processor has or is given in halves. The functions work
in compiled code only.
"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any, cast

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel.models import PrimitiveModel
from numba.extending import intrinsic, register_model

if TYPE_CHECKING:
    from collections.abc import Callable

LANES = 8
_FLOAT = ir.FloatType()
_VECTOR = ir.VectorType(_FLOAT, LANES)
_INDEX = ir.IntType(32)
_LOOSE = ("reassoc", "contract", "nsz")
"""Sums may be taken in any order; infinities keep their meaning."""


class LanesType(types.Type):
    """The type of eight numbers at once."""

    def __init__(self) -> None:
        """Give the type its name."""
        super().__init__(name="Lanes")


@register_model(LanesType)
class LanesModel(PrimitiveModel):
    """How they are held: in one register."""

    def __init__(self, manager: Any, front: Any) -> None:
        """Say so to the compiler."""
        super().__init__(manager, front, _VECTOR)  # type: ignore[no-untyped-call]


lanes = LanesType()


def _everywhere(builder: Any, number: Any) -> Any:
    """Return the value that has a number in each lane."""
    single = ir.VectorType(number.type, LANES)
    nothing = ir.Constant(single, ir.Undefined)
    lane = builder.insert_element(nothing, number, ir.Constant(_INDEX, 0))
    order = ir.Constant(ir.VectorType(_INDEX, LANES), [0] * LANES)
    return builder.shuffle_vector(lane, nothing, order)


def _intrinsic(builder: Any, operation: str, given: list[ir.Type]) -> Any:
    """Return the compiler's own function that makes one number of the eight."""
    name = f"llvm.vector.reduce.{operation}.v{LANES}f32"
    known = builder.module.globals
    if name in known:
        return known[name]
    return ir.Function(builder.module, ir.FunctionType(_FLOAT, given), name)


def primitive(made_by: Callable[..., Any]) -> Callable[..., Any]:
    """Return the compiled functions' operation whose instructions the given function makes."""
    return cast("Callable[..., Any]", intrinsic(made_by))


@primitive
def begin(_typing: Any, array: Any, _at: Any) -> Any:
    """Return the place of an element of a contiguous array, counted flat.

    A place is read and written like an array, without a count of references, which a call with
    an array would take and give back each time. Whoever makes it must hold the array: a
    compiled function lets go of its own arrays after their last mention, not at its end.
    """

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        return builder.gep(data, [given[1]])

    element = types.CPointer(array.dtype)  # type: ignore[no-untyped-call]
    return element(array, types.int64), generate


@primitive
def ahead(_typing: Any, place: Any, _by: Any) -> Any:
    """Return the place so many elements ahead."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.gep(given[0], [given[1]])

    return place(place, types.int64), generate


@primitive
def fetch(_typing: Any, place: Any, _at: Any) -> Any:
    """Return the eight numbers so many behind where an array begins."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        value = builder.load(builder.bitcast(pointer, _VECTOR.as_pointer()))
        value.align = 4
        return value

    return lanes(place, types.int64), generate


@primitive
def put(_typing: Any, place: Any, _at: Any, _value: Any) -> Any:
    """Write eight numbers so many behind where an array begins."""

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        pointer = builder.gep(given[0], [given[1]])
        builder.store(given[2], builder.bitcast(pointer, _VECTOR.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(place, types.int64, lanes), generate


X86 = platform.machine().lower() in ("x86_64", "amd64", "i386", "i686")
TINY_IS_NOTHING = 0x8040
"""The bits of an x86 processor's state that have it take numbers below 1e-38 for zero."""


@primitive
def hurry(_typing: Any, _before: Any) -> Any:
    """Have the processor take numbers too small for single precision for zero, or as `before`.

    Sums that fade reach them, and reckoning with them is slow on an x86 processor; on others
    nothing is changed. Given 0 it begins, given what it returned it ends.
    """

    def generate(context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        if not X86:
            return given[0]
        word = ir.IntType(32)
        place = cgutils.alloca_once(builder, word)
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


@primitive
def ladder(_typing: Any, _value: Any) -> Any:
    """Return x⁴⁰⁹⁶, x¹⁰²⁴, … x⁴, x, 0 of a float64 number x: each the fourth power of the next."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        vector = ir.Constant(_VECTOR, [0.0] * LANES)
        value = given[0]
        for lane in range(LANES - 2, -1, -1):
            single = builder.fptrunc(value, _FLOAT)
            vector = builder.insert_element(vector, single, ir.Constant(_INDEX, lane))
            value = builder.fmul(value, value)
            value = builder.fmul(value, value)
        return vector

    return lanes(types.float64), generate


@primitive
def splat(_typing: Any, _value: Any) -> Any:
    """Return one float32 number eight times."""

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
            mask = ir.Constant(ir.VectorType(ir.IntType(1), LANES), inside)
            kept = builder.select(mask, given[0], ir.Constant(_VECTOR, [0.0] * LANES))
            reduce = _intrinsic(builder, "fadd", [_FLOAT, _VECTOR])
            return builder.call(reduce, [ir.Constant(_FLOAT, 0.0), kept], fastmath=_LOOSE)

        return types.float32(lanes), generate

    typed.__doc__ = meaning
    return primitive(typed)


@primitive
def first(_typing: Any, _value: Any) -> Any:
    """Return one float32 number and seven times nothing."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        nothing = ir.Constant(_VECTOR, [0.0] * LANES)
        return builder.insert_element(nothing, given[0], ir.Constant(_INDEX, 0))

    return lanes(types.float32), generate


@primitive
def shifted(_typing: Any, _value: Any, _new: Any) -> Any:
    """Return the numbers moved by one lane, a new one in the first; the last is lost."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        nothing = ir.Constant(_VECTOR, ir.Undefined)
        new = builder.insert_element(nothing, given[1], ir.Constant(_INDEX, 0))
        order = ir.Constant(ir.VectorType(_INDEX, LANES), [LANES, *range(LANES - 1)])
        return builder.shuffle_vector(given[0], new, order)

    return lanes(lanes, types.float32), generate


@primitive
def over(_typing: Any, _value: Any, _limit: Any) -> Any:
    """Return the numbers that reach a limit, nothing in the other lanes."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        kept = builder.fcmp_ordered(">=", given[0], _everywhere(builder, given[1]))
        return builder.select(kept, given[0], ir.Constant(_VECTOR, [0.0] * LANES))

    return lanes(lanes, types.float32), generate


@primitive
def same(_typing: Any, _one: Any, _two: Any) -> Any:
    """Return 1 in the lanes where two are equal, 0 in the others."""

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.uitofp(builder.fcmp_ordered("==", given[0], given[1]), _VECTOR)

    return lanes(lanes, lanes), generate


@primitive
def ranked(_typing: Any, _value: Any) -> Any:
    """Return keys of eight numbers ≥ 0 in falling order: their bits, the last three replaced.

    There a key has 7 − lane, so that of equal numbers the one in the first lane comes first.
    The keys are integers; sorted by a bitonic network (Batcher 1968), without a branch.
    """

    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        whole = ir.VectorType(_INDEX, LANES)
        bits = builder.bitcast(given[0], whole)
        kept = builder.and_(bits, ir.Constant(whole, [~(LANES - 1)] * LANES))
        keys = builder.or_(kept, ir.Constant(whole, [LANES - 1 - lane for lane in range(LANES)]))
        for block in (2, 4, 8):
            step = block // 2
            while step:
                keys = _exchanged(builder, keys, block, step)
                step //= 2
        return builder.bitcast(keys, _VECTOR)

    return lanes(lanes), generate


def _exchanged(builder: Any, keys: Any, block: int, step: int) -> Any:
    """Return the keys after one step of the network: of two, one lane gets the greater."""
    each = range(LANES)
    whole = ir.VectorType(_INDEX, LANES)
    nothing = ir.Constant(whole, ir.Undefined)
    others = builder.shuffle_vector(keys, nothing, ir.Constant(whole, [i ^ step for i in each]))
    greater = builder.icmp_signed(">", keys, others)
    high, low = builder.select(greater, keys, others), builder.select(greater, others, keys)
    takes = [i + LANES * ((i & block == 0) != (i & step == 0)) for i in each]
    return builder.shuffle_vector(high, low, ir.Constant(whole, takes))


times = _of_two("fmul", "Return the products, lane by lane.")
plus = _of_two("fadd", "Return the sums, lane by lane.")


def total(first: int, end: int) -> Callable[..., Any]:
    """Return the compiled function that adds up the lanes from `first` to before `end`."""
    return _of_some(first, end, f"Return the sum of the lanes {first} to {end - 1}.")
