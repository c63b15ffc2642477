"""The agent of a noun of action: its possessor, whoever is blamed, or the subject of its verb."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.entities.subjects import subject_of
from talion.extract.lang import Dep, Pos, Tag, Word, function_words, modifiers, nouns, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.agents import by_phrase, utterer
from talion.extract.slots.announcements import decider_of_measure
from talion.extract.slots.roles import Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse
from talion.model.type_traits import SideName

_LIGHT_PATH = frozenset(
    {
        Dep.OBJECT,
        Dep.CONJUNCT,
        Dep.PREPOSITIONAL_OBJECT,
        Dep.PASSIVE_SUBJECT,
        Dep.ATTRIBUTE,
        Dep.PREPOSITION,
        Dep.OBJECT_PREDICATE,
        Dep.NOUN_CLAUSE,
        Dep.OPEN_COMPLEMENT,
    }
)


def find_noun_agent(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a noun of action: its by-phrase, its possessor, or its verb's subject.

    >>> text, roles = context("Peru condemned Chile's expulsion of its diplomats."), Roles()
    >>> find_noun_agent(text, triggers(text)[0], roles)
    >>> roles.agents.states, roles.agent_rule.words
    (('Chile',), 'named before the word as its agent')
    """
    parse, i = context.parse, trigger.i
    roles.agents = by_phrase(context, i)
    roles.agent_rule = Reason(Rule.BY_PHRASE) if roles.agents else None
    if roles.agents:
        return
    if _take_possessor(context, trigger, roles):
        return
    roles.agents, roles.agent_rule = decider_of_measure(context, i)
    if roles.agents:
        return
    for c in parse.kids(i, Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE):
        if parse.tag[c] == Tag.PARTICIPLE and (by := by_phrase(context, c)):
            roles.agents, roles.agent_rule = by, Reason(Rule.BY_PHRASE_OF, parse.lemma[c])
            return
    roles.agents, roles.agent_rule = _blamed(context, i)
    if not roles.agents:
        _light_verb(context, trigger, roles)
    if not roles.agents and trigger.traits.is_utterance:
        roles.agents, roles.agent_rule = utterer(context, i), Reason(Rule.SPEAKER)


def _take_possessor(context: Context, trigger: Trigger, roles: Roles) -> bool:
    """Set the agent to whose action it is, "Peru's expulsion of"; whether the text says it."""
    parse, i = context.parse, trigger.i
    of = any(
        parse.lower[c] in function_words.REFERENT_PREPOSITIONS and parse.dep[c] == Dep.PREPOSITION
        for c in parse.children[i]
    )
    for c in parse.children[i]:
        if (
            parse.dep[c] in (Dep.POSSESSOR, Dep.ADJECTIVE, Dep.COMPOUND, Dep.NOUN_MODIFIER)
            and c < i
        ):
            if parse.pos[c] == Pos.PRONOUN or (
                parse.dep[c] == Dep.POSSESSOR and c not in context.by_token
            ):
                party = resolve(context, c)
            else:
                mention = context.by_token.get(c)
                party = party_of(mention) if mention is not None else Party()
                if mention is not None and not of and _is_object(parse, trigger, mention, c):
                    continue
            if party:
                roles.agents, roles.agent_rule = party, Reason(Rule.POSSESSOR)
                return True
    return False


def _blamed(context: Context, i: int) -> tuple[Party, Reason | None]:
    """Return who is held responsible for a deed: "X is responsible for", "X's role in"."""
    parse = context.parse
    at = i
    for _ in range(4):
        if parse.dep[at] not in (
            Dep.PREPOSITIONAL_OBJECT,
            Dep.CONJUNCT,
            Dep.PREPOSITION,
            Dep.PREPOSITIONAL_COMPLEMENT,
            Dep.OBJECT,
            Dep.COMPOUND,
            Dep.PASSIVE_SUBJECT,
        ):
            return Party(), None
        at = parse.head[at]
        lower, lemma = parse.lower[at], parse.lemma[at]
        if lower in modifiers.RESPONSIBLE:
            for up in (at, *parse.ancestors(at)[:2]):
                for k in parse.kids(up, Dep.SUBJECT, Dep.PASSIVE_SUBJECT):
                    return resolve(context, k), Reason(Rule.HELD_RESPONSIBLE, lower)
        if lemma in nouns.INVOLVEMENT:
            party = context.party(at, place=False)
            if not party:
                subject = subject_of(context, at)
                party = resolve(context, subject[0]) if subject is not None else Party()
            return party, Reason(Rule.INVOLVED, lemma)
        if lemma == verbs.POINTING_AT:
            for c in parse.kids(at, Dep.PREPOSITION):
                if parse.lower[c] == Word.AT:
                    return context.governed_party(c), Reason(Rule.POINTED_AT)
        if lemma in verbs.BLAMING_ON and parse.dep[i] in (Dep.OBJECT, Dep.PASSIVE_SUBJECT):
            for c in parse.kids(at, Dep.PREPOSITION):
                if parse.lower[c] in function_words.BLAME_PREPOSITIONS:
                    return context.governed_party(c), Reason(Rule.BLAMED, lemma)
        if lemma in verbs.BLAMING:
            for k in parse.kids(at, Dep.OBJECT, Dep.PASSIVE_SUBJECT):
                return context.party(k, place=False), Reason(Rule.ACCUSED, lemma)
    return Party(), None


def _is_object(parse: Parse, trigger: Trigger, mention: EntityMention, c: int) -> bool:
    """Whether a name before a noun of action is what it is done to: "Iran sanctions"."""
    if mention.kind == ActorKind.PERSON:
        return trigger.traits.is_personal or trigger.traits.is_deed
    plain = mention.use == NameUse.NAME and not parse.words[c].replace(".", "").isupper()
    return (
        parse.dep[c] in (Dep.COMPOUND, Dep.NOUN_MODIFIER)
        and plain
        and trigger.traits.name_before is SideName.TARGET
    )


def _light_verb(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take the agent of a noun of action from its light verb: "Peru announced the expulsion"."""
    parse = context.parse
    at = trigger.i
    means = False
    for _ in range(5):
        means = parse.lower[at] in function_words.MEANS_PREPOSITIONS
        if not means and not _leads_to_light_verb(parse, at, deed=trigger.traits.is_deed):
            return
        at = parse.head[at]
        if means and parse.lemma[at] not in verbs.REACTING:
            return
        if not parse.is_verb(at):
            continue
        if means:
            _take_light_subject(context, trigger, roles, at)
            return
        if parse.lemma[at] in verbs.LIGHT:
            _take_light_subject(context, trigger, roles, at)
            return
        if parse.lemma[at] in verbs.OPPOSING and not trigger.traits.is_deed:
            subject = subject_of(context, at)
            if subject is not None:
                roles.targets = resolve(context, subject[0])
                roles.target_rule = Reason(Rule.LIGHT_VERB_SUBJECT, parse.lemma[at])
            return


def _leads_to_light_verb(parse: Parse, i: int, *, deed: bool) -> bool:
    """Whether the head of a token can be the light verb of a noun, or be on the way to it."""
    if parse.dep[i] not in _LIGHT_PATH or parse.head[i] == i:
        return False
    if parse.dep[i] != Dep.PREPOSITION:
        return True
    if deed and parse.lower[i] != Word.IN:
        return False
    return parse.lower[i] in function_words.LIGHT_VERB_PREPOSITIONS


def _take_light_subject(context: Context, trigger: Trigger, roles: Roles, verb: int) -> None:
    """Set the agents to the subject of a light verb, or to its by-phrase in the passive."""
    parse = context.parse
    if parse.is_passive(verb):
        roles.agents = by_phrase(context, verb)
        roles.agent_rule = Reason(Rule.BY_PHRASE_OF_GOVERNOR) if roles.agents else None
        return
    subject = subject_of(context, verb)
    if subject is None or subject[0] == trigger.i:
        return
    groups = [resolve(context, subject[0])]
    heads = parse.conjuncts(subject[0])
    if len(heads) > 1:
        groups = [party for party in map(context.party, heads) if party]
    for party in groups:
        roles.agents += party
    roles.groups = groups if len(groups) > 1 else []
    roles.agent_rule = Reason(Rule.LIGHT_VERB_SUBJECT, parse.lemma[verb])
