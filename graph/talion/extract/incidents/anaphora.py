"""Anaphors of a measure mentioned before: "the move", "Moscow's decision"."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import ANAPHOR, EventCluster, EventMention
from talion.extract.lang import Dep, Pos, Word, function_words, nouns, verbs
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Frame, FrameKind

_NEAR = 4


def attach_anaphora(context: Context, incidents: list[EventCluster]) -> None:
    """Add to each measure the anaphors that refer back to it, so that links can attach to them.

    >>> said = analysis("Peru expelled two Cuban envoys. The move drew protest.")
    >>> [said.context.parse.words[m.i] for m in said.incidents[0].mentions]
    ['expelled', 'move']
    """
    measures = [i for i in incidents if i.traits.is_bilateral_measure]
    mentioned = {d.i for i in incidents for d in i.mentions}
    for i, lemma in enumerate(context.parse.lemma):
        if (
            lemma not in nouns.ANAPHORIC_MEASURES
            or i in mentioned
            or context.parse.pos[i] != Pos.NOUN
        ):
            continue
        if _is_explicit(context.parse, i, mentioned):
            continue  # "the decision to expel" is mentioned by what it decides
        incident = _meant(context, measures, i)
        if incident is not None:
            incident.mentions.append(_mention(context, incident, i))


def _meant(context: Context, measures: list[EventCluster], i: int) -> EventCluster | None:
    if _of_somebody_unknown(context, i):
        return None
    party = _possessor(context, i)
    if party:
        own = [m for m in measures if set(m.agents.states) & set(party.states)]
        return min(own, key=lambda m: min(abs(d.i - i) for d in m.mentions), default=None)
    parse = context.parse
    if not any(parse.lower[c] in function_words.DEFINITE for c in parse.children[i]):
        return None
    sentence = parse.sentence[i]
    conveyed = parse.lemma[parse.head[i]] in verbs.CONVEYING
    before = [
        (max(d.i for d in m.mentions if d.i < i), n)
        for n, m in enumerate(measures)
        if any(d.i < i and sentence - d.sentence <= _NEAR for d in m.mentions)
        # who is summoned to be told of "the decision" is not told of the summons
        and not (conveyed and any(d.i < i and d.sentence == sentence for d in m.mentions))
    ]
    return measures[max(before)[1]] if before else None


def _is_explicit(parse: Parse, i: int, mentioned: set[int]) -> bool:
    """Whether it says itself what it is: "the move to revoke", an incident or not."""
    if any(
        parse.lower[k] == Word.TO for c in parse.kids(i, Dep.NOUN_CLAUSE) for k in parse.children[c]
    ):
        return True
    return any(
        k in mentioned
        for c in parse.children[i]
        if parse.dep[c] in (Dep.NOUN_CLAUSE, Dep.ADJECTIVE, Dep.COMPOUND)
        or parse.lower[c] in function_words.REFERENT_PREPOSITIONS
        for k in parse.subtree(c)
    )


def _of_somebody_unknown(context: Context, i: int) -> bool:
    """Whether "its" may refer to a subject of its sentence that no party is known for."""
    parse = context.parse
    first = parse.bounds[parse.sentence[i]][0]
    return any(
        parse.dep[k] == Dep.SUBJECT and parse.pos[k] == Pos.NAME and k not in context.by_token
        for c in parse.kids(i, Dep.POSSESSOR)
        if parse.lower[c] in function_words.PRONOUNS
        for k in range(first, c)
    )


def _possessor(context: Context, i: int) -> Party:
    parse = context.parse
    for c in parse.children[i]:
        if parse.lower[c] == Word.BY:
            found = context.governed_party(c)
            if found.states:
                return found
        if parse.dep[c] in (Dep.POSSESSOR, Dep.ADJECTIVE, Dep.COMPOUND):
            party = resolve(context, c) if parse.dep[c] == Dep.POSSESSOR else context.party(c)
            if party.states:
                return party
    return Party()


def _mention(context: Context, incident: EventCluster, i: int) -> EventMention:
    frame = Frame(incident.type, ANAPHOR, FrameKind.NOUN, (context.parse.lemma[i],))
    mention = EventMention(
        trigger=Trigger(i, frame),
        type=incident.type,
        agents=Party(),
        targets=Party(),
        count=None,
        date=None,
        status=incident.status,
        sentence=context.parse.sentence[i],
        weak=True,
        verbal=False,
    )
    mention.incident = incident
    return mention
