"""The rules of consolidation once more, read off their description and written without haste."""

from collections import defaultdict
from dataclasses import dataclass, replace
from math import lgamma, log, sqrt

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

    echo = {
        (group, day)
        for group in list(reported)
        if pause[group[2]] >= rules.shadow_linger
        for day in reported[group]
        if _is_echo(reported, group, day, rules)
    }
    parts = [
        {
            group: {day: kinds for day, kinds in days.items() if ((group, day) in echo) == wanted}
            for group, days in reported.items()
        }
        for wanted in (False, True)
    ]
    return _events(parts[0], pause, types, rules) | {
        replace(act, fate=1) for act in _events(parts[1], pause, types, rules)
    }


Days = dict[tuple[int, int, int], dict[int, list[int]]]


def _total(reported: Days, group: tuple[int, int, int], first: int, last: int) -> int:
    days = reported.get(group, {})
    return sum(len(kinds) for day, kinds in days.items() if first <= day <= last)


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def _is_echo(reported: Days, group: tuple[int, int, int], day: int, rules: Consolidation) -> bool:
    """Whether the reports of a day are likelier miscoded than of an event of their own."""
    against = (group[1], group[0], group[2])
    spans = ((day - rules.echo_before, day - 1), (day, day + rules.echo_after))
    before, own = (_total(reported, group, *span) for span in spans)
    other_before, other = (_total(reported, against, *span) for span in spans)
    alpha, beta = rules.miscoded + before, rules.sound + other_before
    factor = _log_beta(alpha + own, beta + other) - _log_beta(alpha, beta)
    factor -= _log_beta(1 + own, 1 + other)
    return before + own < other_before + other and factor >= log(rules.echo)


def _events(
    reported: Days, pause: dict[int, int], types: list[str], rules: Consolidation
) -> set[Found]:
    def total(group: tuple[int, int, int], first: int, last: int) -> int:
        return _total(reported, group, first, last)

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
