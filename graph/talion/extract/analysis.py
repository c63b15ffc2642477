"""The steps of the extractor in their order: from a parse to incidents and the links among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from talion.extract.dating.date_model import DateModel
from talion.extract.encoder.encoded_text import EncodedText
from talion.extract.encoder.encoder import Encoder, shipped_encoder
from talion.extract.entities.context import Context
from talion.extract.entities.mentions import NameMatcher
from talion.extract.entities.places import Place, Unnamed, places_in
from talion.extract.incidents.anaphora import attach_anaphora
from talion.extract.incidents.confidence import confidence_model, doubt, rate
from talion.extract.incidents.event_mention import EventCluster
from talion.extract.incidents.joint_events import grouped, split_joint_events
from talion.extract.incidents.mention_builder import MentionBuilder
from talion.extract.incidents.settled_dates import settle_dates
from talion.extract.incidents.within_document import merge
from talion.extract.links.candidate_link import CandidateLink
from talion.extract.links.link_extraction import find_links
from talion.extract.rules import Rejection
from talion.extract.sides.model import SideModel, side_model
from talion.extract.slots.times import TimeTagger
from talion.extract.text.parse import Parse
from talion.extract.triggers.candidate_words import CandidateWords, NamedTokens
from talion.extract.triggers.detection import Trigger, find_triggers
from talion.extract.triggers.learned_triggers import LEAST_CHANCE, with_learned
from talion.extract.triggers.lexicon import Lexicon, lexicon
from talion.extract.triggers.trigger_model import TriggerModel, trigger_model
from talion.extract.triggers.word_families import word_families
from talion.model.date import Date
from talion.model.gazetteer import NameUse
from talion.store.reference import gazetteer, incident_types

#: Incidents less probable than this are left out; the explanation names them.
LEAST_CONFIDENCE = 0.28


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text reports, by tokens of its parse.

    `rejected` are the triggers that led to no incident, `encoding` is what the encoder makes of it.
    """

    context: Context
    incidents: list[EventCluster]
    links: list[CandidateLink]
    rejected: list[tuple[Trigger, Rejection]]
    encoding: EncodedText


@dataclass(frozen=True, slots=True)
class Judgement:
    """The weights that decide on triggers, sides and confidence.

    `least` is the least confidence of an incident, `least_chance` the least probability at which a
    word that the lexicon does not know counts as a trigger; `words` is a lexicon other than that
    of the shipped ontology, `dates` weights of dates and `encoder` one other than the shipped ones.
    """

    triggers: TriggerModel
    sides: SideModel
    confidence: Mapping[str, float]
    least: float = LEAST_CONFIDENCE
    least_chance: float = LEAST_CHANCE
    words: Lexicon | None = None
    dates: DateModel | None = None
    encoder: Encoder | None = None


@cache
def shipped_judgement() -> Judgement:
    """Return the weights that ship with the package.

    >>> 0 < shipped_judgement().least < 0.5
    True
    """
    return Judgement(trigger_model(), side_model(), confidence_model())


def analyse(
    parse: Parse, published: Date | None, judgement: Judgement | None = None, title: str = ""
) -> Analysis:
    """Return the incidents and links of a parsed text; times are read from the day it appeared.

    Without a judgement it is that which ships with the package.

    >>> said = analyse(parse("After Russia expelled two Britons, Britain expelled two Russians."),
    ...                Date("2021-05-12"))
    >>> [(*i.agents.names, *i.targets.names, i.count) for i in said.incidents]
    [('Russia', 'United Kingdom', 2), ('United Kingdom', 'Russia', 2)]
    >>> [(*link.source.agents.names, link.type.name) for link in said.links]
    [('United Kingdom', 'RESPONSE')]
    """
    judgement = judgement or shipped_judgement()
    context = context_of(parse, published)
    triggers, encoding = encoded_triggers(context, judgement, title)
    tagger = TimeTagger(parse, published)
    builder = MentionBuilder(context, tagger, triggers, judgement.sides, judgement.dates, encoding)
    incidents, repeating_nothing = merge(builder.run())
    settle_dates(incidents)
    incidents, together = split_joint_events(incidents)
    together += grouped(incidents)
    rate(incidents, judgement.confidence, encoding)
    left_out = {id(i): r for i in incidents if (r := doubt(i, judgement.least)) is not None}
    doubtful = [i for i in incidents if id(i) in left_out]
    incidents = [i for i in incidents if id(i) not in left_out]
    together = [[i for i in group if id(i) not in left_out] for group in together]
    attach_anaphora(context, incidents)
    links = find_links(context, incidents, together)
    rejected = [
        *builder.rejected,
        *((m.trigger, reason) for m, reason in repeating_nothing),
        *((m.trigger, left_out[id(i)]) for i in doubtful for m in i.mentions),
    ]
    return Analysis(context, incidents, links, rejected, encoding)


def context_of(parse: Parse, published: Date | None) -> Context:
    """Return the context of a parsed text: the actors it names, by the shipped gazetteer.

    >>> [m.names for m in context_of(parse("Russia expelled a Briton."), None).mentions]
    [('Russia',), ('United Kingdom',)]
    """
    return Context(parse, _names(), published)


def triggers_of(context: Context, judgement: Judgement | None = None) -> list[Trigger]:
    """Return the triggers of a text, by the shipped ontology and the learned weights.

    >>> [trigger.type for trigger in triggers_of(context("Russia expelled a British diplomat."))]
    ['expulsion']
    """
    return encoded_triggers(context, judgement or shipped_judgement())[0]


def encoded_triggers(
    context: Context, judgement: Judgement, title: str = ""
) -> tuple[list[Trigger], EncodedText]:
    """Return the triggers of a text, and what the encoder makes of its words.

    >>> text = context("Russia expelled a British diplomat.")
    >>> found, encoding = encoded_triggers(text, shipped_judgement())
    >>> [encoding.chance(trigger.i, trigger.type) > 0.9 for trigger in found]
    [True]
    """
    nationals = frozenset(m.end - 1 for m in context.mentions if m.use == NameUse.DEMONYM)
    found = find_triggers(context.parse, judgement.words or lexicon(), nationals)
    kinds = frozenset(kind.id for kind in incident_types())
    words = CandidateWords(context.parse, named_tokens(context), word_families())
    candidates = words.and_those(trigger.i for trigger in found)
    encoder = judgement.encoder or shipped_encoder()
    encoding = encoder.encode(context.parse, title, candidates, _single_places(context))
    chances = {i: encoding.chances(i) for i in candidates}
    model, least = judgement.triggers, judgement.least_chance
    return with_learned(words, found, model, least, kinds, chances), encoding


def _single_places(context: Context) -> list[Place]:
    every = (p for n in range(len(context.parse.bounds)) for p in places_in(context, n))
    return [place for place in every if place.use != Unnamed.GROUP]


def named_tokens(context: Context) -> NamedTokens:
    """Return the tokens of a text that name actors, with the kind of actor and the names.

    >>> named_tokens(context("Russia expelled a British diplomat.")).names
    {0: ('Russia',), 3: ('United Kingdom',)}
    """
    named = [(k, m) for m in context.mentions for k in range(m.start, m.end)]
    return NamedTokens({k: m.kind.value for k, m in named}, {k: m.names for k, m in named})


@cache
def _names() -> NameMatcher:
    return NameMatcher(gazetteer(), lexicon().groups())
