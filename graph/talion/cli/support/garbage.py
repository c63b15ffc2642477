"""How often Python looks for cycles of objects that nothing refers to any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two collections. Python's own limit (700) is for programs that make cycles;
#: a history is tens of thousands of values without any, of which a third of the time would go
#: into looking.
THRESHOLD = 200_000


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for unreachable cycles rarely while the block runs.

    >>> with collected_rarely():
    ...     gc.get_threshold()[0]
    200000
    """
    before = gc.get_threshold()
    gc.set_threshold(THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
