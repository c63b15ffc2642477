"""Within-document event coreference: mentions of one incident are merged into one cluster."""

from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.rules import Reason, Rejection, Rule
from talion.model.type_traits import Apart

_RANK = {"reported": 0, "alleged": 1, "prospective": 2}


def merge(
    mentions: list[EventMention],
) -> tuple[list[EventCluster], list[tuple[EventMention, Rejection]]]:
    """Return the clusters of some mentions, and the mentions left over with the reason.

    Mentions that name a party come first, so that one without parties finds what it repeats.
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
            mention.rules["agents"] = mention.rules["targets"] = Reason(Rule.AS_BEFORE)
            mention.weak = False
            incidents.append(_new(mention))
        else:
            left.append((mention, Rejection.NO_ANTECEDENT))
    return incidents, left


def _read_as_of_diplomats(incidents: list[EventCluster], mention: EventMention, kind: str) -> None:
    """Take "deport these people" for an expulsion that the text has reported."""
    for incident in incidents:
        if incident.type == kind and _agree(incident.agents, mention.agents):
            mention.type = kind
            if _agree(incident.targets, mention.targets) is None:
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
    scored = [(s, n) for n, i in enumerate(incidents) if (s := _likeness(i, mention)) > 0]
    return incidents[max(scored)[1]] if scored else None


def _likeness(incident: EventCluster, mention: EventMention) -> float:
    """Return how likely a mention repeats an incident; 0 where it cannot."""
    if incident.type != mention.type:
        return 0
    agents = _agree(incident.agents, mention.agents)
    if agents == 0 and _only_persons(incident.agents, mention.agents):
        return 0
    targets = _agree(incident.targets, mention.targets)
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


def _agree(a: Party, b: Party) -> float | None:
    """Return 1 where two parties share a state, 0 where one is unknown, None where they differ."""
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


def split_joint_events(
    incidents: list[EventCluster],
) -> tuple[list[EventCluster], list[list[EventCluster]]]:
    """Split a joint incident where the text also reports what each of the agents did.

    Returns the incidents that stay, and those that were done together, in the order of the text.
    """
    kept: list[EventCluster] = []
    together: list[list[EventCluster]] = []
    for incident in incidents:
        single = _members(incidents, incident)
        covered = {s for other in single for s in other.agents.states}
        members = set(incident.agents.states)
        if len(covered) > 1 and len(covered) * 2 >= len(members):
            for other in single:
                if other.date is None or (incident.dated and not other.dated):
                    other.date, other.dated = incident.date, incident.dated
            for mention in incident.mentions:
                mention.incident = single[0]
            together.append(sorted(single, key=lambda i: i.first))
            continue
        kept.append(incident)
    return kept, together


def _members(incidents: list[EventCluster], whole: EventCluster) -> list[EventCluster]:
    members = set(whole.agents.states)
    return [
        other
        for other in incidents
        if other is not whole
        and other.type == whole.type
        and set(other.agents.states) < members
        and _agree(other.targets, whole.targets)
    ]
