"""Dates in the words of several languages, and with marks of tables, put into one plain form."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from talion.events.ontology_tables import table_rows
from talion.gate.language_tables import language_table, languages

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as the plain form has them."""

_NOTE = re.compile(r"\[(?:\d{1,3}|[a-z]{1,2}|notes? \d{1,2}|edit|citation needed)\]")
_ASIDE = re.compile(r"\((?:[^()\d]{0,60}|[^()]{0,20}\d{1,2}[.:h ]{0,2}\d{0,2} ?[ap]\.?m\.?|\?)\)")
_MARKS = re.compile(r"[\[\]<>()*†‡§\u200b-\u200f\ufeff]")
_CENTURY = re.compile(r"(?<!\w)['`´](?=\d\d(?!\d))")
_ROMAN = re.compile(r"(?<=\d)([./ -]{1,2})(i{1,3}|iv|vi{0,3}|ix|xi{0,2})(?=[./ -]{1,2}\d)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_APOSTROPHES = str.maketrans("‘’‛′", "''''")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|-го|-е)(?![^\W\d_])")
_DECADE = re.compile(r"(?:annees |anos |jaren )?(?<!\d)(\d{3}0)(?:er(?: jahren?)?|-?е|'s)(?!\w)")
_NONE = "none"


@lru_cache(maxsize=65536)
def plain_date(text: str) -> str:
    """Return a date in plain words: months by three letters, no notes, "~" for about.

    Words of all languages of `ontology/languages/` and of `ontology/tables/date_words.csv` are
    known. What is no word of a date stays, in lower case and without accents; empty for words that
    say that there is no date.

    >>> plain_date("ca. März 2018"), plain_date("le 1er août 2021"), plain_date("23.vii.1914")
    ('~ mar 2018', '1 aug 2021', '23.jul1914')
    >>> plain_date("26 maart '18[3]"), plain_date("8–9 Oct. 1971"), plain_date("n.d.")
    ('26 mar 18', '8–9 oct 1971', '')
    """
    plain = _folded(text)
    unsure = "(?)" in plain or plain.rstrip().endswith("?")
    plain = _CENTURY.sub("", _MARKS.sub(" ", _ASIDE.sub(" ", _NOTE.sub(" ", plain))))
    plain = _DECADE.sub(r"\1s", plain)
    plain = _ROMAN.sub(lambda m: m[1] + MONTHS[_ROMANS.index(m[2])], plain.rstrip(" ?"))
    plain = _words().sub(lambda m: f" {_meaning(m[0])} ", plain)
    plain = _months().sub(lambda m: MONTHS[int(str(m.lastgroup)[1:]) - 1], _ORDINAL.sub("", plain))
    plain = " ".join(plain.replace(",", " ").split())
    plain = re.sub(r"^(?:to |[.:;] ?)+", "", plain).rstrip(" .;:")
    if plain == _NONE:
        return ""
    return f"~ {plain}" if unsure and plain and "~" not in plain else plain


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def without_days(text: str) -> str:
    """Return a text in lower case, without accents and days of a month.

    >>> without_days("expelled 4 on 12 May"), without_days("4 le 1er août")
    ('expelled 4 on ', '4 le ')
    """
    return _days_of_months().sub("", _folded(text))


def _meaning(words: str) -> str:
    meaning = _known()[_key(words)]
    return "~" if meaning == "about" else meaning


def _key(words: str) -> str:
    return " ".join(re.split(r"[. ]+", words.strip(". ")))


@cache
def _days_of_months() -> re.Pattern[str]:
    """Return a pattern of days of a month, before it or after it; without accents as well."""
    tables = [language_table(code) for code in languages()]
    month = "|".join(pattern for table in tables for pattern in table.months)
    named = rf"(?:{month})(?![^\W\d_])"
    day = r"(?<!\d)\d{1,2}"
    return re.compile(rf"{day}[^\W\d_]{{0,2}}\.? {named}|(?<![^\W\d_]){named}\.? {day}(?!\d)")


@cache
def _known() -> dict[str, str]:
    return {row["words"]: row["meaning"] for row in table_rows("date_words.csv")}


@cache
def _words() -> re.Pattern[str]:
    """Return a pattern of all words that say how a date is meant, the longest first."""
    listed = sorted(_known(), key=len, reverse=True)
    any_of = "|".join(re.escape(words).replace(r"\ ", "[. ]{1,2}") for words in listed)
    return re.compile(rf"(?<![^\W_])(?:{any_of})\.?(?![^\W\d_])")


@cache
def _months() -> re.Pattern[str]:
    """Return a pattern of the months in all languages, each a group by its number."""
    tables = [language_table(code) for code in languages()]
    any_of = "|".join(
        rf"(?P<m{number}>{'|'.join(table.months[number - 1] for table in tables)})"
        for number in range(1, 13)
    )
    return re.compile(rf"(?<![^\W_\d])(?:{any_of})\.?(?![^\W_\d])")
