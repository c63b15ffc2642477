"""Whether two reports can be of one incident at all: what cannot be is not weighed."""

from rapidfuzz import fuzz

from talion.resolve.accounts import Account, Participants

#: Dates of one incident are at most so many days apart: reports err, or tell another day of it.
DATE_SLACK = 25
#: A report without a date is of what happened within so many days of its publication.
UNDATED_SLACK = 62
#: Of two counts of one incident the greater is at most so many times the lesser.
_FAR = 2
#: From so many states on, a side is a list of which one state is a member.
_LIST = 3


def can_be_one(a: Account, b: Account) -> bool:
    """Whether nothing rules out that two reports are of one incident.

    The types must be equal, and the states that act; the parties must meet on each side that both
    name, and so must the dates; counts are alike. A member of a list is not the whole list. Two
    reports of one article are two incidents unless the article repeats itself.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> told = Accounts(gazetteer()).of_all(view.reports(), {})
    >>> one, two = (told[f"2020-12-{name}#e1"] for name in ("dutchreview", "10-moscow-times"))
    >>> can_be_one(one, two), can_be_one(one, told["2020-12-dutchreview#e2"])
    (True, False)
    """
    one, two = a.report, b.report
    if one.type != two.type or not sides_meet(a, b):
        return False
    if one.article == two.article:
        return _repeated(a, b)
    if one.count and two.count and max(one.count, two.count) > _FAR * min(one.count, two.count):
        return False
    return _in_time(a, b)


def sides_meet(a: Account, b: Account) -> bool:
    """Whether the parties of two reports meet on each side that both name, and on one at least.

    >>> from talion.resolve.accounts import Accounts
    >>> from talion.store.reference import gazetteer
    >>> told = Accounts(gazetteer()).of_all(view.reports(), {})
    >>> one, two = (told[f"2020-12-dutchreview#e{n}"] for n in (1, 2))  # expulsion, espionage
    >>> sides_meet(one, one), sides_meet(one, two)
    (True, False)
    """
    sides = (a.agents, b.agents), (a.targets, b.targets)
    named = a.agents.states and b.agents.states
    if named and a.agents.states != b.agents.states:
        return False  # who acts with others does not act alone
    if not all(_fit(*side) for side in sides):
        return False
    return any(not one.all.isdisjoint(two.all) for one, two in sides)


def _fit(one: Participants, two: Participants) -> bool:
    """Whether two parties can be the same side: one is not named, or they meet."""
    if not one.all or not two.all:
        return True
    if one.states and two.states:
        few, many = sorted((len(one.states), len(two.states)))
        listed = few < many >= _LIST
        return not listed and not one.states.isdisjoint(two.states)
    return not one.all.isdisjoint(two.all)


def _in_time(a: Account, b: Account) -> bool:
    """Whether the dates of two reports, or else of their publication, are near enough.

    Where one is not dated, equal quotes will do.
    """
    dated = a.report.date is not None and b.report.date is not None
    if not dated and a.report.quote.text == b.report.quote.text:
        return True
    if a.moment is None or b.moment is None:
        return False
    apart = max(a.moment[0] - b.moment[1], b.moment[0] - a.moment[1])
    return apart <= (DATE_SLACK if dated else UNDATED_SLACK)


def _repeated(a: Account, b: Account) -> bool:
    """Whether one article states the same thing twice."""
    one, two = a.report, b.report
    same = (one.status, one.count, one.date) == (two.status, two.count, two.date)
    alike = fuzz.token_sort_ratio(one.quote.text, two.quote.text) >= 90
    return same and alike and a.agents == b.agents and a.targets == b.targets
