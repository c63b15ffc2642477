"""Families of words for one kind of thing: to send away, to shut; envoys, missions, goods."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO

from talion.extract.text.parse import Parse
from talion.resources import ontology_file

_NONE: frozenset[str] = frozenset()
_YES = "yes"


@dataclass(frozen=True, slots=True)
class WordFamilies:
    """The families of verbs and of nouns by their base forms.

    `topics` are families of nouns that say what a whole sentence is about, `measures` nouns for
    what can be taken back.
    """

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    topics: frozenset[str]
    measures: frozenset[str] = frozenset()

    def of(self, parse: Parse, i: int) -> frozenset[str]:
        """Return the families of a word, in its use as verb or noun where it has one there.

        >>> text = parse("Peru shut an embassy.")
        >>> sorted(word_families().of(text, 3))
        ['mission']
        """
        lemma = parse.lemma[i]
        first, other = (self.verbs, self.nouns) if parse.is_verb(i) else (self.nouns, self.verbs)
        return first.get(lemma) or other.get(lemma, _NONE)


@cache
def word_families() -> WordFamilies:
    """Return the families of `ontology/tables/word_families.csv`.

    >>> "remove" in word_families().verbs["oust"]
    True
    """
    tables: dict[str, dict[str, set[str]]] = {"verb": defaultdict(set), "noun": defaultdict(set)}
    topics, measures = set(), set[str]()
    source = ontology_file("tables/word_families.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(StringIO(source)):
        for word in row["words"].split():
            tables[row["part"]][word].add(row["family"])
        if row["topic"] == _YES:
            topics.add(row["family"])
        if row["measure"] == _YES:
            measures.update(row["words"].split())
    verbs, nouns = (
        {word: frozenset(found) for word, found in table.items()} for table in tables.values()
    )
    return WordFamilies(verbs, nouns, frozenset(topics), frozenset(measures))
