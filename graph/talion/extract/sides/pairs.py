"""Pairs of an agent and a target for a trigger, and features of each pair and of the trigger."""

from dataclasses import dataclass

from talion.extract.sides.document import Document, Reading
from talion.extract.sides.side_candidates import Candidate
from talion.extract.sides.trigger_class import TriggerClass
from talion.extract.slots.status import status
from talion.extract.triggers.modality import is_future
from talion.extract.triggers.negation import reversed_
from talion.model.type_traits import SideName

#: The chances of a trigger by learned weights that divide the likely from the unlikely.
_CHANCES = (0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
#: Of more candidates than this only the first are paired.
MOST = 14


@dataclass(frozen=True, slots=True)
class SidePair:
    """An agent and a target, either of which may be unknown, by their places in a list."""

    agent: int | None
    target: int | None


def pairs(candidates: list[Candidate]) -> list[SidePair]:
    """Return every pair of which at least one side is known, and no state is on both sides.

    >>> from talion.extract.entities.noun_phrases import Party
    >>> peru, cuba = Candidate(Party(("Peru",))), Candidate(Party(("Cuba",)))
    >>> [(p.agent, p.target) for p in pairs([peru, cuba])]
    [(None, 0), (None, 1), (0, None), (0, 1), (1, None), (1, 0)]
    """
    sides: list[int | None] = [None, *range(min(len(candidates), MOST))]
    found = []
    for a in sides:
        for t in sides:
            if a is None and t is None:
                continue
            if a is not None and t is not None and _shared(candidates[a], candidates[t]):
                continue
            found.append(SidePair(a, t))
    return found


def _shared(a: Candidate, b: Candidate) -> bool:
    return a is b or bool(set(a.party.states) & set(b.party.states))


def none_features(kind: TriggerClass, candidates: list[Candidate], side: SideName) -> list[str]:
    """Return the features of leaving a side open.

    >>> none_features(TriggerClass("active", "measure on state"), [], SideName.AGENT)[-1]
    'none of 0 inside'
    """
    by_rule = any(f"{side.value} by rule" in c.features for c in candidates)
    inside = sum(c.inside and bool(c.party.states) for c in candidates)
    return [
        "none",
        f"none {kind.traits}",
        f"none {kind.voice}",
        f"none {kind.voice} {kind.traits}",
        f"none by rule {by_rule}",
        f"none by rule {by_rule} {kind.voice}",
        f"none of {min(inside, 3)} inside",
    ]


def pair_features(
    document: Document,
    reading: Reading,
    kind: TriggerClass,
    agent: Candidate | None,
    target: Candidate | None,
) -> list[str]:
    """Return the features of two sides together.

    >>> text = context("Peru expelled a Cuban envoy.")
    >>> document = Document(text, triggers(text))
    >>> kind = TriggerClass("active", "measure on envoys")
    >>> from talion.extract.entities.noun_phrases import Party
    >>> alone = Candidate(Party(("Peru",)), inside=True)
    >>> pair_features(document, document.readings[0], kind, alone, None)[2]
    'only agent inside'
    """
    if agent is None or target is None:
        side, known = ("agent", agent) if target is None else ("target", target)
        if known is None:
            return []
        by_rule = f"{side} by rule" in known.features
        return [
            f"only {side}",
            f"only {side} {kind.traits}",
            f"only {side} {'inside' if known.inside else 'outside'}",
            f"only {side} by rule {by_rule}",
        ]
    a, t = agent.features, target.features
    rules = f"{'agent by rule' in a} {'target by rule' in t}"
    clash = document.counterpart(agent.party.states, reading.trigger.i)
    back = document.counterpart(target.party.states, reading.trigger.i)
    met = (bool(set(clash) & set(target.party.states)), bool(set(back) & set(agent.party.states)))
    found = [
        f"counterparts {met[0]} {met[1]}",
        f"counterparts {met[0]} {met[1]} {kind.traits}",
        f"pair {min(document.together(agent.party.states, target.party.states), 3)}",
        f"both by rule {rules} {kind.voice}",
        f"both by rule {rules}",
        f"both inside {agent.inside} {target.inside}",
        f"both ranks {_rank(a)} {_rank(t)}",
    ]
    if "agent of like near" in t and "target of like near" in a:
        found.append("mirror of like")
    if "agent of like near" in a and "target of like near" in t:
        found.append("same as like")
    if "agent by rule" in t:
        found.append("agent by rule as target")
    if "target by rule" in a:
        found.append("target by rule as agent")
    return found


def _rank(features: set[str]) -> str:
    return next((f[5:] for f in features if f.startswith("rank ") and len(f) == 6), "")


def trigger_features(document: Document, reading: Reading, kind: TriggerClass) -> list[str]:
    """Return the features of a trigger that say whether it tells of an incident at all.

    >>> text = context("Who expelled Cuban envoys?")
    >>> document = Document(text, triggers(text))
    >>> kind = TriggerClass("active", "measure on envoys")
    >>> "reject question True" in trigger_features(document, document.readings[0], kind)
    True
    """
    parse, trigger, roles = document.context.parse, reading.trigger, reading.roles
    i = trigger.i
    first, last = parse.bounds[parse.sentence[i]]
    found_status = status(parse, trigger)
    like = sum(r.type == reading.type for r in document.readings)
    agent = roles.agent_rule.rule.name if roles.agent_rule and roles.agents else "no"
    target = roles.target_rule.rule.name if roles.target_rule and roles.targets else "no"
    sentence = parse.sentence[i]
    states = {s for p in document.places(sentence) for s in p.party.states}
    question = parse.words[last - 1].strip() == "?" or parse.words[max(last - 2, 0)].strip() == "?"
    return [
        "reject",
        f"reject {kind.voice}",
        f"reject {kind.traits}",
        f"reject {kind.voice} {kind.traits}",
        f"reject status {found_status}",
        f"reject status {found_status} {kind.traits}",
        f"reject agent {agent}",
        f"reject target {target}",
        f"reject rules {agent != 'no'} {target != 'no'} {kind.voice}",
        f"reject question {question}",
        f"reject future {parse.is_verb(i) and is_future(parse, i)}",
        f"reject undone {reversed_(parse, trigger)}",
        f"reject like {min(like, 5)}",
        f"reject lead {sentence < 3}",
        f"reject dep {parse.dep[i]} {kind.voice}",
        f"reject tag {parse.tag[i]}",
        f"reject object {bool(trigger.frame.object)} {bool(trigger.objects)}",
        f"reject states {len(states) > 1}",
        f"reject length {min((last - first) // 12, 4)}",
        *(f"reject flag {f}" for f in trigger.frame.flags),
        f"reject learned {trigger.learned}",
        *(f"reject chance above {c}" for c in _CHANCES if trigger.chance > c),
        *(
            f"reject known above {c}"
            for c in _CHANCES
            if trigger.chance > c and not trigger.learned
        ),
    ]
