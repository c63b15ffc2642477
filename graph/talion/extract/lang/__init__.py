"""The language of the articles: its words and the labels of its parser, in a folder of their own.

Rules import words from here alone, as `verbs.LIGHT` or `Dep.SUBJECT`, and hold none themselves; a
language is a folder with the modules of `en`. Words that name a kind of incident and wordings that
link two are not here but in `ontology/`, each with its language.
"""

from talion.extract.lang.en import (
    calendar_words,
    causal_words,
    function_words,
    modifiers,
    names,
    nouns,
    numerals,
    phrases,
    typography,
    verbs,
)
from talion.extract.lang.en.calendar_words import Unit
from talion.extract.lang.en.function_words import Word
from talion.extract.lang.en.labels import Dep, Ent, Pos, Tag

#: The language's tag (BCP 47) and its name in English.
TAG, NAME = "en", "English"

__all__ = [
    "NAME",
    "TAG",
    "Dep",
    "Ent",
    "Pos",
    "Tag",
    "Unit",
    "Word",
    "calendar_words",
    "causal_words",
    "function_words",
    "modifiers",
    "names",
    "nouns",
    "numerals",
    "phrases",
    "typography",
    "verbs",
]
