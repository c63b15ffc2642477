"""The figures of docs/findings.md: how soon, in kind or not, and by whom hostile acts are answered.

    python scripts/findings.py ../shared/data    writes docs/findings/*.svg, prints the figures

DATA holds icb/icb_until_1968.csv, expulsions.csv, mid/MIDIP_5.0.csv.gz and icews14.csv.gz. "By
chance" keeps what each state did to each other state, of which type and in which quarter (or year),
and draws the days anew; the range holds 95 % of the draws.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import svg_figures
from talion.events.event_types import severity_of
from talion.events.reading import read_events
from talion.events.table import EventTable
from talion.hawkes.choice.choice_model import HARMLESS

Whole: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

HOME = Path(__file__).resolve().parents[1] / "docs" / "findings"
FILES = (
    "icb/icb_until_1968.csv",
    "expulsions.csv",
    "mid/MIDIP_5.0.csv.gz",
    "icews14.csv.gz",
)
DRAWS, FEWEST = 200, 12
FAMILIES = {
    "force": ("military_action", "cameo:15", "cameo:18", "cameo:19", "cameo:20"),
    "sanctions": ("sanction",),
    "threats": ("threat",),
    "diplomatic measures": ("expulsion", "recall", "break_of_relations", "closure", "summons"),
}
MAJOR = frozenset(
    (
        *("United States", "United Kingdom", "France", "Russia", "Soviet Union"),
        *("China", "Germany", "Japan"),
    )
)
"""Major powers since 1992, as the Correlates of War project lists them."""


@dataclass(frozen=True)
class Acts:
    """Hostile acts dated to the day, in order: day, ordered pair, the pair turned round, type."""

    day: Whole
    pair: Whole
    back: Whole
    kind: Whole
    family: list[str]
    source: list[str]
    target: list[str]

    @classmethod
    def of(cls, table: EventTable) -> Acts:
        """Take the hostile acts of a table that are dated to the day."""
        names = ("time", "precision", "type", "source", "target")
        rows = [
            row
            for row in table.table.select(list(names)).to_pylist()
            if row["precision"] == "day" and severity_of(row["type"]) > HARMLESS
        ]
        states = {n: k for k, n in enumerate(sorted({r[s] for r in rows for s in names[3:]}))}
        kinds = {n: k for k, n in enumerate(sorted({r["type"] for r in rows}))}
        ends = np.array([(states[r["source"]], states[r["target"]]) for r in rows])
        number = len(states)
        return cls(
            np.array([int(r["time"]) for r in rows]),
            ends[:, 0] * number + ends[:, 1],
            ends[:, 1] * number + ends[:, 0],
            np.array([kinds[r["type"]] for r in rows]),
            [family_of(r["type"]) for r in rows],
            [r["source"] for r in rows],
            [r["target"] for r in rows],
        )


def family_of(kind: str) -> str:
    return next((name for name, kinds in FAMILIES.items() if kind in kinds), "other")


def delays(acts: Acts, day: Whole, kind: bool = False) -> Whole:
    """Return by act the days until the other side's next act, of the same type; -1 for none.

    An act of the same day is none: which came first is not known.
    """
    offset = np.int64(10_000_000)
    own, other = (
        (acts.pair, acts.back)
        if not kind
        else (acts.pair * 1000 + acts.kind, acts.back * 1000 + acts.kind)
    )
    keys = np.sort(own * offset + day)
    at = np.searchsorted(keys, other * offset + day, side="right")
    found = keys[np.minimum(at, len(keys) - 1)]
    there = (at < len(keys)) & (found // offset == other)
    return np.where(there, found - other * offset - day, -1)


def drawn(day: Whole, draw: np.random.Generator, months: int) -> Whole:
    """Return days drawn anew from the quarter (3 months) or year (12) of each."""
    start, length = bounds(day, months)
    return start + (draw.random(len(day)) * length).astype(np.int64)


def bounds(day: Whole, months: int) -> tuple[Whole, Whole]:
    """Return the first day and the number of days of the quarter or year that holds each day."""
    spans = {}
    for number in set(day.tolist()):
        then = date.fromordinal(number + date(1970, 1, 1).toordinal())
        first = (then.month - 1) // months * months + 1
        start = date(then.year, first, 1)
        last = first + months
        end = date(then.year + last // 13, (last - 1) % 12 + 1, 1)
        spans[number] = (start.toordinal() - date(1970, 1, 1).toordinal(), (end - start).days)
    found = np.array([spans[number] for number in day.tolist()])
    return found[:, 0], found[:, 1]


def share(found: Whole, within: int, among: Flags) -> float:
    return float(((found > 0) & (found <= within))[among].mean())


def compared(
    acts: Acts, within: Sequence[int], among: Flags, *, months: int, kind: bool = False
) -> list[tuple[float, float, float, float]]:
    """Return for each number of days the share answered, by chance, and the range of the draws."""
    draw = np.random.default_rng(7)
    real = delays(acts, acts.day, kind)
    chance = []
    for _ in range(DRAWS):
        days = drawn(acts.day, draw, months)
        found = delays(acts, days, kind)
        chance.append([share(found, d, among) for d in within])
    mean, (low, high) = np.mean(chance, 0), np.quantile(chance, (0.025, 0.975), axis=0)
    return [
        (share(real, d, among), float(mean[n]), float(low[n]), float(high[n]))
        for n, d in enumerate(within)
    ]


def coded_pairs(table: EventTable) -> list[tuple[str, str, int]]:
    """Return the stated responses: family of antecedent and of response, and the delay in days."""
    rows = {row["id"]: row for row in table.table.to_pylist()}
    return [
        (
            family_of(rows[r["responds_to"]]["type"]),
            family_of(r["type"]),
            int(r["time"] - rows[r["responds_to"]]["time"]),
        )
        for r in rows.values()
        if r["responds_to"] in rows
    ]


def soon(icb: EventTable, expulsions: EventTable) -> str:
    """Return the first figure, and print its numbers."""
    curves: list[tuple[str, list[int]]] = []
    for name, table in (("crises", icb), ("expulsions", expulsions)):
        pairs = coded_pairs(table)
        for family in FAMILIES:
            own = [(kind, lag) for first, kind, lag in pairs if first == family]
            if len(own) < FEWEST:
                continue
            lags = np.array([lag for _, lag in own])
            quartiles = np.quantile(lags, (0.25, 0.5, 0.75)).tolist()
            kinds = {f: round(float(np.mean([k == f for k, _ in own])), 2) for f in FAMILIES}
            print(f"{name}: to {family}, n = {len(own)}, quartiles {quartiles} days, by {kinds},")
            print(f"  within a week {np.mean(lags <= 7):.2f}, a month {np.mean(lags <= 30):.2f}")
            words = family if name == "crises" else "expulsions, recalls"
            curves.append((f"{words} ({len(own)})", lags.tolist()))
    title = "Coded responses that have come by a number of days, by what they respond to"
    return str(svg_figures.curves(title, curves, last=90))


def by_family(tables: dict[str, Acts]) -> str:
    """Return the second figure: shares answered within a week and a month, beside chance."""
    rows: list[svg_figures.Row] = []
    for name, acts in tables.items():
        families = np.array(acts.family)
        for family in FAMILIES:
            among = families == family
            if among.sum() >= 3 * FEWEST:
                rows += _rows(f"{name}: {family} ({among.sum()})", acts, among)
    return str(
        svg_figures.ranges(
            "Hostile measures followed by one of the other side, beside chance", rows
        )
    )


def by_power(acts: Acts) -> str:
    """Return the third figure: who answers, by whether the sides are major powers."""
    by, to = (np.array([s in MAJOR for s in ends]) for ends in (acts.source, acts.target))
    rows: list[svg_figures.Row] = []
    for words, among in (
        ("a minor power on a major one", ~by & to),
        ("a major power on a minor one", by & ~to),
        ("a minor power on a minor one", ~by & ~to),
        ("a major power on a major one", by & to),
    ):
        rows += _rows(f"{words} ({among.sum()})", acts, among)
    return str(
        svg_figures.ranges("Militarized actions answered, by who acts on whom, beside chance", rows)
    )


def _rows(words: str, acts: Acts, among: Flags) -> list[svg_figures.Row]:
    """Return what is seen within a week and a month, and by chance; print also what is in kind."""
    days = (7, 30)
    quarter = compared(acts, days, among, months=3)
    year = compared(acts, days, among, months=12)
    kind = compared(acts, days, among, months=3, kind=True)
    for name, found in (("", quarter), ("year", year), ("in kind", kind)):
        for within, (real, mean, low, high) in zip(days, found, strict=True):
            print(f"{words} {name} {within}: {real:.3f}, chance {mean:.3f} ({low:.3f}-{high:.3f})")
    return [
        svg_figures.Row(f"{words}, {within} days", *figures)
        for within, figures in zip(days, quarter, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    data: Path = parser.parse_args().data
    icb, expulsions, mid, icews = (read_events([str(data / name)]) for name in FILES)
    acts = {"MID": Acts.of(mid), "ICEWS": Acts.of(icews)}
    HOME.mkdir(parents=True, exist_ok=True)
    for name, drawing in (
        ("how-soon", soon(icb, expulsions)),
        ("beside-chance", by_family(acts)),
        ("who-answers", by_power(acts["MID"])),
    ):
        (HOME / f"{name}.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
