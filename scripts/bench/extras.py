"""How much disk each extra takes: what it installs beside what Talion itself needs.

Follows the requirements of the installed distributions and sums the files that each recorded;
nothing is installed. Run it where all extras are installed.

    python scripts/bench/extras.py [--largest N]
"""

import argparse
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

NAME = "talion"
MEGABYTE = 1e6


def needed(name: str, extra: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a distribution requires here, with each extra that it asks for."""
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            if extra and wanted.marker is not None and "extra" not in str(wanted.marker):
                continue
            yield wanted.name.casefold(), ""
            yield from ((wanted.name.casefold(), other) for other in sorted(wanted.extras))


def closure(start: Iterable[tuple[str, str]]) -> set[str]:
    """Return the names of all distributions that some need, directly or not.

    What is not installed here, because another platform needs it, counts nothing.
    """
    seen: set[tuple[str, str]] = set()
    left = list(start)
    while left:
        item = left.pop()
        if item in seen:
            continue
        seen.add(item)
        try:
            left.extend(needed(*item))
        except PackageNotFoundError:
            continue
    return {name for name, _ in seen if name != NAME and installed(name) is not None}


@cache
def installed(name: str) -> Distribution | None:
    """Return an installed distribution, or None."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


@cache
def size(name: str) -> int:
    """Return the bytes of the files that a distribution recorded, compiled files left out."""
    found = installed(name)
    files = () if found is None else found.files or ()
    sizes = 0
    for file in files:
        path = Path(file.locate())
        if file.suffix != ".pyc" and path.exists():
            sizes += path.stat().st_size
    return sizes


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--largest", type=int, default=4, help="distributions to name an extra")
    most = arguments.parse_args().largest
    own = closure([(NAME, "")])
    extras = distribution(NAME).metadata.get_all("Provides-Extra") or []
    rows = [("(none)", own, own)]
    rows += [(extra, found := closure([(NAME, extra)]), found - own) for extra in extras]
    for extra, whole, added in rows:
        largest = sorted(added, key=size, reverse=True)[:most]
        names = ", ".join(f"{n} {size(n) / MEGABYTE:.0f}" for n in largest)
        total, more = (sum(map(size, some)) / MEGABYTE for some in (whole | own, added))
        print(f"{extra:9}{total:7.0f} MB in all {more:7.0f} MB more   {names}")


if __name__ == "__main__":
    main()
