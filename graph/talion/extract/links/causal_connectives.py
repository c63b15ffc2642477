"""What one sentence says an incident answers: "over", "after", "in retaliation for"."""

from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Dep, Word, calendar_words
from talion.extract.links.candidate_link import CandidateLink
from talion.extract.text.parse import Parse

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


_REPLIES = frozenset(["response", "reply", "answer", "reaction", "retaliation"])


def _can_answer(a: EventMention, b: EventMention) -> bool:
    """Whether one mention's incident may answer another's: it is not done by the same side."""
    assert a.incident is not None
    assert b.incident is not None
    if a.incident is b.incident or b.traits.is_utterance:
        return False
    mine, theirs = set(a.incident.agents.states), set(b.incident.agents.states)
    deed_answers_none = a.traits.is_deed and not b.traits.is_deed
    return not (mine and theirs and mine <= theirs) and not deed_answers_none


def causes(parse: Parse, sentence: int, here: list[EventMention]) -> list[CandidateLink]:
    """Find "A over B", "A after B", "after B, A" among the mentions of one sentence."""
    links = []
    for a in here:
        for b in here:
            if a is b or not _can_answer(a, b):
                continue
            cue = _cue(parse, a, b, here)
            if cue and a.incident is not None and b.incident is not None:
                links.append(
                    CandidateLink("in_response_to", a.incident, b.incident, sentence, f"'{cue}'")
                )
    return links


def _cue(parse: Parse, a: EventMention, b: EventMention, here: list[EventMention]) -> str | None:
    if b.i > a.i:
        between = " " + " ".join(parse.lower[a.i + 1 : b.i]) + " "
        for cue in _CAUSES:
            at = between.rfind(f" {cue} ")
            if at < 0 or cue in _REVERSED_CAUSES:
                continue
            if cue in ("for", "on", "under", "over") and not _governs(parse, cue, a.i, b.i):
                continue
            if cue == Word.AFTER and _measured(between[:at]):
                continue
            if cue in _ACCUSING and b.traits.is_bilateral:
                continue
            if " amid " in between[at:] or " since " in between[at:]:
                continue
            if _blocked(parse, a, b, here, len(between[:at].split()) + a.i + 1):
                continue
            return cue
        if a.trigger.frame.anchor[0] in _REPLIES and between.startswith((" to ", " for ")):
            return a.trigger.frame.anchor[0]
        if a.traits.removes and b.traits.on_behalf and b.i - a.i < 14:
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
        if at >= 0 and not (cue == Word.AFTER and _measured(before[:at])):
            opens = parse.bounds[parse.sentence[a.i]][0]
            if b.i - opens < 24:
                return cue
    return None


def _measured(text: str) -> bool:
    """Whether an amount of time stands before "after": that tells when, not why."""
    words = text.split()
    return bool(words) and words[-1] in calendar_words.AMOUNTS


def _governs(parse: Parse, cue: str, a: int, b: int) -> bool:
    """Whether a preposition between two mentions stands above the second."""
    return any(parse.lower[k] == cue and a < k for k in (*parse.ancestors(b),))


def _blocked(
    parse: Parse, a: EventMention, b: EventMention, here: list[EventMention], cue_at: int
) -> bool:
    """Whether the cause belongs to another mention that stands between."""
    for other in here:
        if other is a or other is b or other.incident is a.incident:
            continue
        if a.i < other.i < cue_at and _can_answer(other, b):
            same = set(other.agents.states) & set(a.agents.states)
            joined = parse.dep[other.i] == Dep.CONJUNCT or parse.dep[a.i] == Dep.CONJUNCT
            if not same or (not joined and other.type == a.type):
                return True
    return False
