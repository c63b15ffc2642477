"""The steps of the extractor in their order: from a parse to incidents and the links among them."""

from dataclasses import dataclass
from functools import cache

from talion.extract.entities.context import Context
from talion.extract.entities.mentions import NameMatcher
from talion.extract.incidents.anaphora import attach_anaphora
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.incidents.joint_events import split_joint_events
from talion.extract.incidents.mention_builder import MentionBuilder
from talion.extract.incidents.within_document import merge
from talion.extract.links.candidate_link import CandidateLink
from talion.extract.links.link_extraction import find_links
from talion.extract.rules import Rejection
from talion.extract.slots.times import TimeTagger
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger, find_triggers
from talion.extract.triggers.lexicon import lexicon
from talion.model.date import Date
from talion.store.reference import gazetteer


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text reports, by tokens of its parse, and the triggers that led to no incident."""

    context: Context
    incidents: list[EventCluster]
    links: list[CandidateLink]
    rejected: list[tuple[Trigger, Rejection]]


def analyse(parse: Parse, published: Date | None) -> Analysis:
    """Return the incidents and links of a parsed text; times are read from the day it appeared."""
    words = lexicon()
    context = Context(parse, _names(), published)
    nationals = frozenset(m.end - 1 for m in context.mentions if m.use == "demonym")
    triggers = find_triggers(parse, words, nationals)
    builder = MentionBuilder(context, TimeTagger(parse, published), triggers)
    incidents, repeating_nothing = merge(builder.run())
    incidents, together = split_joint_events(incidents)
    attach_anaphora(context, incidents)
    links = find_links(context, incidents, together)
    rejected = [*builder.rejected, *((m.trigger, reason) for m, reason in repeating_nothing)]
    return Analysis(context, incidents, links, rejected)


@cache
def _names() -> NameMatcher:
    return NameMatcher(gazetteer(), lexicon().groups())
