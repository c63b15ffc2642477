"""Names, the actors that they can stand for, and in which sense."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from talion.model.actor import Actor, ActorKind
from talion.model.date import Date


class NameUse(StrEnum):
    """In which sense a name stands for an actor, the plainest first."""

    NAME = "name"
    CODE = "code"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"


_USES, _KINDS = tuple(NameUse), tuple(ActorKind)
_POSSESSIVE = re.compile(r"['’‘`]s\b")
_POINTS = re.compile(r"[.'’‘`]")
_BETWEEN = re.compile(r"[^\w&]+")


def fold(name: str) -> str:
    """Return a name as it is looked up: no case, accents, points, leading article or possessive.

    >>> fold("The U.S.'s"), fold("Türkiye")
    ('us', 'turkiye')
    """
    if name.isascii():  # nothing to decompose
        text = name.casefold()
    else:
        text = unicodedata.normalize("NFKD", name).casefold()
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = _POSSESSIVE.sub("", text)
    text = _POINTS.sub("", text)
    text = _BETWEEN.sub(" ", text).strip()
    return text.removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Sense:
    """An actor that a name may stand for, and in which sense."""

    actor: Actor
    use: NameUse


class Gazetteer:
    """All known actors, by each of their names.

    `find` returns every sense of a name, `actor` the most likely one, as of a date where one is
    given ("Moscow" is the Soviet Union's before 1992 and Russia's after).
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_id: dict[str, Actor] = {}
        self._senses: dict[str, list[Sense]] = {}
        for actor in actors:
            self.add(actor)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, actor: Actor) -> None:
        """Add one more actor."""
        self._by_id[actor.id] = actor
        for use, names in (
            (NameUse.NAME, (actor.name, *actor.names)),
            (NameUse.CODE, actor.codes),
            (NameUse.DEMONYM, actor.demonyms),
            (NameUse.CAPITAL, actor.capitals),
            (NameUse.METONYM, actor.metonyms),
        ):
            for name in names:
                senses = self._senses.setdefault(fold(name), [])
                if all(s.actor.id != actor.id for s in senses):
                    senses.append(Sense(actor, use))

    def by_id(self, ident: str) -> Actor | None:
        """Return the actor of that id."""
        return self._by_id.get(ident)

    def names(self) -> Iterator[str]:
        """Yield every folded name."""
        return iter(self._senses)

    def find(self, name: str, at: Date | None = None) -> tuple[Sense, ...]:
        """Return the senses of a name, the plainest first, of actors that existed at a date.

        Without a date, actors that still exist come before past ones.
        """
        senses = self._senses.get(fold(name), [])
        if at is not None:
            senses = [s for s in senses if s.actor.exists(at)]
        return tuple(
            sorted(senses, key=lambda s: (s.actor.until is not None and at is None, self._rank(s)))
        )

    def actor(self, name: str, at: Date | None = None) -> Actor | None:
        """Return the actor that a name most plainly stands for, or None.

        >>> italy = Actor("italy", "Italy", ActorKind.COUNTRY, capitals=("Rome",))
        >>> found = Gazetteer([italy]).actor("ROME")
        >>> found.name if found else None
        'Italy'
        """
        senses = self.find(name, at)
        return senses[0].actor if senses else None

    @staticmethod
    def _rank(sense: Sense) -> tuple[int, int]:
        return _USES.index(sense.use), _KINDS.index(sense.actor.kind)
