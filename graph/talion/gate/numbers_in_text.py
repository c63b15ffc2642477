"""The numbers that stand in a piece of text, in figures or in the words of its language."""

import re
from collections.abc import Iterator

from talion.gate.language_tables import LanguageTable

_WORD = re.compile(r"\d+(?:[., ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
#: A unit, "and", a ten, in one word.
_COMPOUND = re.compile(r"([^\W\d_]{3,20}?)(?:und|en)([^\W\d_]{4,20})")
#: Words between the parts of one number.
_AND = frozenset({"and", "und", "en", "et", "y"})
#: Longer figures count nothing that an incident has.
_FIGURES = 12


def numbers_in(folded: str, table: LanguageTable) -> frozenset[int]:
    """Return every number in a folded text, also with the scale or the unit that follows it.

    >>> from talion.gate.language_tables import language_table
    >>> text = "some 1,200 of sixty-three, two hundred and 2.5 million"
    >>> sorted(numbers_in(text, language_table("en")))
    [2, 3, 60, 63, 200, 1200, 2500000]
    """
    found: set[int] = set()
    run: int | None = None
    for value, scale in _values(folded, table):
        if scale is not None:
            if run is not None:
                run = round(run * scale) if isinstance(run, int) else run
                found.add(run)
                continue
            value = scale
        if value is None:
            run = None
            continue
        if isinstance(value, float):
            run = None
            found.add(round(value))
            continue
        found.add(value)
        if run is not None and value < 100 and run % 10 == 0 and run > value:
            run += value
            found.add(run)
        else:
            run = value
    return frozenset(found)


def without_amounts_of_time(folded: str, table: LanguageTable) -> str:
    """Return a folded text without "48 hours", "seven days": numbers that count time.

    >>> from talion.gate.language_tables import language_table
    >>> without_amounts_of_time("the envoy has seven days to leave", language_table("en"))
    'the envoy has  to leave'
    """
    for unit in table.units:
        folded = re.sub(rf"(?<![^\s-])[^\s-]{{1,40}}[ -]{unit.pattern}", "", folded)
    return folded


def _values(folded: str, table: LanguageTable) -> Iterator[tuple[int | float | None, int | None]]:
    """Yield each word's number, or the scale that it is; nothing and nothing for another word."""
    words = [word[0] for word in _WORD.finditer(folded)]
    for place, word in enumerate(words):
        if word[0].isdigit():
            scale = table.scales.get(words[place + 1]) if place + 1 < len(words) else None
            yield _figures(word, scale), None
        elif word in table.scales and place and words[place - 1][0].isdigit():
            continue
        elif word in table.scales:
            yield None, table.scales[word]
        elif (value := _in_words(word, table)) is not None:
            yield value, None
        elif word in _AND:
            continue
        else:
            yield None, None


def _in_words(word: str, table: LanguageTable) -> int | None:
    """Return the number that a word stands for, also in one word, unit first."""
    if word in table.numbers:
        return table.numbers[word]
    if (parts := _COMPOUND.fullmatch(word)) is None:
        return None
    unit, ten = table.numbers.get(parts[1]), table.numbers.get(parts[2])
    whole = unit is not None and ten is not None and unit < 10 <= ten and ten % 10 == 0
    return unit + ten if whole and unit is not None and ten is not None else None


def _figures(word: str, scale: int | None) -> int | float | None:
    """Return the number that figures stand for, multiplied by the word that follows them."""
    if len(word) > _FIGURES:
        return None
    plain = re.sub(r"[., ](?=\d{3}(?!\d))", "", word)
    if plain.isdecimal():
        return int(plain) * (scale or 1)
    return float(plain.replace(",", ".")) * scale if scale else None
