"""Decisions and who takes them: "Peru's move to close", "a decision last week by Cuba to expel"."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Dep, Pos, Word, function_words, nouns, typography
from talion.extract.rules import Reason, Rule
from talion.extract.text.parse import Parse

#: How far before its infinitive a decision is looked for, in tokens.
_REACH = 10


def decision_of(parse: Parse, i: int) -> int | None:
    """Return the noun of decision that an active infinitive completes, by the order of words.

    Between the two stand only a time, an adverb or a by-phrase; the parser often hangs such an
    infinitive on the verb of the sentence instead.

    >>> text = parse("Chile denounced the decision last week by Peru to expel its envoy.")
    >>> text.words[decision_of(text, text.words.index("expel"))]
    'decision'
    """
    to = next((k for k in (i - 1, i - 2) if k > 0 and parse.lower[k] == Word.TO), None)
    if to is None or parse.is_passive(i):
        return None
    first = max(parse.bounds[parse.sentence[i]][0], to - _REACH)
    for k in range(to - 1, first - 1, -1):
        if parse.lemma[k] in nouns.DECISIONS and parse.pos[k] == Pos.NOUN:
            return k
        if parse.is_verb(k) or parse.words[k] in typography.CLAUSE_MARKS:
            return None
    return None


def decider(context: Context, i: int) -> tuple[Party, Reason | None]:
    """Return who took the decision that an infinitive completes, where the text names it.

    >>> text = context("Chile denounced the decision last week by Peru to expel its envoy.")
    >>> party, reason = decider(text, text.parse.words.index("expel"))
    >>> party.states, reason.words
    (('Peru',), 'whose “decision” it is')
    """
    parse = context.parse
    noun = decision_of(parse, i)
    if noun is None:
        return Party(), None
    return _taker(context, noun, i)


def decider_of_measure(context: Context, i: int) -> tuple[Party, Reason | None]:
    """Return who took the decision that a noun of action is about, where the text names it.

    >>> text = context("Chile condemned Peru's decision about the expulsion of its envoy.")
    >>> party, reason = decider_of_measure(text, text.parse.words.index("expulsion"))
    >>> party.states, reason.words
    (('Peru',), 'whose “decision” it is')
    """
    parse = context.parse
    topic = parse.head[i]
    if parse.dep[i] != Dep.PREPOSITIONAL_OBJECT or (
        parse.lower[topic] not in function_words.DECISION_TOPICS
    ):
        return Party(), None
    # what follows the noun belongs to it, though the parser may hang it on the verb
    before = topic > 0 and parse.lemma[topic - 1] in nouns.DECISIONS
    noun = topic - 1 if before else parse.head[topic]
    if parse.lemma[noun] not in nouns.DECISIONS or parse.pos[noun] != Pos.NOUN:
        return Party(), None
    return _taker(context, noun, i)


def _taker(context: Context, noun: int, i: int) -> tuple[Party, Reason | None]:
    """Return who took a decision about what stands at a token: after "by", or its possessor."""
    parse = context.parse
    rule = Reason(Rule.NOUN_OF_DECISION, parse.lemma[noun])
    for k in range(noun + 1, i):
        if parse.lower[k] in function_words.DECISION_PREPOSITIONS and parse.dep[k] in (
            Dep.PREPOSITION,
            Dep.AGENT,
        ):
            by = context.governed_party(k) if parse.lower[k] == Word.BY else Party()
            if by.states:
                return by, rule
    for c in parse.children[noun]:
        if c < noun and parse.dep[c] in (
            Dep.POSSESSOR,
            Dep.ADJECTIVE,
            Dep.COMPOUND,
            Dep.NOUN_MODIFIER,
        ):
            if parse.pos[c] == Pos.PRONOUN:
                continue
            own = resolve(context, c) if parse.dep[c] == Dep.POSSESSOR else context.party(c)
            if own.states:
                return own, rule
    return Party(), None


def is_responded_to(parse: Parse, noun: int) -> bool:
    """Whether another measure responds to a decision, whose date is then its own.

    >>> text = parse("Russia expelled a diplomat in response to the decision to close its embassy.")
    >>> is_responded_to(text, text.words.index("decision"))
    True
    """
    return (
        parse.dep[noun] == Dep.PREPOSITIONAL_OBJECT
        and parse.lower[parse.head[noun]] in function_words.RESPONDED_TO
    )
