"""What the choice must know of events: their dyads, severities and numbers of reports."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.events.event_types import severity_of
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.choice.choice_terms import (
    CANDIDATES,
    LASTING,
    RECENT,
    NoneTerm,
    PairTerm,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.choice.choice_terms import TableKind
    from talion.hawkes.dyads import Dyads


class ChoiceInput(NamedTuple):
    """Events by dyad (see `Dyads`), and the weights of the choice, for the compiled pass.

    `hostile` is by type; `reports` by row if `counted` is 1, else one for all. The rest are
    factors, the exponentials of weighted terms: `alone` of none by type of the event, `together`
    by its type and the candidate's, `alike` where these are one and say
    something; `by_day` of the delay,
    `flags` of `OWN_SINCE`, `LATEST` and `LATEST_OF_TYPE`, `powers` of counts, by `Power`.
    `strengths` are the weights themselves of `OWN_RECENT` and the three terms after it, `fading`
    (2, `KNOWN_DAYS`) what is left of a measure after so many days, by `RECENT` and `LASTING`.
    """

    start: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    word: npt.NDArray[np.int32]
    hostile: npt.NDArray[np.uint8]
    alike: npt.NDArray[np.uint8]
    reports: npt.NDArray[np.int32]
    counted: int
    by_day: npt.NDArray[np.float64]
    alone: npt.NDArray[np.float64]
    together: npt.NDArray[np.float64]
    flags: npt.NDArray[np.float64]
    powers: npt.NDArray[np.float64]
    strengths: npt.NDArray[np.float64]
    fading: npt.NDArray[np.float64]

    @classmethod
    def of(
        cls,
        choice: ChoiceModel,
        dyads: Dyads,
        types: Sequence[str],
        unstated: frozenset[str],
        kind: TableKind,
        reports: npt.NDArray[np.integer] | None = None,
    ) -> ChoiceInput:
        """Put together what the pass needs; `types` are the names of the dyads' type numbers."""
        counted = np.ones(1, np.int32) if reports is None else reports
        counted = np.ascontiguousarray(counted, np.int32).view()
        counted.flags.writeable = False  # tables' are, and one version is compiled
        severity = np.array([severity_of(name) for name in types])
        weights = choice.of(kind)
        pair, none = weights.pair, weights.none
        apart = severity[:, None] - severity
        alike = np.array([name not in unstated for name in types])
        together = (
            pair[PairTerm.HARSHER] * np.maximum(apart, 0)
            + pair[PairTerm.MILDER] * np.maximum(-apart, 0)
            + pair[PairTerm.SEVERITY] * severity
            + pair[PairTerm.IN_KIND] * np.diag(alike)
        )
        alone = none[NoneTerm.CONSTANT] + none[NoneTerm.SEVERITY] * severity
        flags = pair[[PairTerm.OWN_SINCE, PairTerm.LATEST, PairTerm.LATEST_OF_TYPE]]
        return cls(
            start=dyads.start,
            time=dyads.moments,
            word=dyads.words,
            hostile=(severity > HARMLESS).astype(np.uint8),
            alike=alike.astype(np.uint8),
            reports=counted,
            counted=int(reports is not None),
            by_day=np.exp(weights.by_day),
            alone=np.exp(alone),
            together=np.exp(together).ravel(),
            flags=np.exp(flags),
            powers=_powers(pair, none).ravel(),
            strengths=np.ascontiguousarray(none[NoneTerm.OWN_RECENT :]),
            fading=np.exp(-np.arange(KNOWN_DAYS) / np.array([[RECENT], [LASTING]])).ravel(),
        )


class Power(IntEnum):
    """The terms that are logarithms of counts, in the order of `ChoiceInput.powers`."""

    OWN_MONTH = 0
    OWN_YEAR = 1
    OTHER_MONTH = 2
    OTHER_YEAR = 3
    OWN_KIND = 4
    REPORTS = 5
    CANDIDATE_REPORTS = 6
    IN_KIND_BUSY = 7
    IN_KIND_COMMON = 8
    OTHER_COMMON = 9


KNOWN_DAYS = 4096
"""What is left of a measure after fewer whole days is looked up."""

KNOWN_COUNTS = 2048
"""Powers of counts below this are looked up; the last column holds the exponents."""


def _powers(
    pair: npt.NDArray[np.float64], none: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return (1 + count) to the power of the weight of each term, and the weights behind them."""
    weights = np.array(
        [
            *none[[NoneTerm.OWN_MONTH, NoneTerm.OWN_YEAR]],
            *none[[NoneTerm.OTHER_MONTH, NoneTerm.OTHER_YEAR]],
            *none[[NoneTerm.OWN_KIND, NoneTerm.REPORTS]],
            pair[PairTerm.REPORTS],
            *pair[[PairTerm.IN_KIND_BUSY, PairTerm.IN_KIND_COMMON, PairTerm.OTHER_COMMON]],
        ]
    )[:, None]
    return np.hstack([np.exp(weights * np.log1p(np.arange(KNOWN_COUNTS))), weights])


class ChoiceMemory(NamedTuple):
    """What the pass keeps about one dyad, in arrays made once for many dyads.

    Of each side's measures in order (side 0 from index 0, side 1 from index `half`): `when`,
    `kind`, `row`, and `against`, how many the other side had taken before. `number` is how many
    there are, `prior` how many before the event or day at hand, `month` and `year` the first of
    these within the month and the year before; `counts` (sides, types) counts those of the year.
    `faded` (sides, 3) holds the sums of measures faded at the rates of `RECENT` and `LASTING`, and
    the time at which these sums hold; `faded_kinds` (sides, types, 3) the same by type.
    Of a day on which both sides acted: `base` and `today`, the weights of everything but the other
    side's events of that day, and of these; `score` the weights of the candidates of each event.
    `named` is by type the last event of which a candidate had it, `wanted` how many candidates are
    to be reported.
    """

    half: int
    kinds: int
    wanted: int
    when: npt.NDArray[np.float64]
    kind: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    against: npt.NDArray[np.int64]
    number: npt.NDArray[np.int64]
    prior: npt.NDArray[np.int64]
    month: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    counted: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    faded: npt.NDArray[np.float64]
    faded_kinds: npt.NDArray[np.float64]
    base: npt.NDArray[np.float64]
    today: npt.NDArray[np.float64]
    sides: npt.NDArray[np.uint8]
    score: npt.NDArray[np.float64]
    named: npt.NDArray[np.int64]

    @classmethod
    def of(cls, dyads: Dyads, kinds: int, wanted: int) -> ChoiceMemory:
        """Make the arrays for the widest of the dyads."""
        widest, whole = dyads.widest, np.int64
        return cls(
            half=widest,
            kinds=kinds,
            wanted=wanted,
            when=np.zeros(2 * widest),
            kind=np.zeros(2 * widest, np.int32),
            row=np.zeros(2 * widest, np.int32),
            against=np.zeros(2 * widest, whole),
            number=np.zeros(2, whole),
            prior=np.zeros(2, whole),
            month=np.zeros(2, whole),
            year=np.zeros(2, whole),
            counted=np.zeros(2, whole),
            counts=np.zeros(2 * kinds, whole),
            faded=np.zeros(2 * 3),
            faded_kinds=np.zeros(2 * kinds * 3),
            base=np.zeros(widest),
            today=np.zeros(widest),
            sides=np.zeros(widest, np.uint8),
            score=np.zeros(CANDIDATES * widest),
            named=np.full(kinds, -1, whole),
        )
