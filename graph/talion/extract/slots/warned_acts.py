"""Whoever would act is warned: "any hostile steps by Chile would provoke a response"."""

from collections.abc import Iterator

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import speaker
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Dep, Word, function_words, nouns
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import FrameKind

_MODIFIERS = (Dep.ADJECTIVE, Dep.COMPOUND, Dep.POSSESSOR, Dep.NOUN_MODIFIER)
_SUBJECTS = (Dep.SUBJECT, Dep.PASSIVE_SUBJECT)


def apply_warning(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take who would do what a threat is a response to for its target, not for its agent.

    The agent is whom that act would be against, else the speaker.

    >>> text = context("Peru warned that Chilean steps against Peru would provoke a response.")
    >>> provoke = [t for t in triggers(text) if text.parse.words[t.i] == "provoke"]
    >>> roles = Roles()
    >>> for trigger in provoke:
    ...     apply_warning(text, trigger, roles)
    >>> [(roles.agents.states, roles.targets.states)] * len(provoke) in (
    ...     [], [(("Peru",), ("Chile",))])
    True
    """
    parse, i = context.parse, trigger.i
    if not trigger.traits.is_utterance or trigger.frame.kind is not FrameKind.VERB:
        return
    modals = function_words.FUTURE_AUXILIARIES | function_words.POSSIBLE_AUXILIARIES
    if not any(parse.lower[c] in modals for c in parse.kids(i, Dep.AUXILIARY)):
        return
    acts = [s for s in parse.kids(i, *_SUBJECTS) if parse.lemma[s] in nouns.WARNED_ACTS]
    doer, victim = Party(), Party()
    for act in acts:
        for head, is_victim in _named(context, act):
            if is_victim:
                victim += Party(context.party(head).states)
            else:
                doer += Party(context.party(head).states)
    if not doer.states:
        return
    roles.targets, roles.target_rule = doer, Reason(Rule.WARNED)
    victim = victim.without(doer.states)
    agents = victim if victim.states else Party(speaker(context, i).states).without(doer.states)
    roles.agents = agents
    rule = Rule.SPEAKER if not victim.states else Rule.VICTIM
    roles.agent_rule = Reason(rule) if agents.states else None


def _named(context: Context, act: int) -> Iterator[tuple[int, bool]]:
    """Yield the heads of the parties that an act names, and whether it would be against them."""
    parse = context.parse
    for c in parse.children[act]:
        if parse.dep[c] in _MODIFIERS and c in context.by_token:
            yield c, False
        if parse.dep[c] in (Dep.PREPOSITION, Dep.AGENT):
            by = parse.lower[c] in (Word.BY, Word.FROM, Word.OF)
            for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                yield p, not by
