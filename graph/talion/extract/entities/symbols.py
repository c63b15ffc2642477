"""A text as a string of symbols, one for each name, number or mark, in which lists are patterns.

The parser was trained on sentences and loses its way in long lists; the order of names, numbers
and marks does not depend on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from talion.extract.entities.mentions import EntityMention
from talion.extract.lang import Pos, Tag, calendar_words, function_words, numerals, typography
from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse


class Symbol:
    """The symbols; each is one character, so that patterns can be written with them."""

    NAME: Final = "S"
    DEMONYM: Final = "D"
    NUMBER: Final = "n"
    ONE: Final = "i"
    AND: Final = "&"
    THE: Final = "t"
    EACH: Final = "e"
    WORD: Final = "w"
    BY: Final = "b"
    FROM: Final = "f"
    TO: Final = "o"
    OWNS: Final = "'"
    DASH: Final = "d"
    OPEN: Final = "("
    CLOSE: Final = ")"
    LINE: Final = "L"
    DATE: Final = "m"
    PERIOD: Final = "u"
    OTHER: Final = "x"


_MARKS = {",": ",", ";": ";", ":": Symbol.DASH, "|": Symbol.DASH, "(": "(", ")": ")", ".": "."}
_CURRENCIES = frozenset("$£€¥")
_PEOPLE = frozenset({Pos.NOUN, Pos.NAME, Pos.ADJECTIVE, Pos.PRONOUN})


@dataclass(slots=True)
class SymbolText:
    """The symbols of a text, and of each the tokens [start, end), its mention, its number."""

    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    mentions: dict[int, EntityMention] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens [first, last) of symbols [start, end).

        >>> SymbolText("SnS", [(0, 1), (1, 4), (4, 5)]).tokens(0, 2)
        (0, 4)
        """
        return self.spans[start][0], self.spans[end - 1][1]


def symbols(parse: Parse, mentions: Iterable[EntityMention]) -> SymbolText:
    """Return the symbols of a text in which some actors are mentioned.

    >>> text = context("Peru (13) and Chile: two each")
    >>> symbols(text.parse, text.mentions).text
    'S(n)&Sdne'
    """
    found = SymbolText()
    at = {m.start: m for m in mentions}
    text: list[str] = []
    i = 0
    while i < len(parse):
        mention = at.get(i)
        value = _count_at(parse, i) if mention is None else None
        if mention is not None and mention.states and mention.kind is not ActorKind.PERSON:
            found.mentions[len(text)] = mention
            text.append(Symbol.DEMONYM if mention.use is NameUse.DEMONYM else Symbol.NAME)
            end = mention.end
        elif value is not None:
            found.numbers[len(text)], end = value
            text.append(Symbol.NUMBER)
        else:
            text.append(_symbol(parse, i))
            end = i + 1
        found.spans.append((i, end))
        i = end
    found.text = "".join(text)
    return found


def _symbol(parse: Parse, i: int) -> str:
    """Return the symbol of a token that is neither a name nor a count."""
    lower = parse.lower[i]
    if "\n" in parse.words[i]:
        return Symbol.LINE
    if lower in _MARKS:
        return _MARKS[lower]
    if _is_month(lower) or typography.YEAR.fullmatch(lower) or lower in calendar_words.WEEKDAYS:
        return Symbol.DATE
    if typography.DASHES_ALONE.fullmatch(lower):
        return Symbol.DASH
    for words, symbol in (
        (function_words.LIST_JOINING, Symbol.AND),
        (function_words.DISTRIBUTING, Symbol.EACH),
        (function_words.LIST_AGENTS, Symbol.BY),
        (function_words.ORIGIN_PREPOSITIONS, Symbol.FROM),
        (function_words.ADDRESSEE_PREPOSITIONS, Symbol.TO),
        (function_words.ARTICLES, Symbol.ONE),
        (function_words.LIST_DETERMINERS, Symbol.THE),
    ):
        if lower in words:
            return symbol
    if parse.tag[i] == Tag.POSSESSIVE_ENDING:
        return Symbol.OWNS
    if parse.lemma[i] in calendar_words.PERIODS:
        return Symbol.PERIOD
    return Symbol.WORD if parse.pos[i] in _PEOPLE else Symbol.OTHER


def _count_at(parse: Parse, i: int) -> tuple[int, int] | None:
    """Return the number that begins at a token and the token after it, if it may count anything.

    Dates, years, sums of money, shares and ages do not.
    """
    value = number(parse.words[i])
    if value is None or not (parse.pos[i] in (Pos.NUMERAL, Pos.NOUN, Pos.NAME) or value > 1):
        return None
    end = i + 1
    lower = [*parse.lower[i : i + 4], "", "", "", ""]
    if lower[0] in numerals.TENS and lower[1] in typography.DASHES and lower[2] in numerals.UNITS:
        value, end = value + numerals.UNITS[lower[2]], i + 3
    elif lower[1] in numerals.SCALES and lower[0] not in numerals.SCALES:
        value, end = value * numerals.SCALES[lower[1]], i + 2
    after = parse.lower[end] if end < len(parse) else ""
    before = parse.lower[i - 1] if i else ""
    if _is_month(before) or _is_month(after) or before in _CURRENCIES:
        return None
    if typography.YEAR.fullmatch(parse.words[i]) or after in calendar_words.NOT_COUNTS:
        return None
    if end < len(parse) and parse.lemma[end] in calendar_words.PERIODS:
        return None
    return (value, end) if value < _TOO_MANY else None


_TOO_MANY = 20_000


def _is_month(word: str) -> bool:
    bare = word.rstrip(".")
    return bare in calendar_words.MONTHS or bare in calendar_words.SHORT_MONTHS
