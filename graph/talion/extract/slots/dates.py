"""The date of an incident: which temporal expression of its sentence belongs to it.

Never more precise than the text: "last month" is a month, "last year" a year.
"""

from talion.extract.lang import Dep, Pos, Word, function_words, typography, verbs
from talion.extract.slots.announcements import decision_of, is_responded_to
from talion.extract.slots.times import TimeExpression, TimeTagger
from talion.extract.text.parse import Parse


def time_of(
    parse: Parse, tagger: TimeTagger, i: int, triggers: frozenset[int], *, shared: bool = True
) -> TimeExpression | None:
    """Return the time of a trigger: its own, that of the clause above, else its sentence's.

    Without `shared`, only its own, or that of a verb that is no trigger and reports no speech.

    >>> text = context("On 3 May Peru recalled its envoy. Cuba expelled two others on Monday.")
    >>> times = TimeTagger(text.parse, text.at)
    >>> verbs = [trigger.i for trigger in triggers(text)]
    >>> [time_of(text.parse, times, verb, frozenset(verbs)).date for verb in verbs]
    ['2021-05-03', '2021-05-10']
    """
    first, last = parse.bounds[parse.sentence[i]]
    inside = [t for t in tagger.times if first <= t.start < last]
    above = parse.ancestors(i)[:3]
    for time in inside:
        if time.ahead is None and any(time.start <= a < time.end for a in above):
            return time  # "since 1984, when five were expelled"
    when = next((c for c in parse.children[i] if parse.lower[c] == Word.WHEN), None)
    before_when = [t for t in inside if when is not None and t.end <= when and t.date is not None]
    if before_when:
        return before_when[-1]
    times = [t for t in tagger.free if first <= t.start < last]
    if not times:
        return None
    decision = decision_of(parse, i)
    if decision is not None:
        own = [t for t in times if decision < t.start < i or _follows(parse, i, t, triggers)]
        if own or is_responded_to(parse, decision):
            return own[0] if own else None
    governors = {t: _governor(parse, t, triggers) for t in times}
    own = [t for t in times if governors[t] == i]
    if own:
        return min(own, key=lambda t: abs(t.start - i))
    close = [t for t in times if 0 <= i - t.end < 2 and parse.is_verb(i)]
    if close:
        return close[-1]
    if parse.dep[i] == Dep.CONJUNCT and parse.is_verb(i):
        first_verb = parse.head[i]
        between = [k for k in range(first_verb + 1, i) if parse.is_verb(k)]
        beside = [t for k in between for t in times if 0 <= k - t.end < 2]
        if beside:
            return beside[-1]
    if parse.pos[i] in (Pos.NOUN, Pos.NAME):
        behind = [
            t for t in times if 0 < t.start - i < 9 and _bare(parse, i + 1, t.start, triggers)
        ]
        if behind:
            return behind[0]
    scope = _above(parse, i) if shared else parse.ancestors(i)
    higher = set(scope)
    if parse.pos[i] in (Pos.NOUN, Pos.NAME):
        higher = {a for a in higher if not parse.is_verb(a) or parse.lemma[a] in verbs.ANNOUNCING}
    if not shared:
        higher = {a for a in higher if a not in triggers and parse.lemma[a] not in verbs.REPORTING}
    near = [
        t
        for t in times
        if governors[t] in higher or (governors[t] is None and _verbs(parse, t) & higher)
    ]
    if near:
        return min(near, key=lambda t: abs(t.start - i))
    if not shared:
        return None
    if len(scope) < len(parse.ancestors(i)):
        return None
    here = [k for k in triggers if first <= k < last]
    free = [t for t in times if governors[t] is None]
    return free[0] if len(here) == 1 and len(free) == 1 else None


def _above(parse: Parse, i: int) -> list[int]:
    """Return the tokens above a token, not beyond a word that makes it the reason of another act.

    The time of "Peru expelled two envoys on Monday after Chile had closed a consulate" is not that
    of the closure.
    """
    found = []
    below = i
    for above in parse.ancestors(i):
        opened = {parse.lower[below], *(parse.lower[c] for c in parse.kids(below, Dep.MARKER))}
        if opened & function_words.REASON_OPENERS:
            break
        found.append(above)
        below = above
    return found


def _follows(parse: Parse, i: int, time: TimeExpression, triggers: frozenset[int]) -> bool:
    """Whether a time follows a verb, with no other verb or clause between."""
    return time.start > i and _bare(parse, i + 1, time.start, triggers)


def _bare(parse: Parse, first: int, last: int, triggers: frozenset[int]) -> bool:
    """Whether no verb, clause or other trigger stands between two tokens."""
    return not any(
        parse.is_verb(k) or k in triggers or parse.words[k] in typography.CLAUSE_MARKS
        for k in range(first, last)
    )


def _governor(parse: Parse, time: TimeExpression, triggers: frozenset[int]) -> int | None:
    inside = range(time.start, time.end)
    for a in parse.ancestors(time.start):
        if a in triggers and a not in inside:
            return a
    return None


def _verbs(parse: Parse, time: TimeExpression) -> set[int]:
    above = [a for a in parse.ancestors(time.start) if parse.is_verb(a)]
    return set(above[:2])
