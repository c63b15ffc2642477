"""What the noun stands for that a name belongs to: an envoy, a mission, those who rule, ..."""

from functools import cache

from talion.extract.entities.context import Context
from talion.extract.lang import Dep, Pos, function_words, names, nouns, verbs
from talion.extract.triggers.lexicon import lexicon
from talion.model.actor import ActorKind

_NAMING = frozenset({Dep.ADJECTIVE, Dep.COMPOUND, Dep.POSSESSOR, Dep.NOUN_MODIFIER, Dep.APPOSITION})


@cache
def _classes() -> tuple[tuple[str, frozenset[str]], ...]:
    of = lexicon().words
    return (
        ("envoy", of("diplomat") | of("envoy")),
        ("mission", of("mission")),
        ("goods", of("goods")),
        ("ruler", nouns.GOVERNMENT | names.OFFICES | nouns.OFFICERS),
        ("person", nouns.PRIVATE_PERSONS | nouns.ANYBODY | of("civilian") | of("victim")),
        ("land", nouns.TERRITORY),
    )


def word_class(context: Context, head: int) -> str:
    """Return the class of the noun that a name modifies, or how the name stands by itself.

    >>> word_class(context("Peru expelled a Cuban envoy."), 3)
    'envoy'
    """
    parse = context.parse
    at = head
    for _ in range(2):
        if parse.dep[at] not in _NAMING:
            break
        at = parse.head[at]
    lemma = parse.lemma[at]
    mention = context.by_token.get(at)
    if mention is not None and mention.kind == ActorKind.PERSON:
        return "named person"
    if at != head:
        return next((name for name, words in _classes() if lemma in words), "other")
    above = parse.head[head]
    if parse.dep[head] == Dep.PREPOSITIONAL_OBJECT:
        owner = parse.lemma[parse.head[above]]
        of = next((name for name, words in _classes() if owner in words), "other")
        return f"{of} {parse.lower[above]}"
    if parse.dep[head] == Dep.SUBJECT and parse.lemma[above] in verbs.SPEAKING:
        return "speaker"
    if parse.pos[head] == Pos.PRONOUN or parse.lower[head] in function_words.PRONOUNS:
        return "pronoun"
    return "itself"
