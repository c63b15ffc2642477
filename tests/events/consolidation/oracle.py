"""The rules of consolidation once more, read off their description and written without haste."""

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

from talion.events.consolidation.consolidation_rules import Consolidation

Row = tuple[int, int, int, int]  # day, source, target, type


@dataclass(frozen=True)
class Found:
    """An act as the oracle sees it."""

    source: int
    target: int
    type: int
    date: int
    last: int
    reports: int
    fate: int


def events(
    rows: list[Row], types: list[str], family: list[int], linger: list[int], rules: Consolidation
) -> set[Found]:
    """Return the acts among reports of weight one."""
    pause: dict[int, int] = defaultdict(int)
    for kind, of in enumerate(family):
        pause[of] = max(pause[of], linger[kind])
    reported: dict[tuple[int, int, int], dict[int, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for day, source, target, kind in rows:
        reported[source, target, family[kind]][day].append(kind)

    def total(group: tuple[int, int, int], first: int, last: int) -> int:
        return sum(
            len(kinds) for day, kinds in reported.get(group, {}).items() if first <= day <= last
        )

    found = set()
    for group in list(reported):
        source, target, of = group
        against = (target, source, of)
        pieces: list[list[list[int]]] = []  # chains of outbreaks of days
        for day in sorted(reported[group]):
            many, before = len(reported[group][day]), pieces[-1][-1][-1] if pieces else None
            if before is None or day - before > pause[of]:
                pieces.append([[day]])
                continue
            mean = total(group, day - pause[of], day - 1) / pause[of] if pause[of] else 0.0
            if (
                pause[of] > 0
                and many >= rules.surge_reports
                and many > mean + rules.surge * sqrt(mean) + 1
                and total(group, day - 2, day - 1) <= rules.growth * many
                and many >= total(against, day, day)
            ):
                pieces[-1].append([day])
            else:
                pieces[-1][-1].append(day)
        earlier: list[tuple[int, int]] = []
        for chain in pieces:
            peaks = [max(len(reported[group][day]) for day in outbreak) for outbreak in chain]
            joined: list[int] = []
            for at, outbreak in enumerate(chain):
                joined += outbreak
                if at + 1 < len(chain) and peaks[at] <= rules.forerunner * peaks[at + 1]:
                    continue
                many = sum(len(reported[group][day]) for day in joined)
                peak = max(len(reported[group][day]) for day in joined)
                date = min(day for day in joined if len(reported[group][day]) >= rules.onset * peak)
                fate = 0
                if pause[of] >= rules.shadow_linger:
                    known = [n for day, n in earlier if joined[0] - rules.memory <= day < joined[0]]
                    if many * rules.retold <= max(known, default=0):
                        fate = 2
                    around = total(against, joined[0] - 1, joined[-1] + 1)
                    before = total(against, joined[0] - 1 - rules.shadow, joined[0] - 2)
                    if many * (rules.echo if around > before else rules.late_echo) <= around:
                        fate = 1
                earlier.append((joined[0], many))
                kinds = [kind for day in joined for kind in reported[group][day]]
                found.add(
                    Found(source, target, _type(kinds, types, rules), date, joined[-1], many, fate)
                )
                joined = []
    return found


def _type(kinds: list[int], types: list[str], rules: Consolidation) -> int:
    commonest = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    for kind in commonest:
        if types[kind] in rules.sharpest and kinds.count(kind) / len(kinds) >= rules.sharp:
            return kind
    return commonest[0]
