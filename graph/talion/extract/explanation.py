"""How a finding came about, and what no component could finish."""

from dataclasses import dataclass
from typing import Any

from talion.extract.rules import Reason, SlotName, Worded
from talion.model.findings import Findings


@dataclass(frozen=True, slots=True)
class Explanation:
    """The trigger of a finding, its frame, the reason of each slot, the sentence, its offsets.

    `frame` is the use of the trigger as `ontology/incident-types.ttl` writes it. What a model read
    has neither.
    """

    finding: str
    trigger: str
    frame: str
    rules: tuple[tuple[SlotName, Reason], ...]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A trigger that led to no finding, or a part of a model's proposal: where it is and why."""

    trigger: str
    type: str
    place: int
    reason: Worded
    quote: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage of an article, characters [start, end), that is no part of the story."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave: findings, an explanation of each, what stayed open or was not read."""

    findings: Findings
    explanations: tuple[Explanation, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def explain(self) -> dict[str, Any]:
        """Return explanations and open ends as plain data, ready for JSON.

        >>> from talion.extract import extract
        >>> from talion.model.article import Article
        >>> given = extract(Article("a1", "Peru expelled two Cuban envoys."))
        >>> [finding["rules"]["agents"] for finding in given.explain()["findings"]]
        ['the subject of the verb']
        """
        return {
            "article": self.findings.article,
            "findings": [
                {
                    "id": e.finding,
                    "trigger": e.trigger,
                    "rules": {slot: reason.words for slot, reason in e.rules} | {"frame": e.frame},
                    "quote": e.quote,
                    "start": e.start,
                    "end": e.end,
                }
                for e in self.explanations
            ],
            "unresolved": [
                {
                    "trigger": u.trigger,
                    "type": u.type,
                    "place": u.place,
                    "reason": u.reason.words,
                    "quote": u.quote,
                }
                for u in self.unresolved
            ],
            "left_out": [{"text": p.text, "start": p.start, "end": p.end} for p in self.left_out],
        }
