"""The base forms that an English word may have: closed is close, broke is break."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from talion.events.ontology_tables import table_rows

_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_LEAST = 3


@lru_cache(maxsize=65536)
def base_forms(word: str) -> frozenset[str]:
    """Return a word and the base forms that it may be an inflected form of.

    >>> sorted(base_forms("expelled")), "break" in base_forms("broke")
    (['expel', 'expell', 'expelle', 'expelled'], True)
    >>> "embassy" in base_forms("embassies"), "close" in base_forms("closing")
    (True, True)
    """
    found = {word, *_irregular().get(word, ())}
    for ending, others in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("men", "man")):
        if word.endswith(ending):
            found.add(word.removesuffix(ending) + others)
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST:
            found |= {stem, f"{stem}e", _DOUBLED.sub(r"\1", stem)}
    return frozenset(form for form in found if form)


def is_inflected(word: str) -> bool:
    """Whether a word is an inflected form, or as well one as a base form (cut, shut).

    >>> [is_inflected(word) for word in ("spied", "spy", "shut", "closes")]
    [True, False, True, True]
    """
    return word in _irregular() or len(base_forms(word)) > 1


@cache
def _irregular() -> dict[str, frozenset[str]]:
    bases: dict[str, set[str]] = {}
    for row in table_rows("irregular_verbs.csv"):
        for form in row["forms"].split():
            bases.setdefault(form, set()).add(row["base"])
    return {form: frozenset(listed) for form, listed in bases.items()}
