"""Who "followed suit" or "responded in kind": the last measure before, done by another party."""

from collections.abc import Iterator
from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import verbs
from talion.extract.rules import Reason, Rule, SlotName
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.modality import is_future
from talion.extract.triggers.negation import governors, negated
from talion.model.incident import Status


def follow_suit(
    context: Context, mentions: list[EventMention], default: str | None
) -> list[EventMention]:
    """Return a mention for each party that did the same: the last measure before, undated.

    Whoever it was done to did it to the other side; "in kind" is never to a third. `default` is
    the date of news without one.

    >>> text = context("Poland expelled a Russian diplomat. Estonia followed suit.")
    >>> expelled, followed = mentions(text)
    >>> [(m.agents.states, m.targets.states) for m in follow_suit(text, [expelled], None)]
    [(('Estonia',), ('Russia',))]
    """
    found: list[EventMention] = []
    for i, wording, heads in _followers(context):
        known = [d for d in [*mentions, *found] if d.traits.distributive and not d.weak]
        before = [d for d in known if d.i < i]
        here = [d for d in known if d.sentence == context.parse.sentence[i]]
        parties = [party for head in heads if (party := context.party(head)).states]
        if not before or any(d.i > i or d.agents in parties for d in here):
            continue
        model = before[-1]
        for party in parties:
            back = bool(set(party.states) & set(model.targets.states))
            if model.status == Status.REPORTED and (back or wording not in verbs.IN_KIND):
                found.append(_like(context, model, i, party, default, wording, back=back))
    return found


def _followers(context: Context) -> Iterator[tuple[int, tuple[str, ...], list[int]]]:
    """Yield where a wording ends, the wording, and the heads of those who did it."""
    parse = context.parse
    for i in range(1, len(parse)):
        for wording in (*verbs.FOLLOWING_SUIT, *verbs.IN_KIND):
            first = i - len(wording) + 1
            if _stands(parse, i, wording) and _is_done(parse, first):
                subject = subject_of(context, first)
                yield i, wording, listed(context, subject[0]) if subject is not None else []
        for wording in verbs.AS_DID:
            mention = next((context.by_token.get(k) for k in (i + 1, i + 2)), None)
            if _stands(parse, i, wording) and mention is not None:
                yield i, wording, listed(context, mention.end - 1)


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
    default: str | None,
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
        date=default if model.date else None,
        dated=False,
        sentence=context.parse.sentence[i],
        incident=None,
        group=None if back else model.group,
        entry=None,
        rules={
            SlotName.AGENTS: Reason(Rule.FOLLOWED_SUIT),
            SlotName.TARGETS: Reason(Rule.AS_BEFORE),
        },
    )
