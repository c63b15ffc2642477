"""Who "followed suit" or "responded in kind": the last measure before, done by another party."""

from collections.abc import Iterator
from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.incidents.event_dates import EventDater
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Tag, typography, verbs
from talion.extract.rules import Reason, Rule, SlotName
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.modality import is_future
from talion.extract.triggers.negation import governors, negated
from talion.model.incident import Status

#: The forms of "do" in "Peru did so" that say that it was done.
_FINITE = frozenset({Tag.PAST, Tag.THIRD_PERSON, Tag.PARTICIPLE})
#: How many tokens an insertion between "so" and "did" may have.
_INSERTION = 16


def follow_suit(
    context: Context, mentions: list[EventMention], dater: EventDater
) -> list[EventMention]:
    """Return a mention for each party that did the same: the last measure before.

    Whoever it was done to did it to the other side; "in kind" is never to a third. `dater` gives
    the date where the model has one.

    >>> from talion.extract.slots.times import TimeTagger
    >>> text = context("Poland expelled a Russian diplomat. Estonia followed suit.")
    >>> expelled, followed = mentions(text)
    >>> dater = EventDater(text.parse, TimeTagger(text.parse, text.at), frozenset())
    >>> [(m.agents.states, m.targets.states) for m in follow_suit(text, [expelled], dater)]
    [(('Estonia',), ('Russia',))]
    """
    found: list[EventMention] = []
    sentence = context.parse.sentence
    for i, wording, heads in _followers(context):
        known = [d for d in [*mentions, *found] if d.traits.distributive and not d.weak]
        before = [d for d in known if d.i < i]
        here = [d for d in known if d.sentence == sentence[i]]
        parties = [party for head in heads if (party := context.party(head)).states]
        if not before or any(d.i > i or d.agents in parties for d in here):
            continue
        model = max(before, key=lambda d: d.i)
        if wording == verbs.DOING_SO and sentence[i] - model.sentence > 1:
            continue
        for party in parties:
            back = bool(set(party.states) & set(model.targets.states))
            if model.status == Status.REPORTED and (back or wording not in verbs.IN_KIND):
                like = _like(context, model, i, party, wording, back=back)
                found.append(_dated(like, model, dater, before))
    return found


def _dated(
    like: EventMention, model: EventMention, dater: EventDater, before: list[EventMention]
) -> EventMention:
    """Return a mention with the date of its own clause, where its model has one at all."""
    if model.date is None:
        return replace(like, date=None, dated=False, when=None)
    when = dater.date(like.trigger, like.traits, like.status, like.agents, before)
    rules = like.rules | {SlotName.DATE: Reason(when.rule)}
    date, dated = when.ruled.date, when.ruled.given
    return replace(like, date=date, dated=dated, when=when, rules=rules)


def _followers(context: Context) -> Iterator[tuple[int, tuple[str, ...], list[int]]]:
    """Yield where a wording ends, the wording, and the heads of those who did it."""
    parse = context.parse
    wordings = (*verbs.FOLLOWING_SUIT, *verbs.IN_KIND, verbs.DOING_SO)
    last_words = {wording[-1] for wording in (*wordings, *verbs.AS_DID)}
    for i in range(1, len(parse)):
        if parse.lemma[i] not in last_words and parse.lower[i] not in last_words:
            continue
        for wording in wordings:
            first = i - len(wording) + 1
            if wording == verbs.DOING_SO and parse.tag[first] not in _FINITE:
                continue
            if _stands(parse, i, wording) and _is_done(parse, first):
                subject = subject_of(context, first)
                yield i, wording, listed(context, subject[0]) if subject is not None else []
        for wording in verbs.AS_DID:
            mention = next((context.by_token.get(k) for k in (i + 1, i + 2)), None)
            if mention is not None and (_stands(parse, i, wording) or _frames(parse, i, wording)):
                yield i, wording, listed(context, mention.end - 1)


def _frames(parse: Parse, i: int, wording: tuple[str, ...]) -> bool:
    """Whether a wording stands around an insertion: "and so, on Monday, did"."""
    opening, verb = wording
    first = max(parse.bounds[parse.sentence[i]][0], i - _INSERTION)
    if parse.lemma[i] != verb or parse.lower[i - 1] != typography.COMMA:
        return False
    pairs = zip(parse.lower[first : i - 1], parse.lower[first + 1 : i], strict=True)
    return (opening, typography.COMMA) in pairs


def _is_done(parse: Parse, i: int) -> bool:
    """Whether a verb says what was done: it is neither denied nor only vowed or expected."""
    above = governors(parse, i)
    vowed = any(parse.lemma[a] in verbs.VOWING | verbs.DEMANDING for a in above[:3])
    return not (vowed or negated(parse, i, above) or is_future(parse, i))


def _stands(parse: Parse, i: int, wording: tuple[str, ...]) -> bool:
    """Whether a wording, its verb in the base form, ends at a token of the same sentence."""
    first = i - len(wording) + 1
    if first < parse.bounds[parse.sentence[i]][0]:
        return False
    return all(word in (parse.lemma[k], parse.lower[k]) for k, word in enumerate(wording, first))


def _like(
    context: Context,
    model: EventMention,
    i: int,
    party: Party,
    wording: tuple[str, ...],
    *,
    back: bool,
) -> EventMention:
    frame = replace(model.trigger.frame, text=" ".join(wording), anchor=wording)
    return replace(
        model,
        trigger=Trigger(i, frame),
        agents=party,
        targets=(model.agents if back else model.targets).without(party.states),
        count=None,
        sentence=context.parse.sentence[i],
        incident=None,
        group=None if back else model.group,
        entry=None,
        rules={
            SlotName.AGENTS: Reason(Rule.FOLLOWED_SUIT),
            SlotName.TARGETS: Reason(Rule.AS_BEFORE),
        },
    )
