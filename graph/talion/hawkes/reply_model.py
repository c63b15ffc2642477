"""The reply model's parameters: what responds to what, how strongly, and how soon."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.errors import ModelFileError
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.dyads import COUNTS, SIDES, SILENCES
from talion.hawkes.kernels import Kernels
from talion.json_reading import parsed_json
from talion.store.atomic_write import save
from talion.store.bounded_read import read_bytes

_LARGEST = 100_000_000  # bytes of a file of parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

FORMAT = "talion-reply-model/1"

ROLES = (
    "campaign",
    "campaign_latest",
    "campaign_alike",
    "reply",
    "reply_latest",
    "reply_alike",
)
"""All own earlier events, the own latest one, those of the same type; then the other side's."""

BASE = 0
SILENCE = 1
SIDE = SILENCE + SILENCES
COUNT = SIDE + SIDES
TYPE = COUNT + COUNTS
"""Where each kind of mark begins among the columns of the weights."""

ACTOR_SCALES = (0, 3, 5)
"""Scales of the kernels at which a state's events (and those against it) raise all its pairs."""

OTHER = "other"
UNSTATED = "act"
"""A type that the fitted data did not have, and the type of events whose type is unstated."""


@dataclass(frozen=True)
class Model:
    """Parameters of the multi-scale reciprocal Hawkes model.

    The rate of events of type *b* by state *x* against *y* at time *t* is

        λ = m₀(b)·(world/pairs + Σ actor levels)
          + Σ over x's earlier events i against y: [m₁(b)·W(i) + 1{bᵢ = b}·V(b)]·kernels(t − tᵢ)
          + Σ over y's earlier events j against x: [m₂(b)·W′(j) + 1{bⱼ = b}·V′(b)]·kernels(t − tⱼ)

    The kernels are the exponentials of `Kernels`; W and V hold one weight ≥ 0 per kernel: the mean
    number of offspring of an event at that delay (together, the branching ratio). W(i) adds up a
    weight for each mark of the event: its type, and its standing in the dyad (how long the silence
    was that it broke, whether the other side had acted, how often this side had). Some weights
    count for all earlier events, some only for the latest one of its side, whose excitation ends
    when a new event supersedes it, and V for events of the same type (an expulsion for an
    expulsion). m₀, m₁, m₂ share the events of each origin among types. Actor levels are the events
    of x against anyone and of anyone against y, spread over all pairs (a state that attacks on all
    sides, a state attacked from all sides).

    In the weights the log-likelihood is concave, because λ is linear in them (Ogata 1978); the
    mixtures m make it concave in each block, and tests fit it from several starts.

    Self-excitation and cross-excitation: Hawkes, "Spectra of Some Self-Exciting and Mutually
    Exciting Point Processes" (Biometrika 1971). Reciprocal Hawkes processes for states: Blundell,
    Heller, Beck, "Modelling Reciprocating Relationships with Hawkes Processes" (NIPS 2012). Two
    kinds of excitation with several decays per pair of nodes: Soliman et al., "The Multivariate
    Community Hawkes Model" (ICML 2022).
    Who triggered whom, as a share of the rate: Zhuang, Ogata, Vere-Jones, "Stochastic
    Declustering of Space-Time Earthquake Occurrences" (JASA 2002). EM for it: Veen, Schoenberg,
    "Estimation of Space–Time Branching Process Models in Seismology Using an EM-Type Algorithm"
    (JASA 2008).

    `weights` has shape (roles, columns, scales), `mix` (3, types) for background, campaign and
    reply, `actors` (2, actor scales) for events by the source and events against the target;
    `world` is the number of background events (immigrants) of all pairs in a unit of time,
    `states` the number of states. `choice` decides which measures respond to which where times are
    in days (see `ChoiceModel`); the rate then tells campaign from background, and what answers
    events that are no measures.
    """

    kernels: Kernels
    states: int
    types: tuple[str, ...]
    world: float
    actors: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    mix: npt.NDArray[np.float64]
    source: dict[str, Any] = field(default_factory=dict)
    choice: ChoiceModel | None = None

    @property
    def typed(self) -> bool:
        """Whether types matter."""
        return len(self.types) > 1

    @property
    def columns(self) -> int:
        """Number of mark columns of the weights."""
        return TYPE + len(self.types)

    def on(self, kernels: Kernels) -> Model:
        """Return the model with other kernels: as many scales, another unit of time.

        Delays stretch with the kernels, and so does the time between background events.
        """
        factor = kernels.shortest / self.kernels.shortest
        return replace(self, kernels=kernels, world=self.world / factor)

    def covering(self, types: Iterable[str]) -> Model:
        """Return the model with a type of its own for each of `types` that it lacks.

        A type that the fitted data did not have weighs what OTHER weighs, but it is alike only to
        itself: of two such types, one is not taken for a repetition of the other.
        """
        new = [name for name in dict.fromkeys(types) if name not in self.types]
        if not new or not self.typed:
            return self
        other = self.types.index(OTHER)

        def more(table: npt.NDArray[np.float64], column: int) -> npt.NDArray[np.float64]:
            added = np.repeat(table[:, column : column + 1], len(new), axis=1)
            return np.concatenate([table, added], axis=1)

        return replace(
            self,
            types=(*self.types, *new),
            weights=more(self.weights, TYPE + other),
            mix=more(self.mix, other),
        )

    def kinds(self, types: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the number that the model gives to each of the types of a table."""
        if not self.typed:
            return np.zeros(len(types), np.int32)
        place = {name: at for at, name in enumerate(self.types)}
        return np.array([place.get(name, place[OTHER]) for name in types], np.int32)

    def to_json(self) -> dict[str, Any]:
        """Return the parameters as plain values, rounded to nine significant digits."""
        return {
            "format": FORMAT,
            "source": self.source,
            "bank": {
                "shortest": self.kernels.shortest,
                "resolution": self.kernels.resolution,
                "size": self.kernels.size,
            },
            "states": self.states,
            "types": list(self.types),
            "world": _rounded(self.world),
            "actors": _rounded(self.actors),
            "weights": {role: _rounded(self.weights[at]) for at, role in enumerate(ROLES)},
            "mix": _rounded(self.mix),
            **({} if self.choice is None else {"choice": self.choice.to_json()}),
        }

    @classmethod
    def from_json(cls, data: Any, place: str = "model") -> Model:
        """Read what `to_json` wrote; raises `ModelFileError` naming the place and the reason."""
        try:
            if data["format"] != FORMAT:
                raise ModelFileError(place, f"its format is {data['format']!r}, not {FORMAT!r}")
            model = cls(
                kernels=Kernels(**data["bank"]),
                states=int(data["states"]),
                types=tuple(data["types"]),
                world=float(data["world"]),
                actors=np.array(data["actors"], np.float64),
                weights=np.array([data["weights"][role] for role in ROLES], np.float64),
                mix=np.array(data["mix"], np.float64),
                source=dict(data["source"]),
                choice=ChoiceModel.from_json(data["choice"], place) if "choice" in data else None,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(place, f"no reply model ({error})") from error
        model._check(place)
        return model

    def _check(self, place: str) -> None:
        """Raise `ModelFileError` unless all shapes fit together and all weights are ≥ 0."""
        kinds, scales = len(self.types), self.kernels.size
        expected = {
            "actors": (2, len(ACTOR_SCALES)),
            "weights": (len(ROLES), self.columns, scales),
            "mix": (3, kinds),
        }
        for name, shape in expected.items():
            array = getattr(self, name)
            if array.shape != shape:
                raise ModelFileError(place, f"{name} has shape {array.shape}, not {shape}")
            if not np.all(array >= 0):
                raise ModelFileError(place, f"{name} has a weight that is not ≥ 0")
        if self.world <= 0 or self.states < 2:
            raise ModelFileError(place, "world and states must be positive")

    def write(self, path: str | Path) -> None:
        """Write the parameters as JSON; OutputError says why not."""
        text = json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":"))
        save(Path(path), text.replace("],[", "],\n[") + "\n")

    @classmethod
    def read(cls, path: str | Path) -> Model:
        """Read a parameters file; raises `ModelFileError`, or `InputError` where there is none."""
        written = read_bytes(path, _LARGEST)
        try:
            data = parsed_json(written)
        except ValueError as error:
            raise ModelFileError(str(path), f"no JSON ({error})") from error
        return cls.from_json(data, str(path))

    @classmethod
    def default(cls) -> Model:
        """Return the parameters that ship with Talion: rates of 2014, and the choice."""
        rates = cls.read(Path(__file__).with_name("default.json"))
        return replace(rates, choice=ChoiceModel.default())


def _rounded(values: npt.NDArray[np.float64] | float) -> Any:
    """Return numbers, nested as they were, with nine significant digits and no dust."""
    if isinstance(values, float):
        return float(f"{values:.9g}") if values > 1e-12 else 0.0
    return [_rounded(float(v) if np.ndim(v) == 0 else v) for v in values]
