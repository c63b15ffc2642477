"""The links that rules find by the cues of a text: responses, coordinated action, precedents."""

from functools import cache

from talion.extract.entities.context import Context
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.causal_connectives import causal_links
from talion.extract.links.cues import Condition, Cue, Position, cues, found_in
from talion.extract.links.implicit_antecedents import implicit_responses, threat_responses
from talion.extract.links.precedent_cues import precedent_links
from talion.extract.links.reaction_verbs import reaction_links
from talion.model.claim import ClaimType


def cued_links(
    context: Context, incidents: list[EventCluster], together: list[list[EventCluster]]
) -> list[CandidateLink]:
    """Return the links among the incidents of a text that a cue carries, each once.

    >>> said = analysis("Chile expelled two Peruvians. In response, Peru expelled two Chileans.")
    >>> [link.rule.name for link in cued_links(said.context, said.incidents, [])]
    ['IMPLICIT_ANTECEDENT']
    """
    parse = context.parse
    mentions = sorted((d for i in incidents for d in i.mentions), key=lambda d: d.i)
    found: dict[tuple[ClaimType, int, int], CandidateLink] = {}

    def add(link: CandidateLink) -> None:
        if link.source is link.target:
            return
        key = (link.type, id(link.source), id(link.target))
        mirrored = (link.type, id(link.target), id(link.source))
        if key not in found and mirrored not in found:
            found[key] = link

    for group in together:
        for other in group[1:]:
            add(
                CandidateLink(
                    ClaimType.PART,
                    other,
                    group[0],
                    other.lead.sentence,
                    LinkRule.JOINT_ANNOUNCEMENT,
                )
            )
    for sentence, here in _by_sentence(mentions).items():
        words = parse.sentence_text(sentence)
        for link in causal_links(parse, sentence, here):
            add(link)
        for link in reaction_links(context, incidents, sentence, here):
            add(link)
        for link in implicit_responses(context, incidents, sentence, here, words, found):
            add(link)
        for link in _together(incidents, sentence, here, words):
            add(link)
    responding = {id(f.source) for f in found.values() if f.type == ClaimType.RESPONSE}
    for link in threat_responses(incidents, responding):
        add(link)
    for link in precedent_links(parse, incidents, list(found.values())):
        add(link)
    return list(found.values())


def _by_sentence(mentions: list[EventMention]) -> dict[int, list[EventMention]]:
    by: dict[int, list[EventMention]] = {}
    for mention in mentions:
        by.setdefault(mention.sentence, []).append(mention)
    return by


def _together(
    incidents: list[EventCluster], sentence: int, here: list[EventMention], words: str
) -> list[CandidateLink]:
    """Join coordinated measures: each to the first of them."""
    cue = found_in(words, joint_cues())
    if cue is None:
        return []
    links = []
    for a in here:
        if a.incident is None or not a.traits.coordinated:
            continue
        others = [
            other
            for other in sorted(incidents, key=lambda o: o.first)
            if other is not a.incident
            and other.type == a.type
            and _before(incidents, other, a.incident)
            and set(other.targets.states) & set(a.incident.targets.states)
            and not set(other.agents.states) & set(a.incident.agents.states)
            and sentence - other.mentions[0].sentence < 8
        ]
        if others:
            other = others[-1] if Condition.LAST in cue.conditions else others[0]
            links.append(
                CandidateLink(ClaimType.PART, a.incident, other, sentence, LinkRule.JOINT_ACTION)
            )
    return links


@cache
def joint_cues() -> tuple[Cue, ...]:
    """Return the cues of coordinated action, those that mean the latest of several first.

    >>> [cue.text for cue in joint_cues() if cue.text in ("followed suit", "jointly")]
    ['followed suit', 'jointly']
    """
    found = cues(ClaimType.PART, Position.SENTENCE)
    return tuple(sorted(found, key=lambda cue: Condition.LAST not in cue.conditions))


def _before(incidents: list[EventCluster], one: EventCluster, other: EventCluster) -> bool:
    """Whether one incident is mentioned before another, or listed before it at one trigger."""
    if one.first != other.first:
        return one.first < other.first
    return incidents.index(one) < incidents.index(other)
