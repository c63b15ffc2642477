"""Causal connectives: "over", "after", "in retaliation for" between two mentions."""

from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Dep, calendar_words, function_words, phrases, typography
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.cues import Condition, Cue, Order, Position, cue_words, cues
from talion.extract.text.parse import Parse, padded
from talion.model.claim import ClaimType

#: How far before the antecedent its cue may stand, in tokens.
_REACH = 12
#: How far from the head of a sentence the antecedent of an opening phrase may stand.
_OPENING = 24
#: How far apart a removal and the deed of those removed may be without a cue, in tokens.
_NEAR = 14


def _can_respond(a: EventMention, b: EventMention) -> bool:
    """Whether one mention's incident may respond to another's: another party has done it."""
    assert a.incident is not None
    assert b.incident is not None
    if a.incident is b.incident or b.traits.is_utterance:
        return False
    mine, theirs = set(a.incident.agents.states), set(b.incident.agents.states)
    deed_responds_to_none = a.traits.is_deed and not b.traits.is_deed
    return not (mine and theirs and mine <= theirs) and not deed_responds_to_none


def causal_links(parse: Parse, sentence: int, here: list[EventMention]) -> list[CandidateLink]:
    """Find "A over B", "A after B", "after B, A" among the mentions of one sentence.

    >>> said = analysis("Peru expelled two Chilean diplomats after Chile recalled its envoy.")
    >>> here = sorted((m for i in said.incidents for m in i.mentions), key=lambda m: m.i)
    >>> for link in causal_links(said.context.parse, 0, here):
    ...     print(link.source.type, "responds to", link.target.type, "by", link.rule.name)
    expulsion responds to recall by CAUSAL_CUE
    """
    links = []
    for a in here:
        for b in here:
            if a is b or not _can_respond(a, b):
                continue
            rule = _behind(parse, a, b, here) if b.i > a.i else _before(parse, a, b)
            if rule and a.incident is not None and b.incident is not None:
                links.append(
                    CandidateLink(ClaimType.RESPONSE, a.incident, b.incident, sentence, rule)
                )
    return links


def _behind(
    parse: Parse, a: EventMention, b: EventMention, here: list[EventMention]
) -> LinkRule | None:
    """Return the rule that makes the later of two mentions the antecedent: "A over B"."""
    between = padded(parse, a.i + 1, b.i)
    for cue in cues(ClaimType.RESPONSE, Position.BETWEEN, Order.RESPONSE_FIRST):
        at = between.rfind(cue.whole)
        if at < 0 or not _holds(parse, cue, between[:at], a, b):
            continue
        if any(f" {word} " in between[at:] for word in phrases.NO_CAUSE):
            continue
        if not _blocked(parse, a, b, here, len(between[:at].split()) + a.i + 1):
            return LinkRule.CAUSAL_CUE
    nouns = cue_words(ClaimType.RESPONSE, Position.NOUN)
    if a.trigger.frame.anchor[0] in nouns and between.startswith(phrases.RESPONSE_OBJECT_OPENERS):
        return LinkRule.RESPONSE_NOUN
    return LinkRule.SAME_PERSONS if _same_persons(a, b) else None


def _holds(parse: Parse, cue: Cue, before: str, a: EventMention, b: EventMention) -> bool:
    """Whether the conditions of a cue hold; `before` is the text up to it."""
    if Condition.GOVERNS in cue.conditions and not _governs(parse, cue.text, a.i, b.i):
        return False
    if Condition.NOT_DURATION in cue.conditions and _ends_in_duration(before):
        return False
    return not (Condition.DEED in cue.conditions and b.traits.is_bilateral)


def _before(parse: Parse, a: EventMention, b: EventMention) -> LinkRule | None:
    """Return the rule that makes the earlier of two mentions the antecedent: "after B, A"."""
    opens = parse.bounds[parse.sentence[a.i]][0]
    before = padded(parse, max(opens, b.i - _REACH), b.i)
    between = padded(parse, b.i + 1, a.i)
    led = cues(ClaimType.RESPONSE, Position.BETWEEN, Order.ANTECEDENT_FIRST)
    if any(cue.whole in between for cue in led):
        return LinkRule.CONSEQUENCE_CUE
    reacted = any(cue.whole in before for cue in cues(ClaimType.RESPONSE, Position.REACTION))
    if reacted and any(f" {word} " in between for word in function_words.MEANS_PREPOSITIONS):
        return LinkRule.REACTION_CUE
    if typography.COMMA not in between or b.i - opens >= _OPENING:
        return None
    for cue in cues(ClaimType.RESPONSE, Position.OPENING):
        at = before.rfind(cue.whole)
        if at >= 0 and _holds(parse, cue, before[:at], a, b):
            return LinkRule.OPENING_CUE
    return None


def _ends_in_duration(text: str) -> bool:
    """Whether an amount of time ends a text: "three days", before "after", says when, not why."""
    words = text.split()
    return bool(words) and words[-1] in calendar_words.AMOUNTS


def _same_persons(a: EventMention, b: EventMention) -> bool:
    """Whether those removed are those who spied: "expelled two envoys who had spied"."""
    if not (a.traits.removes and b.traits.on_behalf and b.i - a.i < _NEAR):
        return False
    assert a.incident is not None
    assert b.incident is not None
    return bool(set(b.incident.agents.states) & set(a.incident.targets.states))


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
        if a.i < other.i < cue_at and _can_respond(other, b):
            same = set(other.agents.states) & set(a.agents.states)
            joined = parse.dep[other.i] == Dep.CONJUNCT or parse.dep[a.i] == Dep.CONJUNCT
            if not same or (not joined and other.type == a.type):
                return True
    return False
