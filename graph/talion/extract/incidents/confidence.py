"""How probable it is that an incident is right as read: type, agents and targets together."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path

from talion.extract.encoder.encoded_text import EncodedText
from talion.extract.incidents.encoder_confidence import EDGE, encoder_features, log_odds
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.rules import Rejection

#: The weights that ship with the package; `scripts/fit_sides.py` writes them.
SHIPPED = Path(__file__).with_name("confidence.json")
#: From this sentence on a text is past its lead.
_LEAD = 3


@cache
def confidence_model() -> Mapping[str, float]:
    """Return the weights that ship with the package, by feature.

    >>> confidence_model()["sides"] > 0
    True
    """
    weights: dict[str, float] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return weights


def rate(
    incidents: Sequence[EventCluster],
    weights: Mapping[str, float],
    encoding: EncodedText | None = None,
) -> None:
    """Set the confidence of each incident of a text, by a logistic regression.

    It is fitted to articles on which the choice of sides has not been trained.

    >>> incidents = analysis("Peru expelled a Cuban envoy.").incidents
    >>> rate(incidents, {"always": 0.0})
    >>> incidents[0].confidence
    0.5
    """
    for incident in incidents:
        found = features(incident, incidents, encoding)
        total = sum(weights.get(k, 0.0) * v for k, v in found.items())
        incident.confidence = 1 / (1 + exp(-total))


def doubt(incident: EventCluster, least: float) -> Rejection | None:
    """Return why an incident is too doubtful to be reported, or nothing.

    >>> doubt(analysis("Peru expelled a Cuban envoy.").incidents[0], 0.3) is None
    True
    """
    if not is_directed(incident):
        return Rejection.UNDIRECTED
    return Rejection.UNLIKELY if incident.confidence < least else None


def features(
    incident: EventCluster, incidents: Sequence[EventCluster], encoding: EncodedText | None = None
) -> dict[str, float]:
    """Return what speaks for an incident and against it, by name.

    >>> incidents = analysis("Peru expelled a Cuban envoy.").incidents
    >>> found = features(incidents[0], incidents)
    >>> found["counted"], found["no agent"], found["alone of its type"]
    (1.0, 0.0, 1.0)
    """
    surest = max(incident.mentions, key=lambda m: m.probability)
    best = surest.probability
    lead = incident.lead
    chance = max((m.trigger.chance for m in incident.mentions if not m.weak), default=0.0)
    nature = incident.traits.nature.value
    found = {
        "always": 1.0,
        "sides": log_odds(best),
        "reported": log_odds(max(m.reported for m in incident.mentions)),
        "mentions": log(sum(not m.weak for m in incident.mentions) or 0.5),
        "mentioned again": float(any(m.weak for m in incident.mentions)),
        "verb": float(lead.verbal),
        "counted": float(incident.count is not None),
        "dated": float(incident.dated),
        "in the lead": float(min(m.sentence for m in incident.mentions) < _LEAD),
        "in a list": float(lead.entry is not None),
        "told together": float(lead.group is not None),
        "no agent": float(not incident.agents),
        "no target": float(not incident.targets),
        f"nature {nature}": 1.0,
        f"sides as {nature}": log_odds(best),
        "exchanged odds": log((surest.exchanged + EDGE) / (best + EDGE)),
        f"sides by rule {surest.by_rule}": 1.0,
        f"status {incident.status.value}": 1.0,
        "learned trigger": float(surest.trigger.learned),
        "chance of the trigger": log_odds(chance),
        "chance of a learned trigger": log_odds(chance) * surest.trigger.learned,
    }
    rivals = [i for i in incidents if i is not incident and i.type == incident.type]
    found["alone of its type"] = float(not rivals)
    found["of its type"] = log(1 + len(rivals))
    for name, fits in (("same", _same), ("exchanged", _exchanged), ("half", _half)):
        chances = [max(m.probability for m in r.mentions) for r in rivals if fits(incident, r)]
        found[f"{name} rival"] = float(bool(chances))
        found[f"{name} rival better"] = max(chances, default=best) - best
    if encoding is not None:
        found |= encoder_features(incident, encoding)
    return found


def is_directed(incident: EventCluster) -> bool:
    """Whether a mention tells clearly enough who did it to whom.

    >>> is_directed(analysis("Peru expelled a Cuban envoy.").incidents[0])
    True
    """
    return any(m.directed for m in incident.mentions)


def _same(a: EventCluster, b: EventCluster) -> bool:
    return _meet(a.agents.names, b.agents.names) and _meet(a.targets.names, b.targets.names)


def _exchanged(a: EventCluster, b: EventCluster) -> bool:
    return _meet(a.agents.names, b.targets.names) and _meet(a.targets.names, b.agents.names)


def _half(a: EventCluster, b: EventCluster) -> bool:
    one = _meet(a.agents.names, b.agents.names) != _meet(a.targets.names, b.targets.names)
    return one and not _exchanged(a, b)


def _meet(a: Sequence[str], b: Sequence[str]) -> bool:
    return bool(set(a) & set(b)) or (not a and not b)
