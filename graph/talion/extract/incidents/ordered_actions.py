"""Triggers that only say what another verb orders: "ordered to close", "vowed to retaliate"."""

from talion.extract.lang import Dep
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import FrameKind


def is_part_of_order(parse: Parse, trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Whether a trigger is the aim of another: "ordered to close", "vowed to retaliate".

    >>> text = context("Peru ordered Chile to close its consulate.")
    >>> found = triggers(text)
    >>> [(text.parse.words[t.i], is_part_of_order(text.parse, t, found)) for t in found]
    [('ordered', False), ('close', True)]
    """
    above = parse.ancestors(trigger.i)[:3]
    for other in triggers:
        if other.i not in above or other.frame.kind is not FrameKind.VERB:
            continue
        ordered = other.frame.needs and other.traits.is_bilateral and trigger.traits.is_bilateral
        if trigger.i > other.i and ordered and not _in_clause_of_its_own(parse, trigger.i, other.i):
            if other.type == trigger.type:
                return True
            if other.i in above[:1] and parse.dep[trigger.i] in (
                Dep.OPEN_COMPLEMENT,
                Dep.CLAUSAL_COMPLEMENT,
            ):
                return True
    return False


def _in_clause_of_its_own(parse: Parse, i: int, above: int) -> bool:
    """Whether "after", "because" or the like opens a clause between a verb and one above."""
    for a in (i, *parse.ancestors(i)):
        if a == above:
            return False
        if parse.dep[a] == Dep.ADVERBIAL_CLAUSE and parse.kids(a, Dep.MARKER):
            return True
    return False
