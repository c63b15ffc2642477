"""The passes over events that use the processor's vectors, each with its plain twin.

Their compiled versions need numba already when they are imported, so this happens at the first
call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.hawkes.choice import choose as choice
from talion.hawkes.jit import Compiled, machine_code
from talion.hawkes.plain import actor_level, attribution

if TYPE_CHECKING:
    from collections.abc import Callable


def _compiled_level() -> Callable[..., None]:
    from talion.hawkes.native.actor_level import add_level

    return machine_code(add_level)


def _compiled_attribution() -> Callable[..., None]:
    from talion.hawkes.native.attribution import attribute

    return machine_code(attribute)


def _compiled_choice() -> Callable[..., None]:
    from talion.hawkes.native.choice_pass import choose

    return machine_code(choose)


add_level = Compiled(_compiled_level, actor_level.add_level)
"""Adds to each event the level of its actor."""

attribute = Compiled(_compiled_attribution, attribution.attribute)
"""Computes for each event its shares of origin and the events that it most probably responds to."""

choose = Compiled(_compiled_choice, choice.choose)
"""Chooses for each measure among the other side's latest ones, and none."""
