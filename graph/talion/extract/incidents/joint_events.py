"""Joint incidents, of which the text also reports what each of the agents did."""

from talion.extract.incidents.event_mention import EventCluster
from talion.extract.incidents.mention_similarity import agreement


def split_joint_events(
    incidents: list[EventCluster],
) -> tuple[list[EventCluster], list[list[EventCluster]]]:
    """Split a joint incident where the text also reports what each of the agents did.

    Returns the incidents that stay, and those that were done together, in the order of the text.

    >>> from dataclasses import replace
    >>> said = analysis("Peru expelled two Cuban envoys. Chile expelled three Cuban envoys.")
    >>> peru, chile = said.incidents
    >>> both = replace(peru, agents=peru.agents + chile.agents, count=5)
    >>> kept, together = split_joint_events([peru, chile, both])
    >>> [incident.count for incident in kept], together == [kept]
    ([2, 3], True)
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
        and agreement(other.targets, whole.targets)
    ]
