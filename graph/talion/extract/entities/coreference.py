"""Whom a pronoun or a description without a name stands for."""

from talion.extract.entities.context import Context
from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.text.numbers import number
from talion.extract.text.words import words

_SINGLE = frozenset({"he", "she", "him", "her", "his", "hers"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_SPEAKER = frozenset({"we", "our", "us", "i", "my", "ours"})
_SAY = words(
    """
    say tell add announce declare state warn tweet write explain note stress insist reply
    claim call comment confirm promise vow argue
    """
)
_BOTH = words("country side nation government state capital power neighbour neighbor")
#: Descriptions of a kind of state or organization, and who they can be.
_KINDS = {
    "alliance": ("NATO",),
    "bloc": ("European Union",),
    "kingdom": ("Saudi Arabia", "United Kingdom", "Netherlands", "Denmark", "Belgium", "Jordan"),
}
#: Descriptions of those who act for a state; which one, the text has said before.
GOVERNMENT = words(
    """
    government ministry minister ministry spokesman spokeswoman spokesperson authority
    official president administration regime country state nation court police prosecutor
    embassy leader parliament diplomacy cabinet premier chancellor military army republic
    service agency department consulate mission foreign-ministry secretary leadership
    """
)
_TELLING = words("tell warn inform order ask notify advise")


def resolve(context: Context, i: int) -> Party:
    """Return the side of a noun phrase by its own words, else by what was spoken of before."""
    parse = context.parse
    word = parse.lower[i]
    if parse.pos[i] == "PRON" or word in _SINGLE | _THING | _PLURAL | _SPEAKER:
        return _pronoun(context, i, word)
    found = Party()
    for party in context.parties(i):
        found += party
    if found:
        return found
    owners = [c for c in parse.children[i] if parse.dep[c] == "poss"]
    for owner in owners:
        if parse.lower[owner] in _SINGLE | _THING | _PLURAL | _SPEAKER:
            return _pronoun(context, owner, parse.lower[owner])
    return describe(context, i)


def describe(context: Context, i: int) -> Party:
    """Return the side that "the ministry", "both countries" or "the alliance" stands for."""
    parse = context.parse
    lemma = parse.lemma[i]
    if lemma in _BOTH and parse.tag[i] == "NNS":
        pair = any(parse.lower[k] in ("both", "two") for k in range(max(i - 3, 0), i))
        if pair:
            return Party(tuple(s for s, _ in context.frequency.most_common(2)))
    if lemma in _BOTH and parse.tag[i] == "NNS":
        group = _last_group(context, i)
        if group:
            return Party(group)
    for name in _KINDS.get(lemma, ()):
        if context.frequency[name]:
            return Party((name,))
    if lemma in GOVERNMENT:
        return Party(last_subject(context, i))
    return Party()


def _last_group(context: Context, i: int) -> tuple[str, ...]:
    """Return the last states named together before "these countries", in two sentences."""
    parse = context.parse
    before = range(max(i - 3, 0), i)
    size = next((number(parse.words[k]) for k in before if number(parse.words[k])), None)
    if size is None and not any(parse.lower[k] in ("these", "those", "such") for k in before):
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
    """Return the states of the last subject named before a token, within four sentences."""
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
        spoken = mention.use in ("name", "demonym", "metonym", "person")
        if not fallback and spoken and parse.dep[mention.end - 1] != "pobj":
            fallback = mention.states
    return fallback


def is_subject(context: Context, mention: EntityMention) -> bool:
    """Whether a mention is a subject, or stands within one."""
    parse = context.parse
    at = mention.end - 1
    for _ in range(3):
        if parse.dep[at] in ("nsubj", "nsubjpass"):
            # In "declared the envoy persona non grata" the envoy is what it is done to.
            return parse.lower[parse.head[at]] not in ("persona", "personae", "non", "grata")
        if parse.dep[at] not in ("amod", "compound", "poss", "nmod", "appos"):
            return False
        at = parse.head[at]
    return False


def _pronoun(context: Context, i: int, word: str) -> Party:
    if word in _SPEAKER:
        return speaker(context, i)
    if word in _THING | _PLURAL | _SINGLE and context.parse.dep[i] in ("nsubj", "nsubjpass"):
        above = _clause_subject(context, i)
        if above:
            return above
    if word in _SINGLE:
        person = _last_person(context, i)
        return party_of(person) if person is not None else Party()
    if word in _THING:
        return Party(last_subject(context, i))
    return Party(_last_plural(context, i)) if word in _PLURAL else Party()


def _clause_subject(context: Context, i: int) -> Party:
    """Return the side of the subject of the clause above: "Poland said that it would"."""
    subject = antecedent(context, i)
    if subject is None:
        return Party()
    found = Party()
    for k in context.parse.conjuncts(subject):
        found += context.party(k)
    return found


def antecedent(context: Context, i: int) -> int | None:
    """Return the subject of the clause above a pronoun, if it can be who is meant."""
    parse = context.parse
    verb = parse.head[i]
    if parse.dep[verb] not in ("ccomp", "advcl", "conj") or parse.head[verb] == verb:
        return None
    told = parse.kids(parse.head[verb], "dobj", "dative")
    if parse.lower[i] in _PLURAL and told and parse.lemma[parse.head[verb]] in _TELLING:
        return told[0]
    for subject in parse.kids(parse.head[verb], "nsubj"):
        person = context.by_token.get(subject)
        if parse.lower[i] in _SINGLE and (person is None or person.kind != "person"):
            continue
        if parse.lower[i] in _SPEAKER or parse.pos[subject] == "PRON":
            continue
        return subject
    return None


def _last_person(context: Context, i: int) -> EntityMention | None:
    first = context.parse.bounds[max(context.parse.sentence[i] - 4, 0)][0]
    near = [m for m in context.mentions if m.kind == "person" and first <= m.start and m.end <= i]
    subjects = [m for m in near if is_subject(context, m)]
    return (subjects or near or [None])[-1]  # type: ignore[list-item]


def _last_plural(context: Context, i: int) -> tuple[str, ...]:
    """Return the states of the last plural noun phrase that names some."""
    parse = context.parse
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    for k in range(i - 1, first - 1, -1):
        if parse.tag[k] in ("NNS", "NNPS"):
            party = context.party(k)
            if party.states:
                return party.states
    return last_subject(context, i)


def speaker(context: Context, i: int) -> Party:
    """Return who says the sentence that a token stands in, or the sentences beside it."""
    parse = context.parse
    here = parse.sentence[i]
    for sentence in (here, here - 1, here + 1, here - 2):
        if not 0 <= sentence < len(parse.bounds):
            continue
        first, last = parse.bounds[sentence]
        for k in range(first, last):
            if parse.lemma[k] in _SAY and parse.is_verb(k):
                for subject in parse.kids(k, "nsubj"):
                    if parse.lower[subject] in _SPEAKER or subject == i:
                        continue
                    found = resolve(context, subject)
                    if found:
                        return found
    return Party()
