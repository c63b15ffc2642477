"""Plain SVG for the figures of docs/findings.md: curves of shares, and shares beside a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log1p

WIDTH, LEFT, RIGHT, TOP, LINE = 760, 330, 30, 44, 21
COLOURS = ("#1f4e79", "#b5541c", "#2f7d4f", "#6b4a8a")
GREY, INK = "#b9c0c8", "#222"


@dataclass(frozen=True)
class Row:
    """A share that was seen, the mean by chance, and the range of the draws."""

    words: str
    seen: float
    mean: float
    low: float
    high: float


def curves(title: str, given: Sequence[tuple[str, Sequence[int]]], last: int) -> str:
    """Return a figure of the shares of delays up to each day, on a scale of log(1 + days)."""
    left, height, bottom = 60, 330, 290

    def x(day: float) -> float:
        return left + log1p(day) / log1p(last) * (WIDTH - left - 210)

    def y(share: float) -> float:
        return bottom - share * (bottom - TOP)

    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(_line(x(0), y(share), x(last), y(share), "#e3e6ea"))
        parts.append(_text(left - 8, y(share) + 4, f"{share:.0%}", "end"))
    days = (0, 1, 3, 7, 14, 30, 90)
    parts += [_text(x(day), bottom + 18, f"{day}", "middle") for day in days]
    parts.append(_text(x(last) + 8, bottom + 18, "days"))
    for nth, (words, lags) in enumerate(given):
        steps = [(d, sum(lag <= d for lag in lags) / len(lags)) for d in range(last + 1)]
        path = f"M{x(0):.1f} {y(0):.1f}" + "".join(f"H{x(d):.1f}V{y(s):.1f}" for d, s in steps)
        ink = COLOURS[nth % len(COLOURS)]
        parts.append(f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts.append(_line(WIDTH - 195, 70 + nth * LINE, WIDTH - 175, 70 + nth * LINE, ink, 3))
        parts.append(_text(WIDTH - 168, 74 + nth * LINE, words))
    return _figure(title, height, parts)


def ranges(title: str, rows: Sequence[Row]) -> str:
    """Return a figure of what was seen (dots) beside the range of chance (bars)."""
    height = TOP + LINE * len(rows) + 60
    most = max(max(row.seen, row.high) for row in rows) * 1.1

    def x(share: float) -> float:
        return LEFT + share / most * (WIDTH - LEFT - RIGHT)

    parts = []
    for step in range(int(most * 10) + 1):
        at = x(step / 10)
        parts.append(_line(at, TOP - 4, at, height - 52, "#e3e6ea"))
        parts.append(_text(at, height - 36, f"{step / 10:.0%}", "middle"))
    for nth, row in enumerate(rows):
        y = TOP + LINE * nth + 8
        ink = COLOURS[1] if row.seen > row.high else COLOURS[0]
        parts.append(_text(LEFT - 10, y + 4, row.words, "end"))
        parts.append(_line(x(row.low), y, x(row.high), y, GREY, 8))
        parts.append(_line(x(row.mean), y - 6, x(row.mean), y + 6, INK, 1))
        parts.append(f'<circle cx="{x(row.seen):.1f}" cy="{y}" r="4.5" fill="{ink}"/>')
    words = "dot: seen (orange: above chance); bar: 95 % of the draws by chance; stroke: their mean"
    parts.append(_text(LEFT - 10, height - 12, words, "start", LEFT - 300))
    return _figure(title, height, parts)


def _figure(title: str, height: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title)}">'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    words = f'<text x="16" y="24" font-size="14" font-weight="bold" fill="{INK}">{escape(title)}'
    return "\n".join([head, ground, f"{words}</text>", *parts, "</svg>", ""])


def _line(x: float, y: float, to_x: float, to_y: float, ink: str, width: float = 1) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{width}"/>'


def _text(x: float, y: float, words: str, anchor: str = "start", at: float | None = None) -> str:
    place = f'x="{x if at is None else at:.1f}" y="{y:.1f}"'
    return f'<text {place} text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'
