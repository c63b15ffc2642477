"""Responses without an antecedent in their sentence: "in response", "retaliated", threats."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.subjects import subject_of
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.lang import Dep, function_words
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.cues import Position, cue_words, cues, found_in
from talion.extract.text.parse import Parse
from talion.model.claim import ClaimType
from talion.model.incident import Status


def implicit_responses(
    context: Context,
    incidents: list[EventCluster],
    sentence: int,
    here: list[EventMention],
    words: str,
    found: dict[tuple[ClaimType, int, int], CandidateLink],
) -> list[CandidateLink]:
    """Find the antecedents of "in response", "retaliated", "tit-for-tat" in the text before.

    >>> said = analysis("Chile expelled two Peruvians. In response, Peru expelled two Chileans.")
    >>> here, words = said.incidents[1].mentions, said.context.parse.sentence_text(1)
    >>> [link] = implicit_responses(said.context, said.incidents, 1, here, words, {})
    >>> link.source.agents.states, link.target.agents.states
    (('Peru',), ('Chile',))
    """
    if not found_in(words, cues(ClaimType.RESPONSE, Position.SENTENCE)):
        return []
    links = []
    done = {s for t, s, _ in found if t == ClaimType.RESPONSE}
    responding_states = _responding_states(context, sentence)
    vowed = any(d.traits.is_utterance for d in here)
    for a in here:
        if vowed and a.incident is not None and a.i > a.incident.first:
            continue  # it is the threat that responds, not what is mentioned again
        if a.incident is None or id(a.incident) in done or a.traits.is_deed:
            continue
        if responding_states and not set(a.incident.agents.states) & set(responding_states):
            continue
        if not a.traits.is_announced or is_responded_to(context.parse, a.i):
            continue
        target = _antecedent(incidents, a.incident, before=a.i)
        if target is not None:
            links.append(
                CandidateLink(
                    ClaimType.RESPONSE, a.incident, target, sentence, LinkRule.IMPLICIT_ANTECEDENT
                )
            )
    return links


def is_responded_to(parse: Parse, i: int) -> bool:
    """Whether a sentence names a token's incident as what another responds to.

    >>> text = parse("This is to reciprocate Peru's decision to expel an envoy.")
    >>> is_responded_to(text, text.words.index("expel"))
    True
    >>> text = parse("Peru responded by expelling an envoy.")
    >>> is_responded_to(text, text.words.index("expelling"))
    False
    """
    responding = cue_words(ClaimType.RESPONSE, Position.VERB, Position.NOUN, bare=True)
    below = i
    for above in parse.ancestors(i):
        if parse.lemma[above] in responding:
            if parse.dep[below] == Dep.OBJECT:
                return parse.is_verb(above)
            after = below > above
            return after and parse.lower[below] in function_words.RESPONSE_OBJECT_PREPOSITIONS
        below = above
    return False


def _responding_states(context: Context, sentence: int) -> tuple[str, ...]:
    """Return the states that a sentence says retaliate or respond, where it says so by a verb."""
    parse = context.parse
    responding = cue_words(ClaimType.RESPONSE, Position.VERB, bare=True)
    for k in range(*parse.bounds[sentence]):
        if parse.lemma[k] in responding and parse.is_verb(k):
            subject = subject_of(context, k)
            if subject is not None:
                return resolve(context, subject[0]).states
    return ()


def _antecedent(incidents: list[EventCluster], a: EventCluster, before: int) -> EventCluster | None:
    """Return what the other party did to this one: the same type first, then the last mentioned."""
    options = [
        i
        for i in incidents
        if i is not a
        and i.traits.is_measure
        and i.first < before
        and i.status != Status.PROSPECTIVE
        and set(i.agents.states) & set(a.targets.states)
        and set(i.targets.states) & set(a.agents.states)
    ]
    if not options:
        return None
    newest = max((i.date or "" for i in options if i.dated), default="")[:4]
    options = [i for i in options if not (i.dated and i.date and i.date[:4] < newest)]
    latest = {id(i): max(d.i for d in i.mentions if d.i < before) for i in options}
    return max(options, key=lambda i: (i.type == a.type, latest[id(i)]))


def threat_responses(incidents: list[EventCluster], responding: set[int]) -> list[CandidateLink]:
    """Link each threat to what the threatened party has done, where the text reports it before.

    >>> said = analysis("Chile expelled two Peruvians. Peru threatened Chile with retaliation.")
    >>> [(link.source.type, link.target.type) for link in threat_responses(said.incidents, set())]
    [('threat', 'deportation')]
    """
    links = []
    for a in incidents:
        if not a.traits.is_utterance or id(a) in responding:
            continue
        target = _antecedent(incidents, a, before=a.first)
        if target is not None:
            links.append(
                CandidateLink(ClaimType.RESPONSE, a, target, a.lead.sentence, LinkRule.THREAT)
            )
    return links
