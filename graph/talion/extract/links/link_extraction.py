"""What the text says an incident answers, belongs to, or has as its precedent."""

from talion.extract.entities.context import Context
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.links.candidate_link import CandidateLink
from talion.extract.links.causal_connectives import causes
from talion.extract.links.implicit_antecedents import answers, threats
from talion.extract.links.precedent_cues import precedents, sentence_text
from talion.extract.links.reaction_verbs import reactions

_TOGETHER = (
    "in solidarity",
    "in concert",
    "followed suit",
    "follow suit",
    "coordinated",
    "co - ordinated",
    "joined",
    "in coordination",
    "similar measures",
    "simultaneous",
    "at the same time",
    "together with",
    "jointly",
    "along with",
    "following the lead",
)


def find_links(
    context: Context, incidents: list[EventCluster], together: list[list[EventCluster]]
) -> list[CandidateLink]:
    """Return the links among the incidents of a text, each once."""
    parse = context.parse
    mentions = sorted((d for i in incidents for d in i.mentions), key=lambda d: d.i)
    found: dict[tuple[str, int, int], CandidateLink] = {}

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
                CandidateLink("part_of", other, group[0], other.lead.sentence, "announced together")
            )
    for sentence, here in _by_sentence(mentions).items():
        words = sentence_text(parse, sentence)
        for link in causes(parse, sentence, here):
            add(link)
        for link in reactions(context, incidents, sentence, here):
            add(link)
        for link in answers(context, incidents, sentence, here, words, found):
            add(link)
        for link in _together(incidents, sentence, here, words):
            add(link)
    answered = {id(f.source) for f in found.values() if f.type == "in_response_to"}
    for link in threats(incidents, answered):
        add(link)
    for link in precedents(parse, incidents, list(found.values())):
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
    if not any(cue in words for cue in _TOGETHER):
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
            followed = any(cue in words for cue in ("solidarity", "suit", "lead"))
            other = others[-1] if followed else others[0]
            links.append(CandidateLink("part_of", a.incident, other, sentence, "done together"))
    return links


def _before(incidents: list[EventCluster], one: EventCluster, other: EventCluster) -> bool:
    """Whether one incident is told before another, or named before it in one breath."""
    if one.first != other.first:
        return one.first < other.first
    return incidents.index(one) < incidents.index(other)
