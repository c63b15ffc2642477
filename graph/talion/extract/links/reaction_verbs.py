"""Verbs of reaction, "acted after", "hit back after", with the measure in another sentence."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.subjects import subject_of
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.lang import Dep, Tag, function_words, modifiers
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.cues import Position, cue_words
from talion.model.claim import ClaimType
from talion.model.incident import Status

#: How many sentences after the reaction the measure may stand; before it, any number.
_AHEAD = 3


def reaction_links(
    context: Context, incidents: list[EventCluster], sentence: int, here: list[EventMention]
) -> list[CandidateLink]:
    """Find the responses of a sentence with a reaction and its antecedent, but no measure.

    >>> said = analysis("Cuba hit back after Peru expelled an envoy. Cuba closed Peru's embassy.")
    >>> here = [m for i in said.incidents for m in i.mentions if m.sentence == 0]
    >>> [(link.source.type, link.target.type)
    ...  for link in reaction_links(said.context, said.incidents, 0, here)]
    [('closure', 'expulsion')]
    """
    links = []
    for k in range(*context.parse.bounds[sentence]):
        states = _reacting(context, k)
        if not states or any(set(d.agents.states) & states and d.traits.is_measure for d in here):
            continue
        for cause in here:
            between = context.parse.lower[k + 1 : cause.i]
            if (
                cause.traits.is_utterance
                or not set(between) & function_words.REACTION_PREPOSITIONS
                or cause.incident is None
            ):
                continue
            if not set(cause.incident.targets.states) & states:
                continue
            measure = _measure(incidents, cause, states, sentence)
            if measure is not None:
                links.append(
                    CandidateLink(
                        ClaimType.RESPONSE,
                        measure,
                        cause.incident,
                        sentence,
                        LinkRule.REACTION_VERB,
                    )
                )
                break
    return links


def _reacting(context: Context, k: int) -> set[str]:
    """Return the states that a token says have reacted."""
    parse = context.parse
    back = parse.lemma[k] in cue_words(ClaimType.RESPONSE, Position.VERB_BACK) and parse.lower[
        k + 1 : k + 2
    ] == [modifiers.BACK]
    if not (back or parse.lemma[k] in cue_words(ClaimType.RESPONSE, Position.VERB)) or parse.tag[
        k
    ] not in (
        Tag.PAST,
        Tag.PARTICIPLE,
        Tag.THIRD_PERSON,
    ):
        return set()
    if any(parse.dep[c] == Dep.NEGATION for c in parse.children[k]):
        return set()
    subject = subject_of(context, k)
    return set(resolve(context, subject[0]).states) if subject is not None else set()


def _measure(
    incidents: list[EventCluster], cause: EventMention, states: set[str], sentence: int
) -> EventCluster | None:
    """Return what the states did: the same type first, then the nearest one."""
    options = []
    for one in incidents:
        distances = [m.sentence - sentence for m in one.mentions if m.sentence <= sentence + _AHEAD]
        fits = (
            one.traits.is_measure and one.status != Status.PROSPECTIVE and one is not cause.incident
        )
        mutual = set(one.targets.states) & set(cause.agents.states)
        if distances and fits and mutual and set(one.agents.states) & states:
            near = min(distances, key=lambda gap: (gap > 0, abs(gap)))
            options.append((one.type != cause.type, near > 0, abs(near), one))
    return min(options, key=lambda o: o[:3])[3] if options else None
