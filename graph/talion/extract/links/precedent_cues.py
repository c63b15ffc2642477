"""Precedents: earlier incidents of a type, reported as background."""

from talion.extract.incidents.event_mention import EventCluster
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.cues import Position, cues, found_in
from talion.extract.text.parse import Parse
from talion.model.claim import ClaimType
from talion.model.incident import Status


def main_incident(incidents: list[EventCluster]) -> EventCluster | None:
    """Return what the article is about: the measure mentioned first and most often.

    >>> said = analysis("Peru expelled a Chilean envoy. In 2019 it expelled two Chilean envoys.")
    >>> main_incident(said.incidents).count
    1
    """
    measures = [
        i for i in incidents if i.traits.is_bilateral_measure and i.status == Status.REPORTED
    ]
    if not measures:
        return None
    return min(measures, key=lambda i: i.first - 40 * len(i.mentions))


def precedent_links(
    parse: Parse, incidents: list[EventCluster], found: list[CandidateLink]
) -> list[CandidateLink]:
    """Find earlier incidents of the main one's type that are reported as background.

    >>> said = analysis("Peru expelled a Chilean envoy. In 2019 it expelled two Chilean envoys.")
    >>> [link] = precedent_links(said.context.parse, said.incidents, [])
    >>> link.source.date, link.target.date
    ('2019', '2021-05')
    """
    main = main_incident(incidents)
    if main is None:
        return []
    tied = {id(f.source) for f in found if f.target is main} | {
        id(f.target) for f in found if f.source is main
    }
    links = []
    for other in incidents:
        if (
            other is main
            or other.type != main.type
            or id(other) in tied
            or other.first < main.first
        ):
            continue
        if other.status == Status.PROSPECTIVE:
            continue
        shared = set(other.targets.states) & set(main.targets.states)
        if not shared:
            continue
        sentence = parse.sentence_text(other.lead.sentence)
        earlier = _earlier(other.date, main.date)
        cued = found_in(sentence, cues(ClaimType.PRECEDENT, Position.SENTENCE)) is not None
        same_time = other.dated and other.date == main.date
        others = not set(other.agents.states) & set(main.agents.states)
        if earlier or (cued and others and not same_time):
            links.append(
                CandidateLink(
                    ClaimType.PRECEDENT, other, main, other.lead.sentence, LinkRule.PRECEDENT
                )
            )
    return links


def _earlier(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return False
    size = min(len(a), len(b), 7)
    return a[:size] < b[:size]
