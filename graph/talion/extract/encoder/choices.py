"""What is chosen by an encoder's vectors: the type that a word reports, its agent, its target."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = NDArray[np.intp]
#: Besides the places where actors stand a side may be unknown, or elsewhere in the text.
UNKNOWN, ELSEWHERE = 0, 1


@dataclass(frozen=True, slots=True)
class Distances:
    """How far places stand from a word, by steps of words and of sentences: (places,) each."""

    words: Rows
    sentences: Rows


@dataclass(frozen=True, slots=True)
class Places:
    """The vectors of places as a pointer compares them, by side: (places, 128) each."""

    beside: Mapping[str, Matrix]
    alone: Mapping[str, Matrix]


@dataclass(frozen=True, slots=True)
class Choices:
    """The weights of the choices by name; `types` are the types in their order, none being first.

    Vectors have 384 values. A pointer (Vinyals, Fortunato and Jaitly 2015, arXiv:1506.03134)
    scores each place as a side of what a word reports.
    """

    types: tuple[str, ...]
    weights: Mapping[str, Matrix]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the weights that `scripts/export_encoder.py` wrote."""
        with np.load(path) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored if name != "types"}
            return cls(tuple(stored["types"].tolist()), weights)

    def of_types(self, last: Matrix, third: Matrix) -> Matrix:
        """Return the probability of each type, from vectors of two layers: (words, types)."""
        return _softmax(self._linear("kinds", np.concatenate([last, third], 1)))

    def places(self, vectors: Matrix) -> Places:
        """Return the places of a window for `of_sides`, from their vectors, one a row."""
        beside, alone = (
            {side: self._linear(f"{side}.{part}", vectors) for side in ("agent", "target")}
            for part in ("place", "place_alone")
        )
        return Places(beside, alone)

    def of_sides(
        self, word: Matrix, kind: str, places: Places, distances: Distances
    ) -> tuple[Matrix, Matrix]:
        """Return the probabilities of agents and of targets, the latter given the agents.

        `word` is the vector of the word. Each answer has the probability that the side is
        unknown, that it is elsewhere, and that of each place: (places + 2,).
        """
        asked = self.weights["asked.weight"][self.types.index(kind)]
        agents = self._pointed("agent", word, asked, places, distances)
        likely = agents[2:] @ places.beside["agent"]
        given = asked + self._linear("given", likely)
        return agents, self._pointed("target", word, given, places, distances)

    def _pointed(
        self, side: str, word: Matrix, asked: Matrix, places: Places, distances: Distances
    ) -> Matrix:
        query = self._linear(f"{side}.word", word) + asked
        beside = (
            self.weights[f"{side}.far.weight"][distances.words]
            + self.weights[f"{side}.sentences.weight"][distances.sentences]
        )
        mixed = _gelu(query + places.beside[side] + beside)
        product = places.alone[side] @ self._linear(f"{side}.word_alone", word)
        scores = self._linear(f"{side}.score", mixed)[:, 0] + product * len(query) ** -0.5
        none = self._linear(f"{side}.no_place", _gelu(query))
        return _softmax(np.concatenate([none, scores]))

    def _linear(self, name: str, values: Matrix) -> Matrix:
        made: Matrix = values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return made


def _gelu(x: Matrix) -> Matrix:
    """Return x Phi(x) by its approximation with tanh (Hendrycks and Gimpel 2016)."""
    made: Matrix = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return made


def _softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    made: Matrix = raised / raised.sum(-1, keepdims=True)
    return made
