"""Numbers in words and figures, and the number of a noun phrase."""

from talion.extract.lang import (
    Dep,
    Ent,
    Pos,
    Tag,
    Word,
    calendar_words,
    function_words,
    nouns,
    numerals,
)
from talion.extract.text.parse import Parse

#: So many figures are more than any number of people, and may be more than a column holds.
_TOO_LONG = 10


def number(word: str) -> int | None:
    """Return the number that a word or a figure stands for; None for none, or a billion and more.

    >>> number("sixty-three"), number("1,200"), number("many"), number("10²")
    (63, 1200, None, None)
    """
    text = word.casefold().replace(",", "")
    if text.isdecimal():
        return int(text) if len(text) < _TOO_LONG else None
    if text in numerals.UNITS:
        return numerals.UNITS[text]
    if text in numerals.TENS:
        return numerals.TENS[text]
    parts = text.split("-")
    if len(parts) == 2 and parts[0] in numerals.TENS and parts[1] in numerals.UNITS:
        return numerals.TENS[parts[0]] + numerals.UNITS[parts[1]]
    return numerals.SCALES.get(text)


def number_at(parse: Parse, i: int) -> int | None:
    """Return the number at a token, with a scale or the words that it is spelt by.

    >>> text = parse("Peru withdrew three hundred soldiers.")
    >>> number_at(text, text.words.index("hundred"))
    300
    """
    value = number(parse.words[i])
    if value is None:
        return None
    before = [
        number(parse.words[c])
        for c in parse.children[i]
        if c < i and parse.dep[c] in (Dep.COMPOUND, Dep.NUMERAL, Dep.QUANTIFIER)
    ]
    known = [b for b in before if b is not None]
    if parse.lower[i] in numerals.SCALES and known:
        return known[-1] * value
    if parse.lower[i] in numerals.UNITS and known and known[-1] >= 20 and known[-1] % 10 == 0:
        return known[-1] + value
    if (
        i >= 2
        and parse.words[i - 1] == "-"
        and number(parse.words[i - 2]) in numerals.TENS.values()
    ):
        return (number(parse.words[i - 2]) or 0) + value
    return value


def count_of(parse: Parse, head: int) -> int | None:
    """Return the number of a noun phrase: its numeral, 1 for a singular, else None.

    >>> text = parse("Peru expelled two envoys, a consul and diplomats.")
    >>> [count_of(text, text.words.index(noun)) for noun in ("envoys", "consul", "diplomats")]
    [2, 1, None]
    """
    if parse.lemma[head] in calendar_words.PERIODS:
        return None
    if is_rank(parse, head) or is_rank(parse, head + 1):
        return 1
    if parse.pos[head] == Pos.NUMERAL or parse.tag[head] == Tag.CARDINAL:
        return None if parse.entity[head] == Ent.DATE else _sane(number_at(parse, head))
    for c in parse.children[head]:
        year = parse.entity[c] == Ent.DATE and len(parse.words[c]) == 4
        if is_rank(parse, c):
            return 1
        if _is_denied(parse, c):
            continue
        if parse.dep[c] == Dep.NUMERAL and parse.lower[c] not in numerals.ORDINALS and not year:
            share = parse.lower[c - 1] == Word.OF and parse.pos[c - 2] == Pos.NUMERAL and c > 1
            value = number_at(parse, c - 2 if share else c)  # "four of six diplomats"
            if value is not None:
                return _sane(value)
    if parse.lemma[head] in numerals.QUANTITIES:
        if parse.lemma[head] == numerals.DOZEN and parse.tag[head] == Tag.SINGULAR:
            return 12
        for c in parse.children[head]:
            if parse.lower[c] == Word.OF and parse.lemma[head] in numerals.WHOLES:
                for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                    return count_of(parse, p)
        return None
    for k in range(head - 1, max(head - 7, -1), -1):
        if (
            parse.pos[k]
            in (Pos.VERB, Pos.AUXILIARY, Pos.ADPOSITION, Pos.PUNCTUATION, Pos.CONJUNCTION)
            and parse.words[k] not in "\"“”'"
        ):
            break
        dated = parse.entity[k] in (Ent.DATE, Ent.TIME)
        if parse.lower[k] in function_words.ARTICLES and parse.tag[head] == Tag.SINGULAR:
            return 1
        value = number(parse.words[k]) if parse.pos[k] == Pos.NUMERAL and not dated else None
        if value is not None:
            return _sane(number_at(parse, k))
    return 1 if _is_one(parse, head) else None


def is_rank(parse: Parse, i: int) -> bool:
    """Whether a token is a number in an order, not an amount: "the No. 2 diplomat".

    >>> text = parse("Peru expelled the No. 2 diplomat of two missions.")
    >>> is_rank(text, text.words.index("2")), is_rank(text, text.words.index("two"))
    (True, False)
    """
    if not 0 < i < len(parse) or number(parse.words[i]) is None:
        return False
    before = i - 2 if parse.lower[i - 1] == "." else i - 1
    return "".join(parse.lower[max(before, 0) : i]) in numerals.RANKING


def bounds_amount(parse: Parse, i: int) -> bool:
    """Whether a negative only bounds an amount: the "no" of "no fewer than ten envoys".

    >>> text = parse("Peru expelled no fewer than ten envoys and no consul.")
    >>> [bounds_amount(text, k) for k, word in enumerate(text.words) if word == "no"]
    [True, False]
    """
    following = parse.lower[i + 1 : i + 3]
    return following[1:] == [Word.THAN] and following[0] in numerals.COMPARATIVES


def _is_denied(parse: Parse, i: int) -> bool:
    """Whether a number is named to be corrected: the "one" of "not one but two envoys"."""
    return i - 1 in parse.kids(i, Dep.NEGATION) and not bounds_amount(parse, i - 1)


def _sane(value: int | None) -> int | None:
    return None if value is None or value > 50_000_000 else value


def _is_one(parse: Parse, head: int) -> bool:
    """Whether a noun phrase is a countable singular: "a diplomat", "its ambassador"."""
    if parse.tag[head] not in (Tag.SINGULAR, Tag.NAME) or parse.lemma[head] in nouns.COLLECTIVES:
        return False
    if parse.entity[head] == Ent.PERSON or parse.lower[head] in nouns.TITLE_ENDS:
        return True
    determined = any(
        parse.dep[c] in (Dep.DETERMINER, Dep.POSSESSOR)
        and (parse.lower[c] in function_words.SINGULAR_DETERMINERS or parse.dep[c] == Dep.POSSESSOR)
        for c in parse.children[head]
    )
    return determined or parse.lemma[head] in nouns.ENVOYS


def value_or_0(parse: Parse, i: int) -> int:
    """Return the number at a token, or 0.

    >>> text = parse("Peru expelled two envoys.")
    >>> value_or_0(text, text.words.index("two")), value_or_0(text, text.words.index("envoys"))
    (2, 0)
    """
    return number_at(parse, i) or 0
