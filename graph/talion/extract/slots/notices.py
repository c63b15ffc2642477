"""Notice of a measure: who gave it to whom, "Peru was handed a list of envoys who must leave"."""

from dataclasses import dataclass

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import subject_of
from talion.extract.lang import Dep, Pos, Tag, Word, nouns, typography, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.agents import by_phrase, utterer
from talion.extract.slots.roles import Roles
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import DoneTo

#: To what a measure is done that the other side is given notice of.
_NOTIFIED = frozenset({DoneTo.ENVOYS, DoneTo.MISSION})
#: Rules that take the agent from another clause.
_FAR = frozenset({Rule.GOVERNING_SUBJECT, Rule.SENTENCE_SUBJECT, Rule.SPEAKER})
#: How far after its noun of notice a participle is, in tokens.
_REACH = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """Who makes a measure known, and to whom; either may be unknown."""

    sender: Party
    recipient: Party


def notice_of(context: Context, i: int) -> Notice | None:
    """Return the notice whose content a word belongs to, by the nearest verb that says so.

    >>> text = context("Peru was handed a list of two envoys who must leave Cuba.")
    >>> notice_of(text, text.parse.words.index("leave")).recipient.states
    ('Peru',)
    """
    parse, below = context.parse, i
    for a in parse.ancestors(i):
        if parse.is_verb(a):
            found = _received(context, a, below) or _given(context, a, below)
            if found is not None:
                return found
            if parse.dep[a] == Dep.ADVERBIAL_CLAUSE and parse.kids(a, Dep.SUBJECT):
                return None
        below = a
    return _told_of_persons(context, i)


def own_notice(context: Context, i: int) -> Notice | None:
    """Return the notice that a verb says was received: its subject is the one who was told.

    >>> text = context("Peru received an order from Cuba to close its consulate.")
    >>> notice = own_notice(text, text.parse.words.index("received"))
    >>> notice.sender.states, notice.recipient.states
    (('Cuba',), ('Peru',))
    """
    found = (_received(context, i, o) for o in context.parse.kids(i, Dep.OBJECT))
    return next((n for n in found if n is not None), None)


def _told_of_persons(context: Context, i: int) -> Notice | None:
    """Return the notice of which a participle says what becomes of those named in it.

    The parser may hang it elsewhere: "received a list of envoys declared unwelcome".
    """
    parse = context.parse
    if parse.tag[i] not in (Tag.PARTICIPLE, Tag.GERUND):
        return None
    first = max(parse.bounds[parse.sentence[i]][0], i - _REACH)
    for k in range(i - 1, first - 1, -1):
        if parse.is_verb(k) or parse.words[k] in typography.CLAUSE_MARKS:
            return None
        if parse.lemma[k] in nouns.NOTICES:
            return _received(context, parse.head[k], k)
    return None


def _received(context: Context, verb: int, below: int) -> Notice | None:
    """Return the notice that the subject of a verb receives, where `below` is the way to it."""
    parse = context.parse
    if parse.lemma[verb] not in verbs.RECEIVING or parse.is_passive(verb):
        return None
    if parse.dep[below] != Dep.OBJECT or parse.lemma[below] not in nouns.NOTICES:
        return None
    subject = subject_of(context, verb)
    if subject is None:
        return None
    near = [c for k in (verb, below) for c in parse.children[k] if parse.lower[c] == Word.FROM]
    sender = next((p for c in near if (p := context.governed_party(c)).states), Party())
    return Notice(sender, resolve(context, subject[0]))


def _given(context: Context, verb: int, below: int) -> Notice | None:
    """Return the notice that a verb of notifying gives, where `below` is the way to its content."""
    parse = context.parse
    if parse.lemma[verb] not in verbs.NOTIFYING:
        return None
    if parse.is_passive(verb):
        told = [k for k in parse.kids(verb, Dep.PASSIVE_SUBJECT) if k != below]
        sender = by_phrase(context, verb)
    else:
        told = [k for k in parse.kids(verb, Dep.DATIVE, Dep.OBJECT) if k != below]
        subject = subject_of(context, verb)
        sender = Party() if subject is None else resolve(context, subject[0])
    recipient = next((p for k in told if (p := resolve(context, k)).states), Party())
    if set(recipient.states) & set(sender.states):
        if not any(parse.pos[k] == Pos.PRONOUN for k in told):
            return None  # a state that tells its own envoy
        recipient = utterer(context, verb).without(sender.states)
    return Notice(sender, recipient) if recipient.states else None


def apply_notice(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the sides of a measure of which notice is given, where its own clause leaves them open.

    Who is given notice of a measure does not take it.

    >>> from talion.extract.slots.roles import Roles
    >>> text, roles = context("Chile has notified Peru of the expulsion of its consul."), Roles()
    >>> apply_notice(text, triggers(text)[-1], roles)
    >>> roles.agents.states, roles.targets.states
    (('Chile',), ('Peru',))
    """
    if not trigger.traits.is_measure or trigger.traits.done_to not in _NOTIFIED:
        return
    own = own_notice(context, trigger.i)
    notice = own or notice_of(context, trigger.i)
    if notice is None or not notice.recipient.states:
        return
    far = roles.agent_rule is not None and roles.agent_rule.rule in _FAR
    told = bool(set(roles.agents.states) & set(notice.recipient.states))
    if roles.agents.states and not (told and (far or own is not None)):
        return
    sender = notice.sender.without(notice.recipient.states)
    roles.agents, roles.groups = Party(sender.states), []
    roles.agent_rule = Reason(Rule.SENDER) if sender.states else None
    roles.targets, roles.target_rule = Party(notice.recipient.states), Reason(Rule.RECIPIENT)
