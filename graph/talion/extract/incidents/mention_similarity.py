"""How likely an event mention repeats an incident that the text has reported before."""

from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.model.type_traits import Apart


def similarity(incident: EventCluster, mention: EventMention) -> float:
    """Return how likely a mention repeats an incident; 0 where it cannot.

    >>> from talion.extract.incidents.within_document import merge
    >>> said = "Peru expelled two Cuban envoys. Peru's expulsion of the Cubans drew protest. "
    >>> said += "Peru shut a Cuban mission."
    >>> expelled, again, closed = mentions(context(said))
    >>> [[cluster], _] = merge([expelled])
    >>> similarity(cluster, again) > similarity(cluster, closed) == 0
    True
    """
    if incident.type != mention.type:
        return 0
    agents = agreement(incident.agents, mention.agents)
    if agents == 0 and _only_persons(incident.agents, mention.agents):
        return 0
    targets = agreement(incident.targets, mention.targets)
    if agents is None or targets is None:
        return 0
    counted = (incident.count or 0) > 1 and incident.count == mention.count
    if not (agents or targets or mention.weak or counted):
        return 0
    if _clash(incident, mention) or not _same_time(incident, mention):
        return 0
    if _differs(incident, mention):
        return 0
    score = 1 + agents + targets
    score += 2 * (incident.count is not None and incident.count == mention.count)
    score += 1 * (incident.dated and mention.dated)
    distance = min(abs(d.sentence - mention.sentence) for d in incident.mentions)
    return score + 1 / (1 + distance)


def agreement(a: Party, b: Party) -> float | None:
    """Return 1 where two parties share a state, 0 where one is unknown, None where they differ.

    >>> peru, chile = Party(("Peru",)), Party(("Chile",))
    >>> agreement(peru, peru), agreement(peru, Party()), agreement(peru, chile)
    (1, 0, None)
    """
    if a.states and b.states:
        return 1 if set(a.states) & set(b.states) else None
    if a.others and b.others and not (a.states or b.states):
        return 1 if set(a.others) & set(b.others) else None
    return 0


def _only_persons(a: Party, b: Party) -> bool:
    """Whether one party names only persons, and the other states and none of these persons."""
    return any(
        one.others and not one.states and other.states and not set(one.others) & set(other.others)
        for one, other in ((a, b), (b, a))
    )


def _clash(incident: EventCluster, mention: EventMention) -> bool:
    """Whether two counts differ; "the consulate" may be one of several."""
    a, b = incident.count, mention.count
    return a is not None and b is not None and a != b and not (mention.soft or incident.soft)


def _same_time(incident: EventCluster, mention: EventMention) -> bool:
    if not (incident.dated and mention.dated) or incident.date is None or mention.date is None:
        return not (mention.dated and _older(mention.date, incident.date)) or incident.dated
    return incident.date.startswith(mention.date) or mention.date.startswith(incident.date)


def _older(a: str | None, b: str | None) -> bool:
    """Whether the first date is of an earlier year."""
    return a is not None and b is not None and a[:4] < b[:4]


def _differs(incident: EventCluster, mention: EventMention) -> bool:
    apart = mention.traits.apart_by
    if Apart.PERSONS in apart:
        for a, b in (
            (incident.targets.others, mention.targets.others),
            (incident.agents.others, mention.agents.others),
        ):
            if a and b and not set(a) & set(b):
                return True
    if Apart.DOER in apart and mention.by_person != incident.lead.by_person:
        return True
    if Apart.SPEAKER in apart:
        near = min(abs(d.sentence - mention.sentence) for d in incident.mentions)
        mine, theirs = set(mention.agents.others), set(incident.agents.others)
        return near > 3 and bool(mine and theirs and not mine & theirs)
    if apart & {Apart.OBJECT, Apart.STEP} and incident.topic and mention.topic:
        return incident.topic != mention.topic
    return False
