"""Nouns that stand for a list which the text gives: "eight states, among them Peru and Chile"."""

from collections.abc import Mapping

from talion.extract.lang import Tag, nouns, phrases, typography
from talion.extract.text.parse import Parse

_REACH = 8


def exemplified(parse: Parse, series: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Return the heads of the list that each noun stands for, by the noun's token.

    `series` are the heads of names in a row, by each of their tokens.

    >>> text = context("Eight states, among them Peru and Chile, protested.")
    >>> {text.parse.words[noun]: heads for noun, heads in text.examples.items()}
    {'states': (5, 7)}
    """
    found: dict[int, tuple[int, ...]] = {}
    for heads in dict.fromkeys(series.values()):
        noun = _noun_of(parse, heads)
        if noun is not None:
            found[noun] = heads
    return found


def _noun_of(parse: Parse, heads: tuple[int, ...]) -> int | None:
    """Return the noun that a list is a list of."""
    start, end = heads[0], heads[-1] + 1
    first, last = parse.bounds[parse.sentence[start]]
    while start > first and (
        parse.tag[start - 1].startswith(Tag.NAME) or _is_article(parse, start)
    ):
        start -= 1
    opener = _opener(parse, first, start)
    if opener is not None:
        return _noun_before(parse, max(first, opener - _REACH), opener)
    closed = " ".join(parse.lower[end : min(end + 3, last)])
    if closed.startswith(phrases.LIST_CLOSERS):
        return _noun_before(parse, max(first, start - _REACH), start)
    if start > first and parse.lemma[start - 1] in phrases.LIST_VERBS:
        before = [k for k in range(first, start) if _stands_for_several(parse, k)]
        return before[0] if before else None
    return None


def _is_article(parse: Parse, start: int) -> bool:
    return parse.tag[start - 1] == Tag.DETERMINER


def _opener(parse: Parse, first: int, start: int) -> int | None:
    """Return where the words begin that open a list at a token, if such words stand there."""
    for opener in phrases.LIST_OPENERS:
        at = start - len(opener.split())
        if at > first and " ".join(parse.lower[at:start]) == opener:
            return at
    return None


def _noun_before(parse: Parse, first: int, last: int) -> int | None:
    """Return the last noun for several parties in [first, last), no clause between."""
    for k in range(last - 1, first - 1, -1):
        if _stands_for_several(parse, k):
            return k
        if parse.is_verb(k) or parse.words[k] in typography.CLAUSE_ENDS:
            return None
    return None


def _stands_for_several(parse: Parse, i: int) -> bool:
    return parse.lemma[i] in nouns.LISTED_PARTIES and parse.tag[i] != Tag.SINGULAR
