"""Triggers that the words of a text tie to one another: a response and what it responds to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from talion.extract.lang import Dep, causal_words, function_words, typography
from talion.extract.text.parse import Parse, padded
from talion.extract.triggers.detection import Trigger

#: How far before the first of two triggers an opening wording may end, in tokens.
_REACH = 12
#: How many sentences before one that speaks of a response its antecedent may stand.
_BEFORE = 2


class CuedRole(StrEnum):
    """What a trigger is to another, as the words between or around them have it."""

    ANTECEDENT = "antecedent"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Cued:
    """What a trigger is to another one, and the group of the wording that says so."""

    role: CuedRole
    group: str
    other: Trigger


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a group of `causal_words` in a text: tokens [start, end)."""

    start: int
    end: int
    group: str


def wordings(parse: Parse, first: int, last: int) -> list[Wording]:
    """Return the wordings that lead to a cause or a consequence in tokens [first, last).

    >>> text = parse("Peru closed it in retaliation for an expulsion.")
    >>> [(text.words[w.start], w.group) for w in wordings(text, 0, len(text))]
    [('in', 'reprisal')]
    """
    found: list[Wording] = []
    k = first
    while k < last:
        here = _at(parse, k, last)
        if here is not None:
            found.append(here)
        k = k + 1 if here is None else here.end
    return found


def _at(parse: Parse, k: int, last: int) -> Wording | None:
    for words, group in _by_first_word().get(parse.lower[k], ()):
        end = k + len(words)
        if end <= last and tuple(parse.lower[k:end]) == words:
            return Wording(k, end, group)
    return None


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the wordings by their first word, those of most words first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    groups = (*causal_words.ANTECEDENT_GROUPS, causal_words.CONSEQUENCE_GROUP)
    for group in groups:
        for text in causal_words.GROUPS[group]:
            words = tuple(text.split())
            found[words[0]].append((words, group))
    for text in causal_words.GROUND_PREPOSITIONS:
        found[text].append(((text,), text))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return dict(found)


def refers_back(parse: Parse, sentence: int) -> bool:
    """Whether a sentence speaks at its beginning of the measure told before it.

    >>> [refers_back(parse(text), 0) for text in ("The cap comes weeks after a row.", "It rains.")]
    [True, False]
    """
    first, last = parse.bounds[sentence]
    if padded(parse, first, last).lstrip().startswith(causal_words.BACK_REFERENCES):
        return True
    verb = next((k for k in range(first, last) if parse.is_verb(k)), None)
    if verb is None or parse.lemma[verb] not in causal_words.COMING:
        return False
    subjects = parse.kids(verb, Dep.SUBJECT)
    return any(
        parse.lower[k] in function_words.DEFINITE for s in subjects for k in (s, *parse.children[s])
    )


def cued_triggers(parse: Parse, triggers: Sequence[Trigger]) -> dict[Trigger, list[Cued]]:
    """Return for each trigger that others are tied to what it is to them.

    >>> text = context("Peru closed an embassy in response to Chile's expulsion of an envoy.")
    >>> found = cued_triggers(text.parse, triggers(text))
    >>> [(t.type, c.role.value, c.other.type) for t, cued in found.items() for c in cued]
    [('closure', 'response', 'expulsion'), ('expulsion', 'antecedent', 'closure')]
    """
    found: dict[Trigger, list[Cued]] = defaultdict(list)
    by: dict[int, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        by[parse.sentence[trigger.i]].append(trigger)
    for sentence in sorted(by):
        for response, antecedent, group in _ties(parse, sentence, by):
            found[response].append(Cued(CuedRole.RESPONSE, group, antecedent))
            found[antecedent].append(Cued(CuedRole.ANTECEDENT, group, response))
    return dict(found)


def _ties(
    parse: Parse, sentence: int, by: dict[int, list[Trigger]]
) -> Iterator[tuple[Trigger, Trigger, str]]:
    """Yield the responses of a sentence, each with its antecedent and the group of the wording."""
    first, last = parse.bounds[sentence]
    cues = wordings(parse, first, last)
    inside = {k for cue in cues for k in range(cue.start, cue.end)}
    here = [t for t in sorted(by[sentence], key=lambda t: t.i) if t.i not in inside]
    if not here:
        return
    before = _before(sentence, by)
    said = padded(parse, first, last)
    if refers_back(parse, sentence):
        leading = [c for c in cues if c.end <= here[0].i and _demands(c)]
        if leading and before:
            yield before[-1], here[0], f"back {leading[-1].group}"
            return
    for one, other in pairwise(here):
        yield from _between(parse, cues, first, one, other)
    responds = any(stem in said for stem in causal_words.RESPONDING)
    if responds and before and len(here) == 1:
        yield here[0], before[-1], "implicit"


def _between(
    parse: Parse, cues: Sequence[Wording], first: int, one: Trigger, other: Trigger
) -> Iterator[tuple[Trigger, Trigger, str]]:
    between = [c for c in cues if one.i < c.start and c.end <= other.i]
    if between:
        if _demands(between[-1]):
            yield one, other, between[-1].group
        else:
            yield other, one, between[-1].group
        return
    opening = [c for c in cues if max(first, one.i - _REACH) <= c.start and c.end <= one.i]
    comma = typography.COMMA in parse.words[one.i : other.i]
    if opening and comma and opening[-1].group in causal_words.OPENING_GROUPS:
        yield other, one, f"opening {opening[-1].group}"


def _demands(cue: Wording) -> bool:
    """Whether an antecedent follows a wording."""
    return cue.group != causal_words.CONSEQUENCE_GROUP


def _before(sentence: int, by: dict[int, list[Trigger]]) -> list[Trigger]:
    """Return the triggers of the last sentence before one that has any, in their order."""
    for n in range(sentence - 1, max(sentence - _BEFORE, 0) - 1, -1):
        if by.get(n):
            return sorted(by[n], key=lambda t: t.i)
    return []
