"""Whom a pronoun or a description without a name stands for."""

from talion.extract.entities.context import Scene
from talion.extract.entities.mentions import Mention
from talion.extract.entities.noun_phrases import Side, side_of
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


def resolve(scene: Scene, i: int) -> Side:
    """Return the side of a noun phrase by its own words, else by what was spoken of before."""
    parse = scene.parse
    word = parse.lower[i]
    if parse.pos[i] == "PRON" or word in _SINGLE | _THING | _PLURAL | _SPEAKER:
        return _pronoun(scene, i, word)
    found = Side()
    for side in scene.sides(i):
        found += side
    if found:
        return found
    owners = [c for c in parse.children[i] if parse.dep[c] == "poss"]
    for owner in owners:
        if parse.lower[owner] in _SINGLE | _THING | _PLURAL | _SPEAKER:
            return _pronoun(scene, owner, parse.lower[owner])
    return describe(scene, i)


def describe(scene: Scene, i: int) -> Side:
    """Return the side that "the ministry", "both countries" or "the alliance" stands for."""
    parse = scene.parse
    lemma = parse.lemma[i]
    if lemma in _BOTH and parse.tag[i] == "NNS":
        pair = any(parse.lower[k] in ("both", "two") for k in range(max(i - 3, 0), i))
        if pair:
            return Side(tuple(s for s, _ in scene.frequency.most_common(2)))
    if lemma in _BOTH and parse.tag[i] == "NNS":
        group = _last_group(scene, i)
        if group:
            return Side(group)
    for name in _KINDS.get(lemma, ()):
        if scene.frequency[name]:
            return Side((name,))
    if lemma in GOVERNMENT:
        return Side(last_subject(scene, i))
    return Side()


def _last_group(scene: Scene, i: int) -> tuple[str, ...]:
    """Return the last states named together before "these countries", in two sentences."""
    parse = scene.parse
    before = range(max(i - 3, 0), i)
    size = next((number(parse.words[k]) for k in before if number(parse.words[k])), None)
    if size is None and not any(parse.lower[k] in ("these", "those", "such") for k in before):
        return ()
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    for mention in reversed(scene.mentions):
        if mention.end > i or mention.start < first:
            continue
        if len(mention.states) > 1:
            return mention.states
        heads = parse.conjuncts(mention.end - 1)
        if len(heads) > 1:
            found = Side()
            for head in heads:
                found += scene.side(head)
            if len(found.states) == size or (size is None and len(found.states) > 1):
                return found.states
    return ()


def last_subject(scene: Scene, i: int) -> tuple[str, ...]:
    """Return the states of the last subject named before a token, within four sentences."""
    parse = scene.parse
    first = parse.bounds[max(parse.sentence[i] - 4, 0)][0]
    fallback: tuple[str, ...] = ()
    for mention in reversed(scene.mentions):
        if mention.end > i or not mention.states or scene.is_dateline(mention):
            continue
        if mention.start < first:
            break
        if is_subject(scene, mention) and not scene.is_place(mention):
            return mention.states
        spoken = mention.use in ("name", "demonym", "metonym", "person")
        if not fallback and spoken and parse.dep[mention.end - 1] != "pobj":
            fallback = mention.states
    return fallback


def is_subject(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is a subject, or stands within one."""
    parse = scene.parse
    at = mention.end - 1
    for _ in range(3):
        if parse.dep[at] in ("nsubj", "nsubjpass"):
            # In "declared the envoy persona non grata" the envoy is what it is done to.
            return parse.lower[parse.head[at]] not in ("persona", "personae", "non", "grata")
        if parse.dep[at] not in ("amod", "compound", "poss", "nmod", "appos"):
            return False
        at = parse.head[at]
    return False


def _pronoun(scene: Scene, i: int, word: str) -> Side:
    if word in _SPEAKER:
        return speaker(scene, i)
    if word in _THING | _PLURAL | _SINGLE and scene.parse.dep[i] in ("nsubj", "nsubjpass"):
        above = _clause_subject(scene, i)
        if above:
            return above
    if word in _SINGLE:
        person = _last_person(scene, i)
        return side_of(person) if person is not None else Side()
    if word in _THING:
        return Side(last_subject(scene, i))
    return Side(_last_plural(scene, i)) if word in _PLURAL else Side()


def _clause_subject(scene: Scene, i: int) -> Side:
    """Return the side of the subject of the clause above: "Poland said that it would"."""
    subject = antecedent(scene, i)
    if subject is None:
        return Side()
    found = Side()
    for k in scene.parse.conjuncts(subject):
        found += scene.side(k)
    return found


def antecedent(scene: Scene, i: int) -> int | None:
    """Return the subject of the clause above a pronoun, if it can be who is meant."""
    parse = scene.parse
    verb = parse.head[i]
    if parse.dep[verb] not in ("ccomp", "advcl", "conj") or parse.head[verb] == verb:
        return None
    told = parse.kids(parse.head[verb], "dobj", "dative")
    if parse.lower[i] in _PLURAL and told and parse.lemma[parse.head[verb]] in _TELLING:
        return told[0]
    for subject in parse.kids(parse.head[verb], "nsubj"):
        person = scene.by_token.get(subject)
        if parse.lower[i] in _SINGLE and (person is None or person.kind != "person"):
            continue
        if parse.lower[i] in _SPEAKER or parse.pos[subject] == "PRON":
            continue
        return subject
    return None


def _last_person(scene: Scene, i: int) -> Mention | None:
    first = scene.parse.bounds[max(scene.parse.sentence[i] - 4, 0)][0]
    near = [m for m in scene.mentions if m.kind == "person" and first <= m.start and m.end <= i]
    subjects = [m for m in near if is_subject(scene, m)]
    return (subjects or near or [None])[-1]  # type: ignore[list-item]


def _last_plural(scene: Scene, i: int) -> tuple[str, ...]:
    """Return the states of the last plural noun phrase that names some."""
    parse = scene.parse
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    for k in range(i - 1, first - 1, -1):
        if parse.tag[k] in ("NNS", "NNPS"):
            side = scene.side(k)
            if side.states:
                return side.states
    return last_subject(scene, i)


def speaker(scene: Scene, i: int) -> Side:
    """Return who says the sentence that a token stands in, or the sentences beside it."""
    parse = scene.parse
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
                    found = resolve(scene, subject)
                    if found:
                        return found
    return Side()
