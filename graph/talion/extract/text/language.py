"""Whether a text is English, told by its commonest words."""

import re

from talion.extract.lang import NAME
from talion.extract.lang.stop_words import STOP_WORDS

_WORDS = {name: frozenset(words.split()) for name, words in STOP_WORDS.items()}
_TOKEN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("Cyrillic", "Ѐ", "ӿ"),
    ("Greek", "Ͱ", "Ͽ"),
    ("Arabic", "؀", "ۿ"),
    ("Hebrew", "֐", "׿"),
    ("Chinese or Japanese", "぀", "鿿"),
    ("Korean", "가", "힣"),
    ("Devanagari", "ऀ", "ॿ"),
    ("Thai", "฀", "๿"),
)
_SAMPLE = 20_000


def language(text: str) -> str:
    """Return the language a text is written in, by the commonest words or the script.

    A text too short to tell counts as being in the language that is read.
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    for name, first, last in _SCRIPTS:
        if letters and sum(first <= c <= last for c in letters) > 0.3 * len(letters):
            return name
    words = [w.casefold() for w in _TOKEN.findall(sample)]
    if len(words) < 20:
        return NAME
    scores = {name: sum(w in known for w in words) for name, known in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 1.15 * scores[NAME] else NAME
