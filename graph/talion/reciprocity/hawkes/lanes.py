"""Lanes: eight numbers of single precision worked on at once, one for each kernel of the bank.

The compiler that numba drives does not find by itself that eight additions in a row are one
instruction of the processor. Here it is told: `Lanes` is a value of compiled functions, of
LLVM's type ``<8 x float>``, which every processor has or is given in halves. The functions work
in compiled code only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from llvmlite import ir
from numba.core import types
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
        nothing = ir.Constant(_VECTOR, ir.Undefined)
        single = builder.insert_element(nothing, given[0], ir.Constant(_INDEX, 0))
        return builder.shuffle_vector(
            single, nothing, ir.Constant(ir.VectorType(_INDEX, LANES), [0] * LANES)
        )

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
            mask = [1.0 if first <= lane < end else 0.0 for lane in range(LANES)]
            kept = builder.fmul(given[0], ir.Constant(_VECTOR, mask), flags=_LOOSE)
            kind = ir.FunctionType(_FLOAT, [_FLOAT, _VECTOR])
            name = f"llvm.vector.reduce.fadd.v{LANES}f32"
            known = builder.module.globals
            reduce = known[name] if name in known else ir.Function(builder.module, kind, name)
            return builder.call(reduce, [ir.Constant(_FLOAT, 0.0), kept], fastmath=_LOOSE)

        return types.float32(lanes), generate

    typed.__doc__ = meaning
    return primitive(typed)


times = _of_two("fmul", "Return the products, lane by lane.")
plus = _of_two("fadd", "Return the sums, lane by lane.")


def total(first: int, end: int) -> Callable[..., Any]:
    """Return the compiled function that adds up the lanes from `first` to before `end`."""
    return _of_some(first, end, f"Return the sum of the lanes {first} to {end - 1}.")
