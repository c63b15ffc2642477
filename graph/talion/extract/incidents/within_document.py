"""Within-document event coreference: mentions of one incident are merged into one cluster."""

from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.incidents.mention_similarity import agreement, similarity
from talion.extract.rules import Reason, Rejection, Rule, SlotName
from talion.model.incident import Status

#: The more certain a status, the lower.
_RANK = {status: rank for rank, status in enumerate(Status)}


def merge(
    mentions: list[EventMention],
) -> tuple[list[EventCluster], list[tuple[EventMention, Rejection]]]:
    """Return the clusters of some mentions, and the mentions left over with the reason.

    Mentions that name a party come first, so that one without parties finds what it repeats.

    >>> said = "Peru expelled two Cuban envoys. Peru's expulsion of the envoys drew protest."
    >>> found = mentions(context(said))
    >>> clusters, left_over = merge(found)
    >>> len(found), len(clusters), left_over
    (2, 1, [])
    """
    incidents: list[EventCluster] = []
    left: list[tuple[EventMention, Rejection]] = []
    for mention in (d for d in mentions if not d.weak):
        if mention.traits.of_diplomats and mention.generic:
            _read_as_of_diplomats(incidents, mention, mention.traits.of_diplomats)
        found = _best(incidents, mention)
        if found is not None:
            _add(found, mention)
        else:
            incidents.append(_new(mention))
    for mention in (d for d in mentions if d.weak):
        found = _best(incidents, mention)
        if found is None and mention.traits.of_diplomats:
            mention.type = mention.traits.of_diplomats
            found = _best(incidents, mention)
        if found is not None:
            _add(found, mention)
        elif (parties := _parties_before(incidents, mention)) is not None:
            mention.agents, mention.targets = parties.agents, parties.targets
            mention.rules[SlotName.AGENTS] = mention.rules[SlotName.TARGETS] = Reason(
                Rule.AS_BEFORE
            )
            mention.weak = False
            incidents.append(_new(mention))
        else:
            left.append((mention, Rejection.NO_ANTECEDENT))
    return incidents, left


def _read_as_of_diplomats(incidents: list[EventCluster], mention: EventMention, kind: str) -> None:
    """Take "deport these people" for an expulsion that the text has reported."""
    for incident in incidents:
        if incident.type == kind and agreement(incident.agents, mention.agents):
            mention.type = kind
            if agreement(incident.targets, mention.targets) is None:
                mention.targets = incident.targets
            return


def _parties_before(incidents: list[EventCluster], mention: EventMention) -> EventCluster | None:
    """Return the last incident of the type, whose parties one without parties shares.

    It is another incident because its count or its date differs.
    """
    if (
        not mention.traits.is_bilateral
        or not (mention.count is not None or mention.dated)
        or not mention.firm
    ):
        return None
    before = [i for i in incidents if i.type == mention.type and i.first < mention.i]
    return max(before, key=lambda i: max(d.i for d in i.mentions if d.i < mention.i), default=None)


def _new(mention: EventMention) -> EventCluster:
    made = EventCluster(
        [mention],
        mention.type,
        mention.agents,
        mention.targets,
        mention.count,
        mention.date,
        mention.status,
        mention.dated,
        mention.topic,
        mention.soft,
    )
    mention.incident = made
    return made


def _best(incidents: list[EventCluster], mention: EventMention) -> EventCluster | None:
    scored = [(s, n) for n, i in enumerate(incidents) if (s := similarity(i, mention)) > 0]
    return incidents[max(scored)[1]] if scored else None


def _add(incident: EventCluster, mention: EventMention) -> None:
    mention.incident = incident
    incident.mentions.append(mention)
    if incident.count is None and not mention.soft:
        incident.count = mention.count
    if mention.weak and mention.verbal and mention.dated and not incident.dated:
        incident.date, incident.dated = mention.date, True
    if mention.weak:
        return
    incident.agents += mention.agents
    incident.targets += mention.targets.without(incident.agents.states)
    incident.topic = incident.topic or mention.topic
    if incident.count is None or (incident.soft and mention.count is not None and not mention.soft):
        incident.count, incident.soft = mention.count, mention.soft
    if mention.date is not None and (
        incident.date is None
        or (mention.dated and not incident.dated)
        or (mention.dated and len(mention.date) > len(incident.date))
    ):
        incident.date, incident.dated = mention.date, mention.dated
    if mention.verbal and _RANK[mention.status] < _RANK[incident.status]:
        incident.status = mention.status
