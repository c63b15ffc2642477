"""The places of a sentence where a party stands: names, descriptions and pronouns."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.entities.subjects import listed
from talion.extract.lang import Pos, Tag, function_words, nouns
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse


class Unnamed(StrEnum):
    """How a party is named at a place, where it is by no name of the gazetteer."""

    DESCRIPTION = "description"
    GROUP = "group"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Place:
    """A word that stands for a party; `use` is its kind of name or a `Unnamed`."""

    head: int
    party: Party
    use: NameUse | ActorKind | Unnamed
    groups: tuple[Party, ...] = ()


def places_in(context: Context, sentence: int) -> list[Place]:
    """Return the places of a sentence in reading order, coordinated names also as one.

    >>> [(p.party.states, p.use.value) for p in places_in(context("Peru and Chile met."), 0)]
    [(('Peru', 'Chile'), 'group'), (('Peru',), 'name'), (('Chile',), 'name')]
    """
    first, last = context.parse.bounds[sentence]
    found = [*_named(context, first, last), *_unnamed(context, first, last)]
    return sorted(found, key=lambda p: (p.head, p.use))


def _named(context: Context, first: int, last: int) -> Iterator[Place]:
    seen: set[int] = set()
    for mention in context.mentions:
        if not first <= mention.start < last:
            continue
        head = mention.end - 1
        party = party_of(mention)
        if party:
            yield Place(head, party, mention.use or mention.kind)
        heads = listed(context, head)
        if len(heads) > 1 and head not in seen:
            seen.update(heads)
            groups = tuple(p for p in map(context.party, heads) if p.states)
            whole = Party()
            for group in groups:
                whole += group
            if len(whole.states) > 1:
                yield Place(head, whole, Unnamed.GROUP, groups)


def _unnamed(context: Context, first: int, last: int) -> Iterator[Place]:
    parse = context.parse
    for i in range(first, last):
        if i in context.by_token:
            continue
        if parse.pos[i] == Pos.PRONOUN or parse.lower[i] in function_words.PRONOUNS:
            party, use = resolve(context, i), Unnamed.PRONOUN
        elif parse.pos[i] == Pos.NOUN and parse.lemma[i] in nouns.STATE_DESCRIPTIONS:
            definite = parse.tag[i] == Tag.PLURAL or any(
                parse.lower[c] in function_words.DEFINITE for c in parse.children[i]
            )
            if not definite or context.party(i):
                continue
            party, use = resolve(context, i), Unnamed.DESCRIPTION
        else:
            continue
        if party:
            yield Place(i, party, use)
