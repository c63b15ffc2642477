"""The steps of the extractor in their order: from a parse to incidents and the links among them."""

from dataclasses import dataclass
from functools import cache

from talion.extract.entities.context import Context
from talion.extract.entities.mentions import NameMatcher
from talion.extract.incidents.anaphora import attach_anaphora
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.incidents.joint_events import grouped, split_joint_events
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
from talion.model.gazetteer import NameUse
from talion.store.reference import gazetteer


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text reports, by tokens of its parse, and the triggers that led to no incident."""

    context: Context
    incidents: list[EventCluster]
    links: list[CandidateLink]
    rejected: list[tuple[Trigger, Rejection]]


def analyse(parse: Parse, published: Date | None) -> Analysis:
    """Return the incidents and links of a parsed text; times are read from the day it appeared.

    >>> said = analyse(parse("After Russia expelled two Britons, Britain expelled two Russians."),
    ...                Date("2021-05-12"))
    >>> [(*i.agents.names, *i.targets.names, i.count) for i in said.incidents]
    [('Russia', 'United Kingdom', 2), ('United Kingdom', 'Russia', 2)]
    >>> [(*link.source.agents.names, link.type.name) for link in said.links]
    [('United Kingdom', 'RESPONSE')]
    """
    context = context_of(parse, published)
    triggers = triggers_of(context)
    builder = MentionBuilder(context, TimeTagger(parse, published), triggers)
    incidents, repeating_nothing = merge(builder.run())
    incidents, together = split_joint_events(incidents)
    together += grouped(incidents)
    attach_anaphora(context, incidents)
    links = find_links(context, incidents, together)
    rejected = [*builder.rejected, *((m.trigger, reason) for m, reason in repeating_nothing)]
    return Analysis(context, incidents, links, rejected)


def context_of(parse: Parse, published: Date | None) -> Context:
    """Return the context of a parsed text: the actors it names, by the shipped gazetteer.

    >>> [m.names for m in context_of(parse("Russia expelled a Briton."), None).mentions]
    [('Russia',), ('United Kingdom',)]
    """
    return Context(parse, _names(), published)


def triggers_of(context: Context) -> list[Trigger]:
    """Return the triggers of a text, by the shipped ontology.

    >>> [trigger.type for trigger in triggers_of(context("Russia expelled a British diplomat."))]
    ['expulsion']
    """
    nationals = frozenset(m.end - 1 for m in context.mentions if m.use == NameUse.DEMONYM)
    return find_triggers(context.parse, lexicon(), nationals)


@cache
def _names() -> NameMatcher:
    return NameMatcher(gazetteer(), lexicon().groups())
