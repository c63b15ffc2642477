"""What the encoder says of the candidates for the sides of a trigger, as features."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

from talion.extract.encoder.encoded_text import EncodedText, SideShares
from talion.extract.entities.noun_phrases import Party

#: Probabilities that divide the likely from the unlikely; log-odds that divide directions.
_ABOVE, _ODDS = (0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95), (-4, -2, -1, 0, 1, 2, 4)
_NONE_BELOW, _ELSEWHERE_ABOVE = (0.02, 0.1, 0.5, 0.9), (0.1, 0.3, 0.6)
#: What is added to both sides of an odds, and the least that counts as most likely.
_FLOOR, _EDGE = 1e-4, 0.01


@dataclass(frozen=True, slots=True)
class EncodedSide:
    """The probability of each candidate as one side, that it is unknown, or elsewhere."""

    candidates: list[float]
    unknown: float
    elsewhere: float

    def rows(self) -> list[list[str]]:
        """Return the features of each candidate; the last are those of none.

        >>> EncodedSide([0.6, 0.02], 0.2, 0.18).rows()[1]
        ['encoder above 0.01']
        """
        top = max([_EDGE, *self.candidates])
        made = [
            [*_above("encoder", p), *(["encoder first"] if p == top else [])]
            for p in self.candidates
        ]
        none = [*_above("encoder none", self.unknown), *_above("encoder other", self.elsewhere)]
        return [*made, none]


@dataclass(frozen=True, slots=True)
class EncodedSides:
    """The candidates as agent and as target, and the probability of the type, and of none."""

    agent: EncodedSide
    target: EncodedSide
    kind: float
    nothing: float

    def pair(self, agent: int, target: int) -> list[str]:
        """Return the features of two candidates as agent and target, against the other way round.

        >>> a, t = EncodedSide([0.9, 0.1], 0, 0), EncodedSide([0.1, 0.9], 0, 0)
        >>> EncodedSides(a, t, 0.9, 0.1).pair(1, 0)
        []
        >>> EncodedSides(a, t, 0.9, 0.1).pair(0, 1)[-1]
        'encoder odds above 4'
        """
        so = self.agent.candidates[agent] * self.target.candidates[target]
        turned = self.agent.candidates[target] * self.target.candidates[agent]
        odds = log((so + _FLOOR) / (turned + _FLOOR))
        return [f"encoder odds above {c}" for c in _ODDS if odds > c]

    def reject(self) -> list[str]:
        """Return the features of the trigger's reporting no incident.

        >>> none = EncodedSide([], 0.9, 0.05)
        >>> EncodedSides(none, none, 0.02, 0.95).reject()
        ['reject encoder above 0.01']
        """
        elsewhere = max(self.agent.elsewhere, self.target.elsewhere)
        return [
            *_above("reject encoder", self.kind),
            *(f"reject encoder none below {c}" for c in _NONE_BELOW if self.nothing < c),
            *(f"reject encoder other above {c}" for c in _ELSEWHERE_ABOVE if elsewhere > c),
        ]


def encoded_sides(
    encoding: EncodedText | None, i: int, kinds: Sequence[str], parties: Sequence[Party]
) -> EncodedSides | None:
    """Return what the encoder says of some parties as sides of a word that reports a type.

    It is asked for the first of `kinds`, which all may be what the word reports; there is nothing
    to say where the word was not read.

    >>> encoded_sides(None, 0, ["expulsion"], []) is None
    True
    """
    sides = None if encoding is None else encoding.sides(i, kinds[0])
    if encoding is None or sides is None:
        return None
    agent, target = (_side(shares, encoding, parties) for shares in sides)
    kind = max(encoding.chance(i, k) for k in kinds)
    return EncodedSides(agent, target, kind, encoding.nothing(i))


def _side(shares: SideShares, encoding: EncodedText, parties: Sequence[Party]) -> EncodedSide:
    found = [shares.in_part(p.states or p.others, encoding.parties) for p in parties]
    return EncodedSide(found, shares.unknown, shares.elsewhere)


def _above(name: str, share: float) -> Collection[str]:
    return [f"{name} above {c}" for c in _ABOVE if share > c]
