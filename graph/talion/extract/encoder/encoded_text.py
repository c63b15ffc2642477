"""What the encoder makes of one text: by word the types it may report, and the sides of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from talion.extract.encoder.choices import ELSEWHERE, UNKNOWN, Choices, Distances, Matrix, Places
from talion.extract.encoder.distances import sentence_step, word_step
from talion.extract.entities.noun_phrases import Party


@dataclass(frozen=True, slots=True)
class SideShares:
    """The probabilities of one side: that it is unknown, elsewhere in the text, or at a place."""

    unknown: float
    elsewhere: float
    places: Mapping[int, float]

    def of(self, names: Collection[str], parties: Mapping[int, Party]) -> float:
        """Return the probability of a party, which stands at the places that share a name with it.

        Without names it is that of unknown.

        >>> shares = SideShares(0.1, 0.1, {0: 0.5, 4: 0.3})
        >>> shares.of(["Peru"], {0: Party(("Peru",)), 4: Party(("Chile",))})
        0.5
        """
        if not names:
            return self.unknown
        here = (p for at, p in self.places.items() if set(parties[at].names) & set(names))
        return sum(here)

    def in_part(self, names: Collection[str], parties: Mapping[int, Party]) -> float:
        """Return the probability of a party, places counting by the share of names in common.

        >>> shares = SideShares(0.0, 0.0, {0: 0.5, 4: 0.5})
        >>> shares.in_part(["Peru"], {0: Party(("Peru", "Chile")), 4: Party(("Peru",))})
        0.75
        """
        return sum(p * _overlap(parties[at], set(names)) for at, p in self.places.items())


def _overlap(party: Party, names: set[str]) -> float:
    here = set(party.states) or set(party.others)
    return len(here & names) / len(here | names) if here | names else 0.0


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """The vectors of a window: of its candidate words, and its places, by their tokens."""

    words: Matrix
    places: Places
    tokens: Sequence[int]


@dataclass(slots=True)
class EncodedText:
    """The encoder's probabilities for one text.

    `kinds` are those of the types by word, in the order of `choices.types`; `rows` say in which
    window and row the vector of a word is; `parties` who stands at each place.
    """

    choices: Choices
    kinds: Mapping[int, Sequence[float]]
    rows: Mapping[int, tuple[EncodedWindow, int]]
    starts: Sequence[int]
    parties: Mapping[int, Party]
    _known: dict[tuple[int, str], tuple[SideShares, SideShares]] = field(default_factory=dict)

    def chance(self, i: int, kind: str) -> float:
        """Return the probability that a word reports a type of incident; 0 if it was not read."""
        if i not in self.kinds or kind not in self.choices.types:
            return 0.0
        return self.kinds[i][self.choices.types.index(kind)]

    def nothing(self, i: int) -> float:
        """Return the probability that a word reports no incident; 1 if it was not read."""
        return self.kinds[i][0] if i in self.kinds else 1.0

    def chances(self, i: int) -> dict[str, float]:
        """Return the probability of each type that a word may report; none if it was not read."""
        if i not in self.kinds:
            return {}
        return dict(zip(self.choices.types[1:], self.kinds[i][1:], strict=True))

    def sides(self, i: int, kind: str) -> tuple[SideShares, SideShares] | None:
        """Return the probabilities of agents and of targets of what a word reports as of a type.

        There are none for a word that was not read, nor for a type that the encoder does not know.
        """
        if i not in self.rows or kind not in self.choices.types:
            return None
        if (i, kind) not in self._known:
            self._known[i, kind] = self._sides(i, kind)
        return self._known[i, kind]

    def _sides(self, i: int, kind: str) -> tuple[SideShares, SideShares]:
        window, row = self.rows[i]
        far = [word_step(at - i) for at in window.tokens]
        apart = [sentence_step(self.starts, i, at) for at in window.tokens]
        distances = Distances(np.array(far, np.intp), np.array(apart, np.intp))
        both = self.choices.of_sides(window.words[row], kind, window.places, distances)
        agents, targets = (_shares(window.tokens, table.tolist()) for table in both)
        return agents, targets


def _shares(tokens: Sequence[int], table: Sequence[float]) -> SideShares:
    places: dict[int, float] = {}
    for at, p in zip(tokens, table[2:], strict=True):
        places[at] = places.get(at, 0.0) + p
    return SideShares(table[UNKNOWN], table[ELSEWHERE], places)
