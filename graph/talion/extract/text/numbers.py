"""Numbers in words and figures, and how many a noun phrase speaks of."""

from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.objects import QUANTITIES

_UNITS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}

_TENS = {
    w: 10 * n
    for n, w in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}

_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}

_SINGLE = words("a an another one its the his their this that")

_COLLECTIVE = words("staff personnel family presence people police property crew")

PERIODS = words("hour day week month year minute time")

#: Not numbers of persons, though they stand before a noun.
_ORDERS = frozenset({"first", "second", "third", "last"})


def number(word: str) -> int | None:
    """Return the number that a word or a figure stands for, or None."""
    text = word.casefold().replace(",", "")
    if text.isdigit():
        return int(text)
    if text in _UNITS:
        return _UNITS[text]
    if text in _TENS:
        return _TENS[text]
    parts = text.split("-")
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _UNITS:
        return _TENS[parts[0]] + _UNITS[parts[1]]
    return _SCALES.get(text)


def number_at(parse: Parse, i: int) -> int | None:
    """Return the number at a token, with a scale or the words that it is spelt by."""
    value = number(parse.words[i])
    if value is None:
        return None
    before = [
        number(parse.words[c])
        for c in parse.children[i]
        if c < i and parse.dep[c] in ("compound", "nummod", "quantmod")
    ]
    known = [b for b in before if b is not None]
    if parse.lower[i] in _SCALES and known:
        return known[-1] * value
    if parse.lower[i] in _UNITS and known and known[-1] >= 20 and known[-1] % 10 == 0:
        return known[-1] + value
    if i >= 2 and parse.words[i - 1] == "-" and number(parse.words[i - 2]) in _TENS.values():
        return (number(parse.words[i - 2]) or 0) + value
    return value


def count_of(parse: Parse, head: int) -> int | None:
    """Return the number of a noun phrase: its numeral, 1 for a singular, else None."""
    if parse.lemma[head] in PERIODS:
        return None
    if parse.pos[head] == "NUM" or parse.tag[head] == "CD":
        return None if parse.entity[head] == "DATE" else _sane(number_at(parse, head))
    for c in parse.children[head]:
        year = parse.entity[c] == "DATE" and len(parse.words[c]) == 4
        if parse.dep[c] == "nummod" and parse.lower[c] not in _ORDERS and not year:
            share = parse.lower[c - 1] == "of" and parse.pos[c - 2] == "NUM" and c > 1
            value = number_at(parse, c - 2 if share else c)  # "four of six diplomats"
            if value is not None:
                return _sane(value)
    if parse.lemma[head] in QUANTITIES:
        if parse.lemma[head] == "dozen" and parse.tag[head] == "NN":
            return 12
        for c in parse.children[head]:
            if parse.lower[c] == "of" and parse.lemma[head] in (
                "total",
                "group",
                "batch",
                "list",
                "delegation",
            ):
                for p in parse.kids(c, "pobj"):
                    return count_of(parse, p)
        return None
    for k in range(head - 1, max(head - 7, -1), -1):
        if (
            parse.pos[k] in ("VERB", "AUX", "ADP", "PUNCT", "CCONJ")
            and parse.words[k] not in "\"“”'"
        ):
            break
        dated = parse.entity[k] in ("DATE", "TIME")
        if parse.lower[k] in ("a", "an") and parse.tag[head] == "NN":
            return 1
        value = number(parse.words[k]) if parse.pos[k] == "NUM" and not dated else None
        if value is not None:
            return _sane(number_at(parse, k))
    return 1 if _is_one(parse, head) else None


def _sane(value: int | None) -> int | None:
    return None if value is None or value > 50_000_000 else value


def _is_one(parse: Parse, head: int) -> bool:
    """Whether a noun phrase is a countable singular: "a diplomat", "its ambassador"."""
    if parse.tag[head] not in ("NN", "NNP") or parse.lemma[head] in _COLLECTIVE:
        return False
    if parse.entity[head] == "PERSON" or parse.lower[head] in ("d'affaires", "affaires"):
        return True
    determined = any(
        parse.dep[c] in ("det", "poss") and (parse.lower[c] in _SINGLE or parse.dep[c] == "poss")
        for c in parse.children[head]
    )
    return determined or parse.lemma[head] in (
        "ambassador",
        "envoy",
        "attaché",
        "attache",
        "consul",
        "chargé",
    )


def value_or_0(parse: Parse, i: int) -> int:
    """Return the number at a token, or 0."""
    return number_at(parse, i) or 0
