"""What "acted after", "hit back after", "responded to" answer, the measure told elsewhere."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import resolve
from talion.extract.entities.subjects import subject_of
from talion.extract.incidents.event_mention import MEASURES, Draft, Incident
from talion.extract.links.link import Found
from talion.extract.text.words import words

_REACTING = words("act respond react retaliate reply reciprocate")
_BACK = words("hit strike fire punch")
_CUES = words("after following over because to")
_TAKEN = MEASURES - {"threat"} | {"deportation"}
#: How many sentences on the measure is looked for that a sentence told before it announces.
_AHEAD = 3


def reactions(
    scene: Scene, incidents: list[Incident], sentence: int, here: list[Draft]
) -> list[Found]:
    """Find the answers of a sentence that tells a reaction and its cause, but no measure."""
    links = []
    for k in range(*scene.parse.bounds[sentence]):
        states = _reacting(scene, k)
        if not states or any(set(d.agents.states) & states and d.type in _TAKEN for d in here):
            continue
        for cause in here:
            between = scene.parse.lower[k + 1 : cause.i]
            if cause.type == "threat" or not set(between) & _CUES or cause.incident is None:
                continue
            if not set(cause.incident.targets.states) & states:
                continue
            measure = _measure(incidents, cause, states, sentence)
            if measure is not None:
                rule = f"'{scene.parse.lemma[k]}' on what was done to it"
                links.append(Found("in_response_to", measure, cause.incident, sentence, rule))
                break
    return links


def _reacting(scene: Scene, k: int) -> set[str]:
    """Return the states that a token says have reacted."""
    parse = scene.parse
    back = parse.lemma[k] in _BACK and parse.lower[k + 1 : k + 2] == ["back"]
    if not (back or parse.lemma[k] in _REACTING) or parse.tag[k] not in ("VBD", "VBN", "VBZ"):
        return set()
    if any(parse.dep[c] == "neg" for c in parse.children[k]):
        return set()
    subject = subject_of(scene, k)
    return set(resolve(scene, subject[0]).states) if subject is not None else set()


def _measure(
    incidents: list[Incident], cause: Draft, states: set[str], sentence: int
) -> Incident | None:
    """Return what the states did: the like kind first, then what stands nearest, before or soon."""
    options = []
    for one in incidents:
        told = [m.sentence - sentence for m in one.mentions if m.sentence <= sentence + _AHEAD]
        fits = one.type in _TAKEN and one.status != "prospective" and one is not cause.incident
        mutual = set(one.targets.states) & set(cause.agents.states)
        if told and fits and mutual and set(one.agents.states) & states:
            near = min(told, key=lambda gap: (gap > 0, abs(gap)))
            options.append((one.type != cause.type, near > 0, abs(near), one))
    return min(options, key=lambda o: o[:3])[3] if options else None
