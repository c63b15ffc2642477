"""How the sides of a trigger stand to those of another that it answers, or that answers it."""

from collections.abc import Iterator

from talion.extract.sides.document import Document, Reading
from talion.extract.sides.side_candidates import Candidate
from talion.extract.sides.trigger_class import TriggerClass
from talion.extract.triggers.cued_triggers import Cued


def cued_features(
    document: Document,
    reading: Reading,
    kind: TriggerClass,
    agent: Candidate | None,
    target: Candidate | None,
) -> list[str]:
    """Return the features of two sides beside those of the triggers that a cue ties to theirs.

    >>> text = context("Peru recalled an envoy in response to Chile's expulsion of a diplomat.")
    >>> document = Document(text, triggers(text))
    >>> from talion.extract.entities.noun_phrases import Party
    >>> from talion.extract.sides.side_candidates import Candidate
    >>> chile, peru = Candidate(Party(("Chile",))), Candidate(Party(("Peru",)))
    >>> kind = TriggerClass("noun", "measure on envoys")
    >>> cued_features(document, document.readings[1], kind, chile, peru)[0]
    'antecedent: target is agent'
    """
    found: dict[str, None] = {}
    for cued, other in document.cued(reading):
        standing = _standing(other, agent, target)
        like = "like" if other.type == reading.type else other.nature
        for name in (
            f"{cued.role}: {standing}",
            f"{cued.role} of {like}: {standing}",
            f"{cued.role} by {cued.group}: {standing}",
            f"{cued.role} {kind.voice}: {standing}",
            f"{cued.role} {kind.traits}: {standing}",
        ):
            found[name] = None
    return list(found)


def _standing(other: Reading, agent: Candidate | None, target: Candidate | None) -> str:
    """Return which of two sides is a side of another trigger, and which side."""
    roles = other.roles
    found = [
        f"{name} is {side}"
        for name, one in (("agent", agent), ("target", target))
        for side, party in (("agent", roles.agents), ("target", roles.targets))
        if one is not None and set(one.party.states) & set(party.states)
    ]
    return ", ".join(found) or "others"


def cued_reject_features(document: Document, reading: Reading, kind: TriggerClass) -> Iterator[str]:
    """Yield the features of a trigger's being tied by a cue to another, whatever the sides.

    >>> text = context("Peru recalled an envoy in response to Chile's expulsion of a diplomat.")
    >>> document = Document(text, triggers(text))
    >>> next(cued_reject_features(document, document.readings[1], TriggerClass("noun", "measure")))
    'reject antecedent'
    """
    ties: dict[str, Cued] = {cued.role.value: cued for cued, _ in document.cued(reading)}
    natures = {cued.role.value: other.nature for cued, other in document.cued(reading)}
    for role, cued in ties.items():
        yield f"reject {role}"
        yield f"reject {role} by {cued.group}"
        yield f"reject {role} {kind.voice}"
        yield f"reject {role} {kind.traits}"
        yield f"reject {role} of {natures[role]}"
