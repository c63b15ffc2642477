"""Who did it: the agent of a verb or a noun of action."""

from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import antecedent, resolve, speaker
from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.lang import Dep, Pos, Tag, Word, function_words, modifiers, nouns, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.announcements import decider, decision_of
from talion.extract.slots.counts import predicated
from talion.extract.slots.role import Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag
from talion.model.type_traits import DoneTo, SideName

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


def doer(context: Context, i: int) -> Party:
    """Return whose a spy or a hacker is: by his own words, else by what he is said of."""
    found = context.party(i, place=False)
    if found.states:
        return found
    subject = predicated(context.parse, i)
    if subject is not None:
        return context.party(subject, place=False) or resolve(context, subject)
    if context.parse.dep[i] == Dep.APPOSITION:
        return context.party(context.parse.head[i])
    return Party()


def _blamed(context: Context, i: int) -> tuple[Party, Reason | None]:
    """Return who is held to be behind a deed: "X is responsible for", "X's role in"."""
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


def _by(context: Context, i: int) -> Party:
    parse = context.parse
    for c in parse.children[i]:
        if parse.lower[c] == Word.BY and parse.dep[c] in (Dep.AGENT, Dep.PREPOSITION):
            for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                found = Party()
                for k in parse.conjuncts(p):
                    if parse.lemma[k] not in nouns.PRIVATE_PERSONS:
                        found += resolve(context, k)
                if found:
                    return found
    return Party()


def principal(context: Context, i: int) -> Party:
    """Return for whom a spy spies: "spying for Iran", "passing secrets to the Kremlin"."""
    parse = context.parse
    hands_over = parse.lemma[i] in verbs.HANDING_OVER
    for c in (
        *parse.children[i],
        *(g for o in parse.kids(i, Dep.OBJECT) for g in parse.children[o]),
    ):
        if parse.dep[c] not in (Dep.PREPOSITION, Dep.DATIVE):
            continue
        behalf = parse.lower[c] == Word.ON and any(
            parse.lemma[p] == nouns.BEHALF for p in parse.children[c]
        )
        if behalf or parse.lower[c] == Word.FOR or (hands_over and parse.lower[c] == Word.TO):
            found = context.governed_party(c)
            if found.states:
                return found
    return Party()


def verb_agent(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a verb: its subject, wherever that is said, or its by-phrase."""
    parse, i = context.parse, trigger.i
    done_to_subject = {Flag.SUBJECT, Flag.VICTIM} & trigger.frame.flags
    if Flag.VICTIM in trigger.frame.flags:
        roles.agents, roles.agent_rule = _utterer(context, i), Reason(Rule.SPEAKER)
        return
    if done_to_subject or parse.is_passive(i):
        roles.agents, roles.agent_rule = _by(context, i), Reason(Rule.BY_PHRASE)
        if not roles.agents and {Flag.UTTERED} & trigger.frame.flags:
            roles.agents, roles.agent_rule = _utterer(context, i), Reason(Rule.SPEAKER)
        return
    own, rule = decider(context, i)
    if own:
        roles.agents, roles.agent_rule = own, rule
        return
    if _opposes(parse, i):
        return
    subject = _foreign(context, trigger, subject_of(context, i))
    if subject is None:
        return
    head, rule = subject
    if parse.pos[head] == Pos.PRONOUN and (named := antecedent(context, head)) is not None:
        head, rule = named, replace(rule, pronoun=True)
    if parse.lemma[head] in nouns.PRIVATE_PERSONS and not context.by_token.get(head):
        roles.agent_rule = Reason(Rule.PRIVATE_PERSONS)
        return
    groups = []
    for k in listed(context, head):
        party = (
            resolve(context, k) if k == head and not context.by_token.get(k) else context.party(k)
        )
        if party and k not in trigger.objects:
            groups.append(party)
    if context.by_token.get(head) is None and len(parse.conjuncts(head)) > 1 and not groups:
        groups = [resolve(context, head)]
    for party in groups:
        roles.agents += party
    if len(groups) > 1:
        roles.groups = groups
    roles.agent_rule = rule if roles.agents else None
    if trigger.traits.is_utterance and not roles.agents:
        roles.agents, roles.agent_rule = _utterer(context, i), Reason(Rule.SPEAKER)


def _opposes(parse: Parse, i: int) -> bool:
    """Whether it is a decision that the subject denounces: "slammed the order to expel them"."""
    noun = decision_of(parse, i)
    if noun is None or parse.dep[noun] not in (Dep.OBJECT, Dep.PREPOSITIONAL_OBJECT):
        return False
    above = parse.head[noun]
    verb = parse.head[above] if parse.dep[noun] == Dep.PREPOSITIONAL_OBJECT else above
    return parse.lemma[verb] in verbs.REJECTING


def _foreign(
    context: Context, trigger: Trigger, subject: tuple[int, Reason] | None
) -> tuple[int, Reason] | None:
    """Return a farther subject where the nearer is the state of the envoys: none expels its own."""
    parse, i = context.parse, trigger.i
    if (
        subject is None
        or subject[1].rule is Rule.SUBJECT
        or trigger.traits.done_to is not DoneTo.ENVOYS
    ):
        return subject
    own = {s for o in trigger.objects for s in context.party(o).states}
    nearer = context.party(subject[0]).states
    if not nearer or not set(nearer) <= own:
        return subject
    for a in parse.ancestors(i):
        for k in parse.kids(a, Dep.SUBJECT):
            other = context.party(k).states
            if k != subject[0] and other and not set(other) & own:
                return k, Reason(Rule.SENTENCE_SUBJECT)
    return subject


def _utterer(context: Context, i: int) -> Party:
    """Return who says the clause that a verb stands in."""
    parse = context.parse
    for a in parse.ancestors(i):
        if parse.is_verb(a) and parse.kids(a, Dep.CLAUSAL_COMPLEMENT):
            for k in parse.kids(a, Dep.SUBJECT):
                return resolve(context, k)
    return speaker(context, i)


def teller(context: Context, i: int) -> Party:
    """Return the police, prosecutors or court of a state that tell what a sentence tells."""
    parse = context.parse
    first, last = parse.bounds[parse.sentence[i]]
    for k in range(first, last):
        if parse.lemma[k] in verbs.OFFICIAL_REPORTING:
            for subject in parse.kids(k, Dep.SUBJECT):
                near = (subject, *parse.children[subject])
                if any(parse.lemma[n] in nouns.OFFICERS for n in near):
                    return resolve(context, subject)
    return Party()


def noun_agent(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a noun of action: its by-phrase, its owner, or its verb's subject."""
    parse, i = context.parse, trigger.i
    roles.agents, roles.agent_rule = _by(context, i), Reason(Rule.BY_PHRASE)
    if roles.agents:
        return
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
                roles.agents, roles.agent_rule = party, Reason(Rule.OWNER)
                return
    for c in parse.kids(i, Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE):
        if parse.tag[c] == Tag.PARTICIPLE and (by := _by(context, c)):
            roles.agents, roles.agent_rule = by, Reason(Rule.BY_PHRASE_OF, parse.lemma[c])
            return
    roles.agents, roles.agent_rule = _blamed(context, i)
    if not roles.agents:
        _light_verb(context, trigger, roles)
    if not roles.agents and trigger.traits.is_utterance:
        roles.agents, roles.agent_rule = _utterer(context, i), Reason(Rule.SPEAKER)


def _is_object(parse: Parse, trigger: Trigger, mention: EntityMention, c: int) -> bool:
    """Whether a name before a noun of action is what it is done to: "Iran sanctions"."""
    if mention.kind == "person":
        return trigger.traits.is_personal or trigger.traits.is_deed
    plain = mention.use == "name" and not parse.words[c].replace(".", "").isupper()
    return (
        parse.dep[c] in (Dep.COMPOUND, Dep.NOUN_MODIFIER)
        and plain
        and trigger.traits.name_before is SideName.TARGET
    )


def _light_verb(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take the agent of a noun of action from the verb that it stands with."""
    parse = context.parse
    at = trigger.i
    for _ in range(5):
        if parse.dep[at] not in _LIGHT_PATH or parse.head[at] == at:
            return
        if (
            trigger.traits.is_deed
            and parse.dep[at] == Dep.PREPOSITION
            and parse.lower[at] != Word.IN
        ):
            return
        if (
            parse.dep[at] == Dep.PREPOSITION
            and parse.lower[at] not in function_words.LIGHT_VERB_PREPOSITIONS
        ):
            return
        at = parse.head[at]
        if not parse.is_verb(at):
            continue
        lemma = parse.lemma[at]
        if lemma in verbs.LIGHT:
            if parse.is_passive(at):
                roles.agents, roles.agent_rule = (
                    _by(context, at),
                    Reason(Rule.BY_PHRASE_OF_GOVERNOR),
                )
                return
            subject = subject_of(context, at)
            if subject is not None and subject[0] != trigger.i:
                groups = [resolve(context, subject[0])]
                heads = parse.conjuncts(subject[0])
                if len(heads) > 1:
                    groups = [s for s in map(context.party, heads) if s]
                for party in groups:
                    roles.agents += party
                roles.groups = groups if len(groups) > 1 else []
                roles.agent_rule = Reason(Rule.LIGHT_VERB_SUBJECT, lemma)
            return
        if lemma in verbs.OPPOSING and not trigger.traits.is_deed:
            subject = subject_of(context, at)
            if subject is not None:
                roles.targets = resolve(context, subject[0])
                roles.target_rule = Reason(Rule.LIGHT_VERB_SUBJECT, lemma)
            return
        if parse.head[at] == at:
            return
