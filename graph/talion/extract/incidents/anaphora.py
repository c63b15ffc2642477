"""Words that speak of a measure again without naming it: "the move", "Moscow's decision"."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Side
from talion.extract.incidents.event_mention import MEASURES, Draft, Incident
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.lexicon import Frame

_WORDS = words(
    """
    move decision measure step action order announcement act gesture ban response
    """
)
_DEFINITE = words("the this that these those its their his such")
_NEAR = 4


def refer(scene: Scene, incidents: list[Incident]) -> None:
    """Add to each measure the places that speak of it again, so that links can hang on them."""
    measures = [i for i in incidents if i.type in MEASURES - {"threat"}]
    told = {d.i for i in incidents for d in i.mentions}
    for i, lemma in enumerate(scene.parse.lemma):
        if lemma not in _WORDS or i in told or scene.parse.pos[i] != "NOUN":
            continue
        if _tells_itself(scene.parse, i, told):
            continue  # "the decision to expel" is told by what it decides
        incident = _meant(scene, measures, i)
        if incident is not None:
            incident.mentions.append(_mention(scene, incident, i))


def _meant(scene: Scene, measures: list[Incident], i: int) -> Incident | None:
    owner = _owner(scene, i)
    if owner:
        own = [m for m in measures if set(m.agents.states) & set(owner.states)]
        return min(own, key=lambda m: min(abs(d.i - i) for d in m.mentions), default=None)
    parse = scene.parse
    if not any(parse.lower[c] in _DEFINITE for c in parse.children[i]):
        return None
    sentence = parse.sentence[i]
    before = [
        (max(d.i for d in m.mentions if d.i < i), n)
        for n, m in enumerate(measures)
        if any(d.i < i and sentence - d.sentence <= _NEAR for d in m.mentions)
    ]
    return measures[max(before)[1]] if before else None


def _tells_itself(parse: Parse, i: int, told: set[int]) -> bool:
    """Whether it says of what it speaks: "the move to revoke", be that an incident or none."""
    if any(parse.lower[k] == "to" for c in parse.kids(i, "acl") for k in parse.children[c]):
        return True
    return any(
        k in told
        for c in parse.children[i]
        if parse.dep[c] in ("acl", "amod", "compound") or parse.lower[c] in ("of", "on", "against")
        for k in parse.subtree(c)
    )


def _owner(scene: Scene, i: int) -> Side:
    parse = scene.parse
    for c in parse.children[i]:
        if parse.lower[c] == "by":
            found = scene.below(c)
            if found.states:
                return found
        if parse.dep[c] in ("poss", "amod", "compound"):
            side = resolve(scene, c) if parse.dep[c] == "poss" else scene.side(c)
            if side.states:
                return side
    return Side()


def _mention(scene: Scene, incident: Incident, i: int) -> Draft:
    frame = Frame(incident.type, "a word for what was told", "noun", (scene.parse.lemma[i],))
    draft = Draft(
        trigger=Trigger(i, frame),
        type=incident.type,
        agents=Side(),
        targets=Side(),
        count=None,
        date=None,
        status=incident.status,
        sentence=scene.parse.sentence[i],
        weak=True,
        verbal=False,
    )
    draft.incident = incident
    return draft
