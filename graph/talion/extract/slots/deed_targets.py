"""The target of a deed: what an attack struck, which persons it names, where it happened."""

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Dep, Word, function_words, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.model.actor import ActorKind
from talion.model.type_traits import DoneTo


def find_struck(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take the target of a deed from "X was hit by a cyberattack", "an attack hit X".

    >>> text, roles = context("Estonia was hit by a cyberattack."), Roles()
    >>> find_struck(text, triggers(text)[0], roles)
    >>> roles.targets.states, roles.target_rule.words
    (('Estonia',), 'what it struck')
    """
    parse, i = context.parse, trigger.i
    if trigger.traits.done_to is DoneTo.ORGANIZATION:
        for o in trigger.objects:
            for k in (o, *parse.children[o]):
                if k in context.entities:
                    roles.targets = Party((context.entities[k],))
                    roles.target_rule = Reason(Rule.ORGANIZATION)
                    return
    by = parse.head[i]
    if parse.dep[i] == Dep.PREPOSITIONAL_OBJECT and parse.lower[by] == Word.BY:
        for k in parse.kids(parse.head[by], Dep.PASSIVE_SUBJECT, Dep.SUBJECT):
            struck = Party((context.entities[k],)) if k in context.entities else context.party(k)
            roles.targets, roles.target_rule = struck, Reason(Rule.STRUCK)
    elif parse.dep[i] in (Dep.SUBJECT, Dep.PREPOSITIONAL_OBJECT):
        actions = [by, *parse.kids(i, Dep.RELATIVE_CLAUSE, Dep.NOUN_CLAUSE)]
        for verb in actions:
            if parse.lemma[verb] in verbs.STRIKING:
                for k in parse.kids(verb, Dep.OBJECT):
                    roles.targets, roles.target_rule = context.party(k), Reason(Rule.STRUCK)
                    return


def place_of(context: Context, trigger: Trigger, objects: tuple[int, ...] | list[int]) -> Party:
    """Return the state where a deed was done, by a place that modifies it.

    >>> text = context("Two dissidents were poisoned in Germany.")
    >>> trigger = triggers(text)[0]
    >>> place_of(text, trigger, trigger.objects).states
    ('Germany',)
    """
    parse = context.parse
    for h in (trigger.i, *objects):
        for c in parse.children[h]:
            if (
                parse.dep[c] == Dep.PREPOSITION
                and parse.lower[c] in function_words.SCENE_PREPOSITIONS
            ):
                found = context.governed_party(c)
                if found.states:
                    return found
    return Party()


def _named_with(parse: Parse, o: int) -> list[int]:
    """Return the words of a noun phrase and of what it includes or is explained by."""
    found = [o]
    for at in found:
        for c in parse.children[at]:
            explains = parse.dep[c] in (
                Dep.CONJUNCT,
                Dep.APPOSITION,
                Dep.COMPOUND,
                Dep.POSSESSOR,
                Dep.NOUN_MODIFIER,
                Dep.PREPOSITIONAL_OBJECT,
            )
            if explains or (
                parse.dep[c] == Dep.PREPOSITION
                and parse.lower[c] in function_words.EXPLAINING_PREPOSITIONS
            ):
                found.append(c)
    return found[:40]


def victims(context: Context, objects: tuple[int, ...] | list[int], agents: Party) -> Party:
    """Return the persons named in what a deed is done to: "activists, including A. B.".

    >>> text = context("Belarus arrested two activists, including Maria Kolesnikova.")
    >>> victims(text, [text.parse.words.index("activists")], Party(("Belarus",))).others
    ('Maria Kolesnikova',)
    """
    parse = context.parse
    others: list[str] = []
    for o in objects:
        for k in _named_with(parse, o):
            mention = context.by_token.get(k)
            if mention is not None and mention.kind == ActorKind.PERSON:
                others.extend(n for n in mention.names if n not in agents.others)
    for o in objects:
        at = parse.head[o]
        if parse.lower[at] == Word.AMONG:
            subjects = parse.kids(parse.head[at], Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
            others.extend(n for s in subjects for n in context.party(s).others)
    return Party((), tuple(dict.fromkeys(others)))
