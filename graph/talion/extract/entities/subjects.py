"""The subject of a verb, however far above it stands, and names in a row."""

from talion.extract.entities.context import Context
from talion.extract.entities.mentions import EntityMention
from talion.extract.lang import Dep, Ent, Pos, Tag, Word, function_words, verbs
from talion.extract.rules import Reason, Rule
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse

_CLIMB = frozenset(
    {
        Dep.OPEN_COMPLEMENT,
        Dep.ADVERBIAL_CLAUSE,
        Dep.PREPOSITIONAL_COMPLEMENT,
        Dep.NOUN_CLAUSE,
        Dep.CLAUSAL_COMPLEMENT,
        Dep.CONJUNCT,
        Dep.PREPOSITIONAL_OBJECT,
        Dep.PREPOSITION,
        Dep.OBJECT,
        Dep.ATTRIBUTE,
        Dep.RELATIVE_CLAUSE,
        Dep.OBJECT_PREDICATE,
        Dep.ADJECTIVAL_COMPLEMENT,
    }
)


def subject_of(context: Context, i: int) -> tuple[int, Reason] | None:
    """Return the head of a verb's subject, from the verbs above where need be, and the rule.

    >>> text = context("Peru decided to expel two envoys.")
    >>> head, reason = subject_of(text, text.parse.words.index("expel"))
    >>> text.parse.words[head], reason.words
    ('Peru', 'the subject of the verb that the word depends on')
    """
    parse = context.parse
    at = i
    for _ in range(7):
        subjects = parse.kids(at, Dep.SUBJECT) or (
            parse.kids(at, Dep.PASSIVE_SUBJECT) if at != i else []
        )
        if subjects:
            subject = subjects[0]
            if (
                parse.lower[subject] in function_words.RELATIVE_PRONOUNS
                and parse.dep[at] == Dep.RELATIVE_CLAUSE
            ):
                return parse.head[at], Reason(Rule.RELATIVE_HEAD)
            return subject, Reason(Rule.SUBJECT if at == i else Rule.GOVERNING_SUBJECT)
        if at == i and (beside := _left_neighbour(context, i)) is not None:
            return beside, Reason(Rule.NAME_BEFORE_VERB)
        if parse.pos[at] in (Pos.NOUN, Pos.NAME) and at != i and context.party(at).states:
            return at, Reason(Rule.DECIDER)
        if parse.dep[at] == Dep.RELATIVE_CLAUSE:
            return parse.head[at], Reason(Rule.RELATIVE_HEAD)
        above = parse.head[at]
        if parse.dep[at] == Dep.OPEN_COMPLEMENT and parse.lemma[above] in verbs.PROMPTING:
            prompted = parse.kids(above, Dep.OBJECT)
            if prompted:
                return prompted[0], Reason(Rule.CONTROLLED, parse.lemma[above])
        if (
            parse.dep[at] == Dep.CONJUNCT
            and (between := _subject_between(context, above, at)) is not None
        ):
            return between, Reason(Rule.COORDINATED_SUBJECT)
        if parse.dep[at] not in _CLIMB or above == at:
            return None
        if (
            parse.dep[at] == Dep.PREPOSITION
            and parse.lower[at] not in function_words.SUBJECT_SHARING
        ):
            return _object_control(context, at)
        at = above
    return None


def _subject_between(context: Context, first: int, last: int) -> int | None:
    """Return the name before a finite verb that stands between two coordinated ones."""
    parse = context.parse
    for k in range(last - 1, first, -1):
        if parse.tag[k] in (Tag.PAST, Tag.THIRD_PERSON, Tag.PRESENT) and parse.pos[k] == Pos.VERB:
            beside = _left_neighbour(context, k)
            if beside is not None:
                return beside
    return None


def _object_control(context: Context, preposition: int) -> tuple[int, Reason] | None:
    """Return the subject of a verb after "for", "of", "with": the object of the verb above."""
    parse = context.parse
    verb = parse.head[preposition]
    if parse.lower[preposition] not in function_words.OBJECT_SHARING:
        return None
    objects = parse.kids(verb, Dep.OBJECT, Dep.PASSIVE_SUBJECT)
    if parse.is_verb(verb) and objects:
        return objects[0], Reason(Rule.CONTROLLED, parse.lemma[verb])
    if parse.lower[preposition] == Word.OF and not parse.is_verb(verb):
        return subject_of(context, verb)
    return None


def _left_neighbour(context: Context, i: int) -> int | None:
    """Return the name just before a verb, times and adverbs skipped, as in headlines."""
    parse = context.parse
    at = i - 1
    while at >= 0 and i - at < 7 and parse.sentence[at] == parse.sentence[i]:
        mention = context.by_token.get(at)
        if mention is not None:
            before = parse.pos[mention.start - 1] if mention.start else ""
            if mention.start and parse.lower[mention.start - 1] in function_words.CLAUSE_OPENERS:
                before = ""
            of_noun = before == Pos.ADPOSITION or parse.tag[at + 1] == Tag.POSSESSIVE_ENDING
            return None if of_noun or parse.tag[i] in (Tag.GERUND,) else mention.end - 1
        skipped = parse.pos[at] in (Pos.ADVERB, Pos.AUXILIARY) or parse.entity[at] in (
            Ent.DATE,
            Ent.TIME,
        )
        if not skipped and parse.lower[at] not in function_words.BETWEEN_NAME_AND_VERB:
            return None
        at -= 1
    return None


def listed(context: Context, head: int) -> list[int]:
    """Return the heads named one by one: "A and B", "other countries, such as A and B".

    >>> text = context("Other states, such as Peru and Chile, objected.")
    >>> [text.parse.words[k] for k in listed(text, text.parse.words.index("states"))]
    ['Peru', 'Chile']
    """
    parse = context.parse
    heads = context.coordinated(head)
    if len(heads) == 1 and not context.by_token.get(head):
        for c in parse.children[head]:
            if parse.lower[c] in function_words.EXAMPLES:
                for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                    listed = parse.conjuncts(p)
                    if all(k in context.by_token or context.party(k) for k in listed):
                        return listed
    return _series(context, head) if head in context.by_token else heads


def _is_no_name(mention: EntityMention) -> bool:
    """Whether a mention is a person or an adjective, and so none of several states in a row."""
    return mention.kind == ActorKind.PERSON or mention.use == NameUse.DEMONYM


def _series(context: Context, head: int) -> list[int]:
    """Return the heads of names in a row, whatever the parser made of it: "A, B and the C"."""
    parse = context.parse
    mention = context.by_token[head]
    found = parse.conjuncts(head)
    at = mention.end
    first, last = parse.bounds[parse.sentence[head]]
    while at < last and parse.lower[at] in function_words.JOINING:
        while at < last and parse.lower[at] in function_words.JOINING:
            at += 1
        following = context.by_token.get(at)
        if following is None or _is_no_name(following):
            break
        if following.end < last and parse.tag[following.end] == Tag.POSSESSIVE_ENDING:
            break
        found.append(following.end - 1)
        at = following.end
    at = mention.start - 1
    while at >= first and parse.lower[at] in function_words.JOINING:
        while at >= first and parse.lower[at] in function_words.JOINING:
            at -= 1
        before = context.by_token.get(at)
        if before is None or _is_no_name(before):
            break
        found.insert(0, before.end - 1)
        at = before.start - 1
    return list(dict.fromkeys(found))
