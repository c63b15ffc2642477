"""Which accounts are worth comparing, so that a large store is not compared all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from talion.resolve.similarity import (
    THRESHOLD,
    Account,
    Participants,
    can_be_one,
    similarity,
    slot_similarity,
)

Pair = tuple[Account, Account]


def duplicate_groups(accounts: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield accounts that are one without a doubt, in the order of their ids.

    Those are the same in every slot and came out at one time, and their slots alone are enough; or
    they are also word for word the same. Everything else compares only the first of them, which
    keeps a thousand tellings of one incident from being a million pairs.
    """
    alike: dict[object, list[Account]] = defaultdict(list)
    for one in sorted(accounts, key=lambda a: a.report.id):
        said = one.report
        slots = (said.type, said.status, said.count, said.date, one.agents, one.targets)
        alike[slots, one.published].append(one)
    for group in alike.values():
        first = group[0]
        if not can_be_one(first, first) or len(group) == 1:
            yield from ([one] for one in group)
        elif slot_similarity(first, first) >= THRESHOLD and _one_each(group):
            yield group
        else:
            yield from _copies(group)


def _one_each(group: list[Account]) -> bool:
    """Whether every account is of another article."""
    return len({one.report.article for one in group}) == len(group)


def _copies(group: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield the accounts of a group by their words, where these are enough."""
    alike: dict[str, list[Account]] = defaultdict(list)
    for one in group:
        alike[one.report.quote.text].append(one)
    for copies in alike.values():
        if similarity(copies[0], copies[0]).score >= THRESHOLD:
            yield copies
        else:
            yield from ([one] for one in copies)


def candidate_pairs(accounts: Iterable[Account]) -> Iterator[Pair]:
    """Yield each pair that can be one incident and shares more than its parties, once.

    That is a possible date, a number above one, a name that is no state's, or every word: with
    none of these in common two accounts come nowhere near enough. The lesser id is first.
    """
    seen: set[Pair] = set()
    for block in _blocks(accounts).values():
        for group, coarse in _sharing(block):
            for pair in combinations(group, 2):
                if coarse and not (_coarse(pair[0]) or _coarse(pair[1])):
                    continue  # both told to the month: compared there, if it is one month
                if pair not in seen and can_be_one(*pair):
                    seen.add(pair)
                    yield pair


def story_pairs(accounts: Iterable[Account], affairs: Mapping[str, set[int]]) -> Iterator[Pair]:
    """Yield each pair that can be one incident and whose articles tell one affair, once.

    `affairs` gives the affairs of each account by the id of its report.
    """
    seen: set[Pair] = set()
    for block in _blocks(accounts).values():
        told: dict[int, list[Account]] = defaultdict(list)
        for one in block:
            for affair in affairs[one.report.id]:
                told[affair].append(one)
        for group in told.values():
            for pair in combinations(group, 2):
                if pair not in seen and can_be_one(*pair):
                    seen.add(pair)
                    yield pair


def _blocks(accounts: Iterable[Account]) -> Mapping[object, list[Account]]:
    """Return accounts of one type with the same states, or a named actor in common."""
    blocks: dict[object, list[Account]] = defaultdict(list)
    for one in accounts:
        for key in product(_keys(one.agents), _keys(one.targets)):
            blocks[one.report.type, key].append(one)
    return blocks


def _keys(side: Participants) -> list[object]:
    """Return what another side must share with this one to agree with it."""
    return [*([side.states] if side.states else []), *sorted(side.others)] or [None]


def _sharing(block: Iterable[Account]) -> Iterator[tuple[list[Account], bool]]:
    """Yield accounts of a block that share something; and whether it is only a year."""
    shared: dict[tuple[str, object], list[Account]] = defaultdict(list)
    for one in block:
        said = one.report
        shared["text", said.quote.text].append(one)
        if said.count is not None and said.count > 1:
            shared["count", said.count].append(one)
        for name in one.agents.others | one.targets.others:
            shared["name", name].append(one)
        if said.date is not None:
            first, last = said.date.earliest, said.date.latest
            for year in range(first.year, last.year + 1):
                shared["year", year].append(one)
            if not _coarse(one):
                shared["month", (first.year, first.month)].append(one)
    for (what, _), group in shared.items():
        yield group, what == "year"


def _coarse(one: Account) -> bool:
    """Whether an account's date may lie in several months."""
    date = one.report.date
    return date is not None and (date.earliest.month, date.earliest.year) != (
        date.latest.month,
        date.latest.year,
    )
