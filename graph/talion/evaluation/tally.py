"""What is counted of two annotators' findings: right ones among the gold and the predicted."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

from talion.model.incident import Slot

SLOTS = tuple(Slot)


@dataclass(slots=True)
class Tally:
    """True positives, and the numbers of gold and of predicted items.

    >>> Tally(gold=4, predicted=2, right=1).f1
    0.3333333333333333
    """

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def add(self, other: "Tally") -> None:
        """Add the numbers of another article."""
        self.gold += other.gold
        self.predicted += other.predicted
        self.right += other.right

    @property
    def precision(self) -> float | None:
        """The share of the predicted items that is right; None where there is nothing at all."""
        if self.predicted:
            return self.right / self.predicted
        return 0.0 if self.gold else None

    @property
    def recall(self) -> float | None:
        """The share of the gold items that was found; None where there is nothing at all."""
        if self.gold:
            return self.right / self.gold
        return 0.0 if self.predicted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing at all."""
        whole = self.gold + self.predicted
        return 2 * self.right / whole if whole else None

    def to_dict(self) -> dict[str, Any]:
        """Return the numbers and the measures."""
        numbers = {"gold": self.gold, "predicted": self.predicted, "right": self.right}
        return {**numbers, "precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(slots=True)
class Agreement:
    """The agreement of two annotators' findings, counted."""

    incidents: Tally = field(default_factory=Tally)
    core: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    links: Tally = field(default_factory=Tally)
    links_matched_ends: Tally = field(default_factory=Tally)
    answers: Tally = field(default_factory=Tally)
    slots: Counter[Slot] = field(default_factory=Counter)

    def add(self, other: "Agreement") -> None:
        """Add the numbers of another article."""
        for name in (f.name for f in fields(self) if f.name != "slots"):
            getattr(self, name).add(getattr(other, name))
        self.slots.update(other.slots)

    def to_dict(self) -> dict[str, Any]:
        """Return all numbers under the codebook's names."""
        of = self.incidents.right
        slots = {
            slot: {
                "right": self.slots[slot],
                "of": of,
                "share": self.slots[slot] / of if of else None,
            }
            for slot in SLOTS
        }
        return {
            "incidents": self.incidents.to_dict(),
            "core": self.core.to_dict(),
            "slots": slots,
            "actors": self.actors.to_dict(),
            "links": self.links.to_dict(),
            "links_matched_ends": self.links_matched_ends.to_dict(),
            "answers": self.answers.to_dict(),
        }
