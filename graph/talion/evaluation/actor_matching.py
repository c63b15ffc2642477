"""When two annotators' names mean one actor: the normalization that scoring uses.

Independent of the gazetteer on purpose. A measure must not change when the gazetteer learns a
name, and must equal the codebook's scoring, so it has a short table of its own.
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
    """Return a name without case, accents, punctuation and a leading "the".

    >>> plain("The U.K.'s Organisation")
    'uks organization'
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"[.'’‘`]", "", bare))
    return " ".join(words).removeprefix("the ").replace("organisation", "organization")


def fold(name: str) -> str:
    """Return the canonical spelling of a name that is not a person's.

    "AIVD (General Intelligence and Security Service)" folds to "aivd".

    >>> fold("AIVD (General Intelligence and Security Service)"), fold("USA")
    ('aivd', 'united states')
    """
    whole = plain(name)
    if whole in _CANONICAL or "(" not in name:
        return _CANONICAL.get(whole, whole)
    *closed, rest = name.split(")")
    outside = plain(" ".join([*(part.partition("(")[0] for part in closed), rest])) or whole
    return _CANONICAL.get(outside, outside)


def last_name(name: str) -> str:
    """Return a person's last name, without "Jr".

    >>> last_name("Karin Ollongren"), last_name("Dale Earnhardt Jr.")
    ('ollongren', 'earnhardt')
    """
    words = plain(name).split()
    while len(words) > 1 and words[-1] in _GENERATIONS:
        del words[-1]
    return words[-1] if words else ""


#: A name as it is compared: a person by last name, anybody else by the folded name.
Key = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class FoldedParty:
    """One side of an incident for comparison: all its names, and those at the level of states."""

    everybody: frozenset[Key]
    states: frozenset[Key]

    def agrees(self, other: "FoldedParty") -> bool:
        """Whether both overlap, by states where both have any; empty agrees with empty only."""
        if not (self.everybody and other.everybody):
            return not (self.everybody or other.everybody)
        if self.states and other.states:
            return not self.states.isdisjoint(other.states)
        return not self.everybody.isdisjoint(other.everybody)

    def share(self, other: "FoldedParty") -> float:
        """Return the Jaccard index of the names, from 0 to 1."""
        return len(self.everybody & other.everybody) / max(1, len(self.everybody | other.everybody))


class Roster:
    """What the names in one annotator's incidents stand for, by both annotators' lists of actors.

    An annotator's own list goes first. A lone last name of a listed person is that person; a name
    that neither lists is taken for a state.
    """

    def __init__(self, own: Iterable[NamedActor], other: Iterable[NamedActor]) -> None:
        listed = [*other, *own]
        self._kinds: Mapping[str, ActorKind] = {fold(actor.name): actor.type for actor in listed}
        self._persons = {
            last_name(actor.name) for actor in listed if actor.type == ActorKind.PERSON
        }

    def party(self, names: Iterable[str]) -> FoldedParty:
        """Return one side of an incident."""
        everybody, states = set(), set()
        for name in names:
            folded = fold(name)
            kind = self._kinds.get(folded, ActorKind.PERSON if folded in self._persons else None)
            person = kind == ActorKind.PERSON
            key = (person, last_name(name) if person else folded)
            everybody.add(key)
            if not person and kind != ActorKind.AGENCY:
                states.add(key)
        return FoldedParty(frozenset(everybody), frozenset(states))
