"""The compiled choice among candidates: the walk of `choice.choose` over pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.hawkes.choice import choose as plain
from talion.hawkes.native.pointers import pointer_to, with_pointers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.hawkes.choice.choice_input import ChoiceInput, ChoiceMemory

_walk = plain.choose


def choose(
    groups: tuple[int, int],
    given: ChoiceInput,
    memory: ChoiceMemory,
    unsure: bool,
    table: npt.NDArray[np.float32],
    marks: npt.NDArray[np.int32],
) -> None:
    """Replace the shares of measures in `table` by those of the choice; see `choice.choose`.

    >>> import numpy as np
    >>> from talion.hawkes.choice.choice_input import ChoiceInput, ChoiceMemory
    >>> from talion.hawkes.choice.choice_model import ChoiceModel
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.passes import choose as compiled
    >>> source, kind = np.array([0, 1], np.int32), np.zeros(2, np.int32)
    >>> grouped = dyads(np.array([0.0, 2.0]), source, 1 - source, kind, 2, Kernels())
    >>> given = ChoiceInput.of(
    ...     ChoiceModel.default(), grouped, ("expulsion",), frozenset(), TableKind.LISTED
    ... )
    >>> lines = np.zeros(2 * 4, np.float32)
    >>> memory = ChoiceMemory.of(grouped, 1, wanted=1)
    >>> compiled((0, 1), given, memory, False, lines, lines.view(np.int32))
    >>> lines.view(np.int32)[[2, 6]].tolist()  # row 1 responds to row 0
    [-1, 0]
    """
    lines, words = pointer_to(table, 0), pointer_to(marks, 0)
    _walk(groups, with_pointers(given), with_pointers(memory), unsure, lines, words)
