"""The words of a language that the gate checks by, from `ontology/languages/`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from talion.gate.folding import fold_text
from talion.resources import ontology_file, ontology_folder

#: The language of articles that name none.
DEFAULT = "en"
#: A pattern that nothing matches.
_NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """One language: patterns over folded text, and the values of its number words.

    `away` maps a unit of time (0 day, 1 week, 2 month, 3 year) to pairs of a pattern and a
    distance from the day of publication; `feasts` are patterns with a month and a day. `endings`
    are the letters in which an inflected name may end, of a language that inflects names.
    """

    name: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    away: Mapping[int, tuple[tuple[re.Pattern[str], int], ...]]
    units: tuple[re.Pattern[str], ...]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    singular: re.Pattern[str]
    others: re.Pattern[str]
    alleged: re.Pattern[str]
    hearsay: re.Pattern[str]
    claimed: re.Pattern[str]
    prospective: re.Pattern[str]
    undecided: re.Pattern[str]
    later: re.Pattern[str]
    bound: re.Pattern[str]
    last: re.Pattern[str]
    ordered: re.Pattern[str]
    attributed: re.Pattern[str]
    envoys: re.Pattern[str]
    day_after: re.Pattern[str]
    day_before: re.Pattern[str]
    instructions: re.Pattern[str]
    endings: str = ""
    feasts: tuple[tuple[re.Pattern[str], int, int], ...] = ()
    ordinals: Mapping[str, int] = field(default_factory=dict)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a table.

    >>> languages()
    ('cs', 'de', 'en', 'es', 'fr', 'nl', 'ru', 'uk')
    """
    return tuple(f.name.removesuffix(".toml") for f in ontology_folder("languages", ".toml"))


@cache
def language_table(code: str) -> LanguageTable:
    """Return the table of a language; that of English for one that has none.

    >>> language_table("nl").numbers["zeventien"], language_table("eo").name
    (17, 'English')
    """
    known = code if code in languages() else DEFAULT
    text = ontology_file(f"languages/{known}.toml").read_text(encoding="utf-8")
    return _table(tomllib.loads(text))


def _table(data: dict[str, Any]) -> LanguageTable:
    def words(key: str) -> re.Pattern[str]:
        return _pattern(data[key])

    def away(key: str) -> tuple[tuple[re.Pattern[str], int], ...]:
        return tuple((_pattern([pattern]), distance) for pattern, distance in data[key])

    return LanguageTable(
        name=data["name"],
        months=tuple(map(_folded, data["months"])),
        weekdays=tuple(map(_folded, data["weekdays"])),
        away={
            unit: away(key)
            for unit, key in enumerate(("days", "weeks", "months_away", "years_away"))
        },
        units=tuple(_pattern([unit]) for unit in data["units"]),
        numbers={fold_text(word): value for word, value in data["numbers"].items()},
        scales={fold_text(word): value for word, value in data["scales"].items()},
        singular=words("singular"),
        others=words("others"),
        alleged=words("alleged"),
        hearsay=words("hearsay"),
        claimed=words("claimed"),
        prospective=words("prospective"),
        undecided=words("undecided"),
        later=words("later"),
        last=_pattern(data.get("last", ())),
        ordered=_pattern(data.get("ordered", ())),
        attributed=_at_end(data.get("attributed", ())),
        envoys=_pattern(data.get("envoys", ())),
        day_after=_pattern(data.get("day_after", ())),
        day_before=_pattern(data.get("day_before", ())),
        feasts=tuple((_pattern([p]), month, day) for p, month, day in data.get("feasts", ())),
        bound=_last_words(data.get("bound", ())),
        instructions=words("instructions"),
        endings=data.get("endings", ""),
        ordinals={fold_text(w): value for w, value in data.get("ordinals", {}).items()},
    )


def _at_end(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of some alternatives with nothing but punctuation after it."""
    joined = "|".join(f"(?:{_folded(a)})" for a in alternatives) or _NOTHING
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)[ '-]*$")


def _last_words(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of some alternatives at the end of a line, an article after it."""
    joined = "|".join(f"(?:{_folded(a)})" for a in alternatives) or _NOTHING
    return re.compile(rf"(?<!\w)(?:{joined})(?: \w{{1,3}})?\n")


def _folded(pattern: str) -> str:
    """Return a pattern with its letters as they are in folded text; its marks stay."""
    return "".join(c if c.isascii() else fold_text(c) or c for c in pattern).replace('"', "'")


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words for any of some alternatives; without any, for nothing."""
    joined = "|".join(f"(?:{_folded(a)})" for a in alternatives) or _NOTHING
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
