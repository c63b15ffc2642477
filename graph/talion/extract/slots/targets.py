"""The target of a verb or a noun of action."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import describe, resolve
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Dep, Pos, Tag, Word, function_words, nouns
from talion.extract.rules import Reason, Rule
from talion.extract.slots.deed_targets import find_struck, place_of, victims
from talion.extract.slots.roles import Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.model.type_traits import DoneTo, SideName


def target(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the target: what it is done to, now or as said before, or a prepositional phrase.

    >>> text, roles = context("Russia expelled two British diplomats."), Roles()
    >>> target(text, triggers(text)[0], roles)
    >>> roles.targets.states, roles.target_rule.words
    (('United Kingdom',), 'the object of the word')
    """
    parse, i = context.parse, trigger.i
    if roles.targets:
        return
    traits = trigger.traits
    hurts_persons = traits.done_to is DoneTo.PERSONS
    agents = roles.agents.states
    objects: tuple[int, ...] | list[int] = trigger.objects
    if Flag.DOER in trigger.frame.flags:
        objects = ()
    elif trigger.frame.kind is FrameKind.VERB and {Flag.SUBJECT, Flag.VICTIM} & trigger.frame.flags:
        objects = [k for s in parse.kids(i, Dep.SUBJECT) for k in parse.conjuncts(s)]
    found = Party()
    place = not traits.is_personal
    for o in objects:
        if o in context.by_token or parse.pos[o] != Pos.PRONOUN:
            found += context.party(o, place=place).without(agents)
            if not found:
                found += _from_described(context, o).without(agents)
            if not found and (before := _said_before(context, trigger, o).without(agents)):
                roles.targets, roles.target_rule = before, Reason(Rule.OBJECT_BEFORE)
                roles.anaphoric = True
                return
    if hurts_persons:
        heads = (i, *objects) if trigger.frame.kind is FrameKind.NOUN else tuple(objects)
        found += victims(context, heads, roles.agents)
        if not found.states and traits.is_deed:
            found += Party(place_of(context, trigger, objects).without(agents).states)
    if found.states or (found.others and hurts_persons):
        roles.targets, roles.target_rule = found, Reason(Rule.OBJECT)
        return
    for o in objects:
        party = _said_before(context, trigger, o).without(agents)
        if party:
            roles.targets, roles.target_rule = found + party, Reason(Rule.OBJECT_BEFORE)
            roles.anaphoric = True
            return
    if trigger.frame.kind is FrameKind.VERB and parse.is_passive(i):
        for k in _passive_subject(parse, i):
            found += context.party(k, place=False).without(agents)
        if found.states:
            roles.targets, roles.target_rule = found, Reason(Rule.PASSIVE_SUBJECT)
            return
    roles.targets = found
    prepositions(context, trigger, roles)
    if not roles.targets and trigger.frame.kind is not FrameKind.VERB:
        find_struck(context, trigger, roles)


def prepositions(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take the target from a phrase like "with Iran", "against Russia", "from Tehran".

    >>> text, roles = context("Canada imposed sanctions against Russia."), Roles()
    >>> prepositions(text, triggers(text)[0], roles)
    >>> roles.targets.states, roles.target_rule.words
    (('Russia',), 'named after “against”')
    """
    parse, i = context.parse, trigger.i
    agents = roles.agents.states
    traits = trigger.traits
    heads = [i, *trigger.objects]
    if trigger.frame.kind is not FrameKind.VERB and parse.dep[i] == Dep.OBJECT:
        heads.append(parse.head[i])
    for word in (
        function_words.RECALL_PREPOSITIONS
        if traits.done_to is DoneTo.OWN_ENVOYS
        else function_words.TARGET_PREPOSITIONS
    ):
        of_host = SideName.AGENT in traits.hosts and word in function_words.HOST_PREPOSITIONS
        if of_host and not (agents and word in function_words.ORIGIN_PREPOSITIONS):
            continue
        if word == Word.FOR and traits.on_behalf:
            continue
        for h in heads:
            for c in parse.children[h]:
                if parse.dep[c] in (Dep.PREPOSITION, Dep.DATIVE) and parse.lower[c] == word:
                    if any(parse.lemma[p] in nouns.SOLIDARITY for p in parse.children[c]):
                        continue
                    below = context.governed_party(c, place=not traits.is_personal)
                    party = (below or _described(context, c)).without(agents)
                    if len(party.states) > of_host:  # several are where they came from
                        roles.targets, roles.target_rule = (
                            roles.targets + party,
                            Reason(Rule.PREPOSITION, word),
                        )
                        return


def _passive_subject(parse: Parse, i: int) -> list[int]:
    """Return the subject of a passive, or of the one it is coordinated with."""
    found = parse.kids(i, Dep.PASSIVE_SUBJECT)
    if not found and parse.dep[i] == Dep.CONJUNCT:
        return parse.kids(parse.head[i], Dep.PASSIVE_SUBJECT)
    return found


def _from_described(context: Context, o: int) -> Party:
    """Return the states of "diplomats from these countries"."""
    parse = context.parse
    for c in parse.children[o]:
        if parse.dep[c] == Dep.PREPOSITION and parse.lower[c] in function_words.ORIGIN_PREPOSITIONS:
            for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                found = describe(context, p)
                if found:
                    return found
    return Party()


def _described(context: Context, preposition: int) -> Party:
    """Return the state of "in the country", "on its soil"."""
    for p in context.parse.kids(preposition, Dep.PREPOSITIONAL_OBJECT):
        if context.parse.lemma[p] in nouns.OWN_TERRITORY:
            return resolve(context, p)
    return Party()


def _said_before(context: Context, trigger: Trigger, o: int) -> Party:
    """Return the states of "them", "the diplomats", "51" by the last such noun phrase before."""
    parse = context.parse
    if trigger.traits.is_deed and parse.pos[o] != Pos.PRONOUN:
        return Party()
    lemma, tag = parse.lemma[o], parse.tag[o]
    if (
        tag in (Tag.PERSONAL_PRONOUN, Tag.POSSESSIVE_PRONOUN)
        and parse.lower[o] in function_words.PERSON_PRONOUNS
    ):
        return resolve(context, o)
    like = trigger.frame.object or frozenset({lemma})
    definite = tag in (Tag.PERSONAL_PRONOUN, Tag.CARDINAL, Tag.DETERMINER) or any(
        parse.lower[c] in function_words.DEFINITE_OBJECTS for c in parse.children[o]
    )
    if not definite and parse.pos[o] != Pos.NUMERAL:
        return Party()
    first = parse.bounds[max(parse.sentence[o] - 6, 0)][0]
    for k in range(o - 1, first - 1, -1):
        if parse.lemma[k] in like or parse.tag[k] == Tag.NAMES:
            party = context.party(k)
            if party.states:
                return Party(party.states)
    return Party()
