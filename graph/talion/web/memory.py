"""How much memory a query may take on this machine, or in this container."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: No query gets more, however large the machine, nor less, since a worker needs that much to start.
MOST, LEAST = 4 << 30, 256 << 20
_SHARE = 2  # all queries together get one part in so many; the app and the system have the rest


def worker_memory(workers: int, total: int | None = None) -> int:
    """Return the bytes that each of some workers may take, so that all together fit the machine.

    `total` is the memory of the machine in bytes; by default that of this one (`total_memory`).

    >>> [worker_memory(2, gib << 30) >> 20 for gib in (1, 4, 64)]
    [256, 1024, 4096]
    """
    total = total_memory() if total is None else total
    return max(LEAST, min(MOST, total // (_SHARE * max(workers, 1))))


def total_memory(root: Path = Path("/")) -> int:
    """Return the memory of this machine in bytes, or that of the container that limits it.

    `root` is where `proc` and `sys` are. Where the system does not say, enough for `MOST`.

    >>> total_memory() > 1_000_000
    True
    """
    return min((_physical(), *_of_groups(root)))


def _physical() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return MOST * _SHARE * 64


def _of_groups(root: Path) -> Iterator[int]:
    """Yield the limits of the control groups that this process is in, and of those above them.

    In version 2 of control groups a line of `/proc/self/cgroup` is `0::/path`, in version 1 one
    of several is `4:memory:/path`. Within a container the path may not be there; its root then is.
    """
    lines: list[str] = []
    with suppress(OSError):
        lines = (root / "proc/self/cgroup").read_text("utf-8").splitlines()
    for line in lines:
        _, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if not controllers:
            top, file = root / "sys/fs/cgroup", "memory.max"
        elif "memory" in controllers.split(","):
            top, file = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
        else:
            continue
        group = top / path.strip("/")
        for folder in (group, *group.parents):
            if folder.is_relative_to(top):
                yield from _limit(folder / file)


def _limit(file: Path) -> Iterator[int]:
    """Yield the number in a file, if it has one; `max` means that there is no limit."""
    with suppress(OSError, ValueError):
        yield int(file.read_text("utf-8"))
