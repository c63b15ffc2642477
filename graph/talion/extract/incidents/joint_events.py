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


def grouped(incidents: list[EventCluster]) -> list[list[EventCluster]]:
    """Return the incidents that the text tells together, a list for each group of two or more.

    >>> found = analysis("Peru expelled two Cuban envoys, Chile three.")
    >>> [[i.agents.states for i in group] for group in grouped(found.incidents)]
    [[('Peru',), ('Chile',)]]
    """
    found: dict[int, list[EventCluster]] = {}
    for incident in sorted(incidents, key=lambda i: i.first):
        for group in sorted({m.group for m in incident.mentions if m.group is not None}):
            found.setdefault(group, []).append(incident)
    return [members for members in found.values() if len(members) > 1]


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
