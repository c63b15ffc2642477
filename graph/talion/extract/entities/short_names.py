"""Halves of a divided country by one word: "the North", where the text names North Korea."""

from collections.abc import Iterator, Sequence

from talion.extract.entities.mentions import EntityMention
from talion.extract.lang import Word, names
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse


def short_names(parse: Parse, named: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Yield the places where a state that a text names is called by the first word of its name.

    Only words for a side of the compass with a capital and an article count, and only where the
    text names one state whose name begins so: "the North" is no state in a text on Mali.

    >>> text = context("North Korea fired a rocket. The North then closed an office.")
    >>> [(m.start, m.states) for m in short_names(text.parse, text.mentions[:1])]
    [(7, ('North Korea',))]
    """
    states: dict[str, set[str]] = {}
    for mention in named:
        if mention.kind == ActorKind.COUNTRY and len(mention.states) == 1:
            states.setdefault(mention.states[0].split()[0].casefold(), set()).update(mention.states)
    meant = {w: found for w in names.COMPASS if len(found := states.get(w, set())) == 1}
    taken = {i for m in named for i in range(m.start, m.end)}
    for i, word in enumerate(parse.lower if meant else ()):
        if word in meant and i not in taken and _alone(parse, i):
            (state,) = meant[word]
            text = f"{Word.THE} {word}"
            use, kind = NameUse.NAME, ActorKind.COUNTRY
            yield EntityMention(i, i + 1, (state,), kind, use, (state,), text)


def _alone(parse: Parse, i: int) -> bool:
    """Whether a word is written as a name, after an article and not as part of a longer name."""
    longer = i + 1 < len(parse) and parse.words[i + 1][:1].isupper()
    return i > 0 and parse.lower[i - 1] == Word.THE and parse.words[i].istitle() and not longer
