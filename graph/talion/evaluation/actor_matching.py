"""When two readers' names mean one actor: the folding that agreement is measured with.

Apart from the gazetteer on purpose. A measure must not move when the gazetteer learns a name, and
must give what the codebook's scoring gives, so it has a short table of its own.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from talion.model.actor import ActorKind
from talion.model.findings import NamedActor

#: Spellings of one name, a line each, the one they fold to first.
_SPELLINGS = """
united states | us | usa | united states of america | america
united kingdom | uk | britain | great britain
soviet union | ussr | union of soviet socialist republics
russia | russian federation
netherlands | holland | kingdom of the netherlands
czech republic | czechia
china | prc | peoples republic of china
north korea | dprk
south korea | republic of korea
west germany | federal republic of germany
east germany | gdr | german democratic republic
iran | islamic republic of iran
syria | syrian arab republic
turkey | turkiye
myanmar | burma
united arab emirates | uae
vatican | holy see | vatican city
palestine | palestinians | state of palestine | palestinian authority | palestinian national authority
european union | eu
united nations | un
nato | north atlantic treaty organization
opcw | organization for the prohibition of chemical weapons
palestine liberation organization | plo
international criminal court | icc
aivd | general intelligence and security service | dutch general intelligence and security service
mivd | military intelligence and security service | dutch military intelligence and security service
fsb | federal security service | russian federal security service
svr | foreign intelligence service | russian foreign intelligence service
gru | main intelligence directorate | russian military intelligence
kgb | committee for state security
mi5 | security service
mi6 | secret intelligence service
nsa | national security agency | us national security agency
cia | central intelligence agency | us central intelligence agency
fbi | federal bureau of investigation
metropolitan police | london metropolitan police | metropolitan police service
congress | us congress | united states congress
"""  # noqa: E501 - one group a line
_CANONICAL = {
    name: group[0]
    for group in (line.split(" | ") for line in _SPELLINGS.strip().splitlines())
    for name in group
}
_GENERATIONS = {"jr", "sr", "ii", "iii"}


def plain(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading "the"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"[.'’‘`]", "", bare))
    return " ".join(words).removeprefix("the ").replace("organisation", "organization")


def fold(name: str) -> str:
    """Return the one spelling of a name that is no person's.

    "AIVD (General Intelligence and Security Service)" folds as "AIVD".
    """
    whole = plain(name)
    if whole in _CANONICAL or "(" not in name:
        return _CANONICAL.get(whole, whole)
    outside = plain(re.sub(r"\([^)]*\)", " ", name)) or whole
    return _CANONICAL.get(outside, outside)


def last_name(name: str) -> str:
    """Return a person's last name, without "Jr"."""
    words = plain(name).split()
    while len(words) > 1 and words[-1] in _GENERATIONS:
        del words[-1]
    return words[-1] if words else ""


#: A name as it is compared: a person by last name, anybody else by the folded name.
Key = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class FoldedParty:
    """One side of an incident as readers are compared: everybody, and the state level of it."""

    everybody: frozenset[Key]
    states: frozenset[Key]

    def agrees(self, other: "FoldedParty") -> bool:
        """Whether both overlap: at the level of states where both have one; nobody with nobody."""
        if not (self.everybody and other.everybody):
            return not (self.everybody or other.everybody)
        if self.states and other.states:
            return not self.states.isdisjoint(other.states)
        return not self.everybody.isdisjoint(other.everybody)

    def share(self, other: "FoldedParty") -> float:
        """Return the share of names in common, from 0 to 1."""
        return len(self.everybody & other.everybody) / max(1, len(self.everybody | other.everybody))


class Roster:
    """What the names in one reader's incidents stand for, told by both readers' lists of actors.

    A reader's own list goes first. A lone last name of a listed person is that person; a name that
    neither lists is taken for a state.
    """

    def __init__(self, own: Iterable[NamedActor], other: Iterable[NamedActor]) -> None:
        listed = [*other, *own]
        self._kinds: Mapping[str, ActorKind] = {fold(actor.name): actor.type for actor in listed}
        self._persons = {
            last_name(actor.name) for actor in listed if actor.type is ActorKind.PERSON
        }

    def party(self, names: Iterable[str]) -> FoldedParty:
        """Return one side of an incident."""
        everybody, states = set(), set()
        for name in names:
            folded = fold(name)
            kind = self._kinds.get(folded, ActorKind.PERSON if folded in self._persons else None)
            person = kind is ActorKind.PERSON
            key = (person, last_name(name) if person else folded)
            everybody.add(key)
            if not person and kind is not ActorKind.AGENCY:
                states.add(key)
        return FoldedParty(frozenset(everybody), frozenset(states))
