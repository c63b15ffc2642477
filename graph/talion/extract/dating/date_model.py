"""The weights by which dates are chosen, learned from annotated articles."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Self

from talion.extract.dating.date_options import DateOption, DateOptions
from talion.model.incident import Status

#: The weights that ship with the package; `scripts/fit_dates.py` writes them.
SHIPPED = Path(__file__).with_name("dates.json")
#: An assumed date that is less probable gives way to the most probable one.
DOUBTED = 0.35


@dataclass(frozen=True, slots=True)
class DateModel:
    """A conditional logit: a weight a feature of an option."""

    weights: Mapping[str, float]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a model that `to_json` wrote."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def to_json(self) -> str:
        """Return the model as JSON with a line a feature, weights to two decimals, none of zero.

        >>> print(DateModel({"news": 0.123, "here": 0.001}).to_json())
        {
        "news": 0.12
        }
        <BLANKLINE>
        """
        kept = {k: round(w, 2) for k, w in sorted(self.weights.items()) if round(w, 2)}
        return json.dumps(kept, indent=0, ensure_ascii=False) + "\n"

    def date_of(self, options: DateOptions) -> tuple[DateOption, float]:
        """Return the date to report of an event, with its probability.

        What the grammar of the clause gives stands, and what is still to come has no other date.
        Else the assumption that the event is news, or has no date, stands unless it is less
        probable than `DOUBTED`.
        """
        every = options.all()
        chances = self.chances(every)
        ruled = options.ruled
        certain = ruled.given or options.situation.status is Status.PROSPECTIVE
        if certain or chances[ruled.date] >= DOUBTED:
            return next(o for o in every if o.date == ruled.date), chances[ruled.date]
        best = max(every, key=lambda option: chances[option.date])
        return best, chances[best.date]

    def chances(self, options: Sequence[DateOption]) -> dict[str | None, float]:
        """Return the probability of each date; options of one date count together for it.

        >>> from talion.extract.rules import Rule
        >>> here = DateOption("2018-03-14", Rule.OF_PASSAGE, ("earlier",))
        >>> news = DateOption("2018-03", Rule.AS_NEWS, ("news",))
        >>> found = DateModel({"earlier": 1.1}).chances([here, news])
        >>> {date: round(chance, 2) for date, chance in found.items()}
        {'2018-03-14': 0.75, '2018-03': 0.25}
        """
        scores = [sum(self.weights.get(f, 0.0) for f in option.features) for option in options]
        top = max(scores, default=0.0)
        raised = [exp(score - top) for score in scores]
        found: dict[str | None, float] = {}
        for share, option in zip(raised, options, strict=True):
            found[option.date] = found.get(option.date, 0.0) + share / sum(raised)
        return found


@cache
def date_model() -> DateModel:
    """Return the model that ships with the package.

    >>> len(date_model().weights) > 100
    True
    """
    return DateModel.from_file(SHIPPED)
