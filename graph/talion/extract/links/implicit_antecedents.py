"""What was told before that "in response", "retaliated" or a threat answers."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import resolve
from talion.extract.entities.subjects import subject_of
from talion.extract.incidents.event_mention import MEASURES, Draft, Incident
from talion.extract.links.causal_connectives import DEEDS
from talion.extract.links.link import Found

#: Words that say that a measure answers another, without saying which.
_ANSWERS = (
    "in response",
    "in retaliation",
    "in return",
    "retaliat",
    "tit for tat",
    "tit - for - tat",
    "reciproc",
    "in kind",
    "respond",
    "response",
    "counter - measure",
    "countermeasure",
    "mirror",
    "in reply",
    "hit back",
    "in revenge",
)


def answers(
    scene: Scene,
    incidents: list[Incident],
    sentence: int,
    here: list[Draft],
    words: str,
    found: dict[tuple[str, int, int], Found],
) -> list[Found]:
    """Find what "in response", "retaliated", "tit-for-tat" answers, among what was told before."""
    if not any(cue in words for cue in _ANSWERS):
        return []
    links = []
    done = {s for t, s, _ in found if t == "in_response_to"}
    answering = _answering(scene, sentence)
    vowed = any(d.type == "threat" for d in here)
    for a in here:
        if vowed and a.incident is not None and a.i > a.incident.first:
            continue  # it is the threat that answers, not what is spoken of again
        if a.incident is None or id(a.incident) in done or a.type in DEEDS:
            continue
        if answering and not set(a.incident.agents.states) & set(answering):
            continue
        if a.type not in MEASURES and a.type != "deportation":
            continue
        target = _mirror(incidents, a.incident, before=a.i)
        if target is not None:
            links.append(
                Found(
                    "in_response_to", a.incident, target, sentence, "answers what was told before"
                )
            )
    return links


def _answering(scene: Scene, sentence: int) -> tuple[str, ...]:
    """Return the states that a sentence says retaliate or respond, where it says so by a verb."""
    parse = scene.parse
    for k in range(*parse.bounds[sentence]):
        if parse.lemma[k] in ("retaliate", "respond", "reciprocate", "reply") and parse.is_verb(k):
            subject = subject_of(scene, k)
            if subject is not None:
                return resolve(scene, subject[0]).states
    return ()


def _mirror(incidents: list[Incident], a: Incident, before: int) -> Incident | None:
    """Return what the other side did to this one: the like kind first, then what was told last."""
    options = [
        i
        for i in incidents
        if i is not a
        and i.type in MEASURES | {"deportation"}
        and i.type != "threat"
        and i.first < before
        and i.status != "prospective"
        and set(i.agents.states) & set(a.targets.states)
        and set(i.targets.states) & set(a.agents.states)
    ]
    if not options:
        return None
    newest = max((i.date or "" for i in options if i.dated), default="")[:4]
    options = [i for i in options if not (i.dated and i.date and i.date[:4] < newest)]
    latest = {id(i): max(d.i for d in i.mentions if d.i < before) for i in options}
    return max(options, key=lambda i: (i.type == a.type, latest[id(i)]))


def threats(incidents: list[Incident], answered: set[int]) -> list[Found]:
    """Link each threat to what the threatened side has done, if the text has told of it."""
    links = []
    for a in incidents:
        if a.type != "threat" or id(a) in answered:
            continue
        target = _mirror(incidents, a, before=a.first)
        if target is not None:
            links.append(
                Found("in_response_to", a, target, a.lead.sentence, "a threat to who did it")
            )
    return links
