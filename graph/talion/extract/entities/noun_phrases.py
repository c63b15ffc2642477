"""Parties: the actors that a noun phrase stands for."""

from dataclasses import dataclass

from talion.extract.entities.mentions import EntityMention
from talion.model.actor import ActorKind


@dataclass(frozen=True, slots=True)
class Party:
    """The actors of one noun phrase: states, and agencies or persons beside them."""

    states: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.states or self.others)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the states first.

        >>> Party(("Russia",), ("FSB",)).names
        ('Russia', 'FSB')
        """
        return (*self.states, *self.others)

    def __add__(self, other: "Party") -> "Party":
        return Party(_union(self.states, other.states), _union(self.others, other.others))

    def without(self, states: tuple[str, ...]) -> "Party":
        """Return this party without some states.

        >>> Party(("Peru", "Chile")).without(("Chile",)).states
        ('Peru',)
        """
        return Party(tuple(s for s in self.states if s not in states), self.others)


def _union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def party_of(mention: EntityMention) -> Party:
    """Return the party of a mention.

    >>> [party_of(mention).names for mention in context("The FSB denied it.").mentions]
    [('Russia', 'FSB')]
    """
    others = mention.names if mention.kind in (ActorKind.AGENCY, ActorKind.PERSON) else ()
    states = mention.states if mention.states or others else mention.names
    return Party(states, others)
