"""Who "followed suit": the last measure before, by another party against the same."""

from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import verbs
from talion.extract.rules import Reason, Rule, SlotName
from talion.extract.triggers.detection import Trigger


def follow_suit(
    context: Context, mentions: list[EventMention], default: str | None
) -> list[EventMention]:
    """Return a mention for each party that "followed suit": the last measure before, undated.

    `default` is the date of news without one.

    >>> text = context("Poland expelled a Russian diplomat. Estonia followed suit.")
    >>> expelled, followed = mentions(text)
    >>> [(m.agents.states, m.targets.states) for m in follow_suit(text, [expelled], None)]
    [(('Estonia',), ('Russia',))]
    """
    parse = context.parse
    found: list[EventMention] = []
    for i in range(1, len(parse)):
        if (parse.lemma[i - 1], parse.lower[i]) != verbs.FOLLOWING_SUIT:
            continue
        before = [
            d for d in [*mentions, *found] if d.i < i and d.traits.distributive and not d.weak
        ]
        own = any(
            d.sentence == parse.sentence[i] and d.traits.distributive for d in [*mentions, *found]
        )
        subject = subject_of(context, i - 1)
        if not before or own or subject is None:
            continue
        model = before[-1]
        for head in listed(context, subject[0]):
            party = context.party(head)
            if party.states:
                found.append(_like(context, model, i, party, default))
    return found


def _like(
    context: Context, model: EventMention, i: int, party: Party, default: str | None
) -> EventMention:
    frame = replace(
        model.trigger.frame, text=" ".join(verbs.FOLLOWING_SUIT), anchor=verbs.FOLLOWING_SUIT
    )
    return replace(
        model,
        trigger=Trigger(i, frame),
        agents=party,
        targets=model.targets.without(party.states),
        count=None,
        date=default if model.date else None,
        dated=False,
        sentence=context.parse.sentence[i],
        incident=None,
        rules={
            SlotName.AGENTS: Reason(Rule.FOLLOWED_SUIT),
            SlotName.TARGETS: Reason(Rule.AS_BEFORE),
        },
    )
