"""Blocking: which reports are worth comparing, so that a large store is not compared pairwise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from talion.model.incident import Report
from talion.resolve.accounts import Account
from talion.resolve.exclusion import UNDATED_SLACK, can_be_one, sides_meet
from talion.resolve.pair_model import pair_model
from talion.resolve.similarity import similarity, slot_similarity

Pair = tuple[Account, Account]
Key = tuple[str, ...]


def duplicate_groups(accounts: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield groups of reports that certainly are of one incident, in order of id.

    Their slots and their publication dates are equal, and either the slots suffice on their own or
    the quotes are equal too. Everything else compares only the first report of a group, which keeps
    a thousand reports of one incident from becoming a million pairs.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> accounts = Accounts(gazetteer()).of_all(reports, {}).values()
    >>> [[one.report.id for one in group] for group in duplicate_groups(accounts)]
    [['2020-12-10-moscow-times#e1'], ['2020-12-dutchreview#e1']]
    """
    alike: dict[object, list[Account]] = defaultdict(list)
    for one in sorted(accounts, key=lambda a: a.report.id):
        said = one.report
        slots = (said.type, said.status, said.count, said.date, one.agents, one.targets, one.alone)
        alike[slots, one.published].append(one)
    for group in alike.values():
        first = group[0]
        if len(group) == 1 or not sides_meet(first, first):
            yield from ([one] for one in group)
        elif first.moment is not None and _suffices(first) and _one_each(group):
            yield group
        else:
            yield from _copies(group)


def _suffices(one: Account) -> bool:
    """Whether equal slots alone make another report one with this."""
    return slot_similarity(one, one) >= pair_model().threshold


def _one_each(group: Sequence[Account]) -> bool:
    """Whether every report is from another article."""
    return len({one.report.article for one in group}) == len(group)


def _copies(group: Iterable[Account]) -> Iterator[list[Account]]:
    """Yield a group's reports by their quotes, where equal quotes suffice."""
    alike: dict[str, list[Account]] = defaultdict(list)
    for one in group:
        alike[one.report.quote.text].append(one)
    for copies in alike.values():
        if len(copies) > 1 and similarity(*copies[:2]).score >= pair_model().threshold:
            yield copies
        else:
            yield from ([one] for one in copies)


def candidate_pairs(accounts: Iterable[Account]) -> Iterator[Pair]:
    """Yield each pair that can be of one incident, once, the lesser id first.

    Compared are only reports of one type that share a party on each side that both name, and whose
    dates are near, or that have the same quote.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> reports = view.reports(["2020-12-dutchreview#e1", "2020-12-10-moscow-times#e1"])
    >>> accounts = Accounts(gazetteer()).of_all(reports, {}).values()
    >>> [(one.report.id, two.report.id) for one, two in candidate_pairs(accounts)]
    [('2020-12-10-moscow-times#e1', '2020-12-dutchreview#e1')]
    """
    seen: set[Pair] = set()
    for one, two in _near(list(accounts)):
        pair = (one, two) if one.report.id < two.report.id else (two, one)
        if pair not in seen and can_be_one(*pair):
            seen.add(pair)
            yield pair


def _near(accounts: Sequence[Account]) -> Iterator[Pair]:
    """Yield the pairs that share a block and whose dates are near, or whose quotes are equal."""
    filed: dict[Key, list[Account]] = defaultdict(list)
    quoted: dict[Key, list[Account]] = defaultdict(list)
    for one in accounts:
        quoted[one.report.type, one.report.quote.text].append(one)
        if one.moment is not None:
            for key in keys(one.report.type, one.agents.all, one.targets.all):
                filed[key].append(one)
    for group in (*quoted.values(), *_by_article(accounts).values()):
        yield from combinations(group, 2)
    for key, group in filed.items():
        if key[0] == _WHOLE:
            yield from _overlapping(group)
    for one in accounts:
        for key in wanted(one.report.type, one.agents.all, one.targets.all):
            if key[0] != _WHOLE:
                yield from ((one, two) for two in filed[key] if two is not one)


def _by_article(accounts: Iterable[Account]) -> Mapping[Key, list[Account]]:
    found: dict[Key, list[Account]] = defaultdict(list)
    for one in accounts:
        found[one.report.article, one.report.type].append(one)
    return found


def _overlapping(group: Iterable[Account]) -> Iterator[Pair]:
    """Yield the pairs of a block whose dates are near, found in the order of their first days."""
    ordered = sorted(
        ((one.moment, one) for one in group if one.moment is not None), key=lambda m: m[0]
    )
    for place, ((_, last), one) in enumerate(ordered):
        for (first, _), two in ordered[place + 1 :]:
            if first > last + UNDATED_SLACK:
                break
            yield one, two


#: What a block is of: reports that name a party on each side, or that name one side only.
_WHOLE, _AGENTS_ONLY, _TARGETS_ONLY = "both", "agents only", "targets only"
#: Blocks of reports with both sides by one of them, in which reports of one side only look.
_AGENT, _TARGET = "agent", "target"


def keys(kind: str, agents: Collection[str], targets: Collection[str]) -> Iterator[Key]:
    """Yield the blocks in which a report with parties (ids) is filed.

    >>> list(keys("summons", ["russia"], []))
    [('agents only', 'summons', 'russia')]
    """
    if agents and targets:
        yield from ((_WHOLE, kind, *pair) for pair in product(sorted(agents), sorted(targets)))
    elif agents:
        yield from ((_AGENTS_ONLY, kind, one) for one in sorted(agents))
    elif targets:
        yield from ((_TARGETS_ONLY, kind, one) for one in sorted(targets))


def wanted(kind: str, agents: Collection[str], targets: Collection[str]) -> Iterator[Key]:
    """Yield the blocks of `by_key` in which the reports that may be one with a report are filed.

    >>> list(wanted("summons", ["russia"], ["russia"]))[1:]
    [('agents only', 'summons', 'russia'), ('targets only', 'summons', 'russia')]
    """
    yield from keys(kind, agents, targets)
    if agents and targets:
        yield from ((_AGENTS_ONLY, kind, one) for one in sorted(agents))
        yield from ((_TARGETS_ONLY, kind, one) for one in sorted(targets))
    elif agents:
        yield from ((_AGENT, kind, one) for one in sorted(agents))
    elif targets:
        yield from ((_TARGET, kind, one) for one in sorted(targets))


def by_key(reports: Iterable[Report]) -> Mapping[Key, list[Report]]:
    """Return reports by the blocks in which others look for them.

    >>> by_key([])
    {}
    """
    filed: dict[Key, list[Report]] = {}
    for one in reports:
        kind, agents, targets = one.type, frozenset(one.agents), frozenset(one.targets)
        filed_in = list(keys(kind, agents, targets))
        if agents and targets:
            filed_in += [(_AGENT, kind, a) for a in agents]
            filed_in += [(_TARGET, kind, t) for t in targets]
        for key in filed_in:
            filed.setdefault(key, []).append(one)
    return filed
