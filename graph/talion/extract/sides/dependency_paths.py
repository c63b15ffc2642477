"""The way through the parse from one word to another, as a short label."""

from talion.extract.lang import Dep
from talion.extract.text.parse import Parse

#: Steps up and down that a label names; longer ways are cut to these.
_UP, _DOWN = 3, 3
_LEXICAL = frozenset({Dep.PREPOSITION, Dep.AGENT, Dep.DATIVE})
#: What a name before a noun is in the eyes of one parser or another.
_SAME = {Dep.NOUN_MODIFIER: Dep.COMPOUND, Dep.PREPOSITIONAL_COMPLEMENT: Dep.PREPOSITIONAL_OBJECT}


def path(parse: Parse, start: int, end: int) -> str:
    """Return the dependencies from a word up to a common ancestor and down to another word.

    Upward steps have a caret before them, prepositions their own word: in "Peru's anger at the
    closure of its embassy" the way from "closure" to "Peru" is `^pobj ^at poss`.

    >>> path(parse("Peru expelled a Cuban envoy."), 1, 3)
    'dobj amod'
    """
    above = {token: n for n, token in enumerate([start, *parse.ancestors(start)])}
    down: list[int] = []
    at = end
    while at not in above and parse.head[at] != at:
        down.append(at)
        at = parse.head[at]
    if at not in above:
        return "elsewhere"
    up, token = [], start
    for _ in range(above[at]):
        up.append(f"^{_step(parse, token)}")
        token = parse.head[token]
    steps = [*_ends(up, _UP), *_ends([_step(parse, k) for k in reversed(down)], _DOWN)]
    return " ".join(steps) or "itself"


def _step(parse: Parse, i: int) -> str:
    dep = parse.dep[i]
    if dep in _LEXICAL:
        return parse.lower[i]
    return _SAME.get(dep, dep)


def _ends(steps: list[str], most: int) -> list[str]:
    """Return the steps without conjuncts; of many, the first and the last with dots between."""
    steps = [s for s in steps if s.removeprefix("^") != Dep.CONJUNCT] or steps[:1]
    return steps if len(steps) <= most else [steps[0], "…", steps[-1]]
