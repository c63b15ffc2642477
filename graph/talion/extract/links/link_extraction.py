"""The links of a text: those among all pairs of its incidents that are probable enough."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.cued_links import cued_links
from talion.extract.links.link_model import LinkModel, link_model
from talion.extract.links.pair import DateOrder, Pair, order_of, pair_of
from talion.extract.links.pair_features import PairFeatures, carried
from talion.extract.links.shared_causes import shared_causes
from talion.model.claim import ClaimType

#: Pairs of incidents further apart than this many sentences are not weighed.
_REACH = 40
#: About so many pairs of a text are weighed; where it has more, each incident with its nearest.
_WEIGHED = 150 * 150


def find_links(
    context: Context, incidents: list[EventCluster], together: list[list[EventCluster]]
) -> list[CandidateLink]:
    """Return the links among the incidents of a text, each once, with its probability.

    `together` holds the incidents that were announced together.

    >>> said = analysis("Chile expelled two Peruvians. In response, Peru expelled two Chileans.")
    >>> [link] = find_links(said.context, said.incidents, [])
    >>> link.source.agents.states, link.target.agents.states, link.probability > 0.5
    (('Peru',), ('Chile',), True)
    """
    cued = cued_links(context, incidents, together)
    scored = sorted(_scored(context, incidents, cued), key=lambda k: -k.probability)
    parts = [k for k in cued if k.type == ClaimType.PART]
    found: dict[frozenset[int], CandidateLink] = {}
    settled: set[tuple[ClaimType, int]] = set()
    for link in (*parts, *scored):
        source = link.type, id(link.source)
        if link.rule is LinkRule.WEIGHED and source in settled:
            continue  # one antecedent at most that no cue names
        if found.setdefault(frozenset((id(link.source), id(link.target))), link) is link:
            settled.add(source)
    for link in shared_causes(together, list(found.values())):
        found.setdefault(frozenset((id(link.source), id(link.target))), link)
    return list(found.values())


def _scored(
    context: Context, incidents: Sequence[EventCluster], cued: Sequence[CandidateLink]
) -> Iterator[CandidateLink]:
    """Yield the responses and precedents that are probable enough."""
    model = link_model()
    ruled = {(k.type, id(k.source), id(k.target)): k for k in cued}
    features = PairFeatures(context.parse, incidents, {key: k.rule for key, k in ruled.items()})
    for pair in pairs(incidents, cued):
        found = features.of(pair)
        if not carried(found):
            continue
        for kind in model.weights:
            if kind == ClaimType.RESPONSE and not _possible(pair, ruled):
                continue
            link = _link(model, kind, pair, found)
            if link is None:
                continue
            rule = ruled.get((kind, id(pair.response), id(pair.antecedent)))
            yield link if rule is None else replace(rule, probability=link.probability)


def _possible(pair: Pair, ruled: Mapping[tuple[ClaimType, int, int], CandidateLink]) -> bool:
    """Whether no date and no cue says that the supposed antecedent is the later one."""
    reverse = (ClaimType.RESPONSE, id(pair.antecedent), id(pair.response))
    dates = pair.response.date, pair.antecedent.date
    return reverse not in ruled and order_of(*dates) != DateOrder.EARLIER


def pairs(incidents: Sequence[EventCluster], cued: Sequence[CandidateLink] = ()) -> Iterator[Pair]:
    """Yield the ordered pairs of incidents near enough to be linked, or linked by a cue.

    >>> said = analysis("Chile expelled two Peruvians. In response, Peru expelled two Chileans.")
    >>> len(list(pairs(said.incidents)))
    2
    """
    named = {(id(k.source), id(k.target)) for k in cued}
    near = _neighbours(incidents)
    for response in incidents:
        for antecedent in incidents:
            ends = id(response), id(antecedent)
            if response is antecedent or not (ends in named or near is None or ends in near):
                continue
            pair = pair_of(response, antecedent)
            if ends in named or abs(pair.x.sentence - pair.y.sentence) <= _REACH:
                yield pair


def _neighbours(incidents: Sequence[EventCluster]) -> set[tuple[int, int]] | None:
    """Return the ordered pairs that are near in a text of too many incidents; else nothing."""
    if len(incidents) ** 2 <= _WEIGHED:
        return None
    most = max(_WEIGHED // len(incidents), 2) // 2
    mentioned = sorted(((m.i, n) for n, i in enumerate(incidents) for m in i.mentions))
    near: set[tuple[int, int]] = set()
    for k, (_, n) in enumerate(mentioned):
        for _, other in mentioned[k + 1 : k + 1 + most]:
            a, b = id(incidents[n]), id(incidents[other])
            near |= {(a, b), (b, a)}
    return near


def _link(
    model: LinkModel, kind: ClaimType, pair: Pair, features: Sequence[str]
) -> CandidateLink | None:
    """Return the link of a kind between a pair, if it is probable enough with both incidents."""
    probability = model.probability(kind, features)
    refers = pair.y if "antecedent refers back" in features else pair.x
    link = CandidateLink(
        kind, pair.response, pair.antecedent, refers.sentence, LinkRule.WEIGHED, probability
    )
    return link if link.certainty >= model.threshold else None
