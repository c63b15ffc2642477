"""Modality: whether a verb refers to the future, or to what someone must do."""

from talion.extract.lang import Dep, Word, function_words, modifiers, verbs
from talion.extract.text.parse import Parse


def is_obliged(parse: Parse, i: int) -> bool:
    """Whether a verb refers to what someone must do: "must leave", "have to leave".

    >>> text = parse("Two diplomats must leave. Two others left.")
    >>> is_obliged(text, text.words.index("leave")), is_obliged(text, text.words.index("left"))
    (True, False)
    """
    if any(parse.lower[c] in function_words.OBLIGING_AUXILIARIES for c in parse.children[i]):
        return True
    head = parse.head[i]
    if (
        parse.dep[i]
        in (Dep.OPEN_COMPLEMENT, Dep.CLAUSAL_COMPLEMENT, Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE)
        and head != i
    ):
        if parse.lemma[head] in verbs.NEEDING:
            return any(parse.lower[c] == Word.TO for c in parse.children[i])
        return parse.is_passive(head) and parse.lemma[head] in verbs.OBLIGING
    return False


def is_future(parse: Parse, i: int) -> bool:
    """Whether a verb refers to the future: by a modal, or as the aim of a vow or a plan.

    >>> text = parse("Peru plans to expel two diplomats. Chile expelled one.")
    >>> is_future(text, text.words.index("expel")), is_future(text, text.words.index("expelled"))
    (True, False)
    """
    if any(parse.lower[c] in function_words.FUTURE_AUXILIARIES for c in parse.children[i] if c < i):
        return True
    to = any(parse.lower[c] == Word.TO for c in parse.children[i])
    head = parse.head[i]
    if (
        to
        and head != i
        and (parse.lemma[head] in modifiers.INTENDED or parse.lower[head] in modifiers.INTENDED)
    ):
        return True
    if parse.dep[i] == Dep.CONJUNCT and head != i:
        return is_future(parse, head)
    return (
        to
        and parse.dep[i] in (Dep.OPEN_COMPLEMENT, Dep.ADVERBIAL_CLAUSE)
        and head != i
        and is_future(parse, head)
    )
