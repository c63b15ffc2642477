"""The time that a sentence takes over from the one before: "It also recalled its envoy"."""

from talion.extract.entities.noun_phrases import Side
from talion.extract.incidents.event_mention import Draft
from talion.extract.text.parse import Parse

#: Words that open a sentence told of the same time.
_OPENERS = ("in addition", "at the same time", "additionally", "simultaneously", "besides")
#: How many sentences back the act may stand: a quotation may come between.
_BACK = 2


def carried(parse: Parse, i: int, agents: Side, drafts: list[Draft]) -> str | None:
    """Return the date of the last act of the same side, where "also" or the like joins the two."""
    here = parse.sentence[i]
    if not _joined(parse, i):
        return None
    for draft in reversed(drafts):
        if here - draft.sentence > _BACK:
            return None
        if draft.type == "threat" or not set(draft.agents.states) & set(agents.states):
            continue
        return draft.date if draft.dated and draft.sentence < here else None
    return None


def _joined(parse: Parse, i: int) -> bool:
    """Whether a verb is said to come on top of what was told before."""
    if parse.tag[i] not in ("VBD", "VBN", "VBZ", "VBG", "VB"):
        return False
    if any(parse.lower[c] == "also" for k in (i, parse.head[i]) for c in parse.children[k]):
        return True
    first, last = parse.bounds[parse.sentence[i]]
    return " ".join(parse.lower[first : min(first + 5, last)]).startswith(_OPENERS)
