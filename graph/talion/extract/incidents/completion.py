"""Sides that a clause leaves open, read off the incidents told beside it."""

from dataclasses import replace

from talion.extract.entities.context import Scene
from talion.extract.entities.noun_phrases import Side
from talion.extract.incidents.event_mention import MEASURES, Draft
from talion.extract.text.parse import Parse

#: What measures are taken for.
DEEDS = frozenset(
    [
        "espionage",
        "cyber_operation",
        "influence_operation",
        "attack_on_person",
        "sabotage",
        "military_action",
    ]
)
_HIDDEN = frozenset(["espionage", "cyber_operation", "influence_operation"])
_PUNISHING = MEASURES - {"threat"} | {"deportation", "legal_action"}


def complete(scene: Scene, drafts: list[Draft]) -> None:
    """Fill the open sides of deeds by the measure that punishes them in the same sentence.

    Whoever is expelled for spying has spied, and on the state that expels him; where no measure
    stands beside it, a spy's victim is the other party of the passage.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    for draft in drafts:
        if draft.type == "legal_action" and not draft.agents:
            _same_victim(drafts, draft)
        if draft.type not in DEEDS or (draft.agents and draft.targets):
            continue
        measure = _punishing(scene.parse, by_sentence[draft.sentence], draft)
        if measure is not None:
            _take(scene, draft, measure)
        if not draft.agents.states:
            _same_victim(drafts, draft)
        if draft.agents.states and not draft.targets and draft.type in _HIDDEN:
            other = scene.counterpart(draft.agents.states, draft.i)
            draft.targets = Side(other)
            draft.rules["targets"] = "the other party of the passage"


def _same_victim(drafts: list[Draft], open_: Draft) -> None:
    """Take as doer who is told to have done another thing to the same person."""
    people = set(open_.targets.others)
    for other in drafts:
        told = other.type in ("attack_on_person", "legal_action") and other.agents.states
        if other is not open_ and told and people & set(other.targets.others):
            open_.agents = other.agents
            open_.rules["agents"] = "who did another thing to the same person"
            return


def _punishing(parse: Parse, here: list[Draft], deed: Draft) -> Draft | None:
    measures = [
        d
        for d in here
        if d.type in _PUNISHING
        and not d.weak
        and d.targets
        and (d.agents or d.type == "legal_action")
    ]
    fitting = [
        m
        for m in measures
        if not set(deed.targets.others) & set(m.targets.others)
        and not set(deed.agents.states) & set(m.agents.states)
        and not set(deed.targets.states) & set(m.targets.states)
    ]
    if not fitting:
        return None
    above = set(parse.ancestors(deed.i))
    best = min(fitting, key=lambda m: (m.i not in above, m.i > deed.i, abs(m.i - deed.i)))
    agents = Side()
    for measure in fitting:
        if measure.i == best.i:
            agents += measure.agents
    return replace(best, agents=agents)


def _take(scene: Scene, deed: Draft, measure: Draft) -> None:
    if not deed.agents and deed.rules.get("agents") != "private persons":
        deed.agents = Side(measure.targets.states) or measure.targets
        deed.rules["agents"] = "those whom the measure is against"
    if not deed.targets.states and deed.type != "attack_on_person":
        deed.targets += Side(measure.agents.states)
        deed.rules["targets"] = "the side that takes the measure"
    if deed.count is None and deed.type == "espionage" and measure.type == "expulsion":
        deed.count = measure.count if _of_all(scene.parse, deed, measure) else None
    deed.weak = False


def _of_all(parse: Parse, deed: Draft, measure: Draft) -> bool:
    """Whether all whom the measure is against have spied: not "following", "including"."""
    first, last = sorted((deed.i, measure.i))
    between = parse.lower[first:last]
    if "including" in between and "for" in between[between.index("including") :]:
        return True
    return not set(between) & {"following", "after", "including", "amid", "over"}
