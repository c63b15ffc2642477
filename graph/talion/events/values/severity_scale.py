"""The scale on which a column gives severities, and its values from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = {
    **dict.fromkeys(("very low", "minimal", "negligible"), 0.1),
    **dict.fromkeys(("low", "minor", "mild", "limited"), 0.25),
    **dict.fromkeys(("medium", "moderate", "med"), 0.5),
    **dict.fromkeys(("high", "major", "serious", "severe", "grave"), 0.75),
    **dict.fromkeys(("very high", "critical", "extreme", "maximum"), 1.0),
}
_TOPS = (1.0, 5.0, 10.0, 100.0)
_NONE = frozenset({"", "n/a", "na", "nan", "-", "?", "unknown", "none"})


@dataclass(frozen=True, slots=True)
class SeverityScale:
    """The scale of a column: from `low` (harmless) to `high` (gravest), and why.

    >>> SeverityScale(0.0, 10.0, "").share("7"), SeverityScale(10.0, -10.0, "").share("-5")
    (0.7, 0.75)
    >>> SeverityScale(0.0, 1.0, "").share("high")
    0.75
    """

    low: float
    high: float
    why: str

    def share(self, text: str) -> float | None:
        """Return a severity from 0 to 1, None where none is given; `ValueError` for a wrong one."""
        plain = text.strip().casefold()
        if plain in _NONE:
            return None
        if plain in _WORDS:
            return _WORDS[plain]
        try:
            value = float(plain.split("/")[0].replace(",", "."))
        except ValueError:
            raise ValueError(f"severity '{text}' is no number") from None
        share = (value - self.low) / (self.high - self.low)
        if not 0 <= share <= 1:
            ends = f"{min(self.low, self.high):g} and {max(self.low, self.high):g}"
            raise ValueError(f"severity '{text}' is not between {ends}")
        return round(share, 4)


def severity_scale(cells: Iterable[str]) -> SeverityScale:
    """Return the scale of a column of severities by its values.

    Values to 1 are shares, whole numbers to 5, 10 or 100 marks out of these; negative ones to −10
    are Goldstein's scale, on which conflict is negative. One value out of line with fractions
    below 1 is wrong rather than a sign of another scale.

    >>> severity_scale(["6", "8", "10"]).high, severity_scale(["0.3", "0.7"]).high
    (10.0, 1.0)
    >>> severity_scale(["-10", "3.4"]).low
    10.0
    """
    values = [value for cell in cells if (value := _float(cell)) is not None]
    if not values:
        return SeverityScale(0.0, 1.0, "words")
    if min(values) < 0 and min(values) >= -10 and max(values) <= 10:
        return SeverityScale(10.0, -10.0, "negative values: Goldstein's scale from 10 to -10")
    fractions = sum(0 < value < 1 for value in values)
    if fractions * 2 >= len(values) or min(values) < 0:
        return SeverityScale(0.0, 1.0, "fractions")
    top = next((top for top in _TOPS if max(values) <= top), 1.0)
    return SeverityScale(0.0, top, f"the highest is {max(values):g}")


def _float(text: str) -> float | None:
    try:
        return float(text.split("/")[0].replace(",", "."))
    except ValueError:
        return None
