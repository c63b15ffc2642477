"""What the encoder says for an incident and against it: its type, its sides, and none at all."""

from math import log

from talion.extract.encoder.encoded_text import EncodedText
from talion.extract.incidents.event_mention import EventCluster

#: Probabilities nearer to 0 or 1 than this count as this far from it; those of sides, than that.
EDGE, _EDGE_OF_SIDES = 0.005, 0.01


def encoder_features(incident: EventCluster, encoding: EncodedText) -> dict[str, float]:
    """Return the log-odds of what an incident is by the encoder, by name.

    >>> from talion.extract.encoder.choices import Choices
    >>> unread = EncodedText(Choices(("", "expulsion"), {}), {}, {}, [0], {})
    >>> found = encoder_features(analysis("Peru expelled a Cuban envoy.").incidents[0], unread)
    >>> round(found["encoder type"], 2), found["encoder unseen"]
    (-5.29, 1.0)
    """
    words = [m.trigger.i for m in incident.mentions]
    learned = any(m.trigger.learned for m in incident.mentions)
    kind = log_odds(max(encoding.chance(i, incident.type) for i in words))
    found = {
        "encoder type": kind,
        "encoder none": log_odds(min(encoding.nothing(i) for i in words)),
        "encoder type learned": kind * learned,
    }
    sides = _directions(incident, encoding)
    if sides is None:
        return found | {"encoder unseen": 1.0}
    right, exchanged = (log_odds(p, _EDGE_OF_SIDES) for p in sides)
    return found | {"encoder sides": right, "encoder exchanged": exchanged}


def _directions(incident: EventCluster, encoding: EncodedText) -> tuple[float, float] | None:
    """Return the probability of the sides of an incident, and of the same exchanged."""
    agents, targets = incident.agents.names, incident.targets.names
    so, turned = [0.0, 0.0], [0.0]
    seen = False
    for mention in incident.mentions:
        sides = encoding.sides(mention.trigger.i, incident.type)
        if sides is None:
            continue
        seen = True
        doer, done_to = sides
        so[0] = max(so[0], doer.of(agents, encoding.parties))
        so[1] = max(so[1], done_to.of(targets, encoding.parties))
        other = doer.of(targets, encoding.parties) * done_to.of(agents, encoding.parties)
        turned.append(other)
    return (so[0] * so[1], max(turned)) if seen else None


def log_odds(p: float, edge: float = EDGE) -> float:
    """Return the log-odds of a probability, which is taken to be no nearer to 0 or 1 than `edge`.

    >>> log_odds(0.5), round(log_odds(1.0, 0.1), 2)
    (0.0, 2.2)
    """
    p = min(max(p, edge), 1 - edge)
    return log(p / (1 - p))
