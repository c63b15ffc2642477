"""Coreference: the antecedent of a pronoun or of a description without a name."""

from talion.extract.entities.context import Context
from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.lang import Dep, Pos, Tag, function_words, names, nouns, verbs
from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse

#: The uses of a name that mean an actor and not a place; None is a person's name.
_SPOKEN = (NameUse.NAME, NameUse.DEMONYM, NameUse.METONYM, None)


def resolve(context: Context, i: int) -> Party:
    """Return the party of a noun phrase by its own words, else by its antecedent.

    >>> text = context("Peru said that it would expel two envoys.")
    >>> resolve(text, text.parse.words.index("it")).states
    ('Peru',)
    """
    parse = context.parse
    word = parse.lower[i]
    if parse.pos[i] == Pos.PRONOUN or word in function_words.PRONOUNS:
        return _pronoun(context, i, word)
    found = Party()
    for party in context.parties(i):
        found += party
    if found:
        return found
    for possessor in parse.kids(i, Dep.POSSESSOR):
        if parse.lower[possessor] in function_words.PRONOUNS:
            return _pronoun(context, possessor, parse.lower[possessor])
    return describe(context, i)


def describe(context: Context, i: int) -> Party:
    """Return the party that "the ministry", "both countries" or "the alliance" refers to.

    >>> text = context("Peru and Cuba quarrelled. Both countries recalled their envoys.")
    >>> describe(text, text.parse.words.index("countries")).states
    ('Peru', 'Cuba')
    """
    parse = context.parse
    lemma = parse.lemma[i]
    if lemma in nouns.PARTIES and parse.tag[i] == Tag.PLURAL:
        pair = any(parse.lower[k] in function_words.PAIR for k in range(max(i - 3, 0), i))
        if pair:
            return Party(tuple(s for s, _ in context.frequency.most_common(2)))
    if lemma in nouns.PARTIES and parse.tag[i] == Tag.PLURAL:
        group = _last_group(context, i)
        if group:
            return Party(group)
    for name in names.DESCRIBED_ACTORS.get(lemma, ()):
        if context.frequency[name]:
            return Party((name,))
    several = lemma in nouns.PARTIES and parse.tag[i] == Tag.PLURAL
    if lemma in nouns.GOVERNMENT and not several:
        return Party(last_subject(context, i))
    return Party()


def _last_group(context: Context, i: int) -> tuple[str, ...]:
    """Return the last states named together before "these countries", in two sentences."""
    parse = context.parse
    before = range(max(i - 3, 0), i)
    size = next((number(parse.words[k]) for k in before if number(parse.words[k])), None)
    if size is None and not any(
        parse.lower[k] in function_words.PLURAL_DEMONSTRATIVES for k in before
    ):
        return ()
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    for mention in reversed(context.mentions):
        if mention.end > i or mention.start < first:
            continue
        if len(mention.states) > 1:
            return mention.states
        heads = parse.conjuncts(mention.end - 1)
        if len(heads) > 1:
            found = Party()
            for head in heads:
                found += context.party(head)
            if len(found.states) == size or (size is None and len(found.states) > 1):
                return found.states
    return ()


def last_subject(context: Context, i: int) -> tuple[str, ...]:
    """Return the states of the last subject named before a token, within four sentences.

    >>> text = context("Peru quarrelled with Cuba. The government then closed an embassy.")
    >>> last_subject(text, text.parse.words.index("government"))
    ('Peru',)
    """
    parse = context.parse
    first = parse.bounds[max(parse.sentence[i] - 4, 0)][0]
    fallback: tuple[str, ...] = ()
    for mention in reversed(context.mentions):
        if mention.end > i or not mention.states or context.is_dateline(mention):
            continue
        if mention.start < first:
            break
        if is_subject(context, mention) and not context.is_place(mention):
            return mention.states
        spoken = mention.use in _SPOKEN
        if not fallback and spoken and parse.dep[mention.end - 1] != Dep.PREPOSITIONAL_OBJECT:
            fallback = mention.states
    return fallback


def is_subject(context: Context, mention: EntityMention) -> bool:
    """Whether a mention is a subject, or stands within one.

    >>> text = context("Peru quarrelled with Cuba.")
    >>> [is_subject(text, mention) for mention in text.mentions]
    [True, False]
    """
    parse = context.parse
    at = mention.end - 1
    for _ in range(3):
        if parse.dep[at] in (Dep.SUBJECT, Dep.PASSIVE_SUBJECT):
            # In "declared the envoy persona non grata" the envoy is what it is done to.
            return parse.lower[parse.head[at]] not in nouns.PERSONA_PARTICIPLES
        if parse.dep[at] not in (
            Dep.ADJECTIVE,
            Dep.COMPOUND,
            Dep.POSSESSOR,
            Dep.NOUN_MODIFIER,
            Dep.APPOSITION,
        ):
            return False
        at = parse.head[at]
    return False


def _pronoun(context: Context, i: int, word: str) -> Party:
    if word in function_words.SPEAKER_PRONOUNS:
        return speaker(context, i)
    if word in function_words.THIRD_PERSON_PRONOUNS and context.parse.dep[i] in (
        Dep.SUBJECT,
        Dep.PASSIVE_SUBJECT,
    ):
        above = _clause_subject(context, i)
        if above:
            return above
    if word in function_words.SINGULAR_PRONOUNS:
        person = _last_person(context, i)
        return party_of(person) if person is not None else Party()
    if word in function_words.THING_PRONOUNS:
        return Party(last_subject(context, i))
    return Party(_last_plural(context, i)) if word in function_words.PLURAL_PRONOUNS else Party()


def _clause_subject(context: Context, i: int) -> Party:
    """Return the party of the subject of the clause above: "Poland said that it would"."""
    subject = antecedent(context, i)
    if subject is None:
        return Party()
    found = Party()
    for k in context.parse.conjuncts(subject):
        found += context.party(k)
    return found


def antecedent(context: Context, i: int) -> int | None:
    """Return the subject of the clause above a pronoun, if it can be who is meant.

    >>> text = context("Peru said that it would expel two envoys.")
    >>> text.parse.words[antecedent(text, text.parse.words.index("it"))]
    'Peru'
    """
    parse = context.parse
    verb = parse.head[i]
    if (
        parse.dep[verb] not in (Dep.CLAUSAL_COMPLEMENT, Dep.ADVERBIAL_CLAUSE, Dep.CONJUNCT)
        or parse.head[verb] == verb
    ):
        return None
    addressed = parse.kids(parse.head[verb], Dep.OBJECT, Dep.DATIVE)
    if (
        parse.lower[i] in function_words.PLURAL_PRONOUNS
        and addressed
        and parse.lemma[parse.head[verb]] in verbs.ADDRESSING
    ):
        return addressed[0]
    for subject in parse.kids(parse.head[verb], Dep.SUBJECT):
        person = context.by_token.get(subject)
        if parse.lower[i] in function_words.SINGULAR_PRONOUNS and (
            person is None or person.kind != ActorKind.PERSON
        ):
            continue
        if parse.lower[i] in function_words.SPEAKER_PRONOUNS or parse.pos[subject] == Pos.PRONOUN:
            continue
        return subject
    return None


def _last_person(context: Context, i: int) -> EntityMention | None:
    first = context.parse.bounds[max(context.parse.sentence[i] - 4, 0)][0]
    near = [
        m
        for m in context.mentions
        if m.kind == ActorKind.PERSON and first <= m.start and m.end <= i
    ]
    subjects = [m for m in near if is_subject(context, m)]
    return (subjects or near or [None])[-1]  # type: ignore[list-item]


def _last_plural(context: Context, i: int) -> tuple[str, ...]:
    """Return the states of the last plural noun phrase that names some."""
    parse = context.parse
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    for k in range(i - 1, first - 1, -1):
        if parse.tag[k] in (Tag.PLURAL, Tag.NAMES):
            party = context.party(k)
            if party.states:
                return party.states
    return last_subject(context, i)


def speaker(context: Context, i: int) -> Party:
    """Return who says the sentence that a token stands in, or the sentences beside it.

    >>> text = context("“We will respond,” Peru said.")
    >>> speaker(text, text.parse.words.index("We")).states
    ('Peru',)
    """
    here = context.parse.sentence[i]
    for sentence in (here, here - 1, here + 1, here - 2):
        if 0 <= sentence < len(context.parse.bounds):
            found = speaker_in(context, sentence, but=i)
            if found:
                return found
    return Party()


def speaker_in(context: Context, sentence: int, *, but: int) -> Party:
    """Return who says what stands in a sentence, the token `but` apart.

    >>> text = context("Peru protested. “We will respond,” Chile said.")
    >>> speaker_in(text, 0, but=0).states, speaker_in(text, 1, but=0).states
    ((), ('Chile',))
    """
    parse = context.parse
    for k in range(*parse.bounds[sentence]):
        if parse.lemma[k] in verbs.SPEAKING and parse.is_verb(k):
            for subject in parse.kids(k, Dep.SUBJECT):
                if subject == but or _is_of_speaker(parse, subject):
                    continue
                found = resolve(context, subject)
                if found:
                    return found
    return Party()


def _is_of_speaker(parse: Parse, i: int) -> bool:
    """Whether a noun phrase means somebody only by who speaks: "we", "our minister"."""
    own = (i, *parse.kids(i, Dep.POSSESSOR))
    return any(parse.lower[k] in function_words.SPEAKER_PRONOUNS for k in own)
