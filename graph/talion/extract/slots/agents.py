"""Who did it, as far as one construction of the text says so."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve, speaker, speaker_in
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Dep, Word, function_words, nouns, verbs
from talion.extract.slots.counts import predicated

#: The way from a deed up to the verb by which somebody is accused of it.
_ACCUSING_PATH = frozenset(
    {
        Dep.PREPOSITIONAL_OBJECT,
        Dep.PREPOSITIONAL_COMPLEMENT,
        Dep.PREPOSITION,
        Dep.OPEN_COMPLEMENT,
        Dep.ADVERBIAL_CLAUSE,
    }
)


def doer_of(context: Context, i: int) -> Party:
    """Return the state of a spy or a hacker: as the noun says, else as its subject does.

    >>> text = context("Police arrested two Iranian hackers.")
    >>> doer_of(text, text.parse.words.index("hackers")).states
    ('Iran',)
    """
    found = context.party(i, place=False)
    if found.states:
        return found
    subject = predicated(context.parse, i)
    if subject is not None:
        return context.party(subject, place=False) or resolve(context, subject)
    if context.parse.dep[i] == Dep.APPOSITION:
        return context.party(context.parse.head[i])
    return Party()


def by_phrase(context: Context, i: int) -> Party:
    """Return the party of a by-phrase, private persons left out: "expelled by Peru".

    The parser may hang it on what another preposition leads to: "imposed on Chile by Peru".

    >>> text = context("Two diplomats were expelled by Peru.")
    >>> by_phrase(text, text.parse.words.index("expelled")).states
    ('Peru',)
    """
    parse = context.parse
    objects = [
        p
        for c in parse.kids(i, Dep.PREPOSITION)
        if parse.lower[c] in function_words.OBJECT_PREPOSITIONS
        for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT)
    ]
    for k in (i, *objects):
        for c in parse.children[k]:
            if parse.lower[c] == Word.BY and parse.dep[c] in (Dep.AGENT, Dep.PREPOSITION):
                found = _governed_states(context, c)
                if found:
                    return found
    return Party()


def _governed_states(context: Context, by: int) -> Party:
    parse = context.parse
    for p in parse.kids(by, Dep.PREPOSITIONAL_OBJECT):
        found = Party()
        for k in parse.conjuncts(p):
            if parse.lemma[k] not in nouns.PRIVATE_PERSONS:
                found += resolve(context, k)
        if found:
            return found
    return Party()


def principal(context: Context, i: int) -> Party:
    """Return the party that a spy works for: "spying for Iran", "passing secrets to the Kremlin".

    >>> text = context("A court convicted a Norwegian of spying for Iran.")
    >>> principal(text, text.parse.words.index("spying")).states
    ('Iran',)
    """
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


def accused_of(context: Context, i: int) -> tuple[Party, str]:
    """Return who is accused of a deed, or caught at it, and the word that says so.

    >>> text = context("Two men from the Cuban embassy in Lima suspected of spying had to leave.")
    >>> found, word = accused_of(text, text.parse.words.index("spying"))
    >>> found.states, word
    (('Cuba',), 'suspect')
    """
    parse = context.parse
    at = i
    for _ in range(3):
        if parse.dep[at] not in _ACCUSING_PATH:
            break
        at = parse.head[at]
        if parse.lemma[at] not in verbs.ACCUSING:
            continue
        accused = parse.kids(at, Dep.PASSIVE_SUBJECT) or (
            parse.kids(at, Dep.OBJECT) if not parse.is_passive(at) else []
        )
        if not accused and parse.dep[at] in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE):
            accused = [parse.head[at]]
        for k in accused:
            if k != i:
                return context.party(k, place=False), parse.lemma[at]
    return Party(), ""


def utterer(context: Context, i: int) -> Party:
    """Return who says the clause that a verb stands in.

    >>> text = context("Poland said that the attack was an act of sabotage.")
    >>> utterer(text, text.parse.words.index("was")).states
    ('Poland',)
    """
    above = _subject_above(context, i)
    return speaker(context, i) if above is None else above


def utterer_here(context: Context, i: int) -> Party:
    """Return who says the clause of a verb in the verb's own sentence.

    >>> text = context("Peru protested. The attack was an act of sabotage.")
    >>> utterer_here(text, text.parse.words.index("attack")).states
    ()
    """
    above = _subject_above(context, i)
    return above or speaker_in(context, context.parse.sentence[i], but=i)


def _subject_above(context: Context, i: int) -> Party | None:
    """Return the subject of the verb whose clause a token stands in, if there is one."""
    parse = context.parse
    for a in parse.ancestors(i):
        if parse.is_verb(a) and parse.kids(a, Dep.CLAUSAL_COMPLEMENT):
            for k in parse.kids(a, Dep.SUBJECT):
                return resolve(context, k)
    return None


def reporting_officials(context: Context, i: int) -> Party:
    """Return the state whose police, prosecutors or court report what a sentence says.

    >>> text = context("German prosecutors said that a man was arrested.")
    >>> reporting_officials(text, text.parse.words.index("arrested")).states
    ('Germany',)
    """
    parse = context.parse
    first, last = parse.bounds[parse.sentence[i]]
    for k in range(first, last):
        if parse.lemma[k] in verbs.OFFICIAL_REPORTING:
            for subject in parse.kids(k, Dep.SUBJECT):
                near = (subject, *parse.children[subject])
                if any(parse.lemma[n] in nouns.OFFICERS for n in near):
                    return resolve(context, subject)
    return Party()
