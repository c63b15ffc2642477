"""Blocking: which reports are worth comparing, so that a large store is not compared pairwise."""

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
    """Yield groups of reports that certainly are of one incident, in order of id.

    Their slots and their publication dates are equal, and either the slots suffice on their own or
    the quotes are equal too. Everything else compares only the first report of a group, which keeps
    a thousand reports of one incident from becoming a million pairs.

    >>> from talion.resolve.similarity import Accounts
    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> accounts = [Accounts(gazetteer()).account(report, None) for report in reports]
    >>> [[one.report.id for one in group] for group in duplicate_groups(accounts)]
    [['2020-12-10-moscow-times#e1'], ['2020-12-dutchreview#e1']]
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
    """Whether every report is from another article."""
    return len({one.report.article for one in group}) == len(group)


def _copies(group: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield a group's reports by their quotes, where equal quotes suffice."""
    alike: dict[str, list[Account]] = defaultdict(list)
    for one in group:
        alike[one.report.quote.text].append(one)
    for copies in alike.values():
        if similarity(copies[0], copies[0]).score >= THRESHOLD:
            yield copies
        else:
            yield from ([one] for one in copies)


def candidate_pairs(accounts: Iterable[Account]) -> Iterator[Pair]:
    """Yield each pair that may be of one incident and shares more than its parties, once.

    That is a possible date, a count above one, a name that is not a state's, or the whole quote:
    with none of these in common two reports stay far below the threshold. The lesser id is first.

    >>> from talion.resolve.similarity import Accounts
    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> accounts = [Accounts(gazetteer()).account(report, None) for report in reports]
    >>> [(one.report.id, two.report.id) for one, two in candidate_pairs(accounts)]
    [('2020-12-10-moscow-times#e1', '2020-12-dutchreview#e1')]
    """
    seen: set[Pair] = set()
    for block in _blocks(accounts).values():
        for group, coarse in _sharing(block):
            for pair in combinations(group, 2):
                if coarse and not (_coarse(pair[0]) or _coarse(pair[1])):
                    continue  # both dated to the month: compared there, if it is the same month
                if pair not in seen and can_be_one(*pair):
                    seen.add(pair)
                    yield pair


def story_pairs(accounts: Iterable[Account], stories: Mapping[str, set[int]]) -> Iterator[Pair]:
    """Yield each pair that may be of one incident and whose articles cover one story, once.

    `stories` maps the id of each report to its stories.

    >>> from talion.resolve.similarity import Accounts
    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> accounts = [Accounts(gazetteer()).account(report, None) for report in reports]
    >>> stories = {"2020-12-dutchreview#e1": {1}, "2020-12-10-moscow-times#e1": {1, 2}}
    >>> len(list(story_pairs(accounts, stories)))
    1
    """
    seen: set[Pair] = set()
    for block in _blocks(accounts).values():
        covering: dict[int, list[Account]] = defaultdict(list)
        for one in block:
            for story in stories[one.report.id]:
                covering[story].append(one)
        for group in covering.values():
            for pair in combinations(group, 2):
                if pair not in seen and can_be_one(*pair):
                    seen.add(pair)
                    yield pair


def _blocks(accounts: Iterable[Account]) -> Mapping[object, list[Account]]:
    """Return reports of one type with the same states, or with a named actor in common."""
    blocks: dict[object, list[Account]] = defaultdict(list)
    for one in accounts:
        for key in block_keys(one.report.type, one.agents, one.targets):
            blocks[key].append(one)
    return blocks


def block_keys(kind: str, agents: Participants, targets: Participants) -> Iterator[object]:
    """Yield the keys of the blocks of a report: any other that can be the same shares one.

    >>> nobody = Participants(frozenset(), frozenset())
    >>> list(block_keys("summons", nobody, nobody))
    [('summons', (None, None))]
    """
    for key in product(_keys(agents), _keys(targets)):
        yield kind, key


def _keys(side: Participants) -> list[object]:
    """Return the keys of which another side must share one to agree with this one."""
    return [*([side.states] if side.states else []), *sorted(side.others)] or [None]


def _sharing(block: Iterable[Account]) -> Iterator[tuple[list[Account], bool]]:
    """Yield the reports of a block that share something, and whether it is only a year."""
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
    """Whether a report's date may lie in several months."""
    date = one.report.date
    return date is not None and (date.earliest.month, date.earliest.year) != (
        date.latest.month,
        date.latest.year,
    )
