"""Which trigger says what the members of a list did, or what was done to them."""

from talion.extract.entities.context import Context
from talion.extract.entities.enumerations import Enumeration, Shape
from talion.extract.lang import function_words
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import CountedAs, TypeTraits

#: How many sentences before a list on lines of its own that one may stand which says what it is.
_REACH = 2

#: How many tokens there may be between a list and one that goes on from it.
_NEXT = 40
_COUNTED = frozenset({CountedAs.PERSONS, CountedAs.MISSIONS})


def governed_lists(
    context: Context, triggers: list[Trigger]
) -> dict[tuple[int, str], list[Enumeration]]:
    """Return the lists of a text by token and type of the trigger that governs each.

    A list that no trigger governs is left out.

    >>> text = context("Peru expelled two Cuban envoys, Chile three and Haiti one.")
    >>> governed = governed_lists(text, triggers(text))
    >>> [[m.number for m in found.members] for found in governed[1, "expulsion"]]
    [[3, 1]]
    """
    found: dict[tuple[int, str], list[Enumeration]] = {}
    before: tuple[Trigger, int] | None = None
    for listed in context.enumerations:
        able = [t for t in triggers if _may_govern(t.traits, listed)]
        governor = _governor(context, listed, able)
        if governor is None and before is not None and _goes_on_from(before[1], listed, triggers):
            governor = before[0]
        if governor is not None:
            found.setdefault((governor.i, governor.type), []).append(listed)
            before = governor, listed.end
    return found


def _goes_on_from(end: int, listed: Enumeration, triggers: list[Trigger]) -> bool:
    """Whether a list goes on from one before: "They did the same on Friday: Peru (4), Cuba (2)"."""
    near = len(listed.members) > 1 and listed.start - end < _NEXT
    return near and not any(end <= t.i < listed.start for t in triggers)


def _may_govern(traits: TypeTraits, listed: Enumeration) -> bool:
    """Whether what a list gives may be numbers of a type: places cut where they are drops."""
    if listed.shape is Shape.TIMES:
        return traits.distributive
    drops = any(m.drop is not None for m in listed.members)
    if not traits.is_measure or drops != (traits.counts is CountedAs.POSTS):
        return False
    return drops or (traits.counts in _COUNTED and (traits.removes or traits.coordinated))


def _governor(context: Context, listed: Enumeration, triggers: list[Trigger]) -> Trigger | None:
    parse = context.parse
    if listed.own_lines:
        lines = [e for e in context.enumerations if e.own_lines]
        above = [
            t
            for t in triggers
            if parse.sentence[listed.start] - _REACH <= parse.sentence[t.i]
            and t.i < listed.start
            and not any(e.start <= t.i < e.end for e in lines)
        ]
        inside = [t for t in triggers if listed.start <= t.i < listed.end and t.traits.coordinated]
        return _last(above) or (inside[0] if inside else None)
    sentence = parse.sentence[listed.start]
    first, last = parse.bounds[sentence]
    before = [t for t in triggers if first <= t.i < listed.start]
    several = len(listed.members) > 1
    known = [t for t in before if not t.learned] or before
    if listed.shape is Shape.TIMES:
        return known[-1] if known else None
    if before and (several or _goes_on(listed)):
        return known[-1]
    if not several:
        return None
    after = [t for t in triggers if listed.start <= t.i < last]
    if after:
        return after[0]
    earlier = parse.bounds[max(sentence - 1, 0)][0]
    return _last([t for t in triggers if earlier <= t.i < first])


def _last(triggers: list[Trigger]) -> Trigger | None:
    """Return the last of some triggers, one that removes persons before others."""
    return next((t for t in reversed(triggers) if t.traits.removes), None) or next(
        reversed(triggers), None
    )


def _goes_on(listed: Enumeration) -> bool:
    """Whether a list of one goes on from a clause before it: "Peru expelled two, Chile three"."""
    return listed.joined and listed.shape in (Shape.NAMES, Shape.TIMES)


def comes_after_any(context: Context, i: int, words: frozenset[str]) -> bool:
    """Whether a word of some stands just before a token, an article apart.

    >>> comes_after_any(context("from the Netherlands"), 2, frozenset({"from"}))
    True
    """
    lower = context.parse.lower
    at = i - 2 if i > 1 and lower[i - 1] in function_words.LIST_DETERMINERS else i - 1
    return at >= 0 and lower[at] in words
