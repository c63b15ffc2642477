"""Responses that the members of a list share: what one answers, all answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from talion.extract.incidents.event_mention import EventCluster
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.model.claim import ClaimType


def shared_causes(
    together: Sequence[Sequence[EventCluster]], links: Sequence[CandidateLink]
) -> Iterator[CandidateLink]:
    """Yield the responses that members of a list take over from one of them.

    They must be of its type and done to the same side, and answer nothing else; what was done to
    the agent of that one alone is not theirs to answer.

    >>> said = analysis("Cuba bombed Haiti on Monday. In response, Peru expelled two Cuban envoys, "
    ...                 "Chile three and Mali one.")
    >>> [peru] = [k for k in said.links if ("Peru",) == k.source.agents.states]
    >>> [k.source.agents.states for k in shared_causes([said.incidents[1:]], [peru])]
    [('Chile',), ('Mali',)]
    """
    responses = [k for k in links if k.type == ClaimType.RESPONSE]
    answering = {id(k.source) for k in responses}
    for group in together:
        members = {id(incident) for incident in group}
        for link in responses:
            if id(link.source) not in members or id(link.target) in members:
                continue
            if set(link.target.targets.states) & set(link.source.agents.states):
                continue
            for other in group:
                if id(other) not in answering and _is_alike(link.source, other):
                    yield replace(link, source=other, rule=LinkRule.SHARED_CAUSE)


def _is_alike(one: EventCluster, other: EventCluster) -> bool:
    """Whether two incidents are of one type and done to the same side."""
    return one.type == other.type and bool(set(one.targets.states) & set(other.targets.states))
