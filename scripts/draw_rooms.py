"""Draw docs/rooms.svg: the subpackages of talion in their layers, arrows to what each imports.

    python scripts/draw_rooms.py

Layers are those of the import-linter contract in pyproject.toml, arrows the imports that the code
has, less those that follow from others (a transitive reduction); the words are the first line of
each docstring. `scripts/regenerate` runs this too, and its `--check` says when the picture is old.
"""

from __future__ import annotations

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

import grimp
import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs/rooms.svg"

WIDTH, ROW, BOX, GAP = 960, 104, 66, 18
LETTER = 5.6  # the width of a letter of the small words, on average

STYLE = """text{font:11px system-ui,sans-serif;fill:#333;text-anchor:middle}
.name{font:600 14px system-ui,sans-serif;fill:#1d3552}
.layer{fill:#f3f6fa}.room{fill:#fff;stroke:#2b4a6f;stroke-width:1.2}
.import{fill:none;stroke:#8a9bb0;stroke-width:1.3;marker-end:url(#tip)}"""


def layers() -> list[list[str]]:
    """Return the rooms by layer, the highest first, as pyproject.toml lists them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (found,) = (c["layers"] for c in contracts if c.get("containers") == ["talion"])
    return [[room.strip() for room in layer.split("|")] for layer in found]


def imports() -> set[tuple[str, str]]:
    """Return the pairs of rooms of which the first imports the second, implied ones left out."""
    graph = grimp.build_graph("talion", cache_dir=None)
    rooms: nx.DiGraph[str] = nx.DiGraph()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            ends = [name.split(".")[1] for name in (module, imported) if "." in name]
            if len(ends) == 2 and ends[0] != ends[1]:
                rooms.add_edge(*ends)
    return set(nx.transitive_reduction(rooms).edges)


def words(room: str) -> str:
    """Return the first line of a room's docstring, without its full stop."""
    package = ROOT / "graph/talion" / room / "__init__.py"
    file = package if package.exists() else package.parent.with_suffix(".py")
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return text.splitlines()[0].replace("`", "").rstrip(".")


def picture() -> str:
    """Return the picture as SVG, the same for the same code."""
    rows = layers()
    boxes: dict[str, tuple[float, float, float]] = {}  # left, top, width
    for number, rooms in enumerate(rows):
        width = min(300.0, (WIDTH - GAP * (len(rooms) + 1)) / len(rooms))
        left = (WIDTH - len(rooms) * width - (len(rooms) - 1) * GAP) / 2
        for nth, room in enumerate(rooms):
            boxes[room] = left + nth * (width + GAP), number * ROW + (ROW - BOX) / 2, width
    height = len(rows) * ROW
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        "<title>The rooms of Talion in their layers, and what each imports</title>"
        f"<style>{STYLE}</style>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#8a9bb0"/></marker></defs>'
    )
    parts = [head, *_bands(len(rows)), *_arrows(boxes), *_rooms(boxes), "</svg>"]
    return "\n".join(parts) + "\n"


def _box(kind: str, left: float, top: float, width: float, height: float) -> str:
    place = f'x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return f'<rect class="{kind}" {place} rx="6"/>'


def _bands(number: int) -> Iterator[str]:
    for row in range(number):
        yield _box("layer", 4, row * ROW + 8, WIDTH - 8, ROW - 16)


def _arrows(boxes: dict[str, tuple[float, float, float]]) -> Iterator[str]:
    for importer, imported in sorted(imports()):
        left, top, width = boxes[importer]
        there, below, breadth = boxes[imported]
        start, end = (left + width / 2, top + BOX), (there + breadth / 2, below)
        bend = (end[1] - start[1]) / 2
        yield (
            f'<path class="import" d="M{start[0]:.0f} {start[1]:.0f}C{start[0]:.0f} '
            f'{start[1] + bend:.0f} {end[0]:.0f} {end[1] - bend:.0f} {end[0]:.0f} {end[1]:.0f}">'
            f"<title>{importer} imports {imported}</title></path>"
        )


def _rooms(boxes: dict[str, tuple[float, float, float]]) -> Iterator[str]:
    for room, (left, top, width) in boxes.items():
        middle = left + width / 2
        yield _box("room", left, top, width, BOX)
        yield f'<text class="name" x="{middle:.0f}" y="{top + 19:.0f}">{room}</text>'
        lines = textwrap.wrap(
            words(room), int((width - 10) / LETTER), max_lines=3, placeholder=" …"
        )
        for nth, line in enumerate(lines):
            yield f'<text x="{middle:.0f}" y="{top + 34 + 13 * nth:.0f}">{escape(line)}</text>'


if __name__ == "__main__":
    TARGET.write_text(picture(), "utf-8")
