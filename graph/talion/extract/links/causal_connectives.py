"""What one sentence says an incident answers: "over", "after", "in retaliation for"."""

from talion.extract.incidents.event_mention import MEASURES, Draft
from talion.extract.links.link import Found
from talion.extract.text.parse import Parse
from talion.extract.text.words import words

#: Words before a cause, the longer ones first.
_CAUSES = (
    "in response to",
    "in retaliation for",
    "in retaliation to",
    "in retaliation against",
    "in reprisal for",
    "in revenge for",
    "in answer to",
    "in protest at",
    "in protest over",
    "in protest against",
    "as punishment for",
    "as a result of",
    "in connection with",
    "on suspicion of",
    "suspected of",
    "accused of",
    "on charges of",
    "on grounds of",
    "on the grounds of",
    "under accusations of",
    "for their",
    "because of",
    "because",
    "due to",
    "following",
    "blamed on",
    "blamed for",
    "attributed to",
    "to protest",
    "in protest",
    "prompted by",
    "triggered by",
    "provoked by",
    "in return for",
    "retaliated for",
    "retaliate for",
    "responded to",
    "respond to",
    "response to",
    "over",
    "after",
    "for",
    "on",
    "under",
    "reason for",
    "led to",
    "resulted in",
)

_REVERSED_CAUSES = (
    "led to",
    "resulted in",
    "reason for",
    "prompted",
    "triggered",
    "led",
    "sparked",
    "provoked",
)

#: Causes that are always a deed of the other side, never a measure told later on.
_ACCUSING = ("on suspicion of", "suspected of", "accused of", "under accusations of")

#: "reacted to the closure of X by expelling": the second answers the first.
_REACTED = ("reacted to", "responded to", "replied to", "retaliated for", "retaliated against")

_AMOUNTS = words(
    """
    hours days weeks months years hour day week month year shortly minutes
    """
)

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

_REPLIES = frozenset(["response", "reply", "answer", "reaction", "retaliation"])


def _can_answer(a: Draft, b: Draft) -> bool:
    """Whether one mention's incident may answer another's: it is not done by the same side."""
    assert a.incident is not None
    assert b.incident is not None
    if a.incident is b.incident or b.type == "threat":
        return False
    mine, theirs = set(a.incident.agents.states), set(b.incident.agents.states)
    return not (mine and theirs and mine <= theirs) and (
        a.type in MEASURES or a.type not in DEEDS or b.type in DEEDS
    )


def causes(parse: Parse, sentence: int, here: list[Draft]) -> list[Found]:
    """Find "A over B", "A after B", "after B, A" among the mentions of one sentence."""
    links = []
    for a in here:
        for b in here:
            if a is b or not _can_answer(a, b):
                continue
            cue = _cue(parse, a, b, here)
            if cue:
                links.append(Found("in_response_to", a.incident, b.incident, sentence, f"'{cue}'"))  # type: ignore[arg-type]
    return links


def _cue(parse: Parse, a: Draft, b: Draft, here: list[Draft]) -> str | None:
    if b.i > a.i:
        between = " " + " ".join(parse.lower[a.i + 1 : b.i]) + " "
        for cue in _CAUSES:
            at = between.rfind(f" {cue} ")
            if at < 0 or cue in _REVERSED_CAUSES:
                continue
            if cue in ("for", "on", "under", "over") and not _governs(parse, cue, a.i, b.i):
                continue
            if cue == "after" and _measured(between[:at]):
                continue
            if cue in _ACCUSING and b.type in MEASURES:
                continue
            if " amid " in between[at:] or " since " in between[at:]:
                continue
            if _blocked(parse, a, b, here, len(between[:at].split()) + a.i + 1):
                continue
            return cue
        if a.trigger.frame.anchor[0] in _REPLIES and between.startswith((" to ", " for ")):
            return a.trigger.frame.anchor[0]
        if a.type in ("expulsion", "deportation") and b.type == "espionage" and b.i - a.i < 14:
            shared = set(b.incident.agents.states) & set(a.incident.targets.states)  # type: ignore[union-attr]
            return "the expelled are the spies" if shared else None
        return None
    before = (
        " " + " ".join(parse.lower[max(parse.bounds[parse.sentence[a.i]][0], b.i - 12) : b.i]) + " "
    )
    between = " " + " ".join(parse.lower[b.i + 1 : a.i]) + " "
    for cue in _REVERSED_CAUSES:
        if f" {cue} " in between:
            return cue
    for cue in _REACTED:
        if f" {cue} " in before and (" by " in between or " with " in between):
            return cue
    if "," not in between:
        return None
    for cue in (
        "in response to",
        "in retaliation for",
        "following",
        "after",
        "because of",
        "over",
        "amid protests over",
    ):
        at = before.rfind(f" {cue} ")
        if at >= 0 and not (cue == "after" and _measured(before[:at])):
            opens = parse.bounds[parse.sentence[a.i]][0]
            if b.i - opens < 24:
                return cue
    return None


def _measured(text: str) -> bool:
    """Whether an amount of time stands before "after": that tells when, not why."""
    words = text.split()
    return bool(words) and words[-1] in _AMOUNTS


def _governs(parse: Parse, cue: str, a: int, b: int) -> bool:
    """Whether a preposition between two mentions stands above the second."""
    return any(parse.lower[k] == cue and a < k for k in (*parse.ancestors(b),))


def _blocked(parse: Parse, a: Draft, b: Draft, here: list[Draft], cue_at: int) -> bool:
    """Whether the cause belongs to another mention that stands between."""
    for other in here:
        if other is a or other is b or other.incident is a.incident:
            continue
        if a.i < other.i < cue_at and _can_answer(other, b):
            same = set(other.agents.states) & set(a.agents.states)
            joined = parse.dep[other.i] == "conj" or parse.dep[a.i] == "conj"
            if not same or (not joined and other.type == a.type):
                return True
    return False
