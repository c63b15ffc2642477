"""From mentions of incidents to incidents: each told once, however often the text repeats it."""

from talion.extract.entities.noun_phrases import Side
from talion.extract.incidents.event_mention import MEASURES, Draft, Incident

#: Types whose incidents differ by what they are about, though the parties are the same.
_BY_OBJECT = frozenset({"sanction", "legal_action"})

_BY_VICTIM = frozenset({"attack_on_person", "legal_action", "deportation", "espionage"})

_RANK = {"reported": 0, "alleged": 1, "prospective": 2}


def merge(drafts: list[Draft]) -> tuple[list[Incident], list[tuple[Draft, str]]]:
    """Return the incidents that some mentions tell of, and the mentions left over with the reason.

    Mentions that name a side are taken first, so that one that names none finds what it repeats.
    """
    incidents: list[Incident] = []
    left: list[tuple[Draft, str]] = []
    for draft in (d for d in drafts if not d.weak):
        if draft.type == "deportation" and draft.generic:
            _read_as_expulsion(incidents, draft)
        found = _best(incidents, draft)
        if found is not None:
            _add(found, draft)
        else:
            incidents.append(_new(draft))
    for draft in (d for d in drafts if d.weak):
        found = _best(incidents, draft)
        if found is None and draft.type == "deportation":
            draft.type = "expulsion"
            found = _best(incidents, draft)
        if found is not None:
            _add(found, draft)
        elif (parties := _parties_before(incidents, draft)) is not None:
            draft.agents, draft.targets = parties.agents, parties.targets
            draft.rules["agents"] = draft.rules["targets"] = "as in the one told before"
            draft.weak = False
            incidents.append(_new(draft))
        else:
            left.append((draft, "names no side, and the text tells of nothing that it repeats"))
    return incidents, left


def _read_as_expulsion(incidents: list[Incident], draft: Draft) -> None:
    """Take "deport these people" for the expulsion that the text has told of."""
    for incident in incidents:
        if incident.type == "expulsion" and _agree(incident.agents, draft.agents):
            draft.type = "expulsion"
            if _agree(incident.targets, draft.targets) is None:
                draft.targets = incident.targets
            return


def _parties_before(incidents: list[Incident], draft: Draft) -> Incident | None:
    """Return the like incident told before, whose parties another one without parties shares.

    Such a one is another because its count or its time is another.
    """
    if draft.type not in MEASURES or not (draft.count is not None or draft.dated) or not draft.firm:
        return None
    before = [i for i in incidents if i.type == draft.type and i.first < draft.i]
    return max(before, key=lambda i: max(d.i for d in i.mentions if d.i < draft.i), default=None)


def _new(draft: Draft) -> Incident:
    made = Incident(
        [draft],
        draft.type,
        draft.agents,
        draft.targets,
        draft.count,
        draft.date,
        draft.status,
        draft.dated,
        draft.topic,
        draft.soft,
    )
    draft.incident = made
    return made


def _best(incidents: list[Incident], draft: Draft) -> Incident | None:
    scored = [(s, n) for n, i in enumerate(incidents) if (s := _likeness(i, draft)) > 0]
    return incidents[max(scored)[1]] if scored else None


def _likeness(incident: Incident, draft: Draft) -> float:
    """Return how surely a mention repeats an incident; 0 where it cannot."""
    if incident.type != draft.type:
        return 0
    agents = _agree(incident.agents, draft.agents)
    if agents == 0 and _only_persons(incident.agents, draft.agents):
        return 0
    targets = _agree(incident.targets, draft.targets)
    if agents is None or targets is None:
        return 0
    counted = (incident.count or 0) > 1 and incident.count == draft.count
    if not (agents or targets or draft.weak or counted):
        return 0
    if _clash(incident, draft) or not _same_time(incident, draft):
        return 0
    if _differs(incident, draft):
        return 0
    score = 1 + agents + targets
    score += 2 * (incident.count is not None and incident.count == draft.count)
    score += 1 * (incident.dated and draft.dated)
    distance = min(abs(d.sentence - draft.sentence) for d in incident.mentions)
    return score + 1 / (1 + distance)


def _agree(a: Side, b: Side) -> float | None:
    """Return 1 where two sides share a state, 0 where one is unknown, None where they differ."""
    if a.states and b.states:
        return 1 if set(a.states) & set(b.states) else None
    if a.others and b.others and not (a.states or b.states):
        return 1 if set(a.others) & set(b.others) else None
    return 0


def _only_persons(a: Side, b: Side) -> bool:
    """Whether one side names only persons, and the other states and none of these persons."""
    return any(
        one.others and not one.states and other.states and not set(one.others) & set(other.others)
        for one, other in ((a, b), (b, a))
    )


def _clash(incident: Incident, draft: Draft) -> bool:
    """Whether two counts differ; "the consulate" may be one of several."""
    a, b = incident.count, draft.count
    return a is not None and b is not None and a != b and not (draft.soft or incident.soft)


def _same_time(incident: Incident, draft: Draft) -> bool:
    if not (incident.dated and draft.dated) or incident.date is None or draft.date is None:
        return not (draft.dated and _older(draft.date, incident.date)) or incident.dated
    return incident.date.startswith(draft.date) or draft.date.startswith(incident.date)


def _older(a: str | None, b: str | None) -> bool:
    """Whether the first date is of an earlier year."""
    return a is not None and b is not None and a[:4] < b[:4]


def _differs(incident: Incident, draft: Draft) -> bool:
    if draft.type in _BY_VICTIM or draft.type == "expulsion":
        for a, b in (
            (incident.targets.others, draft.targets.others),
            (incident.agents.others, draft.agents.others),
        ):
            if a and b and not set(a) & set(b):
                return True
    if draft.type == "espionage" and draft.by_person != incident.lead.by_person:
        return True
    if draft.type == "threat":
        near = min(abs(d.sentence - draft.sentence) for d in incident.mentions)
        mine, theirs = set(draft.agents.others), set(incident.agents.others)
        return near > 3 and bool(mine and theirs and not mine & theirs)
    if draft.type in _BY_OBJECT and incident.topic and draft.topic:
        return incident.topic != draft.topic
    return False


def _add(incident: Incident, draft: Draft) -> None:
    draft.incident = incident
    incident.mentions.append(draft)
    if incident.count is None and not draft.soft:
        incident.count = draft.count
    if draft.weak and draft.verbal and draft.dated and not incident.dated:
        incident.date, incident.dated = draft.date, True
    if draft.weak:
        return
    incident.agents += draft.agents
    incident.targets += draft.targets.without(incident.agents.states)
    incident.topic = incident.topic or draft.topic
    if incident.count is None or (incident.soft and draft.count is not None and not draft.soft):
        incident.count, incident.soft = draft.count, draft.soft
    if draft.date is not None and (
        incident.date is None
        or (draft.dated and not incident.dated)
        or (draft.dated and len(draft.date) > len(incident.date))
    ):
        incident.date, incident.dated = draft.date, draft.dated
    if draft.verbal and _RANK[draft.status] < _RANK[incident.status]:
        incident.status = draft.status


def dissolve(incidents: list[Incident]) -> tuple[list[Incident], list[list[Incident]]]:
    """Take apart what several did together where the text tells what each of them did.

    Returns the incidents that stay, and those that were done together, in the order of the text.
    """
    kept: list[Incident] = []
    together: list[list[Incident]] = []
    for incident in incidents:
        single = _members(incidents, incident)
        covered = {s for other in single for s in other.agents.states}
        members = set(incident.agents.states)
        if len(covered) > 1 and len(covered) * 2 >= len(members):
            for other in single:
                if other.date is None or (incident.dated and not other.dated):
                    other.date, other.dated = incident.date, incident.dated
            for draft in incident.mentions:
                draft.incident = single[0]
            together.append(sorted(single, key=lambda i: i.first))
            continue
        kept.append(incident)
    return kept, together


def _members(incidents: list[Incident], whole: Incident) -> list[Incident]:
    members = set(whole.agents.states)
    return [
        other
        for other in incidents
        if other is not whole
        and other.type == whole.type
        and set(other.agents.states) < members
        and _agree(other.targets, whole.targets)
    ]
