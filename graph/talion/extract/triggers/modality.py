"""Whether a verb is said of what is to come, or of what someone must do."""

from talion.extract.text.parse import Parse
from talion.extract.text.words import words

_FUTURE = words("will would 'll ’ll shall must wo should")

_INTENDING = words(
    """
    vow threaten promise pledge plan intend prepare force ready swear warn go oblige compel
    right going consider want able
    """
)

_OBLIGING = words("force order tell ask require oblige compel instruct request give")


def is_obliged(parse: Parse, i: int) -> bool:
    """Whether a verb is said of what someone must do: "must leave", "have to leave"."""
    if any(parse.lower[c] in ("must", "shall") for c in parse.children[i]):
        return True
    head = parse.head[i]
    if parse.dep[i] in ("xcomp", "ccomp", "acl", "relcl") and head != i:
        if parse.lemma[head] in ("have", "need"):
            return any(parse.lower[c] == "to" for c in parse.children[i])
        return parse.is_passive(head) and parse.lemma[head] in _OBLIGING
    return False


def is_future(parse: Parse, i: int) -> bool:
    """Whether a verb is said of what is to come: a modal, or the aim of a vow or a plan."""
    if any(parse.lower[c] in _FUTURE for c in parse.children[i] if c < i):
        return True
    to = any(parse.lower[c] == "to" for c in parse.children[i])
    head = parse.head[i]
    if to and head != i and (parse.lemma[head] in _INTENDING or parse.lower[head] in _INTENDING):
        return True
    if parse.dep[i] == "conj" and head != i:
        return is_future(parse, head)
    return to and parse.dep[i] in ("xcomp", "advcl") and head != i and is_future(parse, head)
